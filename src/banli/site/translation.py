"""Messages of rules and errors by Django's catalogues, in the language of the request."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext


class DjangoTranslator:
    """:class:`banli.kernel.language.Translator` by Django."""

    def gettext(self, message: str) -> str:
        """The message in the active language."""
        return gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message for ``n`` things."""
        return ngettext(singular, plural, n)

    def language(self) -> str:
        """The active language; '' where none is."""
        return get_language() or ""

    def written(self, day: date, pattern: str) -> str:
        """The day as the active language writes it."""
        return date_format(day, pattern)
