"""One's own account: opened by a code, its number or address changed, closed."""

from __future__ import annotations

from django.db import transaction

from banli.accounts.acts.companies import end_held
from banli.accounts.models import Contact
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules import Address
from banli.accounts.selectors.contacts import holder_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import User, close_own_account, hold_name, register_applicant

TAKEN = gettext_noop(
    "Another account has this number or address already. Sign in with it, or take another one."
)


@transaction.atomic
def register(*, by: Actor, name: str, address: Address) -> User:
    """Open an account for whoever has confirmed ``address``; where there is one by now, that one.

    :param name: what the account is called; nobody has checked it.
    """
    GRANTS.require(by, AccountPermission.OWN)
    hold_name(address.value)
    known = holder_of(address)
    if known is not None:
        return known
    user = register_applicant(by=by, display_name=name)
    _confirmed(user.pk, address)
    return user


@transaction.atomic
def change_contact(*, by: Actor, address: Address) -> Contact:
    """Let ``address``, which was confirmed, take the place of the account's one of its kind, which was confirmed too.

    :raises Refused: where another account has it.
    """
    GRANTS.require(by, AccountPermission.OWN)
    person = _own(by)
    hold_name(address.value)
    known = holder_of(address)
    if known is not None and known.pk != person:
        raise Refused(TAKEN)
    return replace_contact(by=by, person=person, address=address)


def replace_contact(*, by: Actor, person: int, address: Address) -> Contact:
    """Let ``address`` take the place of the account's one of its kind; whoever calls has seen that both may."""
    Contact.objects.filter(user_id=person, kind=address.kind).exclude(value=address.value).delete()
    found = _confirmed(person, address)
    append(topic="person", subject=str(person), name="contact_changed", by=by, body={"kind": address.kind})
    return found


@transaction.atomic
def keep_contact(*, by: Actor, person: User, address: Address) -> None:
    """Write down ``address`` for an applicant's account, as whoever opened it confirmed; one it has already stays."""
    GRANTS.require(by, AccountPermission.KEEP)
    hold_name(address.value)
    if holder_of(address) is None and not Contact.objects.filter(user=person, kind=address.kind).exists():
        _confirmed(person.pk, address)


@transaction.atomic
def close_account(*, by: Actor) -> None:
    """End one's own account: its number and address are forgotten; its cases stay, and are found by their numbers.

    What it was authorised to for companies ends; a company it represents waits for its next legal representative.
    """
    GRANTS.require(by, AccountPermission.OWN)
    person = _own(by)
    end_held(by=by)
    close_own_account(by=by)
    Contact.objects.filter(user_id=person).delete()


def _own(by: Actor) -> int:
    if by.id is None:
        raise Denied(gettext_noop("You are not allowed to do this."))
    return by.id


def _confirmed(person: int, address: Address) -> Contact:
    found, _made = Contact.objects.get_or_create(
        user_id=person, kind=address.kind, value=address.value, defaults={"confirmed_at": clock.now()}
    )
    return found
