"""The rules now in force: the house's table with what the pack changes of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache

from banli.supervision.models import RuleBook
from banli.supervision.rules.table import DEFAULTS, Rule, RuleChange, changed

LOOK_AGAIN = 3.0
"""Seconds of the machine's own time for which the rules are used before asking whether others were loaded."""


@dataclass
class _Kept:
    """The rules last read, and when that was confirmed."""

    rules: tuple[Rule, ...] = DEFAULTS
    confirmed: float = float("-inf")


_kept = _Kept()


def rule_book() -> RuleBook | None:
    """What was loaded last; None where no pack changed anything."""
    return RuleBook.objects.order_by("-id").first()


def rules() -> tuple[Rule, ...]:
    """The rules now in force. Costs nothing while fresh, and one small query every few seconds."""
    now = time.monotonic()
    if now - _kept.confirmed >= LOOK_AGAIN:
        book = rule_book()
        _kept.rules = _read(str(book.pk), _text(book)) if book else DEFAULTS
        _kept.confirmed = now
    return _kept.rules


def forget_rules() -> None:
    """Make the next :func:`rules` ask the database again."""
    _kept.confirmed = float("-inf")


def _text(book: RuleBook) -> tuple[str, ...]:
    return tuple(RuleChange.model_validate(one).model_dump_json() for one in book.changes)


@lru_cache(maxsize=8)
def _read(_book: str, changes: tuple[str, ...]) -> tuple[Rule, ...]:
    return changed([RuleChange.model_validate_json(one) for one in changes])
