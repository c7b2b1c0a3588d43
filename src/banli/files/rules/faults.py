"""Why a file is not taken: what it is, in the words of whoever sent it, and what to do."""

from __future__ import annotations

from banli.files.rules.kinds import Kind
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

LARGEST = 20 * 1024 * 1024
"""Bytes. A scan of a hundred pages fits."""
LARGEST_AT_ONCE = 5 * LARGEST
"""Bytes of all files of one request together."""

WORDS: dict[str, str] = {
    "empty": gettext_noop("“%(name)s” is empty."),
    "too_large": gettext_noop(
        "“%(name)s” is larger than %(limit)s MB. Please scan it with fewer dots per inch, or in several files."
    ),
    "damaged": gettext_noop(
        "“%(name)s” cannot be opened: it is damaged or not whole. Please open it on your device, save it anew and hand"
        " that in."
    ),
    "locked": gettext_noop(
        "“%(name)s” is locked with a password. Please save it without one and hand that in."
    ),
    "no_pages": gettext_noop("“%(name)s” has no page. Please hand in a PDF with the pages in it."),
    "too_much_in_it": gettext_noop(
        "“%(name)s” holds too much to be opened safely. Please print it to a new PDF and hand that in."
    ),
    "sets_off": gettext_noop(
        "“%(name)s” holds a program that starts by itself. Please print it to a new PDF and hand that in."
    ),
    "two_kinds": gettext_noop(
        "“%(name)s” is two kinds of file at once. Please save it anew as PDF, JPEG, PNG or DOCX and hand that in."
    ),
    "too_many_pixels": gettext_noop(
        "“%(name)s” is a picture of too many pixels. Please save it smaller and hand that in."
    ),
    "macros": gettext_noop(
        "“%(name)s” is a Word file with macros or programs in it. Please save it as PDF and hand that in."
    ),
    "outside_links": gettext_noop(
        "“%(name)s” is a Word file that fetches parts of it from outside. Please save it as PDF and hand that in."
    ),
    "no_photograph": gettext_noop(
        "“%(name)s” is no photograph in JPEG or PNG. Please take it with the camera, or save it as JPEG."
    ),
    "photograph_too_large": gettext_noop(
        "“%(name)s” is a photograph of 40 million pixels or more. Please take it with a smaller size."
    ),
    "photograph_damaged": gettext_noop(
        "“%(name)s” cannot be opened: the photograph is damaged or not whole. Please take it again."
    ),
    "photograph_too_small": gettext_noop(
        "“%(name)s” has too few pixels to be printed. Please choose one that is at least 240 pixels wide."
    ),
    Kind.WORKBOOK: gettext_noop("“%(name)s” is a workbook (Excel). Please save it as PDF and hand that in."),
    Kind.SLIDES: gettext_noop("“%(name)s” is a presentation. Please save it as PDF and hand that in."),
    Kind.OPEN_DOCUMENT: gettext_noop(
        "“%(name)s” is an OpenDocument file. Please save it as PDF or DOCX and hand that in."
    ),
    Kind.OFD: gettext_noop(
        "“%(name)s” is an OFD file. Please save it as PDF in your OFD reader and hand that in."
    ),
    Kind.OLD_OFFICE: gettext_noop(
        "“%(name)s” is an Office file of the old kind (DOC, XLS, WPS) or one with a password. Please save it as PDF or"
        " DOCX, without a password, and hand that in."
    ),
    Kind.RICH_TEXT: gettext_noop(
        "“%(name)s” is a rich text file (RTF). Please save it as PDF or DOCX and hand that in."
    ),
    Kind.HEIC: gettext_noop(
        "“%(name)s” is a photograph in HEIC. Please save it as JPEG and hand that in; on an iPhone choose “Most"
        " Compatible” under Settings, Camera, Formats and take it again, or hand in a screenshot of it."
    ),
    Kind.PICTURE: gettext_noop(
        "“%(name)s” is a picture, but neither JPEG nor PNG. Please save it as JPEG or PNG and hand that in."
    ),
    Kind.FILM: gettext_noop("“%(name)s” is a film or a recording. Please hand in PDF, JPEG, PNG or DOCX."),
    Kind.ARCHIVE: gettext_noop(
        "“%(name)s” is an archive (ZIP, RAR) or not whole. Please unpack it and hand in the files one by one."
    ),
    Kind.PROGRAM: gettext_noop("“%(name)s” is a program. Please hand in PDF, JPEG, PNG or DOCX."),
    Kind.LINK: gettext_noop(
        "“%(name)s” is only a link. Please hand in the file itself as PDF, JPEG, PNG or DOCX."
    ),
    Kind.WEB_PAGE: gettext_noop("“%(name)s” is a web page. Please print it to a PDF and hand that in."),
    Kind.TEXT: gettext_noop(
        "“%(name)s” is a plain text file. Please save it as PDF or DOCX and hand that in."
    ),
    Kind.UNKNOWN: gettext_noop(
        "“%(name)s” is not a PDF, JPEG, PNG or DOCX file. Please save it as one and hand that in."
    ),
}
"""Fault to what is told of it."""


def problem(fault: str, name: str, where: str) -> Problem:
    """``fault`` of the file called ``name`` as a problem at the place ``where``."""
    limit = (("limit", LARGEST // 1024 // 1024),) if fault == "too_large" else ()
    return Problem(where, WORDS[fault], (("name", name), *limit))
