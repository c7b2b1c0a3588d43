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
from banli.weekly.acts.path import TOPIC
from banli.weekly.models import Frame, Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules import frame as pack
from banli.weekly.states import FROZEN

IN_ALL = "weekly"
"""The series that counts every issue there ever was; ``weekly:2022`` counts those of a year."""
NUMBERING = "numbering"


def in_year(year: int) -> str:
    """The series of one year's issues."""
    return f"{IN_ALL}:{year}"


@transaction.atomic
def load_frame(*, by: Actor, frame: pack.Frame) -> Frame:
    """Print ``frame`` on the issues opened from now on; the same frame again changes nothing."""
    GRANTS.require(by, WeeklyPermission.SET_UP)
    said = {
        **frame.model_dump(include={"masthead", "issuer", "column", "source", "scope", "copies"}),
        "distribution": list(frame.distribution_lines),
    }
    latest = Frame.objects.order_by("-id").first()
    if latest and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    made = Frame.objects.create(**said, loaded_at=clock.now())
    append(topic=TOPIC, subject="frame", name="frame_loaded", by=by, body={"frame": made.pk, **said})
    return made


@transaction.atomic
def start_numbering(*, by: Actor, year: int, last_in_year: int, last_in_all: int) -> None:
    """Say which numbers were the last before this platform; the same again changes nothing.

    :raises Refused: where an issue has been numbered here, or the start was said otherwise.
    """
    GRANTS.require(by, WeeklyPermission.SET_UP)
    body = {"year": year, "last_in_year": last_in_year, "last_in_all": last_in_all}
    if any(json.loads(event.body) == body for event in events(TOPIC, NUMBERING)):
        return
    if Issue.objects.filter(state__in=FROZEN).exists():
        raise Refused(
            gettext_noop("Issues have been numbered here already; the start cannot be set any more.")
        )
    start(in_year(year), last_in_year)
    start(IN_ALL, last_in_all)
    append(topic=TOPIC, subject=NUMBERING, name="numbering_started", by=by, body=body)
