"""What an item lays down for the life of its certificates: renewal, change, periodic validation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field as Bound
from pydantic import model_validator

from banli.catalogue.rules.definition.conditions import Condition, Strict, holds
from banli.catalogue.rules.definition.months import months_earlier
from banli.catalogue.rules.definition.names import KEY, NAME
from banli.kernel.text import Words

REMINDERS = (90, 60, 30)
ConcernKind = Literal["renewal", "change", "ending"]


class CheckPoint(Strict):
    """One line of a check list that officers tick on the spot."""

    key: str = Bound(pattern=NAME)
    label: Words


class Renewal(Strict):
    """When a renewal is asked for at the latest, ``days`` or ``months`` before the last day (行政许可法 50: thirty
    days, where no other rule says), and how many days before that last day the holder is reminded."""

    days: int = Bound(default=0, ge=0, le=730)
    months: int = Bound(default=0, ge=0, le=24)
    basis: Words
    reminders: tuple[int, ...] = REMINDERS

    @model_validator(mode="after")
    def _one_measure(self) -> Renewal:
        if bool(self.days) == bool(self.months):
            raise ValueError("say days or months")
        return self

    def last_to_ask(self, valid_to: date) -> date:
        """The last day on which asking is in time."""
        return months_earlier(valid_to, self.months) if self.months else valid_to - timedelta(days=self.days)


DEFAULT_RENEWAL = Renewal(
    days=30,
    basis=Words(zh="行政许可法第五十条", en="Administrative Licensing Law, Article 50"),
)


class ValidationRule(Strict):
    """校验: how often a certificate is validated where ``when`` holds; the first that does counts."""

    when: Condition | None = None
    months: int = Bound(ge=1, le=120)
    basis: Words


class SameLine(Strict):
    """A line of the certificate that the application must not change; a fault is told at the field ``at``."""

    line: str = Bound(pattern=NAME)
    at: str = Bound(pattern=KEY)
    when: Condition | None = None


class ToldChanges(Strict):
    """The multi-choice ``field`` in which the applicant ticks what changed: its options and their lines."""

    field: str = Bound(pattern=KEY)
    lines: dict[str, str] = Bound(min_length=1)


class Concerns(Strict):
    """Which certificate an application is about: ``field`` holds its number where one of the three conditions holds.

    ``items``: the items whose certificate it may be; without them the item's own.
    ``ending``: the certificate ends when the application is granted, and none takes its place.
    ``same`` and ``told`` compare the application with the lines of the certificate.
    ``unmarred`` names a yes-or-no field in which the applicant says that something happened in the term; where they
    say no, what stands on the certificate is compared.
    """

    field: str = Bound(pattern=KEY)
    renewal: Condition | None = None
    change: Condition | None = None
    ending: Condition | None = None
    same: tuple[SameLine, ...] = ()
    told: ToldChanges | None = None
    unmarred: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concern:
    """That an application renews, changes or ends the certificate ``number``; ``where`` is the field."""

    where: str
    number: str
    kind: ConcernKind
    unmarred: str = ""
    """The field in which the applicant says that nothing happened in the term; '' where it is not said."""


def concern_in(rule: Concerns | None, facts: Mapping[str, Any]) -> Concern | None:
    """The certificate that a case with these facts is about."""
    if rule is None:
        return None
    kind: ConcernKind
    if rule.renewal is not None and holds(rule.renewal, facts):
        kind = "renewal"
    elif rule.change is not None and holds(rule.change, facts):
        kind = "change"
    elif rule.ending is not None and holds(rule.ending, facts):
        kind = "ending"
    else:
        return None
    unmarred = rule.unmarred if rule.unmarred and facts.get(rule.unmarred) is False else ""
    return Concern(rule.field, str(facts.get(rule.field, "")).strip(), kind, unmarred)
