"""Which files are taken: by size and by what their first bytes say, never by their name alone."""

from __future__ import annotations

from banli.kernel.errors import Problem
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop

LARGEST = 20 * 1024 * 1024
"""Bytes. A scan of a hundred pages fits."""

SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (b"PK\x03\x04",),
    "application/json": (b"{", b"["),
}


def media_type_of(content: bytes) -> str:
    """The type the first bytes tell; '' where it is none that is taken."""
    for media_type, starts in SIGNATURES.items():
        if content.startswith(starts):
            return media_type
    return ""


def problems(name: str, content: bytes, where: str = "file") -> list[Problem]:
    """What speaks against storing ``content``; empty where nothing does."""
    if not content:
        return [Problem(where, gettext_noop("“%(name)s” is empty."), (("name", name),))]
    if len(content) > LARGEST:
        return [
            Problem(
                where,
                gettext_noop("“%(name)s” is larger than %(limit)s MB."),
                (("name", name), ("limit", LARGEST // 1024 // 1024)),
            )
        ]
    if not media_type_of(content):
        return [
            Problem(
                where, gettext_noop("“%(name)s” is not a PDF, JPEG, PNG or DOCX file."), (("name", name),)
            )
        ]
    return []


def clean_name(name: str) -> str:
    """The last part of ``name`` without what cannot be printed, at most 120 characters.

    Nobody types the name of a file here, so it is put right and not refused.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    while wrong := fault(last, lines=False):
        last = last.replace(wrong.character, "")
    stem, dot, kind = last.replace("\t", " ").strip().rpartition(".")
    last = f"{stem or 'file'}{dot}{kind}" if dot else kind
    return last[-120:] or "file"
