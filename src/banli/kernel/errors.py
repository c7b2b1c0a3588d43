"""The errors of the domain. Each says in the user's words what is wrong and, where it can, at which place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from banli.kernel.language import gettext


class BanliError(Exception):
    """Something the caller can be told. ``message`` is an English catalogue key with %(name)s places."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        translated = gettext(self.message) if self.message else ""
        return translated % self.params if self.params else translated


class Denied(BanliError):
    """Who: the actor may not do this, here, whatever the state of things."""


class Refused(BanliError):
    """When: a rule of law or procedure does not allow this now."""


class Stale(BanliError):
    """Somebody changed the same thing in the meantime; nothing was written."""


class Missing(BanliError):
    """There is no such thing, or not for this actor."""


@dataclass(frozen=True)
class Problem:
    """One fault in what was entered: ``where`` is a field or material key ('' for the whole)."""

    where: str
    message: str
    params: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        translated = gettext(self.message)
        return translated % dict(self.params) if self.params else translated


class Invalid(BanliError):
    """What was entered has faults; ``problems`` names each with its place."""

    def __init__(self, problems: list[Problem], message: str = "Please check what you entered.") -> None:
        super().__init__(message)
        self.problems = problems
