"""The rules now in force: the house's table with what the pack changes of it."""

from __future__ import annotations

from functools import lru_cache

from banli.kernel.remembered import remembered
from banli.supervision.models import RuleBook
from banli.supervision.rules.table import DEFAULTS, Rule, RuleChange, changed


@remembered(lambda: "")
def rule_book() -> RuleBook | None:
    """What was loaded last; None where no pack changed anything."""
    return RuleBook.objects.order_by("-id").first()


def rules() -> tuple[Rule, ...]:
    """The rules now in force."""
    book = rule_book()
    return _read(str(book.pk), _text(book)) if book else DEFAULTS


def _text(book: RuleBook) -> tuple[str, ...]:
    return tuple(RuleChange.model_validate(one).model_dump_json() for one in book.changes)


@lru_cache(maxsize=8)
def _read(_book: str, changes: tuple[str, ...]) -> tuple[Rule, ...]:
    return changed([RuleChange.model_validate_json(one) for one in changes])
