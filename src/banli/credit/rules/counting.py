"""Counted violations that call for a ban: the rule as a pack tells it, and which violations meet it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from banli.credit.states import ViolationKind
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Line, Part
from banli.kernel.text import gettext_noop

ANSWER_DAYS = 5
"""Working days for the answer to a proposal (Administrative Penalty Law, art. 64 and 85)."""


class CountRule(Part):
    """So many violations of some kinds within a period call for a ban of so many months."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    department: Code
    item: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]{0,79})?$")] = ""
    """The item's slug; empty for every item of the department."""
    kinds: Annotated[tuple[ViolationKind, ...], Field(min_length=1)]
    times: Annotated[int, Field(ge=2, le=100)]
    within_days: Annotated[int, Field(ge=1, le=3_660)]
    """Days of the period, first and last counted."""
    months: Annotated[int, Field(ge=1, le=60)]
    basis: Line
    """The law, with its article, that lets the department do it."""
    effective_from: date
    ends: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> CountRule:
        if self.ends is not None and self.ends < self.effective_from:
            raise ValueError("“ends” lies before “effective_from”")
        return self


class CountRules(Part):
    """The whole of a pack's ``credit.yaml``."""

    rules: tuple[CountRule, ...]

    @model_validator(mode="after")
    def _named_once(self) -> CountRules:
        seen: set[str] = set()
        for rule in self.rules:
            if rule.key in seen:
                raise ValueError(f"the rule {rule.key} is there twice")
            seen.add(rule.key)
        return self


@dataclass(frozen=True)
class Counted:
    """A violation as the rules see it. What one source found on one day is one occasion."""

    number: str
    kind: ViolationKind
    day: date
    source: str


def in_force(rules: Iterable[CountRule], department: str, day: date) -> list[CountRule]:
    """The rules of ``department`` that hold for a violation of ``day``."""
    return [
        rule
        for rule in rules
        if rule.department == department
        and rule.effective_from <= day
        and (rule.ends is None or day <= rule.ends)
    ]


def meeting(rule: CountRule, violations: Sequence[Counted], day: date) -> tuple[Counted, ...]:
    """The violations by which ``rule`` is met in a period that holds ``day``; none where it is not.

    Violations may become known out of order, so every period that ends with one of them is looked at.
    """
    of_kind = sorted(
        (one for one in violations if one.kind in rule.kinds), key=lambda one: (one.day, one.number)
    )
    span = timedelta(days=rule.within_days - 1)
    for last in sorted({one.day for one in of_kind if day <= one.day <= day + span}):
        within = tuple(one for one in of_kind if last - span <= one.day <= last)
        if occasions(within) >= rule.times:
            return within
    return ()


def occasions(violations: Iterable[Counted]) -> int:
    """How many occasions: one check that found two things is one."""
    return len({(one.source, one.day) for one in violations})


def check_open(decided: bool) -> None:
    """Raise :class:`Refused` for a proposal that was decided before."""
    if decided:
        raise Refused(gettext_noop("This proposal was decided before."))


def check_heard(today: date, answer_by: date) -> None:
    """Raise :class:`Refused` as long as whom it concerns may still answer (Penalty Law, art. 44, 45 and 64)."""
    if today <= answer_by:
        raise Refused(
            gettext_noop("Whom it concerns may answer until %(day)s: the ban can be decided after that day."),
            day=answer_by,
        )


def check_said(text: str, message: str) -> str:
    """``text`` without blanks around it; raises :class:`Invalid` at ``reason`` where nothing is said."""
    if unsaid(text, "reason"):
        raise Invalid([Problem("reason", message)])
    return text.strip()
