"""Who is told of a subject: rooms above know, register here, and messages need not know them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from banli.notices.rules import Addressee

Addressees = Callable[[Collection[str]], Mapping[str, Addressee]]
"""Subjects of one topic to whom each is about; one that nobody is told of is left out."""
SOURCES: dict[str, Addressees] = {}


def register_addressees(topic: str, source: Addressees) -> None:
    """Let ``source`` say who is told of subjects of ``topic``; once more changes nothing."""
    SOURCES[topic] = source


def addressees(topic: str, subjects: Collection[str]) -> Mapping[str, Addressee]:
    """Who is told of each of ``subjects``."""
    source = SOURCES.get(topic)
    return source(subjects) if source and subjects else {}
