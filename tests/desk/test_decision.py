"""Two officers: who examined a case does not decide it, and what the rules forbid is not offered."""

from __future__ import annotations

import pytest
from tests.desk.officers import browser_of, do, fresh, offers, page
from tests.house import accepted, clerk, form

from banli.cases.models import Case
from banli.cases.service import accept, review
from banli.cases.states import State
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.people.models import User
from banli.people.service import actor_for, add_person

pytestmark = pytest.mark.usefixtures("house")


def both() -> Actor:
    """Somebody who may examine and decide."""
    add_person(
        by=SYSTEM,
        username="both",
        display_name="两职",
        roles=[Role.REVIEWER, Role.APPROVER],
        password="a-long-test-password",
        department="transport",
    )
    return actor_for(User.objects.get(username="both"))


def test_who_examined_is_told_that_somebody_else_decides() -> None:
    case, who = accepted(), both()
    review(by=who, number=case.number, agrees=True, opinion="符合。")
    client = browser_of(who)
    assert offers(client, fresh(case)) == ["return_to_review"]
    assert "应由其他人员作出决定" in page(client, case).content.decode()
    for act in ("grant", "refuse"):
        answer = do(client, fresh(case), act, reasons="理由")
        assert answer.status_code == 409
        assert "应由其他人员作出决定" in answer.content.decode()
    assert fresh(case).state == State.PROPOSED


def test_a_case_that_the_rules_forbid_to_grant_can_only_be_refused() -> None:
    from tests.house import PLAYER, person

    case: Case = PLAYER.apply("oversize-transport", form("axles-overloaded"))
    accept(by=clerk(), number=case.number)
    review(by=person(Role.REVIEWER), number=case.number, agrees=False, opinion="超过限值。")
    client = browser_of(person(Role.APPROVER))
    shown = page(client, case)
    assert [offer.name for offer in shown.context["offers"]] == [
        "refuse",
        "tell_refusal",
        "return_to_review",
    ]
    assert "处不符合准予条件" in shown.content.decode()
