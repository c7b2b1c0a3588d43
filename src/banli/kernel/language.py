"""The reader's language: what translates a message, and how a day is written in it.

Rules and errors know their messages in English and no web framework. Whoever runs the platform says once what
translates them (:func:`translate_with`); until then a message is its English.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Translator(Protocol):
    """What knows the catalogues and the language of whoever reads."""

    def gettext(self, message: str) -> str:
        """The message in the reader's language."""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message for ``n`` things."""

    def language(self) -> str:
        """The code of the reader's language, such as ``zh-hans``; '' where nobody reads."""

    def written(self, day: date, pattern: str) -> str:
        """A day by a pattern of Django's dates, such as ``Y年n月j日``."""


class Plain:
    """English, untranslated."""

    def gettext(self, message: str) -> str:
        """The message itself."""
        return message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message for ``n`` things."""
        return singular if n == 1 else plural

    def language(self) -> str:
        """Nobody's."""
        return ""

    def written(self, day: date, pattern: str) -> str:
        """The day as ISO 8601 writes it."""
        return day.isoformat()


_translator: Translator = Plain()


def translate_with(translator: Translator) -> None:
    """Let ``translator`` translate from now on."""
    global _translator  # noqa: PLW0603  one process has one translator, as it has one clock
    _translator = translator


def gettext(message: str) -> str:
    """``message`` in the reader's language."""
    return _translator.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for ``n`` things in the reader's language."""
    return _translator.ngettext(singular, plural, n)


def language() -> str:
    """The code of the reader's language; '' where nobody reads."""
    return _translator.language()


def written(day: date, pattern: str) -> str:
    """``day`` by ``pattern`` in the reader's language."""
    return _translator.written(day, pattern)
