"""Why a manuscript is not read, and what of it was left behind, in the words of whoever handed it in."""

from __future__ import annotations

from collections.abc import Mapping

from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

LARGEST = 20 * 1024 * 1024
"""Bytes of a Word file."""

FAULTS: Mapping[str, str] = {
    "empty": gettext_noop("Choose a Word file (DOCX) first."),
    "too_large": gettext_noop(
        "“%(name)s” is larger than 20 MB. Please save it with smaller pictures, or without them, and try again."
    ),
    "damaged": gettext_noop(
        "“%(name)s” cannot be opened: it is damaged or not whole. Please open it, save it anew as DOCX and try again."
    ),
    "locked": gettext_noop(
        "“%(name)s” is locked with a password. Please save it without one as DOCX and try again."
    ),
    "too_much_in_it": gettext_noop(
        "“%(name)s” holds more than can be read safely. Please copy the text you need into a new file and try that."
    ),
    "too_many_paragraphs": gettext_noop(
        "“%(name)s” has more than 3,000 paragraphs. Please copy the part you need into a new file and try that."
    ),
    "too_many_pictures": gettext_noop(
        "“%(name)s” has more than 300 pictures. Please save the text without them as DOCX and try again."
    ),
    "entities": gettext_noop(
        "“%(name)s” holds definitions that no Word file has. Please copy its text into a new file and try that."
    ),
    "strict": gettext_noop(
        "“%(name)s” is saved as Strict Open XML. Please save it as an ordinary Word document (DOCX) and try again."
    ),
    "macros": gettext_noop(
        "“%(name)s” holds macros or programs and is not read. Please save it as DOCX without macros and try again."
    ),
    "old_office": gettext_noop(
        "“%(name)s” is a file of the old kind (DOC, WPS) or has a password. Please save it as DOCX and try again."
    ),
    "open_document": gettext_noop(
        "“%(name)s” is an OpenDocument file (ODT). Please save it as DOCX and try again."
    ),
    "rich_text": gettext_noop("“%(name)s” is a rich text file (RTF). Please save it as DOCX and try again."),
    "pdf": gettext_noop(
        "“%(name)s” is a PDF. Please choose the Word file it was made from, or paste its text."
    ),
    "text": gettext_noop("“%(name)s” is a plain text file. Please paste its text instead."),
    "other": gettext_noop(
        "“%(name)s” is not a Word file (DOCX). Please save the text as DOCX and try again."
    ),
    "not_ours": gettext_noop(
        "“%(name)s” is no draft of this issue: its marks are missing. Please take the draft to Word from here and edit"
        " that file."
    ),
    "nothing_in_it": gettext_noop("There are no words in it."),
    "pasted_too_much": gettext_noop(
        "That is more than 200,000 characters or 3,000 paragraphs. Please paste the part you need."
    ),
    "pasted_nothing": gettext_noop("Paste the text first."),
}
"""Fault to what is told of it."""

DROPPED: Mapping[str, str] = {
    "boxes": gettext_noop(
        "Text boxes: %(count)s. Their words stand below, after the paragraph they were at."
    ),
    "insertions": gettext_noop("Tracked insertions: %(count)s. They were taken."),
    "deletions": gettext_noop("Tracked deletions: %(count)s. What they delete was not taken."),
    "comments": gettext_noop("Comments: %(count)s. They were not taken."),
    "footnotes": gettext_noop("Footnotes and endnotes: %(count)s. They were not taken."),
    "hidden": gettext_noop("Hidden passages: %(count)s. They were not taken."),
    "tables_in_tables": gettext_noop(
        "Tables in tables: %(count)s. Their words stand in the cell they were in."
    ),
    "outside": gettext_noop("Parts kept outside the file: %(count)s. Nothing was fetched."),
    "links": gettext_noop("Links: %(count)s. Their words were taken, their addresses were not."),
    "fields": gettext_noop(
        "Fields that fetch from outside: %(count)s. The words they showed last were taken."
    ),
    "objects": gettext_noop("Embedded objects: %(count)s. They were not taken."),
    "charts": gettext_noop("Charts and diagrams: %(count)s. They were not taken."),
    "formulas": gettext_noop("Formulas: %(count)s. They became plain words; please check them."),
    "signs": gettext_noop("Signs of a symbol font: %(count)s. They were not taken."),
    "headers": gettext_noop("Headers and footers with words: %(count)s. They were not taken."),
    "contents": gettext_noop("Tables of contents: %(count)s. They were not taken."),
    "picture": gettext_noop("Pictures: %(count)s. They are listed below and not taken."),
    "table": gettext_noop("Tables: %(count)s. Their rows can be taken as paragraphs."),
}
"""What was left behind, or became something else, to what is told of it; in the order in which it is told."""


def fault(kind: str, name: str, where: str) -> Problem:
    """Why what is called ``name`` is not read, at the place ``where`` of the form."""
    words = FAULTS.get(kind, FAULTS["other"])
    return Problem(where, words, (("name", name),) if "%(name)s" in words else ())
