"""A new item: made from a few answers, complete but for what is marked, and published once that is written."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.house import person

from banli.catalogue.service import KINDS, check_folder, items, publish_folder
from banli.cli import cli
from banli.enforcement import service as enforcement
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Invalid, Refused
from banli.province.check import check_pack
from banli.province.load import SICHUAN, load_pack
from banli.province.skeleton.item_folder import ASIDE, SERVES, Answers, new_item

PAGE = Path(__file__).parents[2] / "docs" / "develop" / "items.md"
WALK = PAGE.read_text(encoding="utf-8").partition("## From nothing")[2].partition("\n## ")[0]
ROW = re.compile(r"^\| `?([^|`]*【待补】[^|`]*?)`? \| ?([^|]*?) ?\|$", re.MULTILINE)
COMMAND = re.compile(r"^    \./banli (.+)$", re.MULTILINE)
TODAY = date(2022, 10, 17)
SOUND = Answers(name="示例事项", kind="20", department="science", days=3)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack without its items but one, so that checking all of it is short."""
    folder = tmp_path / "pack"
    shutil.copytree(
        SICHUAN,
        folder,
        ignore=shutil.ignore_patterns(
            "items", "bundles", "walks", "guidance.yaml", "authorities.yaml", "credit.yaml", "certificates"
        ),
    )
    shutil.copytree(SICHUAN / "items" / "academic-record-check", folder / "items" / "academic-record-check")
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def commands(pack: Path) -> Iterator[list[str]]:
    for line in COMMAND.findall(WALK):
        yield shlex.split(line.replace("PACK", str(pack)))


def complete(folder: Path) -> None:
    """Write what the page says into the places that are marked."""
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for marked, written in ROW.findall(WALK):
            text = text.replace(marked, written)
        path.write_text(text, encoding="utf-8")


@pytest.mark.django_db
def test_the_page_leads_from_nothing_to_a_published_item(pack: Path) -> None:
    make, check, publish = commands(pack)
    made = run(*make)
    assert made.exit_code == 0, made.output
    folder = pack / "items" / "museum-booking"
    todo = check_folder(folder)
    assert {fault.rule for fault in todo} == {"todo"}
    assert len(todo) == len(ROW.findall(WALK))
    with pytest.raises(Refused):
        publish_folder(path=folder, by=SYSTEM)
    complete(folder)
    assert run(*check).output.strip() == "No fault found."
    assert [str(fault) for fault in check_pack(pack)] == []
    load_pack(pack, by=SYSTEM)
    assert publish[:2] == ["item", "publish"]
    assert publish_folder(path=Path(publish[2]), by=SYSTEM).number == 1
    assert "museum-booking" in {card.slug for card in items()}


@pytest.mark.parametrize("serves", SERVES)
@pytest.mark.parametrize("days", [0, 5])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_item_has_nothing_wrong_but_what_is_to_do(
    pack: Path, kind: str, days: int, serves: str
) -> None:
    answers = Answers(name='带"引号": 的名称', kind=kind, department="science", days=days, serves=serves)
    made = new_item(pack / "items" / "sample", answers, TODAY)
    assert {fault.rule for fault in check_folder(made)} == {"todo"}
    complete(made)
    assert check_folder(made) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_a_new_penalty_begins_with_a_lead_and_ends_with_its_fine(pack: Path) -> None:
    folder = new_item(pack / "items" / "sample", replace(SOUND, kind="02"), TODAY)
    complete(folder)
    load_pack(pack, by=SYSTEM)
    publish_folder(path=folder, by=SYSTEM)
    officers = ["冉秋实 川A0001", "燕归南 川A0002"]
    form = yaml.safe_load((folder / "cases" / "complete.yaml").read_text(encoding="utf-8"))["form"]
    people = {
        one: person(Role(one.rstrip("2")), "science", None, one)
        for one in ("reviewer", "reviewer2", "approver")
    }
    case = enforcement.begin(by=people["reviewer"], item="sample", act="register_lead", form=form)
    concluded = {"proposes": "penalty", "breach": "breach", "circumstance": "ordinary", "facts": "属实。"}
    for who, act, answers in (
        ("approver", "file_case", {"officers": officers, "reason": "有证据。"}),
        (
            "reviewer",
            "record_evidence",
            {
                "officers": officers,
                "kind": "site",
                "name": "笔录",
                "taken_on": TODAY.isoformat(),
                "text": "属实。",
            },
        ),
        ("reviewer", "conclude_investigation", {"officers": officers, "fine": "5000", **concluded}),
        ("reviewer2", "pass_legality", {"opinion": "合法。"}),
        ("approver", "tell_penalty", {}),
        ("reviewer", "waive_defence", {"text": "无异议。"}),
        ("reviewer", "weigh_defence", {}),
        ("approver", "decide_penalty", {}),
    ):
        case = enforcement.do(by=people[who], number=case.number, act=act, answers=answers)
    assert case.state == "decided"


