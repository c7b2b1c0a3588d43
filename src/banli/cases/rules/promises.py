"""What an applicant promised: material to be handed in later (容缺受理), conditions declared to be met (告知承诺)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banli.cases.rules.clocks import limit_of
from banli.catalogue.rules import ItemSpec, MaterialSpec
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.worktime.rules import OPEN_END, Awaited, Calendar, Unit, ends


class PromiseKind(StrEnum):
    LATER_MATERIAL = "later_material"
    """容缺受理: a material that comes after acceptance."""
    COMMITMENT = "commitment"
    """告知承诺: a condition the applicant declares to meet; verified after the decision."""


@dataclass(frozen=True)
class Promised:
    """One promise as the rules see it."""

    kind: str
    what: str
    until: date | None
    kept: bool | None = None
    """None while it is open."""


def later(needed: Iterable[MaterialSpec], handed_in: Iterable[str]) -> tuple[MaterialSpec, ...]:
    """The materials that may be promised and have not come yet."""
    here = set(handed_in)
    return tuple(one for one in needed if one.necessity == "later" and one.key not in here)


def latest(material: MaterialSpec, accepted_on: date, calendar: Calendar) -> date | Awaited:
    """The last day for which ``material`` may be promised."""
    limit = limit_of("later_material", material.later)
    return ends(accepted_on, limit.days, Unit(limit.unit), calendar)


def check_promise(material: MaterialSpec, until: date | None, accepted_on: date, calendar: Calendar) -> date:
    """The day until which the material is promised: the day told, or the last one the item allows.

    Where that one is not known yet, a day is told only as far as it lies within for certain.
    """
    found = latest(material, accepted_on, calendar)
    if isinstance(found, Awaited) and until is None:
        return OPEN_END
    last = found.not_before if isinstance(found, Awaited) else found
    day = until or last
    if not accepted_on <= day <= last:
        message = gettext_noop("“%(name)s” may be promised until %(day)s at the latest.")
        places = (("name", material.name), ("day", last.isoformat()))
        raise Invalid([Problem(f"material.{material.key}", message, places)])
    return day


def check_declared(spec: ItemSpec, declared: bool) -> None:
    """A declaration is only taken where the item provides for it."""
    if declared and spec.commitment is None:
        raise Refused(gettext_noop("This item does not provide for a declaration in place of proof."))


def check_all_in(promises: Sequence[Promised]) -> None:
    """No grant while a promised material is out, or a declaration was found untrue before the decision."""
    if any(one.kind == PromiseKind.LATER_MATERIAL and one.kept is None for one in promises):
        raise Refused(
            gettext_noop("Promised material has not been handed in yet; it must come before the grant.")
        )
    if any(one.kept is False for one in promises):
        raise Refused(gettext_noop("What the applicant promised was not kept; this cannot be granted."))


def check_found(note: str) -> None:
    """A promise is settled with what was found."""
    if unsaid(note, "note"):
        raise Invalid([Problem("note", gettext_noop("Say what was found."))])


def check_unsettled(promise: Promised) -> None:
    """A promise is settled once."""
    if promise.kept is not None:
        raise Refused(gettext_noop("This promise was settled before."))


def check_come(promise: Promised, handed_in: Collection[str]) -> None:
    """Promised material is found in order after it has come."""
    if promise.kind == PromiseKind.LATER_MATERIAL and promise.what not in handed_in:
        raise Refused(gettext_noop("The promised material has not been handed in."))


def check_over(promise: Promised, today: date) -> None:
    """Late material is only missed after its day; a declaration is found untrue at any time."""
    late = promise.until is not None and today > promise.until
    if promise.kind == PromiseKind.LATER_MATERIAL and not late:
        if promise.until == OPEN_END:
            raise Refused(gettext_noop("The applicant's last day to hand it in is not known yet."))
        day = promise.until.isoformat() if promise.until else ""
        raise Refused(gettext_noop("The applicant has until %(day)s to hand it in."), day=day)
