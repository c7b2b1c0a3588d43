"""Opening an issue and drawing its lines from the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction

from banli.fieldwork.service import KIND_NAMES, Kind, activities, overdue_matters
from banli.fieldwork.service import overdue_sentence as overdue_matter_sentence
from banli.fieldwork.states import MatterKind
from banli.hall.service import (
    latest_patrols,
    leader_visits,
    overdue_demands,
    overdue_sentence,
    patrol_opening,
    patrol_summary,
)
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.statistics.service import Figure, freeze_statement
from banli.weekly.acts.columns import open_columns
from banli.weekly.acts.placing import exhibits_after, put_again
from banli.weekly.acts.transition import locked, moved, taken
from banli.weekly.models import Issue, IssueFigure, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.columns import FIRST, begun
from banli.weekly.rules.outline import FURTHER, Entry, Section
from banli.weekly.rules.periods import Span, around, check_opens, counted_from, named, week_of
from banli.weekly.rules.statement import correction
from banli.weekly.selectors.columns import check_work
from banli.weekly.selectors.issues import (
    corrected_figures,
    current_frame,
    figures,
    find_issue,
    issue_line,
    signed_before,
    statement_text,
)
from banli.weekly.states import COLLECT, FROZEN, OPEN, OPEN_ERRATUM, State

HALL, FIELDWORK, FIGURE, CONTRIBUTION = "hall", "fieldwork", "figure", "contribution"
MOST_PATROLS = 2_000
"""Rounds of one period that are named as sources."""


@transaction.atomic
def open_issue(*, by: Actor, week_start: date, week_end: date | None = None) -> Issue:
    """Open the issue of the week from ``week_start``, a Monday, to ``week_end`` (Friday where none is given).

    A week has one issue: opening it again gives the one that is there.

    :raises Refused: where the days are not one week, or no pack has said what stands on an issue.
    """
    first, last = week_of(week_start, week_end)
    return _open(by, Span.WEEK, first, last)


@transaction.atomic
def open_period(*, by: Actor, kind: Span, day: date) -> Issue:
    """Open the issue of the week, month or year in which ``day`` lies, or give the one that is there."""
    check_opens(day)
    first, last = around(kind, day)
    return _open(by, kind, first, last)


def _open(by: Actor, kind: Span, first: date, last: date) -> Issue:
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue, made = Issue.objects.get_or_create(
        kind=kind.value,
        first_day=first,
        mends=None,
        defaults={"last_day": last, "frame": current_frame(kind), "subject": named(kind, first)},
    )
    if not made:
        return find_issue(issue.pk)
    if further := begun(issue.frame.columns, first):
        open_columns(issue, [FIRST, *further])
    return moved(OPEN, issue, by, {"to": last.isoformat(), **({"columns": further} if further else {})})


@transaction.atomic
def open_erratum(*, by: Actor, issue_id: int) -> Issue:
    """Open an issue that puts a signed one right; it is edited, checked, signed and numbered like any other.

    :raises Refused: where the issue is not signed yet and can be mended itself, or is an erratum.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    mended = locked(issue_id)
    if State(mended.state) not in FROZEN or mended.mends_id:
        raise Refused(gettext_noop("Only a signed issue is put right by an erratum; mend this one itself."))
    made = Issue.objects.create(
        kind=mended.kind,
        subject=f"{mended.subject}-e{mended.errata.count() + 1}",
        first_day=mended.first_day,
        last_day=mended.last_day,
        mends=mended,
        frame=current_frame(Span(mended.kind)),
        state=State.DRAFT.value,
    )
    return moved(OPEN_ERRATUM, made, by, {"mends": mended.subject})


