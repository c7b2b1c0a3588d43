"""Whose a number or address is, and which ones an account has."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from banli.accounts.models import Contact, ExternalIdentity, IdentityCheck
from banli.accounts.rules import Address
from banli.accounts.states import ContactKind, IdentityLevel
from banli.people.service import User


def holder_of(address: Address) -> User | None:
    """Whose account has it; None for nobody's."""
    rows = Contact.objects.select_related("user__department", "user__window")
    found = rows.filter(kind=address.kind, value=address.value, user__is_active=True).first()
    return found.user if found else None


def contact_of(person: int | None, kind: ContactKind) -> str:
    """The account's number or address of that kind; '' where it has none."""
    found = Contact.objects.filter(user_id=person, kind=kind).first() if person else None
    return found.value if found else ""


def level_of(user: object) -> IdentityLevel:
    """How well it is known whose account it is; nothing is known of a visitor."""
    if not isinstance(user, User):
        return IdentityLevel.NONE
    joined = ExternalIdentity.objects.filter(user=user).exists()
    if user.identity:
        seen = not joined or IdentityCheck.objects.filter(user=user).exists()
        return IdentityLevel.CHECKED if seen else IdentityLevel.PROVIDER
    known = joined or Contact.objects.filter(user=user).exists()
    return IdentityLevel.CODE if known else IdentityLevel.NONE


def level_of_account(person: int | None) -> IdentityLevel:
    """The same of an account by its id; of a visitor nothing is known."""
    return level_of(User.objects.filter(pk=person, is_active=True).first()) if person else IdentityLevel.NONE


def contacts_of(people: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """Account to kind to number or address."""
    found: dict[int, dict[str, str]] = {}
    for one in Contact.objects.filter(user_id__in=people):
        found.setdefault(one.user_id, {})[one.kind] = one.value
    return found
