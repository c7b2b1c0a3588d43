"""Looking at the whole of a file that a stranger sent: opened by the libraries that know its kind.

Run as a program in a process of its own (``python -m banli.files.rules.look``), with limits of memory and time that the
system holds, because what is made to harm a reader harms whoever opens it first. Bytes come in, JSON goes out.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

from banli.files.rules.kinds import Kind, is_two_kinds, kind_of

MEMORY = 2 << 30
"""Bytes of address space of the process: a photograph of a hundred million pixels fits."""
SECONDS = 20
"""Of computing."""
WORDS = "words"
READING = "reading"
PHOTOGRAPH = "photograph"
PRINT = "print"
PAGE_WIDTH = 1200
"""Pixels of a page shown beside the check list."""


def look(content: bytes) -> dict[str, Any]:
    """``kind``, ``fault`` ('' where it is taken) and ``pages`` of ``content``."""
    kind = kind_of(content)
    told: dict[str, Any] = {"kind": kind.value, "fault": "", "pages": 0}
    if is_two_kinds(content, kind):
        return {**told, "fault": "two_kinds"}
    # Each kind's libraries are loaded where they are needed: the process lives for one file.
    if kind is Kind.PDF:
        from banli.files.rules.pdf import look_at_pdf

        return {**told, **look_at_pdf(content)}
    if kind in (Kind.JPEG, Kind.PNG):
        from banli.files.rules.pictures import look_at_picture

        return {**told, **look_at_picture(content, kind)}
    if kind is Kind.DOCX:
        from banli.files.rules.docx import look_at_docx

        return {**told, **look_at_docx(content)}
    return {**told, "fault": kind.value}


def picture_of(content: bytes, page: int) -> bytes:
    """A page (from 1) as a picture that holds nothing but what is seen; b'' where there is none."""
    kind = kind_of(content)
    if kind is Kind.PDF:
        from banli.files.rules.pdf import page_picture

        return page_picture(content, page, PAGE_WIDTH)
    if kind in (Kind.JPEG, Kind.PNG) and page == 1:
        from banli.files.rules.pictures import plain_picture

        return plain_picture(content, PAGE_WIDTH)
    return b""


def words_in(content: bytes) -> list[dict[str, Any]]:
    """What a Word file says, part by part; nothing of any other kind."""
    if kind_of(content) is not Kind.DOCX:
        return []
    from banli.files.rules.words import words_of

    return words_of(content)


def reading_of(content: bytes) -> dict[str, Any]:
    """A Word file piece by piece, as ``banli.files.rules.word.reader`` tells; any other kind is its own fault."""
    kind = kind_of(content)
    if kind is not Kind.DOCX:
        return {"fault": kind.value, "pieces": [], "dropped": {}, "media": {}}
    from banli.files.rules.word.reader import read_word

    return read_word(content)


def photograph_of(content: bytes) -> bytes:
    """A first byte-line with the fault ('' where it is taken), then the photograph made anew."""
    from banli.files.rules.pictures import photograph

    kind = kind_of(content)
    fault, made = ("no_photograph", b"") if is_two_kinds(content, kind) else photograph(content, kind)
    return fault.encode() + b"\n" + made


def printed(content: bytes, millimetres: int) -> bytes:
    """A first byte-line with the fault ('' where it is taken) and the width on paper, then the picture made anew."""
    from banli.files.rules.pictures import for_print

    kind = kind_of(content)
    two = is_two_kinds(content, kind)
    fault, wide, made = ("no_photograph", 0, b"") if two else for_print(content, kind, millimetres)
    return f"{fault} {wide}".encode() + b"\n" + made


def confine() -> None:
    """Let the system end this process where it wants too much."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS knows no limit of the address space; the others hold there too.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def main(arguments: list[str]) -> None:
    """Look at what comes in; with a number draw that page of it, with ``words`` tell what it says, with
    ``reading`` read it piece by piece, with ``photograph`` make the photograph anew, with ``print`` and millimetres
    make it anew for paper."""
    confine()
    content = sys.stdin.buffer.read()
    if arguments == [PHOTOGRAPH]:
        sys.stdout.buffer.write(photograph_of(content))
    elif len(arguments) == 2 and arguments[0] == PRINT:
        sys.stdout.buffer.write(printed(content, int(arguments[1])))
    elif arguments == [WORDS]:
        sys.stdout.write(json.dumps(words_in(content)))
    elif arguments == [READING]:
        sys.stdout.write(json.dumps(reading_of(content)))
    elif arguments:
        sys.stdout.buffer.write(picture_of(content, int(arguments[0])))
    else:
        sys.stdout.write(json.dumps(look(content)))


if __name__ == "__main__":
    main(sys.argv[1:])
