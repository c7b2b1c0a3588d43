"""Cases of a science item made for the test at hand, and the people who handle them."""

from __future__ import annotations

from typing import Any

from tests.house import PLAYER, person
from tests.variants import FILING

from banli.cases import service as cases
from banli.kernel import clock
from banli.kernel.actors import Actor, Role


def officer(role: Role, department: str = "science") -> Actor:
    """Somebody of that role there."""
    window = "science-14" if role is Role.CLERK else None
    return person(role, department, window=window)


def applied(item: str = FILING, **changes: Any) -> cases.Case:
    """An application handed in online; its contract was signed by then, whatever year the test plays in."""
    form = PLAYER.form(FILING, "service")
    form["signed_on"] = min(form["signed_on"], clock.today().isoformat())
    return PLAYER.apply(item, {**form, **changes})


def taken_on(case: cases.Case | None = None, **how: Any) -> cases.Case:
    """… accepted at the window."""
    number = (case or applied()).number
    return cases.accept(by=officer(Role.CLERK), number=number, **how)


def finished(case: cases.Case, step: str, *, agrees: bool = True, **how: Any) -> cases.Case:
    """… one step of the own department finished."""
    by = how.pop("by", officer(Role.REVIEWER))
    text = how.pop("text", "情况属实，符合规定。")
    return cases.finish_step(by=by, number=case.number, step=step, agrees=agrees, text=text, **how)


def put_forward(case: cases.Case, *, agrees: bool = True) -> cases.Case:
    """… put before the approver."""
    return cases.review(
        by=officer(Role.REVIEWER), number=case.number, agrees=agrees, opinion="经审查，意见如上。"
    )


def events(case: cases.Case) -> list[str]:
    """The names of its events, in order."""
    return [event.name for event in cases.timeline(case)]
