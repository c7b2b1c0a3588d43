"""Published issues as others see them: deliveries, archive, errata, search, figures changed since."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.statistics.service import Figure, statement
from banli.weekly.models import Archive, Delivery, Issue, Line
from banli.weekly.rules.periods import Span
from banli.weekly.selectors.issues import figures
from banli.weekly.states import State

FOUND_MAX = 50
PUBLIC_MAX = 60
"""Issues of one year at most: weeks with their errata."""
CONTEXT = 30
"""Characters shown on each side of what was found."""


@dataclass(frozen=True)
class Hit:
    """A line that has every word asked for: before, the word, after."""

    issue: Issue
    line: Line
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Changed:
    """A frozen figure and what the record counts for it now."""

    figure: Figure
    now: int


def deliveries(issue: Issue) -> list[Delivery]:
    """Where an issue went, in the order of its list."""
    return list(issue.deliveries.order_by("pk"))


def delivered_to(department: str, limit: int = 20) -> list[Delivery]:
    """Copies a department has not confirmed or not read yet, latest first."""
    found = unread(department).select_related("issue", "issue__frame")
    return list(found.order_by("-pk")[:limit])


def unread(department: str) -> QuerySet[Delivery]:
    """Copies of a department that it has not confirmed or not read yet."""
    return Delivery.objects.filter(department=department).exclude(
        received_at__isnull=False, read_at__isnull=False
    )


def archived(issue: Issue) -> Archive | None:
    """The issue's place in the archive."""
    return Archive.objects.filter(issue=issue).first()


def errata(issue: Issue) -> list[Issue]:
    """Issues that put this one right, in their order."""
    return list(issue.errata.select_related("frame").order_by("pk"))


def published_issues(limit: int = FOUND_MAX) -> list[Issue]:
    """Published issues of every kind, latest first."""
    found = Issue.objects.filter(state=State.PUBLISHED).select_related("frame")
    return list(found.order_by("-signed_on", "-pk")[:limit])


def public_issues(kind: Span, year: int | None = None) -> list[Issue]:
    """The published issues of a kind that everybody reads, the latest first; of one year where it is named."""
    found = _public().filter(kind=kind)
    if year is not None:
        found = found.filter(year=year)
    return list(found.order_by("-number_in_all", "-pk")[:PUBLIC_MAX])


def public_years(kind: Span) -> list[int]:
    """The years in which there are such issues, the latest first."""
    years = _public().filter(kind=kind, year__isnull=False).values_list("year", flat=True)
    return sorted({int(year) for year in years.distinct() if year is not None}, reverse=True)


def find_public_issue(subject: str) -> Issue:
    """An issue that everybody reads, by its name in addresses. Raises :class:`Missing`."""
    found = _public().filter(subject=subject).first()
    if found is None:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return found


def _public() -> QuerySet[Issue]:
    return Issue.objects.filter(state=State.PUBLISHED, frame__public=True).select_related("frame", "mends")


def search_issues(text: str, *, drafts: bool = False) -> list[Hit]:
    """Lines that hold every word of ``text``, of published issues (and drafts where asked for), latest first."""
    words = text.split()[:8]
    if not words:
        return []
    holds = Q()
    for word in words:
        holds &= Q(text__icontains=word) | Q(heading__icontains=word)
    found = Line.objects.filter(holds).select_related("issue", "issue__frame")
    if not drafts:
        found = found.filter(issue__state=State.PUBLISHED)
    rows = found.order_by("-issue__first_day", "issue_id", "order")[:FOUND_MAX]
    return [_hit(line, words[0]) for line in rows]


def _hit(line: Line, word: str) -> Hit:
    whole = line.entry.stored
    at = max(whole.casefold().find(word.casefold()), 0)
    end = at + len(word)
    start = max(at - CONTEXT, 0)
    before = ("…" if start else "") + whole[start:at]
    after = whole[end : end + CONTEXT] + ("…" if len(whole) > end + CONTEXT else "")
    return Hit(line.issue, line, before, whole[at:end], after)


def changed_figures(issue: Issue) -> list[Changed]:
    """Figures of the statement that the record counts otherwise now; the issue itself is never changed by this."""
    told = figures(issue)
    if not told:
        return []
    rows = {row.key: row.values for row in statement(told[0].from_day, told[0].to_day).rows}
    found = [Changed(one, rows[one.group][one.indicator]) for one in told]
    return [one for one in found if one.now != one.figure.value]
