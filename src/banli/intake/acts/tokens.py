"""Writes of the tokens by which sources' systems deliver over HTTP."""

from __future__ import annotations

import secrets

from django.db import transaction

from banli.intake.models import SourceToken
from banli.intake.permissions import GRANTS, IntakePermission
from banli.intake.selectors.tokens import digest_of
from banli.intake.states import SOURCE_LENGTH
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append


@transaction.atomic
def make_token(*, by: Actor, source: str) -> str:
    """A new token of ``source``, to be shown once; one it had before is good no more."""
    GRANTS.require(by, IntakePermission.ADMIT)
    if not 0 < len(source) <= SOURCE_LENGTH or not source.isprintable():
        raise Refused(gettext_noop("A source has a name of 1 to 40 characters."))
    _revoke(source)
    name, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    SourceToken.objects.create(source=source, name=name, digest=digest_of(secret), made_at=clock.now())
    append(topic="intake", subject=source, name="token_made", by=by, body={"token": name})
    return f"{name}.{secret}"


@transaction.atomic
def revoke_token(*, by: Actor, source: str) -> None:
    """Make the token of ``source`` good no more. Raises :class:`Missing` where it has none."""
    GRANTS.require(by, IntakePermission.ADMIT)
    name = _revoke(source)
    if not name:
        raise Missing(gettext_noop("The source “%(source)s” has no token."), source=source)
    append(topic="intake", subject=source, name="token_revoked", by=by, body={"token": name})


def _revoke(source: str) -> str:
    """The name of the token that was good; empty where there was none."""
    token = SourceToken.objects.select_for_update().filter(source=source, revoked_at=None).first()
    if token is None:
        return ""
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    return token.name
