"""Pure rules of messages: to whom, when, in which words."""

from banli.notices.rules.addressee import Addressee, mail_of, mobile_of
from banli.notices.rules.file import MessageFile
from banli.notices.rules.timing import KEPT_TRYING, LEASE, Quiet, pause_after
from banli.notices.rules.wording import AT_NIGHT, WORDS, mail_text, parts_of, short_text

__all__ = [
    "AT_NIGHT",
    "KEPT_TRYING",
    "LEASE",
    "WORDS",
    "Addressee",
    "MessageFile",
    "Quiet",
    "mail_of",
    "mail_text",
    "mobile_of",
    "parts_of",
    "pause_after",
    "short_text",
]
