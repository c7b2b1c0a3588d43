"""The optional font of the machine: its family and its Chinese characters are read, and a file that is none is none."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from banli.documents import machine_fonts
from banli.documents.machine_fonts import VARIABLE, Optional, optional_faces

RARE = 0x31350


def font(family: str, runs: list[tuple[int, int]], code_format: int = 12) -> bytes:
    """The directory, the character map and the name of an OpenType font, without shapes (OpenType 1.9)."""
    groups = b"".join(struct.pack(">III", first, last, 1) for first, last in runs)
    table = struct.pack(">HHIII", code_format, 0, 16 + len(groups), 0, len(runs)) + groups
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    text = family.encode("utf-16-be")
    records = struct.pack(">6H", 3, 1, 0x804, 1, len(text), 0) + struct.pack(
        ">6H", 3, 1, 0x409, 1, len(text), 0
    )
    name = struct.pack(">HHH", 0, 2, 6 + len(records)) + records + text
    start = 12 + 2 * 16
    rows = struct.pack(">4sIII", b"cmap", 0, start, len(cmap))
    rows += struct.pack(">4sIII", b"name", 0, start + len(cmap), len(name))
    return struct.pack(">IHHHH", 0x00010000, 2, 32, 1, 0) + rows + cmap + name


@pytest.fixture(autouse=True)
def no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the known packages."""
    monkeypatch.setattr(machine_fonts, "KNOWN", ())


def found() -> tuple[Optional, ...]:
    return optional_faces.__wrapped__()


def test_family_and_characters_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rare.ttf"
    path.write_bytes(font("Rare Han", [(0x41, 0x5A), (RARE, RARE + 2), (0x20000, 0x20000)]))
    monkeypatch.setenv(VARIABLE, str(path))
    (face,) = found()
    assert (face.family, face.path) == ("Rare Han", path)
    assert face.codes == {RARE, RARE + 1, RARE + 2, 0x20000}, "letters are not its business"


def test_a_map_of_the_first_plane_alone_draws_nothing_for_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small.ttf"
    path.write_bytes(font("Small", [(RARE, RARE)], code_format=4))
    monkeypatch.setenv(VARIABLE, str(path))
    (face,) = found()
    assert face.codes == frozenset()


@pytest.mark.parametrize("content", [b"", b"no font", font("Cut", [(RARE, RARE)])[:60], b"\xff" * 400])
def test_a_file_that_is_no_font_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    monkeypatch.setenv(VARIABLE, str(path))
    assert found() == ()


def test_a_path_that_leads_nowhere_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "away.ttf"))
    assert found() == ()


def test_a_font_with_endless_ranges_is_read_up_to_the_last_code_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "endless.ttf"
    path.write_bytes(font("Endless", [(0x323A0, 0xFFFFFFFF)]))
    monkeypatch.setenv(VARIABLE, str(path))
    (face,) = found()
    assert face.codes == frozenset(range(0x323A0, 0x323B0))
