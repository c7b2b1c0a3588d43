"""Issues, their lines and figures, and the issue as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.statistics.service import Figure
from banli.statistics.service import figures as frozen_figures
from banli.weekly.models import Frame, Issue, Line, Version
from banli.weekly.rules.columns import FIRST, column_of
from banli.weekly.rules.outline import Part, Section, compose
from banli.weekly.rules.periods import Span
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.rules.statement import Count, sentence
from banli.weekly.selectors.columns import issue_columns
from banli.weekly.selectors.exhibits import entries, statement_figures
from banli.weekly.states import FROZEN

PAGE = 50
UNNUMBERED = "草稿（未签发、未编号）"


def find_issue(issue_id: int) -> Issue:
    """The issue with its frame. Raises :class:`Missing`."""
    return _one(_issues().filter(pk=issue_id))


def issue_called(subject: str) -> Issue:
    """The issue of that name: 2022-10-17, 2022-10, 2022, or an erratum's. Raises :class:`Missing`."""
    return _one(_issues().filter(subject=subject))


def issue_for_week(start: date) -> Issue | None:
    """The issue of the week that begins on ``start``, if one was opened."""
    return _issues().filter(kind=Span.WEEK, first_day=start, mends=None).first()


def issue_numbered(number_in_all: int, kind: Span = Span.WEEK) -> Issue:
    """The issue with that number of all of its kind. Raises :class:`Missing`."""
    return _one(_issues().filter(kind=kind, number_in_all=number_in_all))


def latest_issues(
    before: date | None = None, limit: int = PAGE, kind: Span | None = Span.WEEK
) -> list[Issue]:
    """Issues, latest first, a page before the period that begins on ``before``; of every kind where it is None."""
    found = _issues() if kind is None else _issues().filter(kind=kind)
    if before:
        found = found.filter(first_day__lt=before)
    return list(found.order_by("-first_day", "-pk")[:limit])


def signed_before(issue: Issue) -> Issue | None:
    """The latest signed issue of the same kind whose period ended before this one's, errata apart."""
    found = _issues().filter(kind=issue.kind, mends=None, state__in=FROZEN, first_day__lt=issue.first_day)
    return found.order_by("-first_day").first()


def current_frame(kind: Span = Span.WEEK) -> Frame:
    """What is printed on the next issue of that kind. Raises :class:`Refused` before a pack has said it."""
    found = Frame.objects.filter(kind=kind).order_by("-id").first()
    if found is None:
        raise Refused(gettext_noop("No pack has said yet what stands on the weekly report."))
    return found


def lines(issue: Issue) -> list[Line]:
    """The lines of an issue in their order, each with its exhibit."""
    return list(issue.lines.select_related("exhibit__file").order_by("order", "id"))


def figures(issue: Issue) -> list[Figure]:
    """The figures of the statement in its order."""
    return statement_figures(issue)


def corrected_figures(issue: Issue) -> list[Figure]:
    """The figures its corrections tell, as they count now."""
    rows = issue.figures.select_related("figure").filter(correction=True).order_by("order")
    return [row.figure for row in rows]


def told_figures(issue: Issue) -> list[Figure]:
    """The figures that other lines tell, apart from statement and corrections, in the order they were frozen."""
    rows = issue.lines.filter(source_topic="figure").exclude(
        section__in=[Section.STATEMENT.value, Section.CORRECTIONS.value]
    )
    wanted = {int(one) for subjects in rows.values_list("source_subjects", flat=True) for one in subjects}
    return frozen_figures(sorted(wanted)) if wanted else []


def counts(found: Iterable[Figure]) -> list[Count]:
    """Figures as the sentence needs them."""
    return [Count(one.group, one.indicator, one.value) for one in found]


def statement_text(issue: Issue, found: Sequence[Figure]) -> str:
    """The sentence of the six figures, in the issue's own wording, else the frame's, else the house's."""
    return sentence(
        counts(found),
        first=found[0].from_day,
        last=found[0].to_day,
        source=issue.frame.source,
        scope=issue.frame.scope,
        wording=issue.wording or issue.frame.statement,
    )


def parts(issue: Issue, mode: Mode | None = None) -> tuple[Part, ...]:
    """The issue as printed: sections with their numbers and lines, those of a further column after its title."""
    chosen, every = mode or Mode(issue.mode), issue_columns(issue)
    found = entries(issue, lines(issue))
    counted: Counter[str] = Counter()
    made: list[Part] = []
    for one in every:
        own = [entry for entry in found if column_of(every, entry.section) is one]
        printed = compose(own, one.plans, chosen, counted)
        if printed and one.key != FIRST:
            printed = (replace(printed[0], column=one.title), *printed[1:])
        made += printed
    return tuple(made)


def versions(issue: Issue) -> list[Version]:
    """Every version there was, latest first."""
    return list(issue.versions.order_by("-number"))


def issue_line(issue: Issue) -> str:
    """2022年第35期（总第410期）; before sign-off it says that there is no number yet."""
    if issue.number_in_all is None:
        return UNNUMBERED
    return f"{issue.year}年第{issue.number_in_year}期（总第{issue.number_in_all}期）"


def _issues() -> QuerySet[Issue]:
    return Issue.objects.select_related("frame")


def _one(found: QuerySet[Issue]) -> Issue:
    issue = found.first()
    if issue is None:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return issue
