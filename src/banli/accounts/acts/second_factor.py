"""A second factor of one's own account: an authenticator app (TOTP, RFC 6238), and codes for when it is lost."""

from __future__ import annotations

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from banli.accounts.acts.passkeys import remove_passkeys
from banli.accounts.models import RecoveryCode, SecondFactor
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules.second_factor import DIGITS, RECOVERY_CODES, STEP, steps_around
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Problem, Refused
from banli.kernel.folding import folded_number
from banli.kernel.query_number import ALPHABET
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import Door, guarded

SECRET_BYTES = 20
"""As RFC 4226 recommends for SHA-1."""
RECOVERY_LENGTH = 10
WRONG = gettext_noop(
    "This is not the code that the app shows now. Look whether your telephone's clock is right."
)


@transaction.atomic
def begin_second_factor(*, by: Actor, issuer: str) -> str:
    """A new secret for an authenticator app, as the address that its QR code carries; it counts once it was confirmed.

    :raises Refused: where there is one already.
    """
    person = _own(by)
    row = SecondFactor.objects.select_for_update().filter(user_id=person).first()
    if row is not None and row.confirmed_at is not None:
        raise Refused(gettext_noop("There is a second factor already. Remove it first."))
    secret = secrets.token_bytes(SECRET_BYTES)
    SecondFactor.objects.update_or_create(
        user_id=person, defaults={"secret": _box().encrypt(secret).decode(), "begun_at": clock.now()}
    )
    address: str = _totp(secret).get_provisioning_uri(by.name or str(person), issuer)
    return address


@transaction.atomic
def confirm_second_factor(*, by: Actor, code: str) -> list[str]:
    """Let the secret count from now on; the codes for when it is lost, which are shown once.

    :raises Invalid: at ``code``.
    """
    person = _own(by)
    row = SecondFactor.objects.select_for_update().filter(user_id=person, confirmed_at=None).first()
    if row is None:
        raise Refused(gettext_noop("Begin anew: there is nothing to confirm."))
    if not _fits(row, folded_number(code)):
        raise Invalid([Problem("code", WRONG)])
    row.confirmed_at = clock.now()
    row.save()
    RecoveryCode.objects.filter(user_id=person).delete()
    made = ["".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user_id=person, digest=_digest(person, one)) for one in made
    )
    append(topic="person", subject=str(person), name="second_factor_set", by=by, body={})
    return made


def passes_second_factor(*, person: int, code: str, address: str) -> bool:
    """Whether ``code`` is the app's of now, or one for when it is lost; each passes once.

    :raises Locked: while tries at this account, or from this network, are refused.
    """
    typed = folded_number(code)
    return guarded(
        door=Door.SECOND_FACTOR, secret=str(person), address=address, fits=lambda: _passed(person, typed)
    )


def remove_second_factor(*, by: Actor, code: str, address: str) -> None:
    """Take it away, with a last code. Raises :class:`Invalid` at ``code``."""
    person = _own(by)
    if not passes_second_factor(person=person, code=code, address=address):
        raise Invalid([Problem("code", WRONG)])
    with transaction.atomic():
        SecondFactor.objects.filter(user_id=person).delete()
        RecoveryCode.objects.filter(user_id=person).delete()
        append(topic="person", subject=str(person), name="second_factor_removed", by=by, body={})


@transaction.atomic
def reset_second_factor(*, by: Actor, person: int) -> None:
    """Take somebody else's away, whose telephone is lost; whoever does it has seen who they are."""
    GRANTS.require(by, AccountPermission.RESET)
    gone = remove_passkeys(by=by, person=person)
    if not SecondFactor.objects.filter(user_id=person).delete()[0] and not gone:
        raise Refused(gettext_noop("This account has no second factor."))
    RecoveryCode.objects.filter(user_id=person).delete()
    append(topic="person", subject=str(person), name="second_factor_removed", by=by, body={})


@transaction.atomic
def _passed(person: int, typed: str) -> bool:
    row = SecondFactor.objects.select_for_update().filter(user_id=person, confirmed_at__isnull=False).first()
    if row is None:
        return False
    if _fits(row, typed):
        row.save(update_fields=["last_step"])
        return True
    wanted = _digest(person, typed)
    left = RecoveryCode.objects.filter(user_id=person, used_at=None)
    found = next((one for one in left if constant_time_compare(one.digest, wanted)), None)
    if found is None:
        return False
    found.used_at = clock.now()
    found.save(update_fields=["used_at"])
    return True


def _fits(row: SecondFactor, typed: str) -> bool:
    """Whether the app shows ``typed`` now, or a step early or late; that step is noted and never passes again."""
    if len(typed) != DIGITS:
        return False
    totp = _totp(_opened(row.secret))
    for step in steps_around(clock.machine_seconds()):
        if step > row.last_step and constant_time_compare(totp.generate(step * STEP).decode(), typed):
            row.last_step = step
            return True
    return False


def _totp(secret: bytes) -> TOTP:
    # SHA-1 as every app has it; what is asked of it here, its weakness does not touch.
    return TOTP(secret, DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303


def _box() -> Fernet:
    """What secrets are kept in: a copy of the database alone makes no codes."""
    key = salted_hmac("banli.accounts.second-factor", "box", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _opened(kept: str) -> bytes:
    try:
        return _box().decrypt(kept.encode())
    except InvalidToken:
        raise Refused(
            gettext_noop("The platform's key has changed since: an administrator resets the second factor.")
        ) from None


def _digest(person: int, code: str) -> str:
    return salted_hmac("banli.accounts.recovery", f"{person}:{code}", algorithm="sha256").hexdigest()


def _own(by: Actor) -> int:
    if by.id is None:
        raise Denied(gettext_noop("You are not allowed to do this."))
    return by.id
