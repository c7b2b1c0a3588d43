"""The items of the Sichuan pack, those applied for and those that the organ begins by itself."""

from __future__ import annotations

from banli.province.load import SICHUAN

FOLDERS = tuple(sorted(path for path in (SICHUAN / "items").iterdir() if path.is_dir()))


def is_own(name: str) -> bool:
    """True for an item that the organ begins by itself (依职权)."""
    text = (SICHUAN / "items" / name / "item.yaml").read_text(encoding="utf-8")
    return "\nenforcement:" in text


APPLIED_FOR = tuple(path.name for path in FOLDERS if not is_own(path.name))
BEGUN_BY_ORGAN = tuple(path.name for path in FOLDERS if is_own(path.name))
