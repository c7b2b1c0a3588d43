"""Counting tries at something secret: each is reserved before it is made, so that tries at once are tries as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from banli.kernel import clock
from banli.kernel.statements import statements
from banli.people.models import Attempt
from banli.people.rules import ALLOWED_FROM, ALLOWED_OF, COUNTED_FOR, Door, Locked, network_of

SQL = statements("people", "attempts")
RESERVE = SQL["reserve"]


def guarded(*, door: Door, secret: str, address: str, fits: Callable[[], bool]) -> bool:
    """Whether a try ``fits``, counted at what is tried and, apart from it, at the network it comes from.

    A right one clears the count of what it opened. At the network it takes back itself alone: whoever has one
    number of their own cannot guess at others for ever.

    :param secret: what the secret belongs to, such as a case's number or a user name; "" where it stands by itself.
    :raises Locked: while tries are refused; then nothing is tried, whether or not there is such a thing.
    """
    source = _key(door, "from", network_of(address))
    own = _key(door, "of", secret) if secret else ""
    _reserve(source, own)
    right = fits()
    if right:
        Attempt.objects.filter(pk=own).delete()
        Attempt.objects.filter(pk=source).update(failures=Greatest(F("failures") - 1, 0))
    return right


def _key(door: Door, what: str, name: str) -> str:
    """What a count is kept under: no name or address of anybody, and never too long to be looked up."""
    return _key_of(f"{door}-{what}", name)


def _key_of(what: str, name: str) -> str:
    return salted_hmac("banli.people.attempt", f"{what}:{name}", algorithm="sha256").hexdigest()


@transaction.atomic
def _reserve(source: str, own: str) -> None:
    keys = [one for one in (source, own) if one]
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            RESERVE,
            {
                "keys": keys,
                "now": now,
                "before": now - COUNTED_FOR,
                "source": source,
                "from_one": ALLOWED_FROM,
                "of_one": ALLOWED_OF,
            },
        )
        if cursor.rowcount < len(keys):
            raise Locked


@transaction.atomic
def once_more(*, what: str, address: str, most: int, within: timedelta) -> bool:
    """Whether the network of ``address`` may do ``what`` once more: ``most`` times ``within`` that time, counted here.

    A refused one is not counted, so that whoever waits is let in again when the time is over.
    """
    key, now = _key_of(what, network_of(address)), clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            RESERVE,
            {
                "keys": [key],
                "now": now,
                "before": now - within,
                "source": key,
                "from_one": most,
                "of_one": most,
            },
        )
        return bool(cursor.rowcount == 1)
