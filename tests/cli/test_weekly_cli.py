"""The week file on the command line: no database is touched, faults are told line by line, a PDF is proved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.site.helpers import afresh, banli

pytestmark = pytest.mark.real_clock
WEEK = Path(__file__).resolve().parents[2] / "docs" / "manual" / "week-file.yaml"
MONDAY = ("--week", "2022-10-17")


def environment(folder: Path) -> dict[str, str]:
    """A data folder that is not there, and a database that does not answer."""
    return {"BANLI_DIR": str(folder / "data"), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}


def test_an_issue_is_built_from_its_file_without_a_database(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = afresh(
        "weekly", "build", *MONDAY, "--from-file", str(WEEK), "--mode", "normalised", "--out", str(out),
        environment=environment(tmp_path),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in out.iterdir()} == {"weekly.docx", "weekly.pdf", "weekly.json"}
    assert json.loads((out / "weekly.json").read_text(encoding="utf-8"))["mode"] == "normalised"
    assert not (tmp_path / "data").exists()


def test_a_bad_file_is_told_line_by_line_and_nothing_is_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    text = WEEK.read_text(encoding="utf-8")
    bad.write_text(
        text.replace("copies: 80", "copies: 0").replace("year: 2022", "year: soon"), encoding="utf-8"
    )
    out = tmp_path / "out"
    done = banli(
        "weekly",
        "build",
        *MONDAY,
        "--from-file",
        str(bad),
        "--out",
        str(out),
        environment=environment(tmp_path),
    )
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert [line.startswith(f"banli: {bad}, line ") for line in lines] == [True, True]
    assert not out.exists()
    assert banli("weekly", "check", str(bad)).returncode == 1
    told = json.loads(banli("weekly", "check", str(bad), "--json").stdout)
    assert [one["line"] for one in told["faults"]] == sorted(one["line"] for one in told["faults"])


def test_a_sound_file_is_named(tmp_path: Path) -> None:
    done = banli("weekly", "check", str(WEEK), environment=environment(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "2022年第35期（总第410期）" in done.stdout


def test_the_house_style_is_checked_where_asked(tmp_path: Path) -> None:
    plain = banli("weekly", "check", str(WEEK), environment=environment(tmp_path))
    assert (plain.returncode, plain.stderr) == (0, "")
    assert "--style" in plain.stdout
    done = banli("weekly", "check", "--style", str(WEEK), environment=environment(tmp_path))
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{WEEK}, line " in done.stdout


def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = banli(
        "weekly", "build", *MONDAY, "--from-file", str(WEEK), "--out", str(tmp_path / "file" / "x"),
        environment=environment(tmp_path),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("banli: ")
    assert len(done.stderr.splitlines()) == 1
