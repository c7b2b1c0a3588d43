"""What every act on an issue does: take it under its lock, check, keep the new version, leave one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.weekly.models import Exhibit, Issue, IssueColumn, Line, Version
from banli.weekly.rules.checks import check_act, check_version
from banli.weekly.rules.columns import changed_columns
from banli.weekly.selectors.columns import check_work, issue_columns
from banli.weekly.states import REOPEN_COLUMN, ColumnState, State, Transition

TOPIC = "weekly"


def locked(issue_id: int) -> Issue:
    """The issue, held until the transaction ends. Raises :class:`Missing`."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("frame").filter(pk=issue_id).first()
    if issue is None:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return issue


def taken(step: Transition, issue_id: int, version: int) -> Issue:
    """The issue under its lock, fit for ``step`` and unchanged since ``version``."""
    issue = locked(issue_id)
    check_version(version, issue.version)
    check_act(step, State(issue.state))
    return issue


def shared(step: Transition, issue_id: int) -> Issue:
    """The issue under its lock, fit for ``step``; what others changed elsewhere in it does not matter."""
    issue = locked(issue_id)
    check_act(step, State(issue.state))
    return issue


def moved(step: Transition, issue: Issue, by: Actor, body: Mapping[str, Any]) -> Issue:
    """Save ``issue`` in the state ``step`` leads to, one version on; keep that version and leave the event."""
    issue.state = step.target.value
    issue.version += 1
    issue.save()
    content = _content(issue)
    _columns_changed(issue, by, content)
    Version.objects.create(
        issue=issue,
        number=issue.version,
        event=step.event,
        made_by=by.label,
        made_at=clock.now(),
        content=content,
    )
    note(step.event, issue, by, {"version": issue.version, **body})
    return issue


def note(event: str, issue: Issue, by: Actor, body: Mapping[str, Any]) -> None:
    """Leave an event about ``issue``."""
    append(topic=TOPIC, subject=issue.subject, name=event, by=by, body=body)


def _columns_changed(issue: Issue, by: Actor, content: Sequence[Mapping[str, Any]]) -> None:
    """Take their sign-off back from the columns whose lines this change touches; refuse it where one is not ``by``'s.

    Every act on lines ends here, so that none of them can change a column behind the back of its people.
    """
    rows = {one.key: one for one in issue.columns.all()}
    if not rows:
        return
    before = Version.objects.filter(issue=issue).order_by("-number").first()
    every = issue_columns(issue, list(rows.values()))
    for key in changed_columns(every, before.content if before else [], content):
        check_work(issue, by, key)
        reopen(issue, rows[key], by)


def reopen(issue: Issue, row: IssueColumn, by: Actor) -> None:
    """Count a change of a column; one that was sent, signed off or left out is its editor's again."""
    row.version += 1
    on_its_way = row.state != ColumnState.COLLECTING
    if on_its_way:
        told = {"column": row.key, "column_version": row.version, "was": row.state}
        row.state, row.remark = REOPEN_COLUMN.target.value, ""
        row.signed_by, row.signed_at = "", None
    row.save()
    if on_its_way:
        note(REOPEN_COLUMN.event, issue, by, told)


def _content(issue: Issue) -> list[dict[str, Any]]:
    rows = issue.lines.select_related("exhibit__file").order_by("order", "id")
    return [_line(one) for one in rows]


def _line(one: Line) -> dict[str, Any]:
    said = {
        "line": one.pk,
        "section": one.section,
        "heading": one.heading,
        "text": one.text,
        "item": one.item,
    }
    return said | ({"exhibit": told(one.exhibited)} if one.exhibited else {})


def told(one: Exhibit) -> dict[str, Any]:
    """An exhibit as versions and events keep it: a picture by its digest."""
    kept: dict[str, Any] = {"kind": one.kind, "source": one.source}
    if one.file:
        return kept | {"alt": one.alt, "sha256": one.file.sha256, "width": one.width}
    if one.measure:
        return kept | {"measure": one.measure, "shape": one.shape, "points": list(one.points)}
    return kept | {"cells": one.cells, "aligns": list(one.aligns), "unit": one.unit}
