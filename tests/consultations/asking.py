"""A case of transport about which police and the own division of bridges are asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.house import accepted, person

from banli.cases import service as cases
from banli.consultations.service import Asked, Consultation, ConsultationRecord, give_opinion
from banli.kernel.actors import Actor, Role

LAST_DAY = date(2022, 10, 19)
"""Two days after the clock of the tests; an accepted case is due later."""


def reviewer() -> Actor:
    """Who handles the case and asks."""
    return person(Role.REVIEWER)


def police() -> Actor:
    """Who answers for the police."""
    return person(Role.REVIEWER, "police")


def bridges() -> Actor:
    """Who answers for the own division of bridges."""
    return person(Role.APPROVER, name="bridges")


def request(**changes: Any) -> ConsultationRecord:
    """What is asked, of whom, until when."""
    values: dict[str, Any] = {
        "question": "该线路夜间通行是否需要交警护送？",
        "answer_by": LAST_DAY,
        "holds": True,
        "asked": [Asked(department="police"), Asked(department="transport", division="桥梁管理处")],
    }
    return ConsultationRecord(**{**values, **changes})


def asked(case: cases.Case | None = None, **changes: Any) -> Consultation:
    """A consultation under way about ``case``, or about one that was just accepted."""
    number = (case or accepted("class-three")).number
    return cases.consult(by=reviewer(), number=number, record=request(**changes))


def answered(made: Consultation, first: str = "agrees", second: str = "agrees") -> None:
    """Both who were asked have answered."""
    give_opinion(consultation=made.public_id, seat=0, stance=first, text="可以安排护送。", by=police())
    give_opinion(consultation=made.public_id, seat=1, stance=second, text="桥梁验算合格。", by=bridges())
