"""The door of the files."""

from banli.files.acts.cleaning import remove_unused
from banli.files.acts.receiving import receive, receive_all
from banli.files.acts.storing import store
from banli.files.models import StoredFile
from banli.files.rules.faults import LARGEST
from banli.files.selectors import find, read
from banli.files.selectors.showing import can_be_shown, page_of

__all__ = [
    "LARGEST",
    "StoredFile",
    "can_be_shown",
    "find",
    "page_of",
    "read",
    "receive",
    "receive_all",
    "remove_unused",
    "store",
]
