"""When an act is allowed, and what a case's clock says. Pure: facts, item revision and calendar in, answer out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.cases.states import State, Transition
from banli.catalogue.service import Finding, ItemSpec, Limit, Limits
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.worktime.service import Calendar, Explanation, Pause, Unit, due, explain

ACCEPTANCE_DAYS = 5
"""Working days to accept, refuse or ask for correction, else deemed accepted: art. 32(4)."""
EXTENSION_DAYS = 10
"""The longest extension, once, by the organ's head: art. 42(1)."""

SPECIAL_PROCEDURES = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
}
"""The closed list of art. 45, with the words a notice uses; an item's own law may add to it."""
ARTICLE_45 = "《中华人民共和国行政许可法》第四十五条"

TWO_OFFICERS = frozenset({"site_visit", "inspection"})
"""Steps that check substance on the spot: two officers or more (art. 34(3))."""


@dataclass(frozen=True)
class Clock:
    """The limits of an accepted case and what moved them."""

    accepted_on: date
    statutory: Limit
    promised: Limit
    pauses: tuple[tuple[date, date], ...] = ()
    extended_days: int = 0

    @classmethod
    def from_stored(
        cls,
        accepted_on: date,
        limits: Mapping[str, Any],
        pauses: Iterable[Sequence[str]],
        extended_days: int,
    ) -> Clock:
        """The clock as a case stores it (ISO days, plain limits)."""
        return cls(
            accepted_on=accepted_on,
            statutory=Limit.model_validate(limits["statutory"]),
            promised=Limit.model_validate(limits["promised"]),
            pauses=tuple((date.fromisoformat(start), date.fromisoformat(end)) for start, end in pauses),
            extended_days=extended_days,
        )

    def due(self, limit: Limit, calendar: Calendar) -> date:
        """The last day of ``limit``, pauses and extension counted in."""
        return due(
            self.accepted_on,
            limit.days,
            Unit(limit.unit),
            calendar,
            self.pauses,
            extension=self.extended_days,
        )

    def explain(self, limit: Limit, calendar: Calendar, open_pause: Pause | None = None) -> Explanation:
        """Why ``limit`` ends the day it does, day by day; ``open_pause`` is one that has not ended yet."""
        pauses = [Pause(*pause) for pause in self.pauses] + ([open_pause] if open_pause else [])
        return explain(
            self.accepted_on,
            limit.days,
            Unit(limit.unit),
            calendar,
            pauses,
            extension=self.extended_days,
        )


def pinned(limits: Limits) -> dict[str, Any]:
    """``limits`` as plain data, to be kept with the case from acceptance on."""
    return {
        "statutory": limits.statutory.model_dump(mode="json"),
        "promised": limits.promised.model_dump(mode="json"),
    }


def acceptance_due(received_on: date, calendar: Calendar) -> date:
    """Last day to accept, to refuse acceptance or to ask for correction."""
    return due(received_on, ACCEPTANCE_DAYS, Unit.WORKING, calendar)


def check_state(transition: Transition, state: str) -> None:
    """Raise :class:`Refused` unless the act may be done in ``state``."""
    if State(state) not in transition.sources:
        raise Refused(
            gettext_noop("The case has moved on; this can no longer be done. Please reload the page.")
        )


def check_open_for_applications(spec: ItemSpec, reason: object | None) -> None:
    """Raise :class:`Refused` where the item takes no applications (not yet in force, or cancelled)."""
    if reason is not None:
        raise Refused(
            gettext_noop("“%(item)s” takes no applications: %(reason)s"),
            item=str(spec.name),
            reason=str(reason),
        )


def check_correction(points: Sequence[Mapping[str, str]], told_before: Iterable[str]) -> None:
    """One complete notice: it names every fault, and a later round names no place that was not told before."""
    faults = [
        Problem(
            point.get("where", ""),
            gettext_noop("Say what is wrong here and what to hand in."),
        )
        for point in points
        if not point.get("problem", "").strip()
    ]
    if not points:
        faults = [
            Problem(
                "",
                gettext_noop("Tick at least one field or material that needs correction."),
            )
        ]
    if faults:
        raise Invalid(faults)
    told = set(told_before)
    if told and any(point["where"] not in told for point in points):
        raise Refused(
            gettext_noop(
                "Everything to be corrected must be told once: a later notice may only repeat what was told"
                " before (Administrative Licensing Law, art. 32)."
            )
        )


@dataclass(frozen=True)
class Procedure:
    """A special procedure as a case may use it: its name for the notice and the law it rests on."""

    kind: str
    name: str
    basis: str


