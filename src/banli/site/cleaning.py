"""What has outlived its rule of retention is removed: each rule of the table with its act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from django.conf import settings

from banli.accounts.service import remove_codes
from banli.cases.service import forget_drafts, forget_notes
from banli.databanks.service import forget_inquiries
from banli.entry.service import forget_entries
from banli.exports.service import remove_exports
from banli.exports.states import EXPORTS
from banli.fieldwork.service import forget_attendees
from banli.files.service import remove_unused
from banli.intake.service import UPLOADS, drop_forgotten
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.retention import outlived
from banli.notices.service import remove_dispatches
from banli.people.service import remove_attempts, remove_looks, remove_sessions, remove_sign_ins
from banli.ratings.service import forget_traces
from banli.suggestions.service import forget_suggestion_traces
from banli.tickets.service import forget_contacts


class Remove(Protocol):
    """Removes what began its term before ``before``; how much it was. Doing it twice does no harm."""

    def __call__(self, *, by: Actor, before: datetime) -> int:
        """Do it."""


def _drop_deliveries(*, by: Actor, before: datetime) -> int:
    return drop_forgotten(by=by, before=before, folder=settings.DATA_FOLDER / UPLOADS)


def _drop_exports(*, by: Actor, before: datetime) -> int:
    return remove_exports(by=by, before=before, folder=settings.DATA_FOLDER / EXPORTS)


CLEANERS: Mapping[str, Remove] = {
    "draft": forget_drafts,
    "reading_note": forget_notes,
    "unused_file": remove_unused,
    "delivery": _drop_deliveries,
    "export": _drop_exports,
    "dispatch": remove_dispatches,
    "code": remove_codes,
    "attempt": remove_attempts,
    "sign_in": remove_sign_ins,
    "look": remove_looks,
    "inquiry": forget_inquiries,
    "rating_trace": forget_traces,
    "suggestion_trace": forget_suggestion_traces,
    "booking_contact": forget_contacts,
}
"""Key of the rule to the act, in the order they are done: a draft's files are unused once it is gone."""


def clean_all() -> dict[str, int]:
    """Remove everything that has outlived its rule, browsers' sessions that ended, and what a pack gives a term of its
    own: checks at the door, names on lists of fieldwork. How much of each kind."""
    now = clock.now()
    removed = {key: remove(by=SYSTEM, before=outlived(key, now)) for key, remove in CLEANERS.items()}
    own = {
        "session": remove_sessions(by=SYSTEM),
        "entry": forget_entries(by=SYSTEM),
        "attendee": forget_attendees(by=SYSTEM),
    }
    return removed | own
