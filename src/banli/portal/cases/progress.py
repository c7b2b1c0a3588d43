"""How far a case is, in the applicant's words: who is at work on it, what was promised, the hearing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from banli.cases.service import (
    Case,
    Face,
    Facts,
    Hearing,
    Notice,
    Promise,
    Review,
    any_of,
    end_of_notice,
    hearings_of,
    notices,
)
from banli.cases.states import ASK_HEARING
from banli.catalogue.service import ItemSpec
from banli.kernel import clock
from banli.people.service import department, named
from banli.worktime.service import OPEN_END, Awaited

INNER = ("step.",)
"""Keys of clocks that only concern the offices among themselves begin so."""


@dataclass(frozen=True)
class Office:
    """One department that takes part, and how far it is."""

    name: str
    done: int
    of: int
    words: str
    tone: str


@dataclass(frozen=True)
class Promised:
    """One thing the applicant promised."""

    key: str
    name: str
    text: str
    until: date | None
    words: str
    tone: str
    waits: bool
    """True where it is still to be handed in."""


def own_faces(faces: tuple[Face, ...]) -> list[Face]:
    """The clocks that concern the applicant."""
    return [face for face in faces if not face.key.startswith(INNER)]


def offices(review: Review) -> list[Office]:
    """The departments of a case that more than one takes part in; empty for all others."""
    if len(review.lanes) < 2:
        return []
    found = []
    for lane in review.lanes:
        counted = [stage for stage in lane.stages if stage.state != "optional"]
        if not counted:
            continue  # it may be asked, and nobody has asked it yet
        done = sum(stage.state == "done" for stage in counted)
        here = any(stage.state == "here" for stage in counted)
        words, tone = (
            (_("has finished"), "done")
            if done == len(counted)
            else (_("is at work on it"), "action")
            if here
            else (_("comes later"), "")
        )
        found.append(Office(str(named(department(lane.department))), done, len(counted), words, tone))
    return found


def promised(promises: list[Promise], spec: ItemSpec, handed_in: frozenset[str]) -> list[Promised]:
    """What was promised and what became of it."""
    names = {one.key: str(one.name) for one in spec.materials}
    return [_promised(one, names, handed_in) for one in promises]


def _promised(one: Promise, names: dict[str, str], handed_in: frozenset[str]) -> Promised:
    declared = one.kind == "commitment"
    waits = not declared and one.kept is None and one.what not in handed_in
    if one.kept is not None:
        words, tone = (_("in order"), "done") if one.kept else (_("not kept"), "overdue")
    elif waits:
        late = one.until is not None and clock.today() > one.until
        words, tone = (_("overdue"), "overdue") if late else (_("to be handed in"), "warning")
    else:
        words, tone = _("is being checked"), "action"
    name = _("Your declaration") if declared else names.get(one.what, one.what)
    return Promised(one.what, name, one.text if declared else "", one.until, words, tone, waits)


@dataclass(frozen=True)
class Asked:
    """A proposed refusal that waits for the applicant's answer."""

    notice: Notice
    reasons: str
    until: date
    awaited: Awaited | None
    """What is known of ``until`` where it has no date yet."""
    hearing: bool
    """True where a hearing can still be asked for."""
    right: bool
    """True where there is a right to a hearing."""
    stated: bool
    """True where views were stated."""
    waived: bool
    """True where the applicant said to ask for no hearing."""
    open: bool
    """True where the last day has not passed."""


def asked(facts: Facts) -> Asked | None:
    """The proposed refusal that the applicant was told of last; None where there is none."""
    notice = facts.told
    if notice is None:
        return None
    found_end = end_of_notice(notice)
    awaited = found_end if isinstance(found_end, Awaited) else None
    until = found_end if isinstance(found_end, date) else OPEN_END
    in_time = clock.today() <= until
    right, stated, waived = bool(notice.body.get("hearing")), facts.stated, facts.waived
    hearing = any_of(facts, ASK_HEARING)
    reasons = str(notice.body.get("reasons", ""))
    return Asked(notice, reasons, until, awaited, hearing, right, stated, waived, in_time)


def next_hearing(found: Case) -> Hearing | None:
    """The hearing that is still to be held, or else the last one."""
    every = hearings_of(found)
    ahead = (one for one in every if one.held_at is None and one.given_up_on is None)
    return next(ahead, every[-1] if every else None)


def upper_number(found: Case) -> str:
    """The number under which the upper organ goes on with a forwarded case; '' where there is none here."""
    told = notices(found, "forwarded")
    return str(told[-1].body.get("upper", "")) if told else ""


def closing_reason(found: Case) -> str:
    """Why a case ended without a decision, or why its grant was revoked, as its last notice says."""
    kinds = ("terminated", "voided", "revoked")
    told = [one for one in notices(found) if one.kind in kinds]
    return str(told[-1].body.get("reasons", "")) if told else ""
