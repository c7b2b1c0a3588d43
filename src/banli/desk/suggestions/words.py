"""How suggestions stand in a list: kind, state, last day, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.kernel import clock
from banli.kernel.masking import masked_address, masked_person
from banli.kernel.text import Words
from banli.suggestions.service import Suggestion, next_day
from banli.suggestions.states import (
    KIND_NAMES,
    OUTCOME_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    SuggestionKind,
    SuggestionOutcome,
    SuggestionSource,
    SuggestionState,
)

TONES = {
    SuggestionState.RECEIVED: "action",
    SuggestionState.ASSIGNED: "action",
    SuggestionState.TAKEN_UP: "action",
    SuggestionState.PUBLISHED: "done",
}
SHORT = 60
"""Characters of a suggestion in a list."""


def row(one: Suggestion, names: Mapping[str, str]) -> dict[str, Any]:
    """One suggestion for a table or its page."""
    due = next_day(one)
    text = " ".join(one.text.split())
    return {
        "suggestion": one,
        "short": text if len(text) <= SHORT else f"{text[:SHORT]}…",
        "kind": KIND_NAMES[SuggestionKind(one.kind)],
        "state": STATE_NAMES[SuggestionState(one.state)],
        "tone": TONES.get(SuggestionState(one.state), ""),
        "source": SOURCE_NAMES[SuggestionSource(one.source)],
        "outcome": OUTCOME_NAMES[SuggestionOutcome(one.outcome)] if one.outcome else "",
        "department": names.get(one.department_id or "", ""),
        "item": Words(zh=one.item.name_zh, en=one.item.name_en) if one.item else "",
        "who": masked_person(one.name),
        "reached": masked_address(one.contact),
        "due": due,
        "late": due is not None and due < clock.today(),
    }
