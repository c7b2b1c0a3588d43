"""Sessions with their owners: kept by the engine that the settings name, and ended from elsewhere."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.people.acts.sign_in import note_sign_in
from banli.people.models import Session, User
from banli.people.rules import BEGUN, LONGEST_BROWSER, SEEN, Outcome


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with a column for the owner and for what the owner is shown of them."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row, with its columns out of ``data``."""
        row, told = super().create_model_instance(data), data.get(BEGUN)
        if isinstance(row, Session) and told and SESSION_KEY in data:
            row.user_id = int(data[SESSION_KEY])
            row.mark, row.address, row.browser = told["mark"], told["address"], told["browser"]
            row.begun_at, row.seen_at = _moment(told["at"]), _moment(data.get(SEEN, told["at"]))
        return row


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def signed_in(*, address: str, browser: str) -> dict[str, Any]:
    """What a session holds under :data:`BEGUN` from the moment its owner signs in.

    ``browser``: what the browser says of itself; not to be trusted, and shown to nobody but the owner.
    """
    mark, at = secrets.token_urlsafe(16), clock.now().timestamp()
    return {"mark": mark, "at": at, "address": address, "browser": browser[:LONGEST_BROWSER]}


@transaction.atomic
def end_session(*, by: Actor, mark: str, address: str) -> None:
    """End a session of one's own, wherever it is open: with its next click it is signed out.

    :raises Missing: where it has ended already, or is somebody else's.
    """
    found = Session.objects.select_for_update().filter(user=by.id or 0, mark=mark).exclude(mark="")
    if not _ended(found.values_list("pk", flat=True), by.id or 0, address):
        raise Missing(gettext_noop("That session has ended already."))


@transaction.atomic
def end_other_sessions(*, by: Actor, mark: str, address: str) -> int:
    """End every session of one's own but the one named ``mark``; how many."""
    found = Session.objects.select_for_update().filter(user=by.id or 0).exclude(mark=mark)
    return _ended(found.values_list("pk", flat=True), by.id or 0, address)


def end_sessions_of(user: User) -> int:
    """End every session of ``user``, from whom something was taken; how many. The caller has asked who may."""
    return Session.objects.filter(user=user).delete()[0]


def _ended(keys: Any, person: int, address: str) -> int:
    ended = Session.objects.filter(pk__in=list(keys)).delete()[0]
    user = User.objects.filter(pk=person).first()
    for _session in range(ended):
        note_sign_in(user=user, outcome=Outcome.ENDED, address=address)
    return ended
