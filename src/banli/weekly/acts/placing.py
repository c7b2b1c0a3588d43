"""Where lines of an issue stand: at a place of their section, and exhibits again after what they followed."""

from __future__ import annotations

from collections.abc import Sequence

from banli.weekly.models import Exhibit, Issue, Line
from banli.weekly.rules.outline import Section
from banli.weekly.selectors.exhibits import STATEMENT, points_before

Key = tuple[object, ...]
"""What a drawn line is known by when it is drawn again; a line somebody wrote by its own key."""

CHANGING = {Section.STATEMENT.value, Section.PATROL.value}
"""Sections whose lines name other figures or rounds each time they are drawn."""


def put_at(issue: Issue, line: Line, section: Section, place: int) -> None:
    """Put ``line`` at ``place`` (from 1) of ``section``; a place beyond its end is its end."""
    line.section = section.value
    others = list(issue.lines.exclude(pk=line.pk).order_by("order", "id"))
    within = [index for index, one in enumerate(others) if one.section == section]
    if not within:
        at = len(others)
    else:
        at = within[place - 1] if 1 <= place <= len(within) else within[-1] + 1 if place > 0 else within[0]
    others.insert(at, line)
    _in_order(others)


def exhibits_after(issue: Issue) -> list[tuple[Line, Key | None]]:
    """The exhibits of an issue in order, each with the key of the line of words before it; None where it is first."""
    found: list[tuple[Line, Key | None]] = []
    before: dict[str, Key] = {}
    for line in issue.lines.select_related("exhibit").order_by("order", "id"):
        if line.exhibited is None:
            before[line.section] = _key(line)
        else:
            found.append((line, before.get(line.section)))
    return found


def put_again(issue: Issue, exhibits: Sequence[tuple[Line, Key | None]]) -> None:
    """Put exhibits after the lines they followed, which may have been drawn again; at the end where those are gone.

    What is made of figures over time is told which signed issues there are by now.
    """
    if not exhibits:
        return
    ours = {line.pk for line, _ in exhibits}
    words = [one for one in issue.lines.order_by("order", "id") if one.pk not in ours]
    left, placed = list(exhibits), []

    def follow(key: Key | None, section: str) -> None:
        for row in [row for row in left if row[1] == key and row[0].section == section]:
            placed.append(row[0])
            left.remove(row)

    for at, one in enumerate(words):
        if one.section not in {before.section for before in words[:at]}:
            follow(None, one.section)
        placed.append(one)
        follow(_key(one), one.section)
    for line, _gone in left:
        last = max(
            (at for at, one in enumerate(placed) if one.section == line.section), default=len(placed) - 1
        )
        placed.insert(last + 1, line)
    _in_order(placed)
    for shown in Exhibit.objects.filter(line__in=ours).exclude(measure="").exclude(measure=STATEMENT):
        shown.points = points_before(issue, shown.measure)
        shown.save(update_fields=["points"])


def _in_order(lines: Sequence[Line]) -> None:
    for order, one in enumerate(lines, start=1):
        one.order = order
    Line.objects.bulk_update(lines, ["order", "section"])


def _key(line: Line) -> Key:
    if line.section in CHANGING:
        return (line.section, line.heading, line.item)
    if line.source_topic and line.source_subjects:
        return (line.section, line.heading, line.item, line.source_topic, *line.source_subjects)
    return (line.pk,)
