"""A Word file (ISO/IEC 29500): its package looked through part by part, then opened as a document."""

from __future__ import annotations

import io
import zipfile
import zlib
from lzma import LZMAError
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.opc.oxml import parse_xml

PARTS_MOST = 3_000
UNPACKED_MOST = 200 << 20
"""Bytes of all parts together."""
TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PROGRAMS = ("vbaproject.bin", "vbadata.xml")
"""Last parts of the names of macros."""
BROKEN = (
    *(zipfile.BadZipFile, OpcError, SyntaxError, KeyError, ValueError, RuntimeError),
    *(NotImplementedError, EOFError, OSError, zlib.error, LZMAError),
)


def look_at_docx(content: bytes) -> dict[str, Any]:
    """The fault of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if fault := package_fault(package) or outside_fault(package):
                return {"fault": fault}
        docx.Document(io.BytesIO(content))
    except BROKEN:
        return {"fault": "damaged"}
    return {}


def package_fault(package: zipfile.ZipFile) -> str:
    """Why the package is not opened: locked, too much, damaged, with programs in it; '' where nothing is wrong."""
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        return "locked"
    if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST:
        return "too_much_in_it"
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(".." in name.split("/") or "\\" in name for name in names):
        return "damaged"
    if _has_program(package, names):
        return "macros"
    if MAIN.encode() not in package.read(TYPES):
        return "damaged"
    return ""


def outside_fault(package: zipfile.ZipFile) -> str:
    """``outside_links`` where parts of it are fetched from outside; '' where none is."""
    links = (package.read(name) for name in package.namelist() if _is_links(name))
    return "outside_links" if any(map(_reaches_out, links)) else ""


def _has_program(package: zipfile.ZipFile, names: list[str]) -> bool:
    lowered = [name.lower() for name in names]
    if any(name.endswith(PROGRAMS) or "/activex/" in name for name in lowered):
        return True
    if b"macroEnabled" in package.read(TYPES):
        return True
    texts = (name for name in names if name.startswith("word/") and name.endswith(".xml"))
    return any(b'ProgID="Package"' in package.read(name) for name in texts)


def _is_links(name: str) -> bool:
    return name.endswith(".rels")


def _reaches_out(links: bytes) -> bool:
    """True where a part is fetched from outside as soon as the file is opened; a link to be clicked on is none."""
    root = parse_xml(links)  # type: ignore[arg-type]  # bytes say their own encoding
    return any(
        one.get("TargetMode") == "External" and not str(one.get("Type", "")).endswith("/hyperlink")
        for one in root.iter("{*}Relationship")
    )
