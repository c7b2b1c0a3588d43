"""Events, positions and seals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Max, Q

from banli.kernel.actors import FOR, USER
from banli.kernel.errors import Refused
from banli.kernel.statements import statements
from banli.kernel.text import gettext_noop
from banli.kernel.zone import SHANGHAI
from banli.ledger.models import Event, Founding, Seal
from banli.ledger.rules import chain
from banli.ledger.rules.seals import SealFacts

_known: dict[str, str] = {}
"""The digest of this process's record, asked for once."""


def events(topic: str, subject: str) -> list[Event]:
    """All events of one subject, in order."""
    return list(Event.objects.filter(topic=topic, subject=subject).order_by("seq"))


def version_of(topic: str, subject: str) -> int:
    """How many events one subject has: what a page is as old as. Ask before you read what the page shows, so that a
    page is never newer than its version."""
    return versions_of(topic, [subject]).get(subject, 0)


def versions_of(topic: str, subjects: Iterable[str]) -> dict[str, int]:
    """How many events each of several subjects has; those without any are left out."""
    rows = Event.objects.filter(topic=topic, subject__in=list(subjects)).order_by()
    return dict(rows.values_list("subject").annotate(Max("seq")))


def last_recorded(person: int, since: datetime, until: datetime) -> datetime | None:
    """When the last thing was recorded that this person did and that happened on that day, between two moments of it.

    Whatever they did for somebody they stand in for counts as well.
    """
    own = f"{USER}{person}"
    mine = Q(actor=own) | Q(actor__startswith=f"{own}{FOR}")
    rows = Event.objects.filter(
        mine, day=since.astimezone(SHANGHAI).date(), recorded_at__range=(since, until)
    )
    last: datetime | None = rows.aggregate(last=Max("recorded_at"))["last"]
    return last


def position() -> int:
    """The highest event id now visible; 0 for an empty record."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first()
    return last or 0


def oldest_waiting() -> datetime | None:
    """When the oldest news was recorded that nobody has counted or told; None where nothing waits."""
    return _moment("oldest_waiting")


def oldest_after(event: int) -> datetime | None:
    """When the oldest event after the id ``event`` was recorded; None where there is none."""
    return _moment("oldest_after", after=event)


def _moment(question: str, **values: int) -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(statements("ledger", "events")[question], values)
        row = cursor.fetchone()
    return row[0] if row else None


def latest_seal() -> Seal | None:
    """The newest seal."""
    return Seal.objects.order_by("-number").first()


def facts_of(seal: Seal, algorithm: str) -> SealFacts:
    """What the signature of ``seal`` covers, by its columns."""
    return SealFacts(
        algorithm=algorithm,
        number=seal.number,
        day=seal.day,
        first_event=seal.first_event,
        last_event=seal.last_event,
        events=seal.events,
        root=bytes(seal.root),
        previous=bytes(seal.previous),
        sealed_at=seal.sealed_at,
        key=seal.key,
    )


def recorded_algorithm() -> str:
    """The digest the record is made with; SHA-256 for a record in which nothing of it was written down."""
    return Founding.objects.values_list("digest", flat=True).first() or chain.SHA256


def algorithm() -> str:
    """The digest new events are made with.

    :raises Refused: where BANLI_DIGEST names another one than the record is made with.
    """
    if "digest" not in _known:
        recorded = recorded_algorithm()
        if recorded != settings.DIGEST:
            raise Refused(
                gettext_noop(
                    "This record is made with %(recorded)s, and BANLI_DIGEST says %(told)s. A record keeps its"
                    " digest for life: set BANLI_DIGEST=%(recorded)s."
                ),
                recorded=recorded,
                told=settings.DIGEST,
            )
        _known["digest"] = recorded
    return _known["digest"]


def forget_algorithm() -> None:
    """Ask the database again; for tests, which have several records in one process."""
    _known.clear()


def digest(previous: bytes, entry: chain.Entry) -> bytes:
    """The digest of ``entry`` after ``previous``, with the record's algorithm: 32 bytes."""
    return chain.digest(previous, entry, algorithm())


Progress = Callable[[int, int], None]
"""Called with the number of events done, and of all."""
