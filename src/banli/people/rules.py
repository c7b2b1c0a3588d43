"""Rules about people: how guessing is slowed down. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import blank, fault
from banli.kernel.text import gettext_noop

FAILURES_ALLOWED = 5
"""等保三级 asks for a limit on failed sign-ins; five is the usual one."""
LOCKED_FOR = timedelta(minutes=15)


def check_names(username: str, display_name: str) -> None:
    """Raise :class:`Invalid` at a name of somebody who is to sign in: it says nothing, or cannot be printed."""
    problems = []
    for where, name in (("username", username), ("display_name", display_name)):
        if blank(name):
            problems.append(Problem(where, gettext_noop("This name says nothing.")))
        elif wrong := fault(name, lines=False):
            problems.append(wrong.at(where))
    if problems:
        raise Invalid(problems)


class Locked(Refused):
    """Too many wrong tries; further ones are refused for a while."""

    def __init__(self) -> None:
        super().__init__(gettext_noop("Too many attempts. Please try again in a quarter of an hour."))


def address_of(meta: Mapping[str, Any], *, proxied: bool) -> str:
    """Where a request with these headers comes from; behind a proxy that is ours, what that proxy says."""
    if proxied:
        forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
        if forwarded:
            return forwarded[:60]
    return str(meta.get("REMOTE_ADDR", ""))


def locked(failures: int, last_at: datetime, now: datetime) -> bool:
    """True while further tries are refused."""
    return failures >= FAILURES_ALLOWED and now - last_at < LOCKED_FOR


def failures_after(failures: int, last_at: datetime, now: datetime) -> int:
    """The count after one more failure; an old series of failures is forgotten."""
    return 1 if now - last_at >= LOCKED_FOR else failures + 1
