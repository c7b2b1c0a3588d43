"""What a counted run leaves, and what ``just branches`` says of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from slipcover.slipcover import add_summaries

from tests import branches


def part(executed: list[int], missing: list[int], taken: list[list[int]]) -> dict[str, object]:
    """What one process wrote of ``a.py``, in which the second line leads to the third or the fifth."""
    whole: dict[str, object] = {
        "meta": {
            "software": "slipcover",
            "version": "1.1.0",
            "branch_coverage": True,
            "show_contexts": False,
        },
        "files": {
            "a.py": {
                "executed_lines": executed,
                "missing_lines": missing,
                "executed_branches": taken,
                "missing_branches": [one for one in ([2, 3], [2, 5]) if one not in taken],
            }
        },
    }
    add_summaries(whole)
    return whole


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is left of two workers that took one branch each."""
    for worker, said in (
        ("gw0", part([1, 2, 3], [5], [[2, 3]])),
        ("gw1", part([1, 2, 5], [3], [[2, 5]])),
    ):
        (tmp_path / f"branches-{worker}.json").write_text(json.dumps(said), encoding="utf-8")
    file = tmp_path / "left.json"
    monkeypatch.setattr(branches, "LEFT", file)
    branches.gather(tmp_path)
    return file


def judged(left: Path) -> tuple[int, str]:
    """What the recipe says of ``left``, and its end."""
    done = subprocess.run(
        [sys.executable, branches.ROOT / "tools" / "branches.py", left],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_what_two_workers_took_is_added_up(left: Path) -> None:
    code, said = judged(left)
    assert "100.0 % of lines and branches taken, 100.0 % of 2 branches alone" in said
    assert code == 0


def test_a_run_under_the_floor_fails_and_names_what_lacks_most(left: Path, tmp_path: Path) -> None:
    (tmp_path / "branches-gw1.json").unlink()
    branches.gather(tmp_path)
    code, said = judged(left)
    assert "66.7 %" in said
    assert re.search(r"2 missed  \S*a\.py", said)
    assert code == 1


def test_without_a_counted_run_it_says_so(left: Path) -> None:
    left.unlink()
    code, said = judged(left)
    assert "NOT COUNTED" in said
    assert code == 0
