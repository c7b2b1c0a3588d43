"""Where the record of a line is read."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from banli.fieldwork.service import matter_names
from banli.hall.service import Patrol
from banli.weekly.service import Line

PAGES = {
    "fieldwork": "desk:activity",
    "patrol": "desk:patrol",
    "suggestion": "desk:suggestion",
    "consultation": "desk:consultation",
    "trading": "desk:trading_project",
    "figure": "desk:figure",
}


def sources_of(line: Line) -> list[tuple[str, str]]:
    """What each record of the line is called, and the address of its page; '' where it has none of its own."""
    rounds = _rounds(line) if line.source_topic == "hall" else frozenset()
    matters = matter_names(line.source_subjects) if line.source_topic == "fieldwork" else frozenset()
    return [
        (
            _called(line, one),
            reverse("desk:field_matter", args=[one])
            if one in matters
            else _address(line.issue.subject, line.source_topic, one, one in rounds),
        )
        for one in line.source_subjects
    ]


def _called(line: Line, subject: str) -> str:
    """A line that somebody wrote and sent in has no record but its sending; one read from Word has its manuscript."""
    if line.source_topic == "manuscript":
        return _("from Word or pasted")
    return _("sent in by a window") if line.source_topic == "contribution" else subject


def _rounds(line: Line) -> frozenset[str]:
    """Those of the records that are rounds; the others are visits of leaders, which have a list and no page."""
    found = Patrol.objects.filter(public_id__in=line.source_subjects)
    return frozenset(found.values_list("public_id", flat=True))


def _address(issue: str, topic: str, subject: str, is_round: bool) -> str:
    if topic == "manuscript":
        return reverse("desk:issue_manuscript", args=[issue, subject.partition("-")[0]])
    if topic == "hall":
        return reverse("desk:patrol", args=[subject]) if is_round else reverse("desk:visits")
    return reverse(PAGES[topic], args=[subject]) if topic in PAGES else ""
