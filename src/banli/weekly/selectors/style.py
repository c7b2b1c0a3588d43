"""What the house style has to say about an issue, line by line."""

from __future__ import annotations

from banli.people.service import departments
from banli.weekly.models import Issue, Line
from banli.weekly.rules.outline import Section
from banli.weekly.rules.style import Remark, register, remarks
from banli.weekly.selectors.issues import lines


def check_issue(issue: Issue) -> dict[int, list[Remark]]:
    """Remarks by line; a line that has none is not there, and neither is the statement, which nobody writes."""
    names = _register(issue)
    found = {line.pk: _of(issue, line, names) for line in lines(issue) if line.section != Section.STATEMENT}
    return {line: said for line, said in found.items() if said}


def _of(issue: Issue, line: Line, names: tuple[str, ...]) -> list[Remark]:
    return remarks(line.entry, line.drawn, first=issue.first_day, last=issue.last_day, names=names)


def _register(issue: Issue) -> tuple[str, ...]:
    rows = departments()
    short = [one.short_name for one in rows]
    return register(
        [*(one.name for one in rows), *short, *(f"省{name}" for name in short), *issue.frame.organisations]
    )
