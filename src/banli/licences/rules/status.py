"""Whether an act on a certificate is possible, and whether it has its ground in law."""

from __future__ import annotations

from datetime import date

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.licences.states import GROUNDS, LIVE, Status, Transition


def grounds_for(target: Status) -> tuple[str, ...]:
    """The grounds an officer may give."""
    return tuple(key for key, one in GROUNDS.items() if one.target == target and not one.by_rule)


def check_act(status: str, act: Transition) -> None:
    """Raise where the table knows no such act from this status."""
    if Status(status) in act.sources:
        return
    if Status(status) not in LIVE:
        raise Refused(gettext_noop("This certificate has ended before."))
    raise Refused(gettext_noop("This cannot be done with the certificate as it stands."))


def check_ground(target: Status, ground: str, reason: str, *, by_rule: bool = False) -> None:
    """The ground is one of the law's for this act, and the facts are told."""
    faults = []
    known = GROUNDS.get(ground)
    if known is None or known.target != target or (known.by_rule and not by_rule):
        faults.append(Problem("ground", gettext_noop("Name the ground in law.")))
    if unsaid(reason, "reason") and not by_rule:
        faults.append(Problem("reason", gettext_noop("Say which facts the ground rests on.")))
    if faults:
        raise Invalid(faults)


def check_term(until: date | None, today: date) -> date:
    """A suspension has a last day, and it lies ahead."""
    if until is None or until <= today:
        raise Invalid([Problem("until", gettext_noop("Give the last day of the suspension, after today."))])
    return until
