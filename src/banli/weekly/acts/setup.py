"""What a pack says once: what stands on every issue, and where the numbering stood."""

from __future__ import annotations

import json

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, events
from banli.numbering.service import start
from banli.weekly.acts.transition import TOPIC
from banli.weekly.models import Frame, Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules import frame as pack
from banli.weekly.rules.periods import SERIES, Span
from banli.weekly.states import FROZEN

NUMBERING = "numbering"
TOLD = {"masthead", "issuer", "column", "source", "scope", "copies", "terms", "statement", "public"}


def in_all(kind: Span) -> str:
    """The series that counts every issue of that kind there ever was."""
    return SERIES[kind]


def in_year(kind: Span, year: int) -> str:
    """The series of one year's issues."""
    return f"{SERIES[kind]}:{year}"


@transaction.atomic
def load_frame(*, by: Actor, frame: pack.Frame) -> Frame:
    """Print ``frame`` on the issues opened from now on, of every kind it tells; the same again changes nothing."""
    GRANTS.require(by, WeeklyPermission.SET_UP)
    return {kind: _load(by, kind, one) for kind, one in frame.kinds.items()}[Span.WEEK]


def _load(by: Actor, kind: Span, frame: pack.Frame) -> Frame:
    said = {
        **frame.model_dump(include=TOLD),
        "kind": kind.value,
        "distribution": list(frame.distribution_lines),
        "columns": [row.model_dump(mode="json") for row in frame.columns],
        "outline": [row.model_dump(mode="json") for row in frame.outline],
        "recipients": frame.recipients,
        "organisations": list(frame.organisations),
        "laws": list(frame.laws),
        "posts": list(frame.posts),
        "phrases": list(frame.phrases),
    }
    latest = Frame.objects.filter(kind=kind).order_by("-id").first()
    if latest and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    made = Frame.objects.create(**said, loaded_at=clock.now())
    append(topic=TOPIC, subject="frame", name="frame_loaded", by=by, body={"frame": made.pk, **said})
    return made


@transaction.atomic
def start_numbering(
    *, by: Actor, year: int, last_in_year: int, last_in_all: int, kind: Span = Span.WEEK
) -> None:
    """Say which numbers were the last before this platform; the same again changes nothing.

    :raises Refused: where an issue of the kind has been numbered here, or the start was said otherwise.
    """
    GRANTS.require(by, WeeklyPermission.SET_UP)
    body: dict[str, int | str] = {"year": year, "last_in_year": last_in_year, "last_in_all": last_in_all}
    if kind is not Span.WEEK:
        body |= {"kind": kind.value}
    if any(json.loads(event.body) == body for event in events(TOPIC, NUMBERING)):
        return
    if Issue.objects.filter(kind=kind, state__in=FROZEN).exists():
        raise Refused(
            gettext_noop("Issues have been numbered here already; the start cannot be set any more.")
        )
    start(in_year(kind, year), last_in_year)
    start(in_all(kind), last_in_all)
    append(topic=TOPIC, subject=NUMBERING, name="numbering_started", by=by, body=body)


def load_numbering(*, by: Actor, frame: pack.Frame) -> None:
    """Say for every kind the pack prints where its numbering stood."""
    for kind, one in frame.kinds.items():
        said = one.numbering
        start_numbering(
            by=by, year=said.year, last_in_year=said.issue, last_in_all=said.cumulative, kind=kind
        )
