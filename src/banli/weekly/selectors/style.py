"""What the house style has to say about an issue, line by line."""

from __future__ import annotations

from banli.fieldwork.service import counted_otherwise
from banli.people.service import departments
from banli.weekly.models import Issue, Line
from banli.weekly.rules.outline import Section
from banli.weekly.rules.style import Remark, Rule, register, remarks
from banli.weekly.selectors.issues import lines

FIELDWORK = "fieldwork"


def check_issue(issue: Issue) -> dict[int, list[Remark]]:
    """Remarks by line; a line that has none is not there, and neither is the statement, which nobody writes."""
    names = _register(issue)
    found = {line.pk: _of(issue, line, names) for line in lines(issue) if line.section != Section.STATEMENT}
    return {line: said for line, said in found.items() if said}


def _of(issue: Issue, line: Line, names: tuple[str, ...]) -> list[Remark]:
    said = remarks(line.entry, line.drawn, first=issue.first_day, last=issue.last_day, names=names)
    return [*said, *_counted(line)]


def _counted(line: Line) -> list[Remark]:
    """Figures that were counted for the line when its activity was recorded, and come to something else by now."""
    if line.source_topic != FIELDWORK:
        return []
    found = [one for subject in line.source_subjects for one in counted_otherwise(subject)]
    return [Remark(Rule.COUNT, str(told), str(now)) for _name, told, now in found]


def _register(issue: Issue) -> tuple[str, ...]:
    rows = departments()
    short = [one.short_name for one in rows]
    return register(
        [*(one.name for one in rows), *short, *(f"省{name}" for name in short), *issue.frame.organisations]
    )
