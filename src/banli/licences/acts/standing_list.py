"""Keeping the signed list of standings: as old as an hour at most, and never behind a change."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import connection, transaction

from banli.kernel import clock
from banli.licences.models import StandingList
from banli.licences.rules.status_list import REFRESH, TYPE, payload_of
from banli.licences.selectors.standing_marks import Marks, marks_on
from banli.signatures.service import active_token_key, sign_token

NAME = "certificates"
ADDRESS = "/verify/standings/"


def standing_list() -> StandingList:
    """The list as it stands at this moment, signed; made anew where a standing changed, the hour is over, or another
    key signs now. Derived from certificates and the day alone, so that it leaves no event.
    """
    found = StandingList.objects.filter(name=NAME).first()
    told = marks_on(clock.today())
    if found is not None and _is_fresh(found, told):
        return found
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('licences.standing_list', 29))")
        found, told = StandingList.objects.filter(name=NAME).first(), marks_on(clock.today())
        if found is not None and _is_fresh(found, told):
            return found
        return _made(told)


def _is_fresh(found: StandingList, told: Marks) -> bool:
    age = clock.now() - found.issued_at
    same = found.marks_digest == _digest(told) and found.key_id == active_token_key()
    return same and not age.total_seconds() < 0 and age < REFRESH


def _made(told: Marks) -> StandingList:
    now = clock.now()
    subject = f"{settings.PUBLIC_ADDRESS}{ADDRESS}"
    content = sign_token(payload_of(told.count, told.marks, told.extended, subject, now), message_type=TYPE)
    row, _made_now = StandingList.objects.update_or_create(
        name=NAME,
        defaults={
            "content": content,
            "marks_digest": _digest(told),
            "key_id": active_token_key(),
            "issued_at": now,
        },
    )
    return row


def _digest(told: Marks) -> str:
    said = (told.count, sorted((at, int(mark)) for at, mark in told.marks.items()), sorted(told.extended))
    return hashlib.sha256(repr(said).encode()).hexdigest()
