"""What a databank is, what it may be asked, and how what it gives is read and worded. Pure."""

from banli.databanks.rules.definition import (
    NAME,
    AskedKey,
    Column,
    Databank,
    Records,
    Source,
    read_settings,
)
from banli.databanks.rules.question import Question, Reply, checked, digest_of, fits, folded, told_by
from banli.databanks.rules.wording import worded

__all__ = [
    "NAME",
    "AskedKey",
    "Column",
    "Databank",
    "Question",
    "Records",
    "Reply",
    "Source",
    "checked",
    "digest_of",
    "fits",
    "folded",
    "read_settings",
    "told_by",
    "worded",
]
