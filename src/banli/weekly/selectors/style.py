"""What the house style has to say about an issue, line by line."""

from __future__ import annotations

from banli.fieldwork.service import counted_otherwise
from banli.people.service import departments
from banli.weekly.models import Issue, Line
from banli.weekly.rules.numbers import Numbered
from banli.weekly.rules.outline import Section
from banli.weekly.rules.register import Register, organisations, register
from banli.weekly.rules.style import Remark, Rule, number_remarks, remarks
from banli.weekly.rules.warnings import Concerns
from banli.weekly.selectors.issues import lines, parts
from banli.weekly.selectors.windows import missing_asks

FIELDWORK = "fieldwork"


def check_issue(issue: Issue) -> dict[int, list[Remark]]:
    """Remarks by line; a line that has none is not there, and neither is the statement, which nobody writes."""
    known = register_of(issue)
    numbered = _numbered(issue)
    found = {
        line.pk: [*_of(issue, line, known), *number_remarks(numbered.get(line.pk, ()))]
        for line in lines(issue)
        if line.section != Section.STATEMENT
    }
    return {line: said for line, said in found.items() if said}


def concerns(issue: Issue) -> Concerns:
    """What has to be seen before the issue goes on."""
    said = check_issue(issue)
    found = tuple((line.pk, one) for line in lines(issue) for one in said.get(line.pk, ()))
    return Concerns(found, tuple(ask.department for ask in missing_asks(issue)))


def _numbered(issue: Issue) -> dict[int, tuple[Numbered, ...]]:
    """How each line was numbered anew, by line."""
    own: dict[str, list[int]] = {}
    for line in lines(issue):
        own.setdefault(line.section, []).append(line.pk)
    return {
        line: item.numbering
        for part in parts(issue)
        for line, item in zip(own.get(part.section, ()), part.items, strict=True)
    }


def _of(issue: Issue, line: Line, known: Register) -> list[Remark]:
    said = remarks(line.entry, line.drawn, first=issue.first_day, last=issue.last_day, known=known)
    return [*said, *_counted(line)]


def _counted(line: Line) -> list[Remark]:
    """Figures that were counted for the line when its activity was recorded, and come to something else by now."""
    if line.source_topic != FIELDWORK:
        return []
    found = [one for subject in line.source_subjects for one in counted_otherwise(subject)]
    return [Remark(Rule.COUNT, str(told), str(now)) for _name, told, now in found]


def register_of(issue: Issue) -> Register:
    """The departments of the house with what the frame names besides."""
    rows = [(one.name, one.short_name) for one in departments()]
    frame = issue.frame
    return register([*organisations(rows), *frame.organisations], frame.laws, frame.terms)
