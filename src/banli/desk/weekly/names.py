"""The names of those whom the ledger calls by a label."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from banli.people.service import names_of


def named(label: str) -> str:
    """The name of whoever the ledger calls by ``label``."""
    return named_all([label])[label]


def named_all(labels: Iterable[str]) -> dict[str, str]:
    """The names of everybody the ledger calls by one of ``labels``, read at once."""
    wanted = set(labels)
    numbers = {label: number for label in wanted if (number := _number(label))}
    known = names_of(sorted(numbers.values())) if numbers else {}
    return {
        label: known.get(numbers[label], label) if label in numbers else gettext("the platform")
        for label in wanted
    }


def _number(label: str) -> int:
    kind, _, number = label.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else 0
