"""Who signed in with the identity provider has an account: the one that is theirs, or a new one."""

from __future__ import annotations

from django.db import transaction

from banli.accounts.models import ExternalIdentity
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules.openid import Said
from banli.accounts.selectors.openid import account_behind
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.people.service import User, hold_name, identified, register_applicant, verify_identity

PAPER = "identity_provider"
"""In place of the paper that an officer saw."""


@transaction.atomic
def enter_by_provider(*, by: Actor, said: Said) -> User:
    """The account of whoever the provider named: joined before, checked for the same identity number, or new.

    An account of the house is never joined: its roles are given by an administrator, not by a provider.
    """
    GRANTS.require(by, AccountPermission.OWN)
    for key in sorted(one for one in (f"{said.issuer} {said.subject}", said.number) if one):
        hold_name(key)
    known = account_behind(said)
    user = (
        known.user
        if known
        else identified(said.number) or register_applicant(by=by, display_name=_name(said))
    )
    if known is None:
        ExternalIdentity.objects.filter(issuer=said.issuer, subject=said.subject).delete()
        ExternalIdentity.objects.create(
            user=user, issuer=said.issuer, subject=said.subject, joined_at=clock.now()
        )
        body = {"issuer": said.issuer}
        append(topic="person", subject=str(user.pk), name="provider_joined", by=by, body=body)
    if said.number and said.name and not user.identity and identified(said.number) is None:
        verify_identity(by=by, person=user.pk, name=said.name, number=said.number, paper=PAPER)
        user.refresh_from_db()
    return user


def _name(said: Said) -> str:
    return said.name or "未具名用户"
