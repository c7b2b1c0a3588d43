"""Worked cases with acts, each through the real acts on the real database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from tests.catalogue.samples import lend
from tests.house import OVERSIZE, open_house, person
from tests.packs import kept_papers, paper_rules

from banli.cases.models import Decision, Notice
from banli.cases.service import paper_of
from banli.catalogue.service import ItemSpec
from banli.databanks.acts import issuing
from banli.documents.service import Certificate as Sheet
from banli.documents.service import certificate_pdf
from banli.kernel.actors import Actor, Role
from banli.licences.acts import issue
from banli.province.load import SICHUAN
from banli.province.worked.acts import play_file
from banli.province.worked.player import at

ITEMS = SICHUAN / "items"


def has_acts(path: Path) -> bool:
    return "\nacts:" in path.read_text(encoding="utf-8")


def names_of(item: str) -> list[str]:
    """The worked cases of ``item`` that carry acts."""
    return [path.stem for path in sorted((ITEMS / item / "cases").glob("*.yaml")) if has_acts(path)]


def expected(item: str, name: str) -> dict[str, Any]:
    """What the worked case says must follow."""
    data = yaml.safe_load((ITEMS / item / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    return dict(data["expect"])


FLOOR = 5
"""Played cases of an item: a normal one and the ways it goes otherwise."""
ITEM_NAMES = sorted(path.name for path in ITEMS.iterdir() if path.is_dir())
PLAYED = [pytest.param(item, name, id=f"{item}/{name}") for item in ITEM_NAMES for name in names_of(item)]


PEOPLE = {
    "clerk": "沈知微",
    "reviewer": "顾明远",
    "reviewer2": "陆清和",
    "approver": "程维岳",
    "government": "秦怀瑾",
}
"""How the people of each role are called on papers, whatever their department."""


def who(role: str, department: str, spec: ItemSpec) -> Actor:
    """A person of that role, made when first asked for; a second one for ``reviewer2``."""
    plain = Role(role.rstrip("0123456789"))
    own = department == spec.department
    window = spec.windows[0] if plain == Role.CLERK and own else None
    place = None if plain == Role.GOVERNMENT else department
    return person(plain, place, window, f"{role}.{department}", PEOPLE.get(role, ""))


@pytest.fixture(scope="module", autouse=True)
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The house and every item, once for all cases of this module; what a case writes is rolled back to this."""
    with django_db_blocker.unblock(), transaction.atomic():
        with at("2022-10-17 09:00"):
            open_house(*ITEM_NAMES)
        yield
        transaction.set_rollback(True)


def papers_made() -> list[kept_papers.Made]:
    """Every paper of the cases that were played, in the order in which they were made."""
    made = [
        (notice.issued_at, kept_papers.Made(notice.kind, notice.words, notice.case.kind))
        for notice in Notice.objects.select_related("case").order_by("id")
    ]
    made += [
        (decided.at, kept_papers.Made(paper_of(decided), decided.words, decided.case.kind))
        for decided in Decision.objects.select_related("case").order_by("id")
    ]
    return [paper for _at, paper in sorted(made, key=lambda one: one[0])]


@pytest.fixture
def certificates(monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    """Every certificate, statement and answer that is typeset in the test, as the typesetter was given it."""
    sheets: list[Sheet] = []

    def typeset(sheet: Sheet) -> bytes:
        sheets.append(sheet)
        return certificate_pdf(sheet)

    for module in (issue, issuing):
        monkeypatch.setattr(module, "certificate_pdf", typeset)
    return sheets


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "name"), PLAYED)
def test_a_worked_case_goes_through_the_real_acts_and_says_what_was_read(
    item: str, name: str, certificates: list[Sheet]
) -> None:
    assert [str(fault) for fault in play_file(SICHUAN, item, name, who)] == []
    made = papers_made()
    text = kept_papers.text_of(made, certificates)
    kept = kept_papers.kept(item, name, text)
    assert [fault for paper in made for fault in paper_rules.faults(paper)] == []
    assert [fault for sheet in certificates for fault in paper_rules.certificate_faults(sheet)] == []
    assert text == kept, kept_papers.REFRESH


def test_no_words_are_kept_of_a_case_that_is_gone() -> None:
    played = {kept_papers.file_of(item, name) for item in ITEM_NAMES for name in names_of(item)}
    assert set(kept_papers.FOLDER.rglob("*.txt")) == played


@pytest.mark.parametrize("item", ITEM_NAMES)
def test_every_item_has_at_least_five_worked_cases_that_are_played(item: str) -> None:
    assert len(names_of(item)) >= FLOOR, names_of(item)


@pytest.mark.parametrize("item", ITEM_NAMES)
def test_the_played_cases_of_an_item_end_in_different_ways(item: str) -> None:
    courses = {tuple(events) for name in names_of(item) if (events := expected(item, name).get("events"))}
    assert len(courses) >= 3, courses
    assert all(expected(item, name).get("state") for name in names_of(item))


def changed(folder: Path, old: str, new: str) -> list[str]:
    """The faults of a filing's worked case in which ``old`` was written as ``new``."""
    pack = folder / "pack"
    item = pack / "items" / "foreign-trade-filing"
    shutil.copytree(ITEMS / "foreign-trade-filing", item)
    path = item / "cases" / "company-in-chengdu.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(fault) for fault in play_file(pack, "foreign-trade-filing", "company-in-chengdu", who)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("do: accept", "do: applaud", "applaud"),
        ("by: clerk, do: accept", "by: approver, do: accept", "accept"),
        ("agrees: true", "agree: true", "agree"),
        ("state: issued", "state: delivered", "delivered"),
        ("due_on: '2022-10-24'", "due_on: '2022-10-25'", "2022-10-25"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    faults = changed(tmp_path, old, new)
    assert faults
    path = next(tmp_path.rglob("company-in-chengdu.yaml"))
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if new in text)
    assert f"company-in-chengdu.yaml:{line}: worked-acts: " in faults[0]
    assert told in faults[0]


@pytest.mark.django_db
def test_an_act_that_should_be_refused_and_is_not_is_a_fault(tmp_path: Path) -> None:
    faults = changed(tmp_path, "by: clerk, do: accept", "by: clerk, do: accept, refused: 不会")
    assert "accept" in faults[0]


@pytest.mark.django_db
def test_a_worked_case_may_lie_in_a_year_without_public_holidays_on_record(tmp_path: Path) -> None:
    """Its open end is written as nothing, and is no day of the year 9999."""
    open_house(OVERSIZE)
    pack = tmp_path / "pack"
    shutil.copytree(ITEMS / OVERSIZE, pack / "items" / OVERSIZE)
    lend(pack)
    path = pack / "items" / OVERSIZE / "cases" / "corrected-mass.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    told["form"] |= {"depart_on": "2031-01-13", "until_on": "2031-01-22"}
    for place, act in enumerate(told["acts"]):
        act["at"] = f"2031-01-06 {9 + place:02}:00"
    for expects, faults in (("", 0), ("2031-01-13", 1)):
        told["expect"]["statutory_due_on"] = expects
        path.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
        found = [str(fault) for fault in play_file(pack, OVERSIZE, "corrected-mass", who)]
        assert len(found) == faults, found
        assert "9999" not in " ".join(found)
