"""What a pack says of entry, whether it is in force on a day, and whether somebody passes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from banli.entry.states import CheckKind, EntryStanding
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import Words, gettext_noop

COLDEST, HOTTEST = Decimal(30), Decimal(45)
"""What is measured outside this is a slip of the pen."""
LONGEST = 24 * 365


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Strict):
    """An answer to choose, and whether it lets pass."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{0,38}$")
    name: Words
    passes: bool = False


class Check(Strict):
    """One thing that is looked at: a choice, hours ago (``most``), or degrees (``below``)."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,38}$")
    name: Words
    kind: CheckKind
    options: tuple[Option, ...] = ()
    most: int | None = Field(default=None, ge=1, le=LONGEST)
    below: Annotated[Decimal, Field(ge=COLDEST, le=HOTTEST)] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Check:
        needs = {
            CheckKind.CHOICE: any(one.passes for one in self.options),
            CheckKind.HOURS: self.most is not None,
            CheckKind.DEGREES: self.below is not None,
        }
        if not needs[self.kind]:
            words = {"choice": "options of which one passes", "hours": "most", "degrees": "below"}
            raise ValueError(f"the check {self.key} is of the kind {self.kind} and needs {words[self.kind]}")
        return self


class RuleSet(Strict):
    """What is asked at the door from ``begins`` to ``ends``, both included, and for how long a check is kept."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,38}$")
    name: Words
    begins: date
    ends: date
    keep_days: int = Field(ge=1, le=60)
    """A check is deleted so many days after it."""
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]
    gates: Annotated[tuple[Words, ...], Field(min_length=1)]
    instead: Words
    """What somebody who may not pass is offered."""
    basis: Words

    @model_validator(mode="after")
    def _in_order(self) -> RuleSet:
        if self.ends < self.begins:
            raise ValueError("it ends before it begins")
        keys = [one.key for one in self.checks]
        if twice := next((one for one in keys if keys.count(one) > 1), None):
            raise ValueError(f"the check {twice} is there twice")
        return self


class EntryFile(Strict):
    """The whole of ``entry.yaml``: rule sets, no two of which are in force on one day."""

    rule_sets: tuple[RuleSet, ...] = ()

    @model_validator(mode="after")
    def _one_at_a_time(self) -> EntryFile:
        rows = sorted(self.rule_sets, key=lambda one: one.begins)
        for one, following in pairwise(rows):
            if following.begins <= one.ends:
                raise ValueError(f"{one.key} and {following.key} are in force on the same day")
        if len({one.key for one in rows}) < len(rows):
            raise ValueError("two rule sets have one key")
        return self


def standing(rules: RuleSet, day: date, *, on: bool) -> EntryStanding:
    """Whether a rule set is in force on ``day``; after its end no switch brings it back."""
    if day > rules.ends:
        return EntryStanding.ENDED
    if day < rules.begins:
        return EntryStanding.NOT_BEGUN
    return EntryStanding.IN_FORCE if on else EntryStanding.SWITCHED_OFF


def why_not_check(found: EntryStanding | None) -> Refused | None:
    """Nobody is checked at the door without a rule set that is in force."""
    if found is EntryStanding.IN_FORCE:
        return None
    return Refused(
        gettext_noop("No rule of entry is in force: everybody enters without being asked anything.")
    )


def why_not_switch(found: EntryStanding) -> Refused | None:
    """What has ended stays off."""
    if found is EntryStanding.ENDED:
        return Refused(gettext_noop("These rules have ended and cannot be switched on again."))
    return None


def failed(rules: RuleSet, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the checks that are not met; none where somebody passes. What was answered is not kept.

    :raises Invalid: at the check whose answer is missing or means nothing.
    """
    problems, found = [], []
    for check in rules.checks:
        met = _met(check, answers.get(check.key, "").strip())
        if met is None:
            problems.append(Problem(check.key, ASKS[check.kind]))
        elif not met:
            found.append(check.key)
    if problems:
        raise Invalid(problems)
    return tuple(found)


ASKS: dict[CheckKind, str] = {
    CheckKind.CHOICE: gettext_noop("Choose what was shown."),
    CheckKind.HOURS: gettext_noop("Write how many hours ago, as a whole number."),
    CheckKind.DEGREES: gettext_noop("Write the temperature in degrees, such as 36.5."),
}


def _met(check: Check, text: str) -> bool | None:
    """Whether an answer meets its check; None where it means nothing."""
    if check.kind is CheckKind.CHOICE:
        option = next((one for one in check.options if one.key == text), None)
        return option.passes if option else None
    if check.kind is CheckKind.HOURS:
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            return None
        assert check.most is not None
        return int(text) <= check.most
    try:
        measured = Decimal(text)
    except InvalidOperation:
        return None
    if not measured.is_finite() or not COLDEST <= measured <= HOTTEST:
        return None
    assert check.below is not None
    return measured < check.below
