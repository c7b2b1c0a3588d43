"""An invented notice of public holidays for 2027, for tests of what happens before it and when it comes."""

from __future__ import annotations

from pathlib import Path

import yaml

from banli.kernel.actors import SYSTEM
from banli.worktime.service import forget_calendar, load_editions

NOTICE = {
    "year": 2027,
    "edition": 1,
    "notice": {"number": "测试发〔2026〕1号", "date": "2026-12-20"},
    "checked": "invented for tests",
    "off": {
        **{f"2027-01-0{number}": "元旦" for number in (1, 2, 3)},
        **{f"2027-02-{number:02}": "春节" for number in range(5, 13)},
    },
    "worked": ["2027-01-09", "2027-02-14"],
}


def written(folder: Path) -> Path:
    """The notice as the only file of ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "2027-1.yaml"
    path.write_text(yaml.safe_dump(NOTICE, allow_unicode=True), encoding="utf-8")
    return path


def proclaim(folder: Path) -> None:
    """Load the notice, as an administrator does; dates are fixed by whoever calls ``count_on`` afterwards."""
    load_editions(folder=written(folder).parent, by=SYSTEM)
    forget_calendar()
