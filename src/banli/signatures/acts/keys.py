"""The life of the keys that sign papers: taken up, retired, revoked. Each is an event of the record."""

from __future__ import annotations

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.signatures.acts.key_files import UNREADABLE, kept_test_keys, make_test_key, own_key
from banli.signatures.models import SigningKey
from banli.signatures.permissions import GRANTS, SignaturePermission
from banli.signatures.rules.material import Material
from banli.signatures.selectors import active_key, needed_key
from banli.signatures.states import RETIRE, REVOKE, TAKEN_UP, KeyKind, KeyMove, KeyState

TOPIC = "signing_key"
EXPIRED = gettext_noop(
    "This paper cannot be signed: the certificate of the centre's signing key is not in its term. Nothing was changed."
    " Please tell whoever runs the platform."
)
STRUCK = gettext_noop(
    "This paper cannot be signed: the centre's signing key was revoked. Nothing was changed. Please tell whoever runs"
    " the platform."
)


@transaction.atomic
def roll_over(*, by: Actor) -> SigningKey:
    """Take up another key: a new one of the test authority, or the one that the setting names now.

    What the old one signed stays signed.

    :raises Refused: where the setting still names the key in use.
    """
    GRANTS.require(by, SignaturePermission.KEYS)
    _one_at_a_time()
    own, before = own_key(), active_key()
    if own is not None and before is not None and own.fingerprint == before.fingerprint:
        raise Refused(gettext_noop("BANLI_SIGNING_KEY still names the key that is in use."))
    return _take_up(own or make_test_key(clock.now()), KeyKind.OWN if own else KeyKind.TEST, by)


@transaction.atomic
def revoke_key(*, by: Actor, fingerprint: str, reason: str) -> SigningKey:
    """Trust a key no more, whatever day its signatures bear: somebody else may have it.

    The papers it signed are still on record, and are found by code and number.

    :raises Invalid: without a reason.
    """
    GRANTS.require(by, SignaturePermission.KEYS)
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why the key is revoked."))])
    _one_at_a_time()
    found = needed_key(fingerprint)
    _end(found, REVOKE, by, reason.strip())
    return found


def key_in_use() -> Material:
    """The key that signs now. One that is new here is taken up first, as an event of the platform.

    Where the centre had a key of its own and the setting names none any more, nothing is signed: a test key takes its
    place by :func:`roll_over` alone.

    :raises Refused: where there is no key that may sign.
    """
    if (own := usable_own_key()) is not None:
        return _taken(own, KeyKind.OWN)
    row, now = active_key(), clock.now()
    for one in kept_test_keys():
        if row is not None and one.fingerprint == row.fingerprint and one.holds(now):
            return one
    with transaction.atomic():
        _one_at_a_time()
        row = active_key()
        used = set(SigningKey.objects.exclude(state=KeyState.ACTIVE).values_list("fingerprint", flat=True))
        fit = [one for one in kept_test_keys() if one.holds(now) and one.fingerprint not in used]
        mine = [one for one in fit if row is not None and one.fingerprint == row.fingerprint]
        return _taken((mine or fit or [make_test_key(now)])[0], KeyKind.TEST)


def usable_own_key() -> Material | None:
    """The centre's own key where a setting names one; nothing is changed. None where test keys sign.

    :raises Refused: where nothing can be signed: the key cannot be read, is out of its term or revoked, or the setting
        is gone although the centre signed with a key of its own.
    """
    own, row = own_key(), active_key()
    if own is None:
        if row is not None and row.kind == KeyKind.OWN:
            raise Refused(UNREADABLE)
        return None
    if not own.holds(clock.now()):
        raise Refused(EXPIRED)
    if SigningKey.objects.filter(fingerprint=own.fingerprint, state=KeyState.REVOKED).exists():
        raise Refused(STRUCK)
    return own


def _taken(material: Material, kind: KeyKind) -> Material:
    row = active_key()
    if row is not None and row.fingerprint == material.fingerprint:
        return material
    with transaction.atomic():
        _one_at_a_time()
        _take_up(material, kind, SYSTEM)
    return material


def _take_up(material: Material, kind: KeyKind, by: Actor) -> SigningKey:
    known = SigningKey.objects.filter(fingerprint=material.fingerprint).first()
    if known is not None and known.state == KeyState.ACTIVE:
        return known
    if known is not None and known.state == KeyState.REVOKED:
        raise Refused(STRUCK)
    if (before := active_key()) is not None:
        _end(before, RETIRE, by, "")
    row = known or SigningKey(fingerprint=material.fingerprint)
    row.kind, row.state, row.ended_at, row.reason = kind, KeyState.ACTIVE, None, ""
    row.subject, row.chain, row.taken_up_at = material.subject, material.chain, clock.now()
    row.not_before = material.certificate.not_valid_before_utc
    row.not_after = material.certificate.not_valid_after_utc
    row.save()
    body = {"kind": kind.value, "subject": row.subject, "until": row.not_after.isoformat()}
    append(topic=TOPIC, subject=row.fingerprint, name=TAKEN_UP, by=by, body=body)
    return row


def _end(row: SigningKey, move: KeyMove, by: Actor, reason: str) -> None:
    if row.state not in move.source:
        raise Refused(gettext_noop("This key was revoked already."))
    row.state, row.ended_at, row.reason = move.target, clock.now(), reason
    row.save(update_fields=["state", "ended_at", "reason"])
    append(
        topic=TOPIC,
        subject=row.fingerprint,
        name=move.event,
        by=by,
        body={"reason": reason} if reason else {},
    )


def _one_at_a_time() -> None:
    """Two first signatures make one key: until the end of the transaction nobody else changes the keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('signatures.keys', 29))")
