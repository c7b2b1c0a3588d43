"""Message catalogues: each app's .po file is compiled beside itself whenever it is newer."""

from __future__ import annotations

import os
from pathlib import Path

import polib

import banli
from banli.runtime.faults import CannotRun, from_os

ROOT = Path(banli.__file__).parent


def sources(root: Path = ROOT) -> list[Path]:
    """Every catalogue in the tree, in a fixed order."""
    return sorted(root.glob("**/locale/*/LC_MESSAGES/*.po"))


def folders(root: Path = ROOT) -> list[Path]:
    """The locale folders, for LOCALE_PATHS."""
    return sorted({path.parents[2] for path in sources(root)})


def refresh(root: Path = ROOT) -> list[Path]:
    """Compile what is older than its source and give back what was compiled; several processes may do it at once."""
    made = []
    for source in sources(root):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        try:
            catalogue = polib.pofile(str(source), encoding="utf-8")
        except OSError as error:
            raise CannotRun(
                "The catalogue %(path)s cannot be read: %(reason)s", path=source, reason=error
            ) from None
        draft = target.with_suffix(f".mo.{os.getpid()}")
        try:
            catalogue.save_as_mofile(str(draft))
            draft.replace(target)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise from_os(error, target.parent) from error
        made.append(target)
    return made
