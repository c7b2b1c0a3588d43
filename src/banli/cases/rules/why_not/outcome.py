"""What a rule of this package gives: a refusal, or None where nothing stands against the act."""

from __future__ import annotations

from collections.abc import Callable

from banli.cases.rules.facts import Known
from banli.kernel.errors import Denied, Invalid, Missing, Refused

Refusal = Denied | Missing | Refused | Invalid
"""What stands against an act: whose it is, what is not there, when, or what was chosen for it."""
Check = Callable[[Known], object]


def first(known: Known, *checks: Check) -> Refusal | None:
    """What the first of ``checks`` raises that raises; None where none does."""
    for check in checks:
        try:
            check(known)
        except (Denied, Missing, Refused, Invalid) as refusal:
            return refusal
    return None


def raise_for(refusal: Refusal | None) -> None:
    """Raise ``refusal`` where there is one."""
    if refusal is not None:
        raise refusal


def nothing(known: Known) -> Refusal | None:
    """For an act that the state of the case alone decides."""
    return None
