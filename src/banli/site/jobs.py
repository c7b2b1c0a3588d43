"""Periodic jobs. Each may run twice, late or on two machines at once without harm."""

from __future__ import annotations

import logging
from importlib import import_module
from importlib.util import find_spec

from procrastinate.contrib.django import app

from banli.kernel.actors import SYSTEM
from banli.ledger import service as ledger

log = logging.getLogger(__name__)
READERS = ("statistics", "notices")
"""Apps that fold the news of the record; each names its handlers in ``service.HANDLERS``."""
LOCK = "banli"


def handlers() -> list[ledger.Handler]:
    """The handlers that take outbox rows, from the apps that have any."""
    found: list[ledger.Handler] = []
    for name in READERS:
        if find_spec(f"banli.{name}") and find_spec(f"banli.{name}.service"):
            found += getattr(import_module(f"banli.{name}.service"), "HANDLERS", ())
    return found


def drain_outbox(limit: int = 5_000) -> int:
    """Hand every waiting outbox row to its readers; the number of rows."""
    readers, total = handlers(), 0
    while taken := ledger.drain(readers, limit=limit):
        total += taken
    return total


@app.periodic(cron="* * * * *", periodic_id="drain")
@app.task(name="banli.drain", queueing_lock="banli.drain", lock=LOCK, pass_context=False)
def drain(timestamp: int) -> None:
    """Every minute: fold what happened since the last time."""
    drain_outbox()


@app.periodic(cron="5 16 * * *", periodic_id="seal")
@app.task(name="banli.seal", queueing_lock="banli.seal", lock=LOCK, pass_context=False)
def seal(timestamp: int) -> None:
    """At 00:05 in Shanghai (16:05 UTC, which cron lines are in): seal what was recorded since the last seal."""
    ledger.seal(by=SYSTEM)
