"""Opening an issue and drawing its lines from the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction

from banli.fieldwork.service import activities
from banli.hall.service import latest_patrols, leader_visits, patrol_opening, patrol_summary
from banli.kernel.actors import Actor
from banli.statistics.service import Figure, freeze_statement
from banli.weekly.acts.path import moved, taken
from banli.weekly.models import Issue, IssueFigure, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import week_of
from banli.weekly.rules.outline import Entry, Section
from banli.weekly.rules.statement import Count, sentence
from banli.weekly.selectors import current_frame, find_issue
from banli.weekly.states import COLLECT, OPEN

HALL, FIELDWORK, FIGURE = "hall", "fieldwork", "figure"
MOST_PATROLS = 200
"""Rounds of one week that are named as sources."""


@transaction.atomic
def open_issue(*, by: Actor, week_start: date, week_end: date | None = None) -> Issue:
    """Open the issue of the week from ``week_start``, a Monday, to ``week_end`` (Friday where none is given).

    A week has one issue: opening it again gives the one that is there.

    :raises Refused: where the days are not one week, or no pack has said what stands on an issue.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    first, last = week_of(week_start, week_end)
    issue, made = Issue.objects.get_or_create(
        week_start=first, defaults={"week_end": last, "frame": current_frame()}
    )
    return moved(OPEN, issue, by, {"to": last.isoformat()}) if made else find_issue(issue.pk)


@transaction.atomic
def collect(*, by: Actor, issue_id: int, version: int) -> Issue:
    """Draw the issue from the record: six figures from 1 January to the week's end, the hall, the fieldwork.

    Doing it again draws everything anew; a line an editor has rewritten or added stays as the editor left it.

    :raises Stale: where the issue has changed since ``version``.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = taken(COLLECT, issue_id, version)
    # Freezing holds the ledger still and therefore comes before this transaction writes to it.
    frozen = freeze_statement(by=by, from_=date(issue.week_end.year, 1, 1), to=issue.week_end)
    issue.figures.all().delete()
    IssueFigure.objects.bulk_create(
        IssueFigure(issue=issue, figure=figure, order=order) for order, figure in enumerate(frozen)
    )
    kept = list(issue.lines.filter(edited=True).order_by("order", "id"))
    issue.lines.filter(edited=False).delete()
    drawn = [_statement(issue, frozen), *_dynamics(issue), *_patrol(issue)]
    _write(issue, drawn, kept)
    return moved(COLLECT, issue, by, {"figures": [figure.pk for figure in frozen], "lines": len(drawn)})


def _write(issue: Issue, drawn: Iterable[Entry], kept: list[Line]) -> None:
    """Store the drawn lines section by section; a kept line takes the place of the one from its record."""
    rewritten = {
        (line.section, line.heading, *line.source_subjects): line for line in kept if line.source_topic
    }
    order = 0
    for order, entry in enumerate(drawn, start=1):
        own = rewritten.pop((entry.section, entry.heading, *entry.source_subjects), None)
        if own:
            own.order = order
            own.save(update_fields=["order"])
        else:
            _line(issue, order, entry).save()
    added = [line for line in kept if not line.source_topic or line in rewritten.values()]
    for place, line in enumerate(added, start=order + 1):
        line.order = place
        line.save(update_fields=["order"])


def _line(issue: Issue, order: int, entry: Entry) -> Line:
    return Line(
        issue=issue,
        section=entry.section,
        order=order,
        heading=entry.heading,
        text=entry.text,
        item=entry.item,
        source_topic=entry.source_topic,
        source_subjects=list(entry.source_subjects),
        edited=entry.edited,
    )


def _statement(issue: Issue, frozen: list[Figure]) -> Entry:
    """The sentence of the six figures."""
    text = sentence(
        (Count(figure.group, figure.indicator, figure.value) for figure in frozen),
        first=frozen[0].from_day,
        last=frozen[0].to_day,
        source=issue.frame.source,
        scope=issue.frame.scope,
    )
    return Entry(Section.STATEMENT, "", text, False, FIGURE, tuple(str(figure.pk) for figure in frozen))


def _dynamics(issue: Issue) -> Iterator[Entry]:
    """Trainings, talks, visits and outreach by group, then the leaders in the hall."""
    for done in activities(issue.week_start, issue.week_end):
        yield Entry(Section(done.group), "", done.report_text, True, FIELDWORK, (done.public_id,))
    for visit in leader_visits(issue.week_start, issue.week_end):
        yield Entry(Section.LEADER_VISITS, "", visit.report_text, True, HALL, (visit.public_id,))


def _patrol(issue: Issue) -> Iterator[Entry]:
    """The opening sentence and the six dimensions; nothing where nobody patrolled."""
    latest = latest_patrols((issue.week_end + timedelta(days=1), 0), MOST_PATROLS)
    rounds = tuple(patrol.public_id for patrol in reversed(latest) if patrol.day >= issue.week_start)
    if not rounds:
        return
    if opening := patrol_opening(issue.week_start, issue.week_end):
        yield Entry(Section.PATROL, "", opening, False, HALL, rounds)
    for line in patrol_summary(issue.week_start, issue.week_end):
        yield Entry(Section.PATROL, line.title, line.text, True, HALL, rounds)
