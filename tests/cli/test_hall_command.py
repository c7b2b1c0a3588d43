"""A week of the hall on the command line: checked, taken in once, written as it was; the schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.site.folders import data_folder
from tests.site.helpers import banli

from banli.province.load import SICHUAN

pytestmark = pytest.mark.real_clock
WEEK = SICHUAN / "weeks" / "2022-10-24.yaml"


def test_a_week_is_checked_taken_in_written_and_taken_in_again(tmp_path: Path) -> None:
    folder, out = data_folder(tmp_path / "data"), tmp_path / "out.yaml"
    where = ("--dir", str(folder))
    broken = tmp_path / "broken.yaml"
    text = WEEK.read_text(encoding="utf-8")
    broken.write_text(text.replace("day: 2022-10-24", "day: 2022-11-24", 1), encoding="utf-8")
    for check in (("--check",), ()):
        refused = banli("hall", "import", str(broken), *check, *where)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "2022-11-24" in refused.stderr
    checked = banli("hall", "import", str(WEEK), "--check", *where)
    assert (checked.returncode, checked.stderr) == (0, "")
    nothing = banli("hall", "export", "--week", "2022-10-24", *where)
    assert "patrols" not in nothing.stdout
    first = json.loads(banli("hall", "import", str(WEEK), "--json", *where).stdout)
    assert first["hall"] > 0
    written = banli("hall", "export", "--week", "2022-10-24", "--out", str(out), *where)
    assert (written.returncode, written.stderr) == (0, "")
    again = json.loads(banli("hall", "import", str(out), "--json", *where).stdout)
    assert again == first
    assert banli("hall", "export", "--week", "2022-10-24", *where).stdout == out.read_text(encoding="utf-8")
    assert banli("hall", "export", "--week", "2022-10-25", *where).returncode == 2


def test_the_schema_is_printed() -> None:
    told = json.loads(banli("hall", "schema").stdout)
    assert {"hall", "fieldwork", "start", "end"} == set(told["properties"])
