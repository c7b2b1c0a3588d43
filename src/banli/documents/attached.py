"""One data file attached to a finished PDF, in an update of its own after the last byte (ISO 32000-1, 7.5.6).

The pages stay the bytes they were, so that what is attached can name their digest. Only our own PDFs are understood:
a plain table of references, one catalog without names. Whatever differs by one byte from what :func:`attach` makes of
the same pages and content is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from banli.kernel.errors import BanliError
from banli.kernel.text import gettext_noop

NAME = "figures.json"
DESCRIPTION = "Signed list of the figures of this issue"
TRAILER = re.compile(
    rb"trailer\n<</Size (\d{1,10})/Root (\d{1,10}) 0 R(/Info \d+ 0 R)?(/ID\[[^\]]*\])?>>\n"
    rb"startxref\n(\d{1,12})\n%%EOF\n?\Z"
)
STREAM = re.compile(rb"/Subtype/application#2Fjson/Length (\d{1,12})/Params<<[^>]*>>>>\nstream\n")
DATE = re.compile(rb"/CreationDate\((D:[0-9Z+'\-]+)\)")
BASE = re.compile(rb"% attached after (\d{1,12}) bytes\n")


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
    """``pages``, a PDF/A-3 made here, with ``content`` (JSON) attached as its data.

    :raises NotOurs: where the PDF is not laid out as ours are.
    """
    size, root, info, id_, start = _trailer(pages)
    stream, spec = size, size + 1
    made_at = DATE.search(pages)
    if made_at is None:
        raise NotOurs
    moment = made_at[1]
    length = str(len(content)).encode()
    objects = {
        root: _catalog(pages, root, start, spec),
        stream: b"<</Type/EmbeddedFile/Subtype/application#2Fjson/Length %s/Params<</ModDate(%s)/Size %s>>>>\n"
        b"stream\n%s\nendstream" % (length, moment, length, content),
        spec: b"<</Type/Filespec/F(%s)/UF(%s)/Desc(%s)/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>"
        % (NAME.encode(), NAME.encode(), DESCRIPTION.encode(), stream, stream),
    }
    made = bytearray(pages if pages.endswith(b"\n") else pages + b"\n")
    made += b"%% attached after %d bytes\n" % len(pages)
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n"
    for number in sorted(places):
        made += b"%d 1\n%010d 00000 n\r\n" % (number, places[number])
    made += b"trailer\n<</Size %d/Root %d 0 R%s%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 2, root, info, id_, start, table,
    )  # fmt: skip
    return bytes(made)


def detach(pdf: bytes) -> Attached:
    """The pages and the attachment of a PDF made by :func:`attach`.

    :raises NotOurs: where it is anything else, or was changed by a single byte.
    """
    marks = list(BASE.finditer(pdf))
    found = marks[-1] if marks else None
    stream = STREAM.search(pdf, found.end()) if found else None
    if found is None or stream is None:
        raise NotOurs
    pages = pdf[: int(found[1])]
    content = pdf[stream.end() : stream.end() + int(stream[1])]
    if attach(pages, content) != pdf:
        raise NotOurs
    return Attached(pages, content)


def _trailer(pages: bytes) -> tuple[int, int, bytes, bytes, int]:
    """Number of objects, catalog, the entries that are kept, and the place of the table of references."""
    found = TRAILER.search(pages)
    if found is None:
        raise NotOurs
    return int(found[1]), int(found[2]), found[3] or b"", found[4] or b"", int(found[5])


def _catalog(pages: bytes, root: int, start: int, spec: int) -> bytes:
    """The catalog with the attachment among its names and as an associated file."""
    head = b"\n%d 0 obj\n<<" % root
    at = pages.rfind(head, 0, start)
    end = pages.find(b">>\nendobj\n", at)
    if at < 0 or end < 0:
        raise NotOurs
    entries = pages[at + len(head) : end]
    if not entries.startswith(b"/Type/Catalog") or b"/Names" in entries or b"/AF" in entries:
        raise NotOurs
    return b"<<%s/Names<</EmbeddedFiles<</Names[(%s)%d 0 R]>>>>/AF[%d 0 R]>>" % (
        entries, NAME.encode(), spec, spec,
    )  # fmt: skip
