"""Files as pictures, and the words of a Word file: what an officer sees of one without opening it."""

from __future__ import annotations

from typing import Any

from banli.files.models import StoredFile
from banli.files.rules.kinds import TAKEN, Kind
from banli.files.selectors import read
from banli.files.selectors.file_inspection import draw, words_in
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

WORD = TAKEN[Kind.DOCX][0]
SHOWN = {TAKEN[kind][0] for kind in (Kind.PDF, Kind.JPEG, Kind.PNG)}


def can_be_shown(file: StoredFile) -> int:
    """How many pages of ``file`` can be shown; at least one of a kind that can, before anybody counted."""
    return (file.pages or 1) if file.media_type in SHOWN else 0


def page_of(file: StoredFile, page: int) -> bytes:
    """A page (from 1) as PNG, drawn anew: nothing of the file itself reaches the reader's browser.

    :raises Missing: where there is no such page, or the file cannot be read.
    """
    drawn = draw(read(file), page) if can_be_shown(file) else b""
    if not drawn:
        raise Missing(gettext_noop("The file has no such page."))
    return drawn


def has_words(file: StoredFile) -> bool:
    """True for a Word file: its words can be shown, though not how it looks."""
    return file.media_type == WORD


def words_of(file: StoredFile) -> list[dict[str, Any]]:
    """Its headings, paragraphs and tables in order, as plain text; nothing where it holds none or cannot be read."""
    return words_in(read(file)) if has_words(file) else []
