"""Passkeys of one's own account (WebAuthn): made, named and taken away; signing in by one, and as a second factor.

A passkey asks for a finger, a face or a PIN each time (user verification), so that it is two factors in one.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from banli.accounts.models import Passkey
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules.passkeys import MOST, Site, name_of
from banli.accounts.selectors.passkeys import passkeys_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import Door, User, guarded

UNREAD = gettext_noop("The passkey's answer could not be read. Please begin once more.")
TOO_MANY = gettext_noop("There are ten passkeys already. Remove one first.")
KNOWN = gettext_noop("This passkey is registered already.")
NO_PASSKEY = gettext_noop("There is no such passkey.")
VERIFIED = UserVerificationRequirement.REQUIRED


def begin_passkey(*, by: Actor, site: Site) -> str:
    """What a browser needs to make a passkey, as JSON; its challenge is kept by whoever calls."""
    person = _own(by)
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name or site.host,
        user_id=salted_hmac("banli.accounts.passkey", str(person), algorithm="sha256").digest(),
        user_name=by.name or str(person),
        user_display_name=by.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=[_descriptor(one) for one in passkeys_of(person)],
    )
    return options_to_json(options)


@transaction.atomic
def register_passkey(*, by: Actor, site: Site, challenge: str, answer: str, name: str) -> Passkey:
    """Keep what an authenticator made. Raises :class:`Invalid` at ``name``, :class:`Refused` for anything untrue."""
    person = _own(by)
    called = name_of(name)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        raise Refused(UNREAD) from None
    User.objects.select_for_update().get(pk=person)
    if len(passkeys_of(person)) >= MOST:
        raise Refused(TOO_MANY)
    try:
        with transaction.atomic():
            found = Passkey.objects.create(
                user_id=person,
                credential=bytes_to_base64url(made.credential_id),
                public_key=made.credential_public_key,
                sign_count=made.sign_count,
                name=called,
                made_at=clock.now(),
            )
    except IntegrityError:
        raise Refused(KNOWN) from None
    append(topic="person", subject=str(person), name="passkey_added", by=by, body={"passkey": found.pk})
    return found


@transaction.atomic
def remove_passkey(*, by: Actor, pk: int) -> None:
    """Take one of one's own away."""
    person = _own(by)
    if not Passkey.objects.filter(pk=pk, user_id=person).delete()[0]:
        raise Missing(NO_PASSKEY)
    append(topic="person", subject=str(person), name="passkey_removed", by=by, body={"passkey": pk})


def ask_for_passkey(*, site: Site, person: int | None = None) -> str:
    """What a browser needs to show a passkey, as JSON: any of this site, or one of ``person``'s."""
    named = [_descriptor(one) for one in passkeys_of(person)] if person else None
    return options_to_json(
        generate_authentication_options(rp_id=site.host, allow_credentials=named, user_verification=VERIFIED)
    )


def shown_passkey(
    *, site: Site, challenge: str, answer: str, address: str, person: int | None = None
) -> User | None:
    """Whose passkey was shown; None where the answer is not true, or not ``person``'s where one is awaited.

    :raises Locked: while tries from this network are refused.
    """
    found: User | None = None

    def fits() -> bool:
        nonlocal found
        found = _shown(site, challenge, answer, person)
        return found is not None

    guarded(door=Door.SECOND_FACTOR, secret=f"passkey {person or address}", address=address, fits=fits)
    return found


@transaction.atomic
def _shown(site: Site, challenge: str, answer: str, person: int | None) -> User | None:
    try:
        told = parse_authentication_credential_json(answer)
        rows = Passkey.objects.select_for_update(of=("self",)).select_related(
            "user__department", "user__window"
        )
        row = rows.filter(credential=bytes_to_base64url(told.raw_id), user__is_active=True).first()
        if row is None or (person is not None and row.user_id != person):
            return None
        checked = verify_authentication_response(
            credential=told,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        return None
    row.sign_count, row.used_at = checked.new_sign_count, clock.now()
    row.save(update_fields=["sign_count", "used_at"])
    return row.user


@transaction.atomic
def remove_passkeys(*, by: Actor, person: int) -> int:
    """Take all of somebody's away, whose machine is lost; how many there were."""
    GRANTS.require(by, AccountPermission.RESET)
    rows = list(Passkey.objects.filter(user_id=person).values_list("pk", flat=True))
    Passkey.objects.filter(pk__in=rows).delete()
    for pk in rows:
        append(topic="person", subject=str(person), name="passkey_removed", by=by, body={"passkey": pk})
    return len(rows)


def _descriptor(one: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential))


def _own(by: Actor) -> int:
    if by.id is None:
        raise Denied(gettext_noop("You are not allowed to do this."))
    return by.id
