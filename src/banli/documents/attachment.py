"""One data file attached to a finished PDF, in an update of its own after the last byte (ISO 32000-1, 7.5.6).

The pages stay the bytes they were, so that what is attached can name their digest. PDFs are read by qpdf alone. A PDF
is ours where its objects, one by one, are those that :func:`attach` makes of the same pages and content: a signed
issue stays provable when a later version writes the same objects with other blanks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from banli.kernel.errors import BanliError
from banli.kernel.text import gettext_noop

NAME = "figures.json"
DESCRIPTION = "Signed list of the figures of this issue"
MARK = b"% attached after "
START = b"startxref\n"
END = b"\n%%EOF\n"
DIGITS = 12
"""A file has fewer bytes than this many digits can say."""


class NotOurs(BanliError):
    """The PDF does not carry an attachment made here, or something was changed or added afterwards."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop(
                "This PDF carries no list of figures made by this platform, or it was changed afterwards."
            )
        )


@dataclass(frozen=True)
class Attached:
    """A PDF taken apart: the bytes of its pages, and what is attached to them."""

    pages: bytes
    content: bytes


def attach(pages: bytes, content: bytes) -> bytes:
    """``pages``, a PDF/A-3 made here, with ``content`` (JSON) attached as its data. Equal input gives equal bytes.

    :raises NotOurs: where the PDF is broken, or carries files already.
    """
    with _read(pages) as pdf:
        if Name.Names in pdf.Root or Name.AF in pdf.Root or Name.CreationDate not in pdf.docinfo:
            raise NotOurs
        objects = _objects(pdf, content)
        trailer = Dictionary({key: value for key, value in pdf.trailer.items() if key != "/Size"})
        trailer.Size = max(objects) + 1
        trailer.Prev = _number(pages, pages.rfind(START) + len(START), b"\n")
        return pages + _update(len(pages), objects, trailer.unparse())


def detach(pdf: bytes) -> Attached:
    """The pages and the attachment of a PDF made by :func:`attach`.

    :raises NotOurs: where it is anything else, or says anything more or otherwise.
    """
    mark = pdf.rfind(MARK)
    if mark < 0 or not pdf.endswith(END) or pdf.count(END, mark) != 1:
        raise NotOurs
    pages = pdf[: _number(pdf, mark + len(MARK), b" ")]
    if pdf[len(pages) : mark].strip():
        raise NotOurs
    with _read(pdf) as found:
        if NAME not in found.attachments:
            raise NotOurs
        content = found.attachments[NAME].get_file().read_bytes()
        with _read(attach(pages, content)) as wanted:
            if list(_told(found)) != list(_told(wanted)):
                raise NotOurs
    return Attached(pages, content)


def issued_part(pdf: bytes) -> bytes:
    """The part of ``pdf`` that :func:`attach` made: all of it, but for a signature that was added behind.

    What stands behind it is for the caller to judge.

    :raises NotOurs: where there is no such part.
    """
    mark = pdf.rfind(MARK)
    end = pdf.find(END, mark)
    if mark < 0 or end < 0:
        raise NotOurs
    return pdf[: end + len(END)]


@contextmanager
def _read(content: bytes) -> Iterator[Pdf]:
    """A PDF that qpdf reads without a complaint."""
    try:
        with Pdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            yield pdf
            if pdf.get_warnings():
                raise NotOurs
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise NotOurs from fault


def _objects(pdf: Pdf, content: bytes) -> dict[int, bytes]:
    """The three objects of the update by number: the catalog, which names the file, the file and its description."""
    stream = int(pdf.trailer.Size)
    described = stream + 1
    root = pdf.Root.unparse(resolved=True).removesuffix(b" >>")
    name = NAME.encode()
    return {
        pdf.Root.objgen[0]: b"%s /Names << /EmbeddedFiles << /Names [ (%s) %d 0 R ] >> >> /AF [ %d 0 R ] >>"
        % (root, name, described, described),
        stream: b"<< /Type /EmbeddedFile /Subtype /application#2Fjson /Length %d"
        b" /Params << /ModDate %s /Size %d >> >>\nstream\n%s\nendstream"
        % (len(content), pikepdf.String(str(pdf.docinfo.CreationDate)).unparse(), len(content), content),
        described: b"<< /Type /Filespec /F (%s) /UF (%s) /Desc (%s) /AFRelationship /Data"
        b" /EF << /F %d 0 R /UF %d 0 R >> >>" % (name, name, DESCRIPTION.encode(), stream, stream),
    }


def _update(after: int, objects: dict[int, bytes], trailer: bytes) -> bytes:
    """The bytes that follow a PDF of ``after`` bytes: the objects, the table of where they begin, the trailer."""
    made = b"\n" + MARK + b"%d bytes\n" % after
    table = b"xref\n"
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n\r\n" % (number, after + len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return made + table + b"trailer\n%s\n%s%d%s" % (trailer, START, after + len(made), END)


def _told(pdf: Pdf) -> Iterator[tuple[bytes, bytes]]:
    """Everything a reader meets in the PDF: its trailer, then each object with the raw bytes of its stream."""
    kept = {key: value for key, value in pdf.trailer.items() if key not in ("/Prev", "/XRefStm")}
    yield Dictionary(kept).unparse(), b""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            yield one.stream_dict.unparse(resolved=True), one.read_raw_bytes()
        else:
            yield one.unparse(resolved=True), b""


def _number(content: bytes, place: int, end: bytes) -> int:
    """The whole number that stands at ``place`` before ``end``."""
    digits = content[place : place + DIGITS].partition(end)[0]
    if not digits.isdigit():
        raise NotOurs
    return int(digits)
