"""Which lines and branches of the house a run takes: ``./banli test --branches`` leaves it in ``.branches.json``.

SlipCover writes marks into the code as it is imported and takes them out once they were passed; under Python 3.11 that
costs a twentieth of a run where a tracer costs most of another one. Commands that a test starts are not counted.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import slipcover

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "banli"
LEFT = ROOT / ".branches.json"
NOT_COUNTED = ["*/migrations/*"]
NO_BRANCH = ["if TYPE_CHECKING:", r"\.\.\.$"]
"""Lines that never run in a test, and what hangs on them."""


def begin() -> slipcover.Slipcover:
    """Mark every module of the house that is imported from now on."""
    counter = slipcover.Slipcover(branch=True, source=[str(SOURCE)], omit=NOT_COUNTED, exclude_also=NO_BRANCH)
    matcher = slipcover.FileMatcher(sources=[SOURCE], omit=NOT_COUNTED)
    slipcover.ImportManager(counter, matcher).__enter__()
    return counter


def keep(counter: slipcover.Slipcover, folder: Path) -> None:
    """Leave what this process has taken in ``folder``, under the name of its worker."""
    name = os.environ.get("PYTEST_XDIST_WORKER", "main")
    (folder / f"branches-{name}.json").write_text(json.dumps(counter.get_coverage()), encoding="utf-8")


def gather(folder: Path) -> None:
    """Add up what the processes left in ``folder``; nothing is left where none of them has."""
    LEFT.unlink(missing_ok=True)
    parts = [json.loads(one.read_text(encoding="utf-8")) for one in sorted(folder.glob("branches-*.json"))]
    if not parts:
        return
    whole = parts[0]
    for part in parts[1:]:
        whole = slipcover.merge_coverage(whole, part)
    LEFT.write_text(json.dumps(whole), encoding="utf-8")
