"""An act on a rating that was tried: what was typed and what was wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from banli.desk.kit.history import NOTHING, Undone, undone
from banli.kernel.errors import Invalid, Refused, Stale
from banli.kernel.printable import require


@dataclass(frozen=True)
class Attempt:
    """Which act, what was typed, what is wrong with it or in general; empty where none was tried."""

    act: str = ""
    text: str = ""
    errors: list[str] = field(default_factory=list)
    words: Undone = NOTHING


def tried(request: HttpRequest, name: str, act: Callable[[], object]) -> tuple[Attempt | None, int]:
    """Do ``act``; None where it was done, else what was tried and the status of the answer."""
    sent: Mapping[str, str] = {key: str(value) for key, value in request.POST.items()}
    try:
        require({"text": sent.get("text", "")})
        act()
    except Invalid as error:
        return Attempt(name, sent.get("text", ""), [str(one) for one in error.problems]), 422
    except (Refused, Stale) as error:
        return Attempt(name, sent.get("text", ""), [], undone(error, sent)), 409
    return None, 200
