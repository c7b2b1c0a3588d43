"""The register of mining rights: two who want the same ground at once, and rights that lapse by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.house import open_house, person

from banli.areas.models import Right
from banli.areas.service import Claim, end_right, problems, register, right_of
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid
from banli.kernel.polygons import read_area

pytestmark = pytest.mark.django_db
GROUND = read_area("101.50, 27.90\n101.52, 27.90\n101.52, 27.92\n101.50, 27.92")
BESIDE = read_area("101.52, 27.90\n101.54, 27.90\n101.54, 27.92\n101.52, 27.92")
ACROSS = read_area("101.51, 27.91\n101.53, 27.91\n101.53, 27.93\n101.51, 27.93")
HOLDER = "91513400MA62001019"


@pytest.fixture
def approver() -> Actor:
    open_house("mining-right")
    return person(Role.APPROVER, "natural")


def claim(number: str, corners: str = GROUND, fresh: bool = True, **changes: object) -> Claim:
    told = {
        "register": "mining",
        "number": number,
        "corners": corners,
        "fresh": fresh,
        "holders": (HOLDER,),
        "number_at": "mining_number",
        "corners_at": "corners",
        "applied_on": date(2022, 10, 17),
    }
    return Claim(**{**told, **changes})  # type: ignore[arg-type]


def written(by: Actor, what: Claim, certificate: str, last: date = date(2042, 10, 16)) -> Right:
    return register(
        claim=what,
        certificate=certificate,
        holder="凉山示例矿业有限公司",
        holder_code=HOLDER,
        first=date(2022, 10, 17),
        last=last,
        department="natural",
        by=by,
    )


def places(what: Claim, day: date = date(2022, 10, 17)) -> list[str]:
    return [one.where for one in problems(what, day)]


def test_ground_that_is_taken_is_refused_and_its_neighbour_is_not(approver: Actor) -> None:
    written(approver, claim("C1"), "证1")
    assert places(claim("C2", ACROSS)) == ["corners"]
    assert "C1" in str(problems(claim("C2", ACROSS), date(2022, 10, 17))[0])
    assert places(claim("C2", BESIDE)) == []
    with pytest.raises(Invalid):
        written(approver, claim("C2", ACROSS), "证2")
    assert Right.objects.count() == 1


def test_another_register_does_not_mind(approver: Actor) -> None:
    written(approver, claim("C1"), "证1")
    assert places(claim("C2", ACROSS, register="water")) == []


def test_ended_and_lapsed_rights_free_their_ground(approver: Actor) -> None:
    written(approver, claim("C1"), "证1", last=date(2023, 6, 30))
    assert places(claim("C2", ACROSS), date(2023, 6, 30)) == ["corners"]
    assert places(claim("C2", ACROSS), date(2023, 7, 1)) == []
    assert end_right(certificate="证1", because="注销", department="natural", by=approver)
    assert end_right(certificate="证1", because="注销", department="natural", by=approver) is None
    assert places(claim("C2", ACROSS)) == []


def test_a_renewal_needs_a_live_right_of_its_own(approver: Actor) -> None:
    assert places(claim("C1", fresh=False)) == ["mining_number"]
    written(approver, claim("C1"), "证1", last=date(2023, 6, 30))
    assert places(claim("C1")) == ["mining_number"]
    assert places(claim("C1", fresh=False)) == []
    assert places(claim("C1", fresh=False, holders=("91513400MA62002022",))) == ["mining_number"]
    asked: dict[str, Any] = {"until": date(2023, 7, 30), "until_at": "expires_on"}
    assert places(claim("C1", fresh=False, **asked)) == ["expires_on"]
    assert places(claim("C1", fresh=False, applied_on=date(2023, 7, 1))) == ["mining_number"]


def test_a_right_may_run_out_while_its_renewal_is_examined(approver: Actor) -> None:
    written(approver, claim("C1"), "证1", last=date(2022, 11, 30))
    assert places(claim("C1", fresh=False), date(2022, 12, 5)) == []


def test_a_renewal_takes_the_place_of_the_right(approver: Actor) -> None:
    first = written(approver, claim("C1"), "证1")
    second = written(approver, claim("C1", fresh=False), "证2")
    first.refresh_from_db()
    assert first.ended_because == "证2"
    assert right_of("mining", "C1") == second


def test_the_table_holds_one_live_right_of_a_number(approver: Actor) -> None:
    right = written(approver, claim("C1"), "证1")
    right.pk, right.certificate = None, "证2"
    with pytest.raises(IntegrityError), transaction.atomic():
        right.save(force_insert=True)


def test_who_issues_nothing_registers_nothing(approver: Actor) -> None:
    with pytest.raises(Denied):
        written(person(Role.REVIEWER, "natural"), claim("C1"), "证1")
