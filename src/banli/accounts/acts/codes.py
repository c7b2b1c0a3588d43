"""One-time codes: asked for, sent, used. Nobody learns by them whether there is an account or a case."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from banli.accounts.models import Code
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules import (
    A_DAY,
    DAY,
    DIGITS,
    GOOD_FOR,
    Address,
    TooMany,
    code_mail,
    code_text,
    is_code,
    is_open,
)
from banli.accounts.states import ContactKind, Purpose
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.folding import folded_number
from banli.notices.service import message_rules, send_secret
from banli.notices.states import Channel
from banli.people.service import network_of

CHANNELS = {ContactKind.MOBILE: Channel.SMS, ContactKind.MAIL: Channel.MAIL}


@transaction.atomic
def ask_code(
    *, by: Actor, purpose: Purpose, address: Address, network: str, english: bool = False, send: bool = True
) -> None:
    """Send a code to ``address``; an earlier one for the same purpose is no longer good.

    :param network: where it is asked from.
    :param send: False where nobody is to get one: everything else is the same, so that whoever asks learns nothing.
    :raises TooMany: for the eleventh in a day, whoever's number it is.
    """
    GRANTS.require(by, AccountPermission.ASK)
    target, source = _key("target", address.value), _key("network", network_of(network))
    _hold(target, source)
    _check_room(target, source)
    now, key, code = clock.now(), uuid4(), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    digest = _key("code", f"{key}/{purpose}/{target}/{code}")
    Code.objects.create(
        id=key,
        purpose=purpose,
        target=target,
        network=source,
        digest=digest,
        made_at=now,
        until=now + GOOD_FOR,
    )
    if send:
        subject, text = "", code_text(code, sign=message_rules().sign, english=english)
        if address.kind == ContactKind.MAIL:
            subject, text = code_mail(code, sign=message_rules().sign)
        send_secret(
            channel=CHANNELS[address.kind], to=address.value, subject=subject, text=text, good_for=GOOD_FOR
        )


@transaction.atomic
def send_link(
    *, by: Actor, address: Address, network: str, subject: str, text: str, good_for: timedelta
) -> None:
    """Send somebody a link at another's request, in the caller's transaction.

    Nobody is pestered by it: it takes of the room that codes have, by number or address and by network.

    :raises TooMany: as :func:`ask_code`.
    """
    GRANTS.require(by, AccountPermission.ASK)
    target, source = _key("target", address.value), _key("network", network_of(network))
    _hold(target, source)
    _check_room(target, source)
    now = clock.now()
    Code.objects.create(
        purpose=Purpose.INVITE, target=target, network=source, digest="", made_at=now, until=now
    )
    send_secret(
        channel=CHANNELS[address.kind], to=address.value, subject=subject, text=text, good_for=good_for
    )


@transaction.atomic
def use_code(*, by: Actor, purpose: Purpose, address: Address, code: str) -> bool:
    """Whether ``code`` is the one that was sent last; a right one is used up by that, a wrong one is a try of five."""
    GRANTS.require(by, AccountPermission.ASK)
    target, typed, now = _key("target", address.value), folded_number(code), clock.now()
    rows = Code.objects.select_for_update().filter(purpose=purpose, target=target)
    row = rows.order_by("-made_at", "-id").first()
    good = row is not None and is_open(
        tries=row.tries, until=row.until, used=row.used_at is not None, now=now
    )
    # Compared in any case, so that the time it takes tells nothing.
    wanted = row.digest if row is not None else _key("code", "none")
    fits = constant_time_compare(wanted, _key("code", f"{row.pk if row else ''}/{purpose}/{target}/{typed}"))
    if row is None or not good:
        return False
    right = fits and is_code(typed)
    if right:
        row.used_at = now
    else:
        row.tries += 1
    row.save(update_fields=["used_at", "tries"])
    return right


def _check_room(target: str, source: str) -> None:
    """Raise :class:`TooMany` where no more are made today."""
    recent = Code.objects.filter(made_at__gt=clock.now() - DAY)
    counted = recent.filter(Q(target=target)).count()
    pestering = recent.filter(network=source, used_at=None).count()
    if counted >= A_DAY or pestering >= A_DAY:
        raise TooMany


def _hold(*keys: str) -> None:
    """Let those who ask for one number, or from one network, at once be counted one after the other."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", [key])


def _key(what: str, text: str) -> str:
    """A keyed digest: without the platform's key nobody tries numbers or codes against it."""
    return salted_hmac("banli.accounts.code", f"{what}:{text}", algorithm="sha256").hexdigest()
