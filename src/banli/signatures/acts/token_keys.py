"""The life of the keys that sign tokens, and signing with the one in use. Each change is an event of the record."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.kernel.whole_files import write_whole
from banli.ledger.service import append
from banli.signatures.models import TokenKey
from banli.signatures.permissions import GRANTS, SignaturePermission
from banli.signatures.rules.cose import key_id_of, signed
from banli.signatures.states import RETIRE, REVOKE, TOKEN_KEY_EVENTS, KeyMove, KeyState

TOPIC = "token_key"
FOLDER = "tokens"


def sign_token(payload: bytes, *, message_type: str = "") -> bytes:
    """``payload`` as a COSE_Sign1 message by the key in use; the first one makes a key.

    A database without its data folder (restored elsewhere) has no private half: then another key is taken up.
    """
    return signed(payload, _key_in_use(), message_type)


@transaction.atomic
def roll_over_tokens(*, by: Actor) -> TokenKey:
    """Take up a new key. What the old one signed stays signed."""
    GRANTS.require(by, SignaturePermission.KEYS)
    _one_at_a_time()
    return _take_up(by)[0]


@transaction.atomic
def revoke_token_key(*, by: Actor, key_id: str, reason: str) -> TokenKey:
    """Trust a key no more: somebody else may have it. The papers it signed are verified online.

    :raises Invalid: without a reason.
    :raises Missing: where no key, or more than one, has an id that begins so.
    """
    GRANTS.require(by, SignaturePermission.KEYS)
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why the key is revoked."))])
    _one_at_a_time()
    found = list(TokenKey.objects.filter(key_id__startswith=key_id.lower())[:2])
    if len(found) != 1:
        raise Missing(gettext_noop("There is no such signing key."))
    _end(found[0], REVOKE, by, reason.strip())
    return found[0]


def _key_in_use() -> Ed25519PrivateKey:
    row = TokenKey.objects.filter(state=KeyState.ACTIVE).first()
    if row is not None and (kept := _kept(row.key_id)) is not None:
        return kept
    with transaction.atomic():
        _one_at_a_time()
        row = TokenKey.objects.filter(state=KeyState.ACTIVE).first()
        if row is not None and (kept := _kept(row.key_id)) is not None:
            return kept
        return _take_up(SYSTEM)[1]


def _take_up(by: Actor) -> tuple[TokenKey, Ed25519PrivateKey]:
    made = Ed25519PrivateKey.generate()
    public = made.public_key().public_bytes_raw()
    if (before := TokenKey.objects.filter(state=KeyState.ACTIVE).first()) is not None:
        _end(before, RETIRE, by, "")
    path = _path(key_id_of(public))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)
    row = TokenKey.objects.create(
        key_id=key_id_of(public), public=public.hex(), state=KeyState.ACTIVE, taken_up_at=clock.now()
    )
    append(
        topic=TOPIC,
        subject=row.key_id,
        name=TOKEN_KEY_EVENTS[KeyState.ACTIVE],
        by=by,
        body={"public": row.public},
    )
    return row, made


def _end(row: TokenKey, move: KeyMove, by: Actor, reason: str) -> None:
    if row.state not in move.source:
        raise Refused(gettext_noop("This key was revoked already."))
    row.state, row.ended_at, row.reason = move.target, clock.now(), reason
    row.save(update_fields=["state", "ended_at", "reason"])
    append(
        topic=TOPIC,
        subject=row.key_id,
        name=TOKEN_KEY_EVENTS[move.target],
        by=by,
        body={"reason": reason} if reason else {},
    )


def _kept(key_id: str) -> Ed25519PrivateKey | None:
    """The private half of the key, where it lies in this data folder."""
    path = _path(key_id)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, TypeError):
        return None


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return key


def _path(key_id: str) -> Path:
    return Path(settings.DATA_FOLDER) / "keys" / FOLDER / f"{key_id}.pem"


def _one_at_a_time() -> None:
    """Two first tokens make one key: until the end of the transaction nobody else changes the keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('signatures.token_keys', 29))")
