"""The door of databanks."""

from banli.databanks.acts.inquiry import NotAnswering, ask, forget_inquiries
from banli.databanks.acts.issuing import Said, issue_answer, moment_words
from banli.databanks.acts.loading import load_databanks
from banli.databanks.models import Answer, Inquiry
from banli.databanks.permissions import GRANTS, DatabankPermission
from banli.databanks.rules import Databank, Records, Reply, worded
from banli.databanks.selectors import answer_to, databank, inquiries_for, verify

__all__ = [
    "GRANTS",
    "Answer",
    "Databank",
    "DatabankPermission",
    "Inquiry",
    "NotAnswering",
    "Records",
    "Reply",
    "Said",
    "answer_to",
    "ask",
    "databank",
    "forget_inquiries",
    "inquiries_for",
    "issue_answer",
    "load_databanks",
    "moment_words",
    "verify",
    "worded",
]
