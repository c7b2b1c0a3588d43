"""Faces of the machine that draw what no bundled face does: looked for once a process, used where a sheet needs one."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from banli.kernel.printable import is_han

KNOWN = (
    ("fonts-hanazono", "HanaMinB", Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")),
    (
        "fonts-babelstone-han",
        "BabelStone Han",
        Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
    ),
)
"""Debian's packages with Extensions B and later: package, family, file."""
VARIABLE = "BANLI_RARE_FONT"
"""An environment variable with the path of another such font."""


@dataclass(frozen=True)
class Optional:
    """A font file of the machine: its family, and the code points of Chinese characters it can draw."""

    family: str
    path: Path
    codes: frozenset[int]


@cache
def optional_faces() -> tuple[Optional, ...]:
    """The optional faces that are there and can be read, the one that was named first."""
    named = os.environ.get(VARIABLE, "")
    places = [Path(named)] if named else []
    places += [path for _package, _family, path in KNOWN]
    return tuple(found for path in places if (found := _read(path)) is not None)


def _read(path: Path) -> Optional | None:
    """The font at ``path``; None where there is none or it is none."""
    try:
        content = path.read_bytes()
        tables = _tables(content)
        codes = frozenset(code for code in _covered(content, tables[b"cmap"]) if is_han(code))
        return Optional(_family(content, tables[b"name"]), path, codes)
    except (OSError, KeyError, IndexError, struct.error, UnicodeDecodeError):
        return None


def _tables(content: bytes) -> dict[bytes, int]:
    """Where each table of an OpenType file begins (OpenType 1.9, font directory)."""
    (count,) = struct.unpack_from(">H", content, 4)
    rows = (struct.unpack_from(">4sIII", content, 12 + 16 * row) for row in range(count))
    return {tag: offset for tag, _sum, offset, _length in rows}


def _covered(content: bytes, start: int) -> set[int]:
    """The code points of the character map in format 12, which holds all planes."""
    (count,) = struct.unpack_from(">H", content, start + 2)
    found: set[int] = set()
    for row in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHI", content, start + 4 + 8 * row)
        if struct.unpack_from(">H", content, start + offset)[0] != 12:
            continue
        (groups,) = struct.unpack_from(">I", content, start + offset + 12)
        for group in range(groups):
            first, last, _glyph = struct.unpack_from(">III", content, start + offset + 16 + 12 * group)
            found.update(range(first, min(last, 0x10FFFF) + 1))
    return found


def _family(content: bytes, start: int) -> str:
    """The family's English name (name 1, Windows platform)."""
    count, texts = struct.unpack_from(">HH", content, start + 2)
    for row in range(count):
        platform, _encoding, language, name, length, offset = struct.unpack_from(
            ">6H", content, start + 6 + 12 * row
        )
        if (platform, language, name) == (3, 0x409, 1):
            return content[start + texts + offset :][:length].decode("utf-16-be")
    raise KeyError("family")
