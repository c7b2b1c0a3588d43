"""When an item may be suspended, opened again or retired, and when a draft may go on."""

from __future__ import annotations

from datetime import date

from banli.catalogue.rules.definition.retirement import Retirement
from banli.catalogue.states import State, Transition
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import Words, gettext_noop

NOT_FROM = {
    State.DRAFT: gettext_noop("The item is a draft: this act does not follow from there."),
    State.REVIEWED: gettext_noop("The draft is reviewed: this act does not follow from there."),
    State.PUBLISHED: gettext_noop("The item is published and in force: this act does not follow from there."),
    State.SUSPENDED: gettext_noop("The item is suspended: this act does not follow from there."),
    State.RETIRED: gettext_noop("The item is retired, and that is final."),
}


def check_transition(transition: Transition, state: State) -> None:
    """Raise :class:`Refused` where the table has no such way from ``state``."""
    if state not in transition.sources:
        raise Refused(NOT_FROM[state])


def check_reason(because: Words, law: Words) -> None:
    """Raise :class:`Invalid` where the reason or the law is missing."""
    faults = []
    if unsaid(because.zh, "because"):
        faults.append(Problem("because", gettext_noop("Give the reason; applicants read it.")))
    if unsaid(law.zh, "law"):
        faults.append(Problem("law", gettext_noop("Name the law; applicants read it.")))
    if faults:
        raise Invalid(faults)


def check_period(first: date, end: date | None, today: date) -> None:
    """Raise :class:`Invalid` where the days of a suspension lie behind or in the wrong order."""
    if first < today:
        raise Invalid([Problem("starts_on", gettext_noop("This day is past."))])
    if end is not None and end <= first:
        raise Invalid([Problem("ends_on", gettext_noop("The end comes after the beginning."))])


def check_retirement(slug: str, end: Retirement, today: date, *, takes_over: bool) -> None:
    """Raise :class:`Invalid` where the day is past, or the open cases have nowhere to go."""
    if end.on < today:
        raise Invalid([Problem("on", gettext_noop("This day is past."))])
    if (end.open_cases == "branch") != bool(end.branch_to):
        message = gettext_noop(
            "Name the item that takes the open cases over, and only where they are handed over."
        )
        raise Invalid([Problem("branch_to", message)])
    if end.branch_to and (end.branch_to == slug or not takes_over):
        message = gettext_noop("“%(slug)s” is not another item in force that could take the cases over.")
        raise Invalid([Problem("branch_to", message, (("slug", end.branch_to),))])
