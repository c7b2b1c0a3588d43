"""The main job as a newcomer runs it: killed in the middle, run again, and with a broken pack or week."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.site.demos import demo, shared_demo
from tests.site.helpers import afresh, banli, processes_of

from banli.province.load import SICHUAN

pytestmark = pytest.mark.long
NUMBERS = {"licence": (336, 332), "public_service": (10081, 3967), "other_nine": (26, 27)}
"""The six published numbers times the scale, rounded."""


def numbers(folder: Path) -> dict[str, tuple[int, int]]:
    period = ("--from", "2022-01-01", "--to", "2022-10-21")
    told = banli("stats", *period, "--json", "--dir", str(folder))
    return {row["kind"]: (row["accepted"], row["completed"]) for row in json.loads(told.stdout)["rows"]}


def shown(folder: Path) -> str:
    """What the folder's clock shows while nobody uses it."""
    told = json.loads((folder / "demo-clock").read_text(encoding="ascii"))
    assert told["mark"] is None
    return str(told["at"])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that was killed twice and run again."""
    return shared_demo(tmp_path_factory.mktemp("demo") / "data")


def test_killed_twice_and_run_again_it_gives_the_same_six_numbers(year: Path) -> None:
    assert numbers(year) == NUMBERS
    verdict = json.loads(banli("ledger", "verify", "--json", "--dir", str(year)).stdout)
    assert verdict["ok"]
    assert verdict["events"] > sum(NUMBERS["public_service"])
    assert not processes_of(year)


def test_made_again_its_clock_goes_on_and_nothing_is_added(year: Path) -> None:
    before = shown(year)
    assert "2022-11-15T09:30" <= before < "2022-11-15T10"
    assert demo(year).returncode == 0
    assert before < shown(year) < "2022-11-15T10"
    assert numbers(year) == NUMBERS


def test_its_report_is_built_again_and_proves_itself(year: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built = afresh("weekly", "build", "--week", "2022-10-17", "--out", str(out), "--dir", str(year))
    assert built.returncode == 0, built.stderr
    assert {path.name for path in out.iterdir()} == {"weekly.docx", "weekly.pdf", "weekly.json"}
    printed = json.loads((out / "weekly.json").read_text(encoding="utf-8"))
    assert printed["issue"]["number_in_all"] == 410
    proved = banli("weekly", "verify", str(out / "weekly.pdf"), "--dir", str(year))
    assert proved.returncode == 0, proved.stdout
    changed = tmp_path / "changed.pdf"
    changed.write_bytes((out / "weekly.pdf").read_bytes() + b"\n")
    assert banli("weekly", "verify", str(changed), "--dir", str(year)).returncode == 1


def test_another_scale_in_the_same_folder_is_refused_in_one_line(year: Path) -> None:
    other = banli("demo", "--no-serve", "--scale", "0.001", "--dir", str(year))
    assert other.returncode == 1
    assert "0.0005" in other.stderr.splitlines()[-1]
    assert numbers(year) == NUMBERS


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all that is refused: nothing of it stays."""
    return tmp_path_factory.mktemp("refused") / "data"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("departments.yaml", 'region: "510000"', 'region: "999999"', "departments.yaml"),
        ("pack.toml", "province", "provinse", "pack.toml"),
        ("items/oversize-transport/item.yaml", "case_type: committed", "case_type: promised", "item.yaml:"),
        ("weeks/2022-10-17.yaml", "start: 2022-10-17", "start: 2022-13-17", "2022-10-17.yaml"),
    ],
)
def test_a_broken_file_of_the_pack_is_named_in_one_line(
    tmp_path: Path, data: Path, file: str, old: str, new: str, told: str
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(SICHUAN, pack)
    text = (pack / file).read_text(encoding="utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    refused = demo(data, "--pack", str(pack))
    assert refused.returncode == 1
    last = refused.stderr.splitlines()[-1]
    assert last.startswith("banli: ")
    assert told in last
    assert "Traceback" not in refused.stderr
    assert "Playing worked cases" not in refused.stdout + refused.stderr, "nothing was begun"
