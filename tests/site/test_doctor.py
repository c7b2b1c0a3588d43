"""``banli doctor``: what the machine has and lacks, each in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from banli.site import health
from banli.site.cli import main


def test_it_says_one_line_for_each_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--dir", str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(health.CHECKS)


def test_for_programs_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--dir", str(tmp_path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {one["name"] for one in told["checks"]} == {"rare characters", "browser", "disk"}


def test_without_an_optional_font_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(health, "optional_faces", tuple)
    found = health.rare_fonts(tmp_path)
    assert not found.ok
    assert not found.needed
    assert "fonts-hanazono" in str(found)


def test_a_full_disk_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "DISK_LEAST", 1 << 62)
    assert health.disk(tmp_path).needed
    assert main(["doctor", "--dir", str(tmp_path)]) == 1
