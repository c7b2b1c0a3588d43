"""What a stored file is called: by whoever sent it, made harmless, with the ending of what it is."""

from __future__ import annotations

import re
import unicodedata

from banli.kernel.printable import fault

BYTES_MOST = 200
"""Of a name in UTF-8: what every file system and archive takes."""
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
UNFIT = re.compile(r'[<>:"|?*]')
"""Characters that Windows takes in no name."""
DEVICE = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$")
"""Names that Windows keeps for devices, whatever their ending."""
NAMELESS = "file"


def clean_name(name: str, endings: tuple[str, ...] = ()) -> str:
    """The last part of ``name`` without what cannot be printed or kept, ending in one of ``endings``.

    Nobody types the name of a file here, so it is put right and not refused. ``endings`` are without their dot, the
    usual one first; without any, the name keeps the one it has.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    while wrong := fault(last, lines=False):
        last = last.replace(wrong.character, "")
    last = UNFIT.sub("_", last.replace("\t", " ")).rstrip(" .")
    stem, ending = _split(last, endings)
    stem = stem.lstrip(" .")
    if DEVICE.match(stem):
        stem = f"_{stem}"
    return f"{_shortened(stem, BYTES_MOST - len(ending)) or NAMELESS}{ending}"


def _split(name: str, endings: tuple[str, ...]) -> tuple[str, str]:
    """Stem and ending: its own where it is right, else the usual one in place of what claimed something else."""
    found = ENDING.search(name)
    claimed = found.group() if found else ""
    stem = name[: len(name) - len(claimed)]
    if not endings or claimed[1:].lower() in endings:
        return stem.rstrip(" ."), claimed
    inner = ENDING.search(stem)
    if claimed and inner and inner.group()[1:].lower() in endings:
        return stem[: inner.start()].rstrip(" ."), inner.group()
    return stem.rstrip(" ."), f".{endings[0]}"


def _shortened(stem: str, most: int) -> str:
    return stem.encode()[:most].decode(errors="ignore").rstrip(" .")
