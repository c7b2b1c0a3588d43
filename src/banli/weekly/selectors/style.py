"""What the house style has to say about an issue, line by line."""

from __future__ import annotations

from django.db.models import F

from banli.fieldwork.service import counted_otherwise
from banli.kernel.errors import Refused
from banli.statistics.service import Figure, figures, in_words, now_of, number_of
from banli.weekly.models import Dismissal, Issue, Line
from banli.weekly.rules.numbers import Numbered
from banli.weekly.rules.outline import Section
from banli.weekly.rules.register import Register
from banli.weekly.rules.style import Remark, Rule, count_remark, number_remarks, remarks
from banli.weekly.rules.warnings import Concerns
from banli.weekly.selectors.dictionary import register_of
from banli.weekly.selectors.issues import lines, parts
from banli.weekly.selectors.talk import unsettled
from banli.weekly.selectors.windows import missing_asks

FIELDWORK, FIGURE = "fieldwork", "figure"
NO_DATA = "无数据"


def check_issue(issue: Issue) -> dict[int, list[Remark]]:
    """Remarks by line; a line that has none is not there, and neither is the statement, which nobody writes.

    Those that were let stand are left out, and the caption of an exhibit is no sentence and is not looked at.
    """
    known = register_of(issue.frame)
    numbered = _numbered(issue)
    let = {(one.line_id, one.rule, one.found, one.meant) for one in dismissals(issue)}
    found = {
        line.pk: [
            one
            for one in (*_of(issue, line, known), *_about_numbers(line, numbered.get(line.pk, ())))
            if (line.pk, one.rule.value, one.found, one.meant) not in let
        ]
        for line in lines(issue)
        if line.section != Section.STATEMENT and line.exhibited is None
    }
    return {line: said for line, said in found.items() if said}


def dismissals(issue: Issue) -> list[Dismissal]:
    """Remarks that were let stand and count still: their lines say what they said then."""
    found = Dismissal.objects.filter(line__issue=issue, said=F("line__text"))
    return list(found.select_related("line").order_by("line__order", "pk"))


def _about_numbers(line: Line, rows: tuple[Numbered, ...]) -> list[Remark]:
    stored = line.entry.stored
    before = len(stored) - len(line.text)
    return [one.moved(-before) for one in number_remarks(rows, stored)]


def concerns(issue: Issue) -> Concerns:
    """What has to be seen before the issue goes on."""
    said = check_issue(issue)
    found = tuple((line.pk, one) for line in lines(issue) for one in said.get(line.pk, ()))
    return Concerns(found, tuple(ask.department for ask in missing_asks(issue)), *unsettled(issue))


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
    """What was counted for the line when its activity was recorded, or its figure frozen, and comes to something else
    by now."""
    if line.source_topic == FIGURE and line.section != Section.CORRECTIONS:
        pairs = [(in_words(number_of(one), one.unit), _now(one)) for one in frozen(line)]
        return [Remark(Rule.COUNT, told, now) for told, now in pairs if told != now]
    if line.source_topic != FIELDWORK:
        return []
    found = [one for subject in line.source_subjects for one in counted_otherwise(subject)]
    return [count_remark(line.text, told, now) for _name, told, now in found]


def _now(one: Figure) -> str:
    """The figure as it counts now."""
    try:
        return in_words(number_of(now_of(one)), one.unit)
    except Refused:
        return NO_DATA


def frozen(line: Line) -> list[Figure]:
    """The frozen figures that a line tells."""
    return figures([int(one) for one in line.source_subjects])
