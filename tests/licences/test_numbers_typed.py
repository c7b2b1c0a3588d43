"""A certificate's number in a form: found on whatever keyboard it is typed, kept as it stands on the certificate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.test_route_change_at_the_counter import CHANGE
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, clerk, form, granted, open_house
from tests.licences.test_life import MINE, licensed, renewal_of
from tests.licences.test_loading import BASE, MINING, csv_of, load

from banli.cases.acts.observers import carried_over
from banli.cases.models import Case
from banli.catalogue.service import current
from banli.licences.models import Certificate
from banli.licences.service import issue
from banli.people.models import User

SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda number: number.replace("〔", "[").replace("〕", "]").replace("（", "(").replace("）", ")"),
    lambda number: number.translate({ord(one): ord(one) + 0xFEE0 for one in "0123456789"}),
    lambda number: f" 许可证编号：{number.replace('〔', '【').replace('〕', '】')} ",
)
"""A number as it is typed without its brackets, in full-width digits, and with the label before it copied along."""


@pytest.fixture
def mine(db: None, clock: HeldClock) -> Certificate:
    """A safety licence in its last months."""
    clock.set("2020-01-06T09:00")
    open_house(MINE)
    found = licensed()
    clock.set("2022-09-05T09:00")
    return found


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_renewal_finds_its_licence_and_keeps_the_number_on_its_face(
    mine: Certificate, typed: Callable[[str], str]
) -> None:
    case = renewal_of(mine, old_number=typed(mine.number))
    assert case.concerns.certificate == mine
    assert case.form["old_number"] == mine.number


def test_a_number_that_no_certificate_has_stays_as_it_was_typed(mine: Certificate) -> None:
    spec = current(MINE).spec
    answers = {"application": "renewal", "old_number": "（川）FM安许证字[2018]9999"}
    assert carried_over(spec, answers)["old_number"] == answers["old_number"]


@pytest.mark.django_db
def test_a_right_to_ground_is_found_by_its_number_for_life(tmp_path: Path) -> None:
    open_house(MINING)
    load(csv_of(tmp_path, {}))
    spec, number = current(MINING).spec, BASE["mining_number"]
    for typed in (SPELLINGS[1](number), f"证号：{number.lower()}"):
        assert carried_over(spec, {"mining_number": typed})["mining_number"] == number


@pytest.mark.django_db
def test_a_permit_of_another_item_is_not_taken_for_it() -> None:
    open_house(OVERSIZE, MINE)
    permit = issue(by=clerk(), number=granted().number)
    answers = {"application": "renewal", "old_number": permit.number.replace("〔", "[").replace("〕", "]")}
    assert carried_over(current(MINE).spec, answers) == answers


@pytest.mark.django_db
@pytest.mark.parametrize("typed", SPELLINGS)
def test_the_window_types_a_permit_as_its_keyboard_can(typed: Callable[[str], str]) -> None:
    open_house(OVERSIZE, CHANGE)
    permit = issue(by=clerk(), number=granted().number)
    desk = Client()
    desk.force_login(User.objects.get(pk=clerk().id or 0))
    asked = ("carrier", "carrier_code", "agent_name", "agent_id", "agent_mobile", "reason", "route")
    sent = {f"f.{key}": str(value) for key, value in form("detour", CHANGE).items() if key in asked}
    sent |= {"f.permit_no": typed(permit.number), "f.other_provinces": "false"}
    address = desk.get(f"/desk/counter/{CHANGE}/")["Location"]
    assert desk.post(address, {**sent, "on_paper": ["authorisation"], "then": "take_in"}).status_code == 302
    case = Case.objects.exclude(pk=permit.case_id or 0).get()
    assert (case.form["permit_no"], case.form["mass_kg"]) == (permit.number, 49000)