def check_pause(spec: ItemSpec, procedure: str, reason: str, officers: Sequence[str]) -> Procedure:
    """The special procedure of that key: the item's own, or one of art. 45 where the item names none.

    :raises Refused: for a procedure neither the item nor the law knows.
    :raises Invalid: without a reason for the notice, or without two officers where substance is checked.
    """
    found = next((one for one in procedures(spec) if one[0] == procedure), None)
    if found is None:
        if spec.special_procedures:
            raise Refused(gettext_noop("This item does not provide for that special procedure."))
        raise Refused(gettext_noop("Time can only be excluded for a procedure named by law (art. 45)."))
    if not reason.strip():
        raise Invalid([Problem("reason", gettext_noop("The written notice needs the reason."))])
    check_officers(found[1].kind, officers)
    return found[1]


def procedures(spec: ItemSpec) -> tuple[tuple[str, Procedure], ...]:
    """The special procedures a case of this item may use, each with its key."""
    own = tuple((one.key, Procedure(one.kind, one.name.zh, one.basis.zh)) for one in spec.special_procedures)
    return own or tuple(
        (kind, Procedure(kind, name, ARTICLE_45)) for kind, name in SPECIAL_PROCEDURES.items()
    )


def check_officers(step: str, officers: Sequence[str]) -> None:
    """A check of substance needs two different officers."""
    if step in TWO_OFFICERS and len({officer.strip() for officer in officers if officer.strip()}) < 2:
        raise Invalid([Problem("officers", gettext_noop("Name at least two officers (art. 34)."))])


def check_opinion(text: str) -> None:
    """An opinion says something."""
    if not text.strip():
        raise Invalid([Problem("opinion", gettext_noop("Write your opinion."))])


def check_other_person(reviewer: int | None, by: int | None) -> None:
    """Who examined a case does not decide it."""
    if reviewer is not None and reviewer == by:
        raise Refused(gettext_noop("You examined this case; somebody else must decide it."))


def check_not_ours(reasons: str, proper_organ: str) -> None:
    """Refusing acceptance says why it is not ours, and names the organ to turn to (art. 32(2))."""
    faults = []
    if not reasons.strip():
        faults.append(Problem("reasons", gettext_noop("Say why this is not for us to accept (art. 32).")))
    if not proper_organ.strip():
        faults.append(Problem("proper_organ", gettext_noop("Name the organ to turn to (art. 32).")))
    if faults:
        raise Invalid(faults)


def check_refusal(reasons: str, remedies: str) -> None:
    """A refusal gives reasons and says where to turn (art. 38(2))."""
    faults = []
    if not reasons.strip():
        faults.append(Problem("reasons", gettext_noop("A refusal needs its reasons (art. 38).")))
    if not remedies.strip():
        faults.append(Problem("remedies", gettext_noop("A refusal says how to appeal (art. 38).")))
    if faults:
        raise Invalid(faults)


def check_grantable(findings: Iterable[Finding]) -> None:
    """What breaks a rule of the item cannot be granted."""
    broken = [str(finding.message) for finding in findings if finding.forbids]
    if broken:
        raise Refused(gettext_noop("This cannot be granted: %(why)s"), why="；".join(broken))


def check_deliverable(spec: ItemSpec, state: str) -> None:
    """A result that is a certificate is handed over after it was issued."""
    if state == State.GRANTED and spec.certificate is not None:
        raise Refused(gettext_noop("Issue the certificate first."))


def check_extension(
    days: int, reason: str, extended_days: int, today: date, statutory_due: date | None
) -> None:
    """Once, at most ten days, before expiry, with a reason that is told (art. 42(1))."""
    if extended_days:
        raise Refused(gettext_noop("The limit was extended before; it can be extended once only (art. 42)."))
    if statutory_due is not None and today > statutory_due:
        raise Refused(
            gettext_noop("The statutory limit has passed; it can only be extended before (art. 42).")
        )
    faults = []
    if not 1 <= days <= EXTENSION_DAYS:
        faults.append(Problem("days", gettext_noop("An extension is 1 to 10 working days (art. 42).")))
    if not reason.strip():
        faults.append(
            Problem(
                "reason",
                gettext_noop("The applicant must be told the reason (art. 42)."),
            )
        )
    if faults:
        raise Invalid(faults)


def check_spot(spec: ItemSpec) -> None:
    """Only an instant item is decided on the spot."""
    if spec.case_type != "instant":
        raise Refused(gettext_noop("This is not an instant item; it goes through examination and decision."))
