"""The weekly report for everybody, where its pack says so: the archive by year, an issue with its figures, the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banli.documents.service import date_words
from banli.kernel import keys
from banli.portal.kit.visitor import page
from banli.screens import papers
from banli.screens.exhibit_pieces import Seen, seen
from banli.screens.issue_pieces import Piece, pieces_of
from banli.screens.parameters import whole
from banli.statistics.service import INDICATORS, Figure, title_of
from banli.weekly.service import (
    Issue,
    Item,
    Section,
    Span,
    errata,
    figures,
    figures_csv,
    find_public_issue,
    issue_line,
    issue_picture,
    parts,
    public_issues,
    public_years,
    stored_files,
)
from banli.weekly.states import State


@page
def issues(request: HttpRequest) -> HttpResponse:
    """The issues of a year, the latest one where none is asked for; months and years beside the weeks."""
    asked = request.GET.get("kind", "")
    kind = Span(asked) if asked in set(Span) else Span.WEEK
    years = public_years(kind)
    year = whole(request.GET.get("year", ""))
    shown = year if year in years else next(iter(years), None)
    context = {
        "section": "public",
        "kind": kind,
        "kinds": [(one, one == kind) for one in Span if one == Span.WEEK or public_years(one)],
        "years": years,
        "year": shown,
        "rows": [(one, issue_line(one)) for one in public_issues(kind, shown)],
    }
    return render(request, "portal/public/issues.html", context)


@page
def issue(request: HttpRequest, subject: str) -> HttpResponse:
    """An issue to read and to select from: each number leads to its definition, period and place in the record."""
    found = find_public_issue(subject)
    counted = figures(found)
    context = {
        "section": "public",
        "issue": found,
        "issue_line": issue_line(found),
        "signed_on": date_words(found.signed_on) if found.signed_on else "",
        "chapters": [
            (part, [_shown(item, found, counted, part.section) for item in part.items])
            for part in parts(found)
        ],
        "figures": [_figure(one) for one in counted],
        "errata": [(one, issue_line(one)) for one in errata(found) if one.state == State.PUBLISHED],
        "mends_line": issue_line(found.mends) if found.mends else "",
        "fingerprint": keys.fingerprint(),
    }
    return render(request, "portal/public/issue.html", context)


def _shown(
    item: Item, found: Issue, counted: Sequence[Figure], section: Section
) -> tuple[Item, tuple[Piece, ...], Seen | None]:
    """A line in its pieces, or its exhibit; a figure opens where this page tells it."""
    here = {one.pk for one in counted}

    def picture(digest: str) -> str:
        return reverse("portal:weekly_picture", args=[found.subject, digest])

    def figure(key: int) -> str:
        return f"#figure-{key}" if key in here else ""

    pieces = pieces_of(item.words, () if item.entry.inset else counted, section)
    return item, pieces, seen(item, picture, figure)


@page
def picture(request: HttpRequest, subject: str, digest: str) -> HttpResponse:
    """A picture of an issue that everybody reads."""
    shown = issue_picture(find_public_issue(subject), digest)
    if shown is None:
        raise Http404
    return papers.answer(papers.stored(shown))


def _figure(one: Figure) -> dict[str, Any]:
    """A figure with what it counts, in the words it was frozen with."""
    indicator = next((each for each in INDICATORS if each.key == one.indicator), None)
    same = indicator is not None and indicator.definition.zh == one.definition
    return {
        "figure": one,
        "group": title_of(one),
        "title": indicator.title if indicator else one.indicator,
        "definition": indicator.definition if indicator and same else one.definition,
    }


@page
def issue_file(request: HttpRequest, subject: str, kind: str) -> HttpResponse:
    """The issue as its PDF, or its figures as CSV."""
    found: Issue = find_public_issue(subject)
    if kind == "pdf":
        content = stored_files(found)["weekly.pdf"]
        return papers.answer(papers.Paper(content, f"{found.frame.masthead}-{subject}.pdf"))
    if kind == "csv":
        text = figures_csv(found).encode()
        return papers.answer(
            papers.Paper(text, f"figures-{subject}.csv", "text/csv; charset=utf-8"), save=True
        )
    raise Http404
