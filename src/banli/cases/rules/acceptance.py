"""Handing in, correction and acceptance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from banli.cases.rules.clocks import acceptance_due
from banli.cases.states import State
from banli.catalogue.rules import EX_OFFICIO, ItemSpec, derive, materials, validate_form
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.worktime.rules import OPEN_END, Calendar


def check_who_begins(kind: str) -> None:
    """Raise :class:`Refused` where somebody applies for what the organ itself begins, online or at the window."""
    if kind in EX_OFFICIO:
        raise Refused(gettext_noop("The authority begins this itself; it cannot be applied for."))


def check_open_for_applications(name: object, reason: object | None) -> None:
    """Raise :class:`Refused` where the item takes no applications (not yet in force, suspended or ended)."""
    if reason is not None:
        raise Refused(
            gettext_noop("“%(item)s” takes no applications: %(reason)s"),
            item=str(name),
            reason=str(reason),
        )


def check_may_be_asked(forwarded: bool) -> None:
    """Where a lower organ examined the application first, nothing may be asked for again (art. 35)."""
    if forwarded:
        raise Refused(
            gettext_noop(
                "A lower organ examined this application and forwarded it; the applicant may not be asked for"
                " material again (Administrative Licensing Law, art. 35)."
            )
        )


def check_correction(points: Sequence[Mapping[str, str]], told_before: Iterable[str]) -> None:
    """One complete notice: it names every fault, and a later round names no place that was not told before."""
    faults = [
        Problem(
            point.get("where", ""),
            gettext_noop("Say what is wrong here and what to hand in."),
        )
        for point in points
        if unsaid(point.get("problem", ""), f"problem.{point.get('where', '')}")
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


def check_silent(received_on: date, today: date, calendar: Calendar) -> None:
    """Silence counts as acceptance only after the fifth day has passed (art. 32(4))."""
    last = acceptance_due(received_on, calendar)
    if last == OPEN_END:
        raise Refused(
            gettext_noop("The last day to accept or to ask for correction is not known yet (art. 32).")
        )
    if today <= last:
        raise Refused(
            gettext_noop("The organ still has until %(day)s to accept or to ask for correction (art. 32)."),
            day=last.isoformat(),
        )


TOO_LATE = frozenset({"correct_on_the_spot", "ask_correction", "refuse_acceptance", "find_not_required"})
"""Acts that belong to the five days before acceptance."""


def is_silent(state: str, source: str, due_on: date | None, today: date) -> bool:
    """True where an application handled here stands unanswered after the last day to answer it (art. 32(4))."""
    return state == State.SUBMITTED and not source and due_on is not None and today > due_on


def check_not_silent(act: str, received_on: date) -> None:
    """After the fifth day an application is accepted: nothing of what comes before acceptance can be done any more."""
    if act in TOO_LATE:
        raise Refused(
            gettext_noop(
                "The five days to answer have passed without a notice: the application counts as accepted from"
                " %(day)s, the day it was received (Administrative Licensing Law, art. 32(4))."
            ),
            day=received_on.isoformat(),
        )


def check_barred_only(act: str) -> None:
    """Silence lets nobody in who is barred; after the fifth day acceptance is refused to them on that ground only."""
    if act in TOO_LATE:
        raise Refused(
            gettext_noop(
                "Applications of this applicant are barred and the five days to answer have passed: acceptance is"
                " refused on that ground, nothing else before acceptance is possible any more (Administrative"
                " Licensing Law, art. 32(4), 78, 79)."
            )
        )


def check_corrected(changed: Sequence[str]) -> None:
    """A correction on the spot corrects something (art. 32(3))."""
    if not changed:
        raise Invalid([Problem("", gettext_noop("Nothing was changed."))])


def check_waited(state: str, until: date | None, today: date) -> None:
    """A case in correction is ended as unanswered after the applicant's time has passed."""
    if state == "correcting" and until is not None and today <= until:
        raise Refused(
            gettext_noop("The applicant has until %(day)s to answer the correction notice."),
            day=until.isoformat(),
        )


def checked_form(spec: ItemSpec, form: Mapping[str, Any], handed_in: set[str]) -> dict[str, Any]:
    """The answers, clean. Raises :class:`Invalid` with every fault of form and materials."""
    clean, problems = validate_form(spec, form)
    if not problems:
        facts = derive(spec, clean)
        problems = [
            Problem(
                f"material.{material.key}",
                gettext_noop("“%(name)s” is missing."),
                (("name", material.name),),
            )
            for material in materials(spec, facts)
            if material.necessity == "required" and material.key not in handed_in
        ]
    if problems:
        raise Invalid(problems)
    return clean


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The keys of the answers that differ."""
    return sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
