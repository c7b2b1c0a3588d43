"""The grounds that the page offers are those with which the act goes through, and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.cases.science import applied, officer, taken_on
from tests.cases.test_bars import refused_for_false_material
from tests.held_clock import HeldClock
from tests.house import clerk, person, submitted
from tests.variants import variant

from banli.cases import service as cases
from banli.cases.rules.grounds import TERMINATIONS
from banli.cases.rules.why_not import why_not_refuse_acceptance, why_not_terminate
from banli.cases.service import facts_of, open_endings, open_procedures, open_refusals
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import BanliError, Invalid

pytestmark = pytest.mark.usefixtures("house")

REFUSALS = ("not_ours", "barred", "false_material", "divisible", "licence-scope", "mood", "")


class Undo(Exception):
    """Takes an act back that went through."""


def goes_through(act: Callable[[], object]) -> bool:
    """True where the act is done; it is taken back again."""
    try:
        with transaction.atomic():
            act()
            raise Undo
    except Undo:
        return True
    except BanliError:
        return False


def every_refusal(case: cases.Case, by: Actor) -> set[str]:
    return {
        ground
        for ground in REFUSALS
        if goes_through(
            lambda ground=ground: cases.refuse_acceptance(  # type: ignore[misc]
                by=by,
                number=case.number,
                ground=ground,
                reasons="见申请材料",
                proper_organ="成都市交通运输局",
            )
        )
    }


def every_ending(case: cases.Case, by: Actor) -> set[str]:
    return {
        ground
        for ground in (*TERMINATIONS, "mood", "")
        if goes_through(
            lambda ground=ground: cases.terminate(  # type: ignore[misc]
                by=by, number=case.number, ground=ground, reason="见说明"
            )
        )
    }


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER])
@pytest.mark.parametrize("answers", [{}, {"divisible": True}, {"licence_covers_oversize": False}])
def test_acceptance_is_refused_exactly_on_the_grounds_that_are_offered(
    role: Role, answers: dict[str, Any]
) -> None:
    case, by = submitted(**answers), person(role)
    facts = facts_of(case, by)
    assert every_refusal(case, by) == set(open_refusals(facts))
    assert (why_not_refuse_acceptance(facts) is None) is bool(open_refusals(facts))


def test_after_the_fifth_day_only_a_ban_is_a_ground(clock: HeldClock) -> None:
    refused_for_false_material()
    case = submitted()
    assert set(open_refusals(facts_of(case, clerk()))) == {"not_ours", "barred"}
    clock.set("2022-10-31")
    facts = facts_of(case, clerk())
    assert every_refusal(case, clerk()) == set(open_refusals(facts)) == {"barred"}


def test_a_ground_that_does_not_apply_is_told_at_its_field() -> None:
    refusal = why_not_refuse_acceptance(facts_of(submitted(), clerk()), "divisible")
    assert isinstance(refusal, Invalid)
    assert [problem.where for problem in refusal.problems] == ["ground"]


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER])
@pytest.mark.parametrize("day", ["2022-11-16", "2022-11-17"])
def test_a_correction_ends_exactly_on_the_grounds_that_are_offered(
    tmp_path: Path, clock: HeldClock, role: Role, day: str
) -> None:
    variant(tmp_path)
    point = {"where": "amount_wan", "label": "合同成交额", "problem": "与合同不一致"}
    case = cases.ask_correction(by=officer(Role.CLERK), number=applied().number, points=[point])
    clock.set(day)
    facts = facts_of(case, officer(role))
    assert every_ending(case, officer(role)) == set(open_endings(facts))
    assert (why_not_terminate(facts) is None) is bool(open_endings(facts))


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER])
def test_an_accepted_case_ends_exactly_on_the_grounds_that_are_offered(tmp_path: Path, role: Role) -> None:
    variant(tmp_path)
    case = taken_on()
    facts = facts_of(case, officer(role))
    assert every_ending(case, officer(role)) == set(open_endings(facts))
    assert bool(open_endings(facts)) is (role is Role.APPROVER)


def test_only_procedures_that_a_case_is_paused_for_are_offered(tmp_path: Path) -> None:
    variant(tmp_path)
    case, reviewer = taken_on(), officer(Role.REVIEWER)
    spec = cases.spec_of(case)
    kinds = [*cases.SPECIAL_PROCEDURES, *(one.key for one in spec.special_procedures)]
    done = {
        key
        for key in kinds
        if goes_through(
            lambda key=key: cases.pause(  # type: ignore[misc]
                by=reviewer, number=case.number, procedure=key, reason="论证", days=10, officers=["甲", "乙"]
            )
        )
    }
    assert done == {key for key, _procedure in open_procedures(spec)}


def test_false_material_brings_no_warning_where_no_licence_is_applied_for(tmp_path: Path) -> None:
    variant(tmp_path)
    facts = facts_of(applied(), officer(Role.APPROVER))
    assert (facts.spec.kind == "01") is cases.may_warn(facts.spec) is ("false_material" in facts.refusals)
