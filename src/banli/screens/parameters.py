"""What a request carries beside answers: whole numbers, and the version of the page it was sent from."""

from __future__ import annotations

from django.http import HttpRequest

LONGEST_NUMBER = 18
"""Digits that a database's integer always takes."""


def whole(text: str) -> int | None:
    """A whole number of digits alone that a database takes."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def version_of(request: HttpRequest) -> int:
    """The version of the case the page was made for; 0, which no case has, for a form that no page of ours made."""
    return whole(request.POST.get("version", "")) or 0
