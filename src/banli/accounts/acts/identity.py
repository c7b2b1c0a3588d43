"""At the counter: whose papers were seen has an account that is known to be theirs, with the mobile in their hand."""

from __future__ import annotations

from django.db import transaction

from banli.accounts.acts.own import register, replace_contact
from banli.accounts.models import IdentityCheck
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules import Address
from banli.accounts.selectors.contacts import holder_of
from banli.accounts.states import IdentityPaper
from banli.kernel import clock
from banli.kernel.actors import VISITOR, Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.people.service import User, hold_name, identified, verify_identity

TWO = gettext_noop(
    "This mobile belongs to one account and this identity number to another. One of them has to be closed first."
)
OTHER = gettext_noop("The account with this mobile was checked for somebody else. Take another mobile.")


@transaction.atomic
def check_at_counter(*, by: Actor, address: Address, name: str, number: str, paper: IdentityPaper) -> User:
    """Write down that ``by`` saw the papers of whoever holds ``address``, which a code has confirmed.

    Whoever has no account gets one; whoever has one that was checked before, and another mobile now, gets that mobile
    for it; else the account of the mobile is theirs from now on, by name and number.

    :raises Invalid: at ``name`` or ``number``.
    :raises Refused: where the mobile and the number are two people's, or two accounts'.
    """
    GRANTS.require(by, AccountPermission.CHECK)
    for key in sorted((address.value, number)):
        hold_name(key)
    holder, known = holder_of(address), identified(number)
    if holder is not None and known is not None and holder.pk != known.pk:
        raise Refused(TWO)
    if holder is not None and holder.identity not in ("", number):
        raise Refused(OTHER)
    user = known or holder or register(by=VISITOR, name=name, address=address)
    if holder is None and known is not None:
        replace_contact(by=by, person=known.pk, address=address)
    verify_identity(by=by, person=user.pk, name=name, number=number, paper=paper)
    IdentityCheck.objects.create(
        user=user, paper=paper, by_id=by.id or 0, window_id=by.window or None, at=clock.now()
    )
    user.refresh_from_db()
    return user
