"""Where an answer that was not typed comes from, in words beside its question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from banli.cases.service import Draft, reuse
from banli.screens.words import day_words


def taken_over(draft: Draft | None, typed: Mapping[str, Any]) -> dict[str, str]:
    """Words by field, for every answer that still is the one taken over."""
    found = reuse.reused_in(draft.form) if draft else None
    if found is None:
        return {}
    told = {"number": found.number, "day": day_words(date.fromisoformat(found.on))}
    if found.source == reuse.CERTIFICATE:
        words = (
            gettext("From your certificate %(number)s of %(day)s. Change it where it is no longer right.")
            % told
        )
    else:
        words = (
            gettext("From your application %(number)s of %(day)s. Change it where it is no longer right.")
            % told
        )
    return dict.fromkeys(found.standing(typed), words)
