"""Whom to tell that a suggestion was answered: whoever left a mobile number or an e-mail address."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from banli.notices.service import Addressee, mail_of, mobile_of
from banli.suggestions.models import Suggestion
from banli.suggestions.states import KIND_NAMES, SuggestionKind


def addressees_of_suggestions(subjects: Collection[str]) -> Mapping[str, Addressee]:
    """Of suggestions by their number. What somebody said is not told: a telephone may lie on a table."""
    rows = Suggestion.objects.filter(number__in=list(subjects))
    return {
        one.number: Addressee(
            number=one.number,
            said=one.number,
            about=KIND_NAMES[SuggestionKind(one.kind)],
            scope=one.department_id or "",
            mobile=mobile_of(one.contact),
            mail=mail_of(one.contact),
            path=f"/suggestions/{one.code}/",
        )
        for one in rows
    }
