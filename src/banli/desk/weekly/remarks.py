"""Remarks of the house style as the studio shows them: in words, at their place, with what would mend them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from banli.desk.weekly.names import named_all
from banli.weekly.service import (
    WORDING,
    Dismissal,
    Issue,
    Remark,
    Rule,
    Stretch,
    dismissals,
    mended,
    text_changes,
)

AROUND = 8
"""Characters before and after a place that are shown with it."""


@dataclass(frozen=True)
class Said:
    """A remark on a line: its words, its name in forms, where it stands, and what would become of that place."""

    words: str
    key: str
    start: int = 0
    """Where its place begins and ends in the field of the line, as browsers count (UTF-16)."""
    end: int = 0
    proposal: tuple[Stretch, ...] = ()
    """What mending it does to the words around it; nothing where nobody knows the right ones."""


def said_of(text: str, found: Iterable[Remark]) -> tuple[Said, ...]:
    """The remarks on a line that says ``text``."""
    return tuple(_said(text, one) for one in found)


def _said(text: str, one: Remark) -> Said:
    start, end = one.at or (0, 0)
    return Said(
        remark_words(one.rule.value, one.found, one.meant),
        one.key,
        _units(text[:start]),
        _units(text[:end]),
        _proposal(text, one),
    )


def remark_words(rule: str, found: str, meant: str) -> str:
    """A remark in the reader's words."""
    return gettext(WORDING[Rule(rule)]) % {"found": found, "meant": meant}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _proposal(text: str, one: Remark) -> tuple[Stretch, ...]:
    """The place with a few characters around it, before and after."""
    if not one.edits:
        return ()
    first, last = min(edit[0] for edit in one.edits), max(edit[1] for edit in one.edits)
    start, end = max(first - AROUND, 0), min(last + AROUND, len(text))
    after = mended(text[:end], one)[start:]
    return tuple(text_changes(text[start:end], after))


def let_stand(issue: Issue) -> list[tuple[Dismissal, str, str]]:
    """Remarks that were let stand, each in words and with the name of whoever did."""
    found = dismissals(issue)
    names = named_all(one.dismissed_by for one in found)
    return [(one, remark_words(one.rule, one.found, one.meant), names[one.dismissed_by]) for one in found]
