"""A small record to tamper with, and somebody who may write past the guards of the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from banli.kernel import clock
from banli.kernel.actors import SYSTEM
from banli.ledger.models import Event
from banli.ledger.service import append, seal

SUBJECTS = ("1", "2", "3")


def small_record() -> list[Event]:
    """Three cases with two events each; the events in order of ids."""
    for subject in SUBJECTS:
        for name, scope in (("submitted", "transport"), ("accepted", "commerce")):
            append(
                topic="case",
                subject=subject,
                name=name,
                by=SYSTEM,
                scope=scope,
                facet="01",
                body={"办": name},
            )
    return list(Event.objects.order_by("id"))


def two_sealed_days() -> list[Event]:
    """The small record sealed, and two more events on the next day, sealed too."""
    small_record()
    seal(by=SYSTEM)
    with clock.at(clock.now() + timedelta(days=1)):
        append(topic="case", subject="1", name="granted", by=SYSTEM, scope="transport", facet="01")
        append(topic="case", subject="4", name="submitted", by=SYSTEM, scope="transport", facet="01")
        seal(by=SYSTEM)
    return list(Event.objects.order_by("id"))


def tamper(*statements: str, **values: Any) -> None:
    """What somebody with the database's own keys could do, in this test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement, values or None)
        cursor.execute("SET LOCAL session_replication_role = origin")
