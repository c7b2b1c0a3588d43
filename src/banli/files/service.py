"""The door of the files."""

from banli.files.acts.cleaning import remove_unused
from banli.files.acts.receiving import receive, receive_for_print, receive_photograph
from banli.files.acts.storing import store
from banli.files.models import StoredFile
from banli.files.rules.faults import LARGEST, LARGEST_AT_ONCE
from banli.files.selectors import find, read
from banli.files.selectors.file_inspection import WordText, is_sound_jpeg, read_word
from banli.files.selectors.preview import can_be_shown, has_words, page_of, words_of

__all__ = [
    "LARGEST",
    "LARGEST_AT_ONCE",
    "StoredFile",
    "WordText",
    "can_be_shown",
    "find",
    "has_words",
    "is_sound_jpeg",
    "page_of",
    "read",
    "read_word",
    "receive",
    "receive_for_print",
    "receive_photograph",
    "remove_unused",
    "store",
    "words_of",
]
