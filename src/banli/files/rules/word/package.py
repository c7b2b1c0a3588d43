"""A Word file opened to be read: its limits first, then the parts that say something. Nothing is fetched for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from banli.files.rules.docx import package_fault
from banli.files.rules.word.names import STRICT, w

UNPACKED_MOST = 60 << 20
"""Bytes of all parts together: a bulletin with its photographs is a tenth of it."""
RATIO_MOST = 200
"""How many bytes one packed byte may become; text of an honest document becomes ten to thirty."""
SMALL = 1 << 20
"""Bytes of a part that may be packed as tightly as it likes."""
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
SIGNS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Opened:
    """The parts of a file that are read, and what else it has that says something."""

    body: Any
    styles: Any
    numbering: Any
    beside: Counter[str]
    """Headers and footers with words, links to what is outside."""
    paper: Any = None
    """The document as the library opened it."""

    def media(self, key: str) -> bytes:
        """The bytes of the picture that the body calls by ``key``; b'' where the file holds none."""
        link = self.paper.part.rels.get(key) if key and self.paper is not None else None
        if link is None or link.is_external or link.reltype != RELATIONSHIP_TYPE.IMAGE:
            return b""
        return bytes(link.target_part.blob)


def opened(content: bytes) -> Opened | str:
    """The file opened, or the fault for which it is not.

    :raises Exception: one of ``banli.files.rules.docx.BROKEN`` where it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if fault := _limits(package) or package_fault(package):
            return fault
        marked = [one for one in package.namelist() if one.lower().endswith((".xml", ".rels", ".vml"))]
        if any(DECLARED.search(package.read(one).replace(b"\0", b"")) for one in marked):
            return "entities"
    paper = docx.Document(io.BytesIO(content))
    if paper.element.tag.startswith(f"{{{STRICT}}}"):
        return "strict"
    body = paper.element.find(w("body"))
    if body is None:
        return "damaged"
    return Opened(
        body,
        _part(paper, RELATIONSHIP_TYPE.STYLES),
        _part(paper, RELATIONSHIP_TYPE.NUMBERING),
        _beside(paper),
        paper,
    )


def _limits(package: zipfile.ZipFile) -> str:
    parts = package.infolist()
    if sum(one.file_size for one in parts) > UNPACKED_MOST:
        return "too_much_in_it"
    tight = any(one.file_size > SMALL and one.file_size > RATIO_MOST * one.compress_size for one in parts)
    return "too_much_in_it" if tight else ""


def _part(paper: Any, kind: str) -> Any:
    """The root of a part of the document; None where it has none. The library would make one of its own."""
    for one in paper.part.rels.values():
        if one.reltype == kind and not one.is_external:
            part = one.target_part
            return getattr(part, "element", None)
    return None


def _beside(paper: Any) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in paper.part.rels.values():
        if one.is_external:
            found["links" if one.reltype == RELATIONSHIP_TYPE.HYPERLINK else "outside"] += 1
        elif one.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            words = "".join(text.text or "" for text in one.target_part.element.iter(w("t")))
            found["headers"] += bool(SIGNS.search(words))
    return +found