def test_two_new_items_have_codes_of_their_own(pack: Path) -> None:
    texts = [
        new_item(pack / "items" / slug, SOUND, TODAY).joinpath("item.yaml").read_text(encoding="utf-8")
        for slug in ("first", "second")
    ]
    codes = [re.findall(r'^catalog_code: "(\d{12})"', text, re.MULTILINE) for text in texts]
    assert codes[0] != codes[1]


@pytest.mark.parametrize(
    ("change", "where", "told"),
    [
        ({"name": "  "}, "name", "请填写事项名称"),
        ({"kind": "11"}, "kind", "01 行政许可"),
        ({"department": "scince"}, "department", "可用：science"),
        ({"days": 21}, "days", "0至20个工作日"),
        ({"days": -1}, "days", "0至20个工作日"),
        ({"serves": "everybody"}, "serves", "person"),
    ],
)
def test_a_wrong_answer_is_told_at_its_place(
    pack: Path, change: dict[str, object], where: str, told: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        new_item(pack / "items" / "sample", Answers(**{**vars(SOUND), **change}), TODAY)
    assert [one.where for one in wrong.value.problems] == [where]
    assert told in str(wrong.value.problems[0])
    assert not (pack / "items" / "sample").exists()


def test_a_department_without_a_window_is_told(pack: Path) -> None:
    with pytest.raises(Invalid) as wrong:
        new_item(pack / "items" / "sample", Answers(**{**vars(SOUND), "department": "culture"}), TODAY)
    assert "没有窗口" in str(wrong.value.problems[0])


@pytest.mark.parametrize("slug", ["Sample", "样例", "a_b", "-a", "a" * 61])
def test_a_folder_that_is_no_short_name_is_refused(pack: Path, slug: str) -> None:
    with pytest.raises(Refused):
        new_item(pack / "items" / slug, SOUND, TODAY)


def test_a_name_that_cannot_be_printed_is_refused_with_the_fault(pack: Path) -> None:
    with pytest.raises(Refused) as wrong:
        new_item(pack / "items" / "sample", Answers(**{**vars(SOUND), "name": "甲\x07乙"}), TODAY)
    assert "item.yaml" in str(wrong.value)
    assert not (pack / "items" / "sample").exists()


def test_a_folder_outside_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        new_item(tmp_path / "items" / "sample", SOUND, TODAY)


def test_nothing_that_lies_there_is_overwritten(pack: Path) -> None:
    there = pack / "items" / "sample"
    there.mkdir()
    with pytest.raises(Refused):
        new_item(there, SOUND, TODAY)
    assert list(there.iterdir()) == []


def test_what_breaks_off_leaves_nothing(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(pack.rglob("*"))

    def fails(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises((Refused, OSError)):
        new_item(pack / "items" / "sample", SOUND, TODAY)
    assert sorted(pack.rglob("*")) == before


def test_what_a_killed_process_left_is_removed_by_the_next(pack: Path) -> None:
    left, going_on = pack / f"{ASIDE}999999999", pack / f"{ASIDE}{os.getppid()}"
    for folder in (left, going_on):
        (folder / "half").mkdir(parents=True)
    new_item(pack / "items" / "sample", SOUND, TODAY)
    assert not left.exists()
    assert going_on.exists()


def test_without_a_terminal_a_missing_option_is_told(pack: Path) -> None:
    result = run("item", "new", str(pack / "items" / "sample"), "--name", "甲")
    assert result.exit_code == 2
    assert "--kind" in result.output


def test_a_program_reads_what_is_to_do(pack: Path) -> None:
    given = ["--name", "甲", "--kind", "20", "--department", "science", "--days", "0"]
    told = json.loads(run("item", "new", str(pack / "items" / "sample"), *given, "--json").output)
    assert told["to_do"]
    assert {one["rule"] for one in told["to_do"]} == {"todo"}
