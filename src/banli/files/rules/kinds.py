"""What a content is by its own bytes: the kinds that are taken, and those that people hand in instead of them."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from enum import StrEnum


class Kind(StrEnum):
    """A kind of content; the first four are taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    WORKBOOK = "workbook"
    SLIDES = "slides"
    OPEN_DOCUMENT = "open_document"
    OFD = "ofd"
    OLD_OFFICE = "old_office"
    RICH_TEXT = "rich_text"
    HEIC = "heic"
    PICTURE = "picture"
    FILM = "film"
    ARCHIVE = "archive"
    PROGRAM = "program"
    LINK = "link"
    WEB_PAGE = "web_page"
    TEXT = "text"
    UNKNOWN = "unknown"


TAKEN: dict[Kind, tuple[str, tuple[str, ...]]] = {
    Kind.PDF: ("application/pdf", ("pdf",)),
    Kind.JPEG: ("image/jpeg", ("jpg", "jpeg")),
    Kind.PNG: ("image/png", ("png",)),
    Kind.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)),
}
"""Media type and endings of a name, the usual one first."""

HEAD = b"%PDF-"
HEAD_WITHIN = 1024
"""Bytes in which every reader looks for the head of a PDF (ISO 32000-1, annex H.3.4.1)."""
ZIP = b"PK\x03\x04"
STARTS: tuple[tuple[bytes, Kind], ...] = (
    (HEAD, Kind.PDF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"{\\rtf", Kind.RICH_TEXT),
    (b"GIF8", Kind.PICTURE),
    (b"BM", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"MZ", Kind.PROGRAM),
    (b"\x7fELF", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"#!", Kind.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Kind.LINK),
    (b"[InternetShortcut]", Kind.LINK),
)
HIDDEN = (b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c")
"""Archives that their programs find behind another file's content."""
PHOTOS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
IN_ZIP: tuple[tuple[Callable[[str], bool], Kind], ...] = (
    (lambda name: name == "OFD.xml", Kind.OFD),
    (lambda name: name == "mimetype", Kind.OPEN_DOCUMENT),
    (lambda name: name.startswith("word/"), Kind.DOCX),
    (lambda name: name.startswith("xl/"), Kind.WORKBOOK),
    (lambda name: name.startswith("ppt/"), Kind.SLIDES),
)
MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|script|svg|\?xml|!--)", re.IGNORECASE)


def kind_of(content: bytes) -> Kind:
    """What ``content`` begins as. Whether all of it is that is for :mod:`banli.files.rules.look` to find out."""
    start = _by_start(content)
    if start is not Kind.UNKNOWN and start is not Kind.TEXT:
        return start
    return Kind.PDF if HEAD in content[: HEAD_WITHIN + len(HEAD)] else start


def is_two_kinds(content: bytes, kind: Kind) -> bool:
    """True where another program would open ``content``, of a kind that is taken, as something else."""
    if kind not in TAKEN:
        return False
    if kind is not Kind.PDF and HEAD in content[:HEAD_WITHIN]:
        return True
    hidden = zipfile.is_zipfile(io.BytesIO(content)) or any(mark in content for mark in HIDDEN)
    return kind is not Kind.DOCX and hidden


def _by_start(content: bytes) -> Kind:
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(ZIP):
        return _in_zip(content)
    if content[4:8] == b"ftyp":
        return Kind.HEIC if content[8:12] in PHOTOS else _film_or_picture(content[8:12])
    if content.startswith(b"RIFF"):
        return Kind.PICTURE if content[8:12] == b"WEBP" else Kind.FILM
    if MARKUP.match(content.removeprefix(codecs.BOM_UTF8)):
        return Kind.WEB_PAGE
    return Kind.TEXT if _is_text(content) else Kind.UNKNOWN


def _film_or_picture(brand: bytes) -> Kind:
    return Kind.PICTURE if brand in {b"avif", b"avis"} else Kind.FILM


def _in_zip(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _by_names(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return Kind.ARCHIVE


def _by_names(names: Iterable[str]) -> Kind:
    known = set(names)
    return next((kind for belongs, kind in IN_ZIP if any(map(belongs, known))), Kind.ARCHIVE)


def _is_text(content: bytes) -> bool:
    """True for bytes that read as Chinese or other text without a control character."""
    for encoding in ("utf-8", "gb18030", "utf-16"):
        try:
            text = content[:4096].decode(encoding, errors="strict" if len(content) <= 4096 else "ignore")
        except UnicodeDecodeError:
            continue
        return not re.search(r"[\x00-\x08\x0e-\x1f]", text)
    return False
