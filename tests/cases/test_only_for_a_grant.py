"""Steps that make sense only on the way to a grant: the publicity of who is to get an allowance."""

from __future__ import annotations

import pytest
from tests.held_clock import HeldClock
from tests.house import PLAYER, open_house, person

from banli.cases import service as cases
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Refused

pytestmark = pytest.mark.django_db
SAID = {"degree": "severe", "standard": "240", "first_month": "2022年11月"}
ALLOWANCE, HEAD, WINDOW = "elderly-care-allowance", "civil", "civil-20"


@pytest.fixture(autouse=True)
def _house(clock: HeldClock) -> None:
    clock.set("2022-10-08T09:00")
    open_house(ALLOWANCE)


def of(role: Role) -> Actor:
    return person(role, HEAD)


def finished(case: cases.Case, step: str, *, agrees: bool = True) -> cases.Case:
    officers = ["秦川柏", "沈牧之"] if step == "assessment" else []
    return cases.finish_step(
        by=of(Role.REVIEWER), number=case.number, step=step, agrees=agrees, text="已核实。", officers=officers
    )


def accepted() -> cases.Case:
    case = PLAYER.apply(ALLOWANCE, PLAYER.form(ALLOWANCE, "severe"))
    cases.accept(by=person(Role.CLERK, HEAD, WINDOW), number=case.number)
    return finished(case, "examine")


def reviewed(case: cases.Case, *, agrees: bool) -> cases.Case:
    return cases.review(by=of(Role.REVIEWER), number=case.number, agrees=agrees, opinion="见审查材料。")


def open_steps(case: cases.Case) -> list[str]:
    return [task.key for task in cases.tasks_of(case) if task.finished_at is None]


def test_it_begins_where_nothing_speaks_against_the_application() -> None:
    case = finished(accepted(), "assessment")
    assert open_steps(case) == ["publicity"]
    with pytest.raises(Refused, match="公示"):
        reviewed(case, agrees=True)


def test_it_does_not_begin_after_a_no_and_a_refusal_is_proposed_without_it() -> None:
    case = finished(accepted(), "assessment", agrees=False)
    assert open_steps(case) == []
    with pytest.raises(Refused, match="公示"):
        reviewed(case, agrees=True)
    assert reviewed(case, agrees=False).state == "proposed"


def test_a_proposed_refusal_ends_it_while_it_runs() -> None:
    case = reviewed(finished(accepted(), "assessment"), agrees=False)
    assert [task.outcome for task in cases.tasks_of(case) if task.key == "publicity"] == ["skipped"]


def test_nothing_is_granted_over_a_proposed_refusal_before_it_has_run(clock: HeldClock) -> None:
    case = reviewed(finished(accepted(), "assessment"), agrees=False)
    with pytest.raises(Refused, match="公示"):
        cases.grant(by=of(Role.APPROVER), number=case.number, said=SAID)
    cases.return_to_review(by=of(Role.APPROVER), number=case.number, opinion="符合条件，补做公示。")
    case = cases.begin_step(by=of(Role.REVIEWER), number=case.number, step="publicity")
    clock.set("2022-10-20T09:00")
    finished(case, "publicity")
    reviewed(case, agrees=True)
    assert cases.grant(by=of(Role.APPROVER), number=case.number, said=SAID).state == "granted"
