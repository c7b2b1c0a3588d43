"""Counted violations that call for a ban: the rule as a pack tells it, and which violations meet it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import Field, model_validator

from banli.credit.rules.bases import BanBasis, by_key
from banli.credit.states import BanGround, ViolationKind
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Part
from banli.kernel.text import gettext_noop

ANSWER_DAYS = 5
"""Working days for the answer to a proposal (Administrative Penalty Law, art. 64 and 85)."""


class CountRule(Part):
    """So many violations of some kinds within a period call for the ban of an article."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    department: Code
    item: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]{0,79})?$")] = ""
    """The item's slug; empty for every item of the department."""
    kinds: Annotated[tuple[ViolationKind, ...], Field(min_length=1)]
    times: Annotated[int, Field(ge=2, le=100)]
    within_days: Annotated[int, Field(ge=1, le=3_660)]
    """Days of the period, first and last counted."""
    basis: Code
    """Key of the article in ``bases`` that bars, and says for how long."""
    effective_from: date
    ends: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> CountRule:
        if self.ends is not None and self.ends < self.effective_from:
            raise ValueError("“ends” lies before “effective_from”")
        return self


class CountRules(Part):
    """The whole of a pack's ``credit.yaml``."""

    bases: tuple[BanBasis, ...] = ()
    rules: tuple[CountRule, ...] = ()

    @model_validator(mode="after")
    def _named_once(self) -> CountRules:
        for named in (self.bases, self.rules):
            keys = [one.key for one in named]
            for key in keys:
                if keys.count(key) > 1:
                    raise ValueError(f"{key} is there twice")
        return self

    @model_validator(mode="after")
    def _rest_on_what_bars(self) -> CountRules:
        known = by_key(self.bases)
        for rule in self.rules:
            base = known.get(rule.basis)
            if base is None or base.ground is not BanGround.COUNTED or base.department != rule.department:
                raise ValueError(
                    f"“basis” of the rule {rule.key} is no article of “bases” by which its department bars"
                    " on the ground counted_violations"
                )
            if base.item and base.item != rule.item:
                raise ValueError(f"the rule {rule.key} bars from more than {base.article} does")
        return self

    def terms_of(self, rule: CountRule) -> dict[str, Any]:
        """The rule with its article and term, as a proposal keeps it."""
        base = by_key(self.bases)[rule.basis]
        return rule.model_dump(mode="json") | {
            "key_of_basis": base.key,
            "basis": base.law,
            "months": base.months,
        }


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


def check_basis(terms: Mapping[str, Any]) -> str:
    """The key of the article a proposal rests on. Raises :class:`Refused` for one made when any text was a basis."""
    key = str(terms.get("key_of_basis", ""))
    if not key:
        raise Refused(
            gettext_noop("What this proposal rests on is no article of the table that bars: dismiss it.")
        )
    return key


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


LONGEST_VIEWS = 4000
ASKS_HEARING = "【要求举行听证】"
"""Before the views of somebody who asks for a hearing, in the official language."""


def check_views(text: str, *, hearing: bool) -> str:
    """What is kept of views stated to a proposed ban; raises :class:`Invalid` at ``text``."""
    if len(text) > LONGEST_VIEWS:
        raise Invalid([Problem("text", gettext_noop("Please keep it under 4000 characters."))])
    if unsaid(text, "text") and not hearing:
        raise Invalid([Problem("text", gettext_noop("Please write your views."))])
    return f"{ASKS_HEARING if hearing else ''}{text.strip()}"
