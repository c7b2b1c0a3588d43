"""Where an answer that was not typed comes from, in words beside its question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from banli.cases.service import Draft, reuse
from banli.catalogue.service import summary
from banli.portal.apply.draft import Application
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


def carried_told(found: Application) -> dict[str, str]:
    """What the certificate that is named answers in place of the applicant, in short, beside its number."""
    spec = found.revision.spec
    rule = spec.certificate.concerns if spec.certificate else None
    if rule is None or not found.carried:
        return {}
    short = pgettext("list", ", ").join(one.value for one in summary(spec, found.carried))
    return {rule.field: gettext("Taken over from this certificate: %(answers)s.") % {"answers": short}}