@transaction.atomic
def collect(*, by: Actor, issue_id: int, version: int) -> Issue:
    """Draw the issue from the record: its six figures, the hall, the fieldwork, and what changed in the issue before.

    Doing it again draws everything anew; a line an editor has rewritten or added stays as the editor left it. A line of
    the same record stays the same line: what was said about it stays with it.

    :raises Stale: where the issue has changed since ``version``.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = taken(COLLECT, issue_id, version)
    check_work(issue, by, FIRST)
    if issue.mends_id:
        raise Refused(gettext_noop("An erratum is written by hand; nothing is drawn for it."))
    # Freezing holds the ledger still and therefore comes before this transaction writes to it.
    kind = Span(issue.kind)
    frozen = freeze_statement(
        by=by, from_=counted_from(kind, issue.first_day, issue.last_day), to=issue.last_day
    )
    earlier = signed_before(issue)
    mended = _changed(by, earlier) if earlier else []
    issue.figures.all().delete()
    IssueFigure.objects.bulk_create(
        [
            *(IssueFigure(issue=issue, figure=one, order=order) for order, one in enumerate(frozen)),
            *(
                IssueFigure(issue=issue, figure=now, order=order, correction=True)
                for order, (_, now) in enumerate(mended)
            ),
        ]
    )
    after = exhibits_after(issue)
    own = issue.lines.exclude(section__in=[one.value for one in FURTHER])
    kept = list(own.filter(edited=True, exhibit__isnull=True).order_by("order", "id"))
    before = list(own.filter(edited=False))
    drawn = [_statement(issue, frozen), *_dynamics(issue), *_patrol(issue)]
    if earlier:
        drawn += _corrections(earlier, mended)
    _write(issue, drawn, kept, before)
    put_again(issue, after)
    told = {"figures": [one.pk for one in frozen], "lines": len(drawn)}
    return moved(COLLECT, issue, by, told | ({"corrections": len(mended)} if mended else {}))


def _changed(by: Actor, earlier: Issue) -> list[tuple[Figure, Figure]]:
    """The figures of an earlier issue that count otherwise now, each with the one frozen anew.

    What an issue since told already as a correction is not told again.
    """
    told = figures(earlier)
    if not told:
        return []
    now = freeze_statement(by=by, from_=told[0].from_day, to=told[0].to_day)
    pairs = [(one, fresh) for one, fresh in zip(told, now, strict=True) if one.value != fresh.value]
    said = {
        (one.group, one.indicator): one.value
        for issue in Issue.objects.filter(
            state__in=FROZEN, kind=earlier.kind, first_day__gt=earlier.first_day
        )
        for one in corrected_figures(issue)
        if (one.from_day, one.to_day) == (told[0].from_day, told[0].to_day)
    }
    return [pair for pair in pairs if said.get((pair[0].group, pair[0].indicator)) != pair[1].value]


def _corrections(earlier: Issue, mended: list[tuple[Figure, Figure]]) -> Iterator[Entry]:
    """A line for each figure of the issue before that counts otherwise now."""
    for before, now in mended:
        text = correction(issue_line(earlier), before.group, before.indicator, before.value, now.value)
        yield Entry(Section.CORRECTIONS, "", text, True, FIGURE, (str(before.pk), str(now.pk)))


def _write(issue: Issue, drawn: Iterable[Entry], kept: list[Line], before: list[Line]) -> None:
    """Store the drawn lines section by section; a kept line takes the place of the one from its record.

    :param before: the lines as they were drawn before; those that are not drawn again go.
    """
    again = {_drawn_as(line.entry): line for line in before}
    gone = {line.pk for line in before}
    rewritten = {
        (line.section, line.heading, line.item, *line.source_subjects): line
        for line in kept
        if line.source_topic
    }
    order = 0
    for order, entry in enumerate(drawn, start=1):
        name = (entry.section, entry.heading, entry.item, *entry.source_subjects)
        if own := rewritten.pop(name, None):
            own.order, own.drawn = order, entry.text
            own.save(update_fields=["order", "drawn"])
        elif old := again.pop(_drawn_as(entry), None):
            gone.discard(old.pk)
            _redraw(issue, old, order, entry)
        else:
            _line(issue, order, entry).save()
    added = [line for line in kept if not line.source_topic or line in rewritten.values()]
    for place, line in enumerate(added, start=order + 1):
        line.order = place
        line.save(update_fields=["order"])
    issue.lines.filter(pk__in=gone).delete()


def _drawn_as(entry: Entry) -> tuple[object, ...]:
    """What a line is known by when it is drawn again; those of the patrol name other rounds each time."""
    subjects = () if entry.section is Section.PATROL else entry.source_subjects
    return (entry.section.value, entry.heading, entry.item, *subjects)


def _redraw(issue: Issue, line: Line, order: int, entry: Entry) -> None:
    """Draw a line again; it has changed only where its record says something else by now."""
    line.order, line.source_subjects, line.drawn = order, list(entry.source_subjects), entry.text
    if line.text != entry.text:
        line.text, line.version = entry.text, issue.version + 1
    line.save(update_fields=["order", "source_subjects", "text", "drawn", "version"])


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
        drawn=entry.text,
        version=issue.version + 1,
    )


def _statement(issue: Issue, frozen: list[Figure]) -> Entry:
    """The sentence of the six figures."""
    text = statement_text(issue, frozen)
    return Entry(Section.STATEMENT, "", text, False, FIGURE, tuple(str(figure.pk) for figure in frozen))


def _dynamics(issue: Issue) -> Iterator[Entry]:
    """Trainings, talks, visits and outreach by group, then leaders in the hall, and their demands that are overdue."""
    for done in activities(issue.first_day, issue.last_day):
        yield Entry(Section(done.group), "", done.report_text, True, FIELDWORK, (done.public_id,))
    yield from _unsettled(issue)
    for visit in leader_visits(issue.first_day, issue.last_day):
        yield Entry(Section.LEADER_VISITS, "", visit.report_text, True, HALL, (visit.public_id,))
    for late in overdue_demands(issue.last_day):
        if late.department and late.due_on:
            day = late.visit.day
            when = f"{day.month}月{day.day}日" if day else late.visit.day_text
            visited = f"{late.visit.department.short_name}领导{when}进大厅时"
            text = overdue_sentence(
                late.department.short_name, visited, late.text, late.due_on, issue.last_day
            )
            yield Entry(Section.LEADER_VISITS, "", text, True, HALL, (late.subject,))


def _unsettled(issue: Issue) -> Iterator[Entry]:
    """Questions and demands of activities that were due by the end of the issue's days and not settled by then."""
    for late in overdue_matters(issue.last_day):
        if late.department and late.due_on:
            met = late.activity
            day = f"{met.day.month}月{met.day.day}日" if met.day else met.day_text
            whose = f"{met.department.short_name}{day}开展{KIND_NAMES[Kind(met.kind)].zh}时"
            told = (late.department.short_name, whose, MatterKind(late.kind), late.text)
            text = overdue_matter_sentence(*told, late.due_on, issue.last_day)
            yield Entry(Section(met.group), "", text, True, FIELDWORK, (late.subject,))


def _patrol(issue: Issue) -> Iterator[Entry]:
    """The opening sentence and the six dimensions; nothing where nobody patrolled."""
    latest = latest_patrols((issue.last_day + timedelta(days=1), 0), MOST_PATROLS)
    rounds = tuple(patrol.public_id for patrol in reversed(latest) if patrol.day >= issue.first_day)
    if not rounds:
        return
    if opening := patrol_opening(issue.first_day, issue.last_day):
        yield Entry(Section.PATROL, "", opening, False, HALL, rounds)
    for line in patrol_summary(issue.first_day, issue.last_day):
        yield Entry(Section.PATROL, line.title, line.text, True, HALL, rounds)
