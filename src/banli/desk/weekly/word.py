"""Word in: a file or a pasted text is handed in, and its pieces are taken as lines, changed or left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from banli.desk.kit.frame import actor, screen, show
from banli.desk.weekly.names import named
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import require
from banli.screens.parameters import whole
from banli.weekly.service import (
    GRANTS,
    HEADINGS,
    WHY,
    Become,
    Chosen,
    Issue,
    Manuscript,
    Proposed,
    Section,
    WeeklyPermission,
    find_manuscript,
    issue_called,
    left_behind,
    manuscripts,
    may_hand_in,
    proposed,
    read_file,
    read_pasted,
    read_returned,
    sections_for,
    take_pieces,
)
from banli.weekly.states import From

SHOWN = 150
"""Pieces on one page."""
BECOMES = {
    Become.LINE: pgettext_lazy("manuscript", "A line of its own"),
    Become.JOIN: pgettext_lazy("manuscript", "Goes on in the line above"),
    Become.EXHIBIT: pgettext_lazy("manuscript", "A picture or table of the issue"),
    Become.LEAVE: pgettext_lazy("manuscript", "Not taken"),
}
SHOWN_BESIDE = ("source", "alt", "cells", "unit")
"""Fields of a picture or table beside its caption."""
LEVELS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


@dataclass(frozen=True)
class Row:
    """A piece on the page: as proposed, or as somebody chose before a fault sent the form back."""

    piece: Proposed
    become: str
    section: str
    text: str
    taken: bool
    errors: Mapping[str, list[str]]
    source: str = ""
    alt: str = ""
    cells: str = ""
    unit: str = ""

    @property
    def becomes(self) -> list[tuple[str, Any]]:
        """What it may become, in words: pictures and tables such and nothing else, paragraphs lines."""
        apart = {Become.LINE, Become.JOIN} if self.piece.shows else {Become.EXHIBIT}
        return [(one.value, words) for one, words in BECOMES.items() if one not in apart]

    @property
    def level(self) -> str:
        """The mark of its level; '' for none."""
        return LEVELS.get(self.piece.level, "")

    @property
    def why(self) -> str:
        """Why it is proposed to be left, in words."""
        return _(WHY[self.piece.why]) if self.piece.why else ""

    @property
    def height(self) -> int:
        """Rows of the field its text stands in."""
        return min(10, self.text.count("\n") + len(self.text) // 40 + 1)


@screen
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, week: str) -> HttpResponse:
    """Hand in a Word file or a pasted text; what is wrong with it is said, and what was pasted stays."""
    by, issue = actor(request), issue_called(week)
    if request.method != "POST":
        return _form(request, by, issue)
    try:
        read = _read(request, by, issue)
    except (Invalid, Refused) as error:
        problems = error.problems if isinstance(error, Invalid) else [Problem("", str(error))]
        return _form(request, by, issue, problems, 422 if isinstance(error, Invalid) else 409)
    return redirect(
        "desk:issue_returned" if read.source == From.RETURNED else "desk:issue_manuscript", week, read.pk
    )


def _read(request: HttpRequest, by: Actor, issue: Issue) -> Manuscript:
    if "pasted" in request.POST:
        text = request.POST["pasted"]
        require(text, "pasted")
        return read_pasted(by=by, issue_id=issue.pk, text=text, markup=request.POST.get("markup", ""))
    comes_back = "back" in request.POST
    came = request.FILES.get("returned" if comes_back else "file")
    name, content = (came.name or "", came.read()) if came else ("", b"")
    act = read_returned if comes_back else read_file
    return act(by=by, issue_id=issue.pk, name=name, content=content)


def _form(
    request: HttpRequest, by: Actor, issue: Issue, problems: Sequence[Problem] = (), status: int = 200
) -> HttpResponse:
    context = {
        "issue": issue,
        "inside": GRANTS.may(by, WeeklyPermission.EDIT),
        "open": may_hand_in(issue, by),
        "rows": [(one, named(one.read_by)) for one in manuscripts(issue, by, *From)],
        "pasted": request.POST.get("pasted", ""),
        "errors": {"all": [], "file": [], "pasted": [], "returned": [], **at_fields(problems)},
    }
    return show(request, "desk/weekly/issue_word.html", "issues", context, status)


@screen
@require_http_methods(["GET", "HEAD", "POST"])
def manuscript(request: HttpRequest, week: str, number: int) -> HttpResponse:
    """The pieces of a manuscript, each to be taken, changed or left; where a fault is found nothing is taken."""
    by, read = actor(request), find_manuscript(number, actor(request))
    if read.source == From.RETURNED:
        return redirect("desk:issue_returned", week, number)
    if request.method != "POST":
        return _pieces(request, by, read)
    try:
        count = take_pieces(by=by, manuscript_id=read.pk, chosen=_chosen(request, read))
    except (Invalid, Refused) as error:
        problems = error.problems if isinstance(error, Invalid) else [Problem("", str(error))]
        return _pieces(request, by, read, problems, 422 if isinstance(error, Invalid) else 409)
    messages.success(request, _done(count, to_window=bool(read.department)))
    return redirect("desk:issue_lines" if read.department else "desk:issue", week)


def _done(count: int, *, to_window: bool) -> str:
    if not count:
        return _("These pieces had been taken already; nothing was taken twice.")
    if to_window:
        return ngettext("%(count)s line is sent in.", "%(count)s lines are sent in.", count) % {
            "count": count
        }
    told = ngettext(
        "%(count)s line stands in the issue now.", "%(count)s lines stand in the issue now.", count
    )
    return told % {"count": count}


def _chosen(request: HttpRequest, read: Manuscript) -> list[Chosen]:
    """What the form says of each piece it showed."""
    found = []
    for place in range(1, len(read.pieces) + 1):
        become, section = request.POST.get(f"become-{place}"), request.POST.get(f"section-{place}", "")
        if become in (Become.LINE, Become.JOIN, Become.EXHIBIT):
            known = Section(section) if section in set(Section) else None
            said = {name: request.POST.get(f"{name}-{place}", "") for name in SHOWN_BESIDE}
            found.append(Chosen(place, Become(become), known, request.POST.get(f"text-{place}", ""), **said))
    return found


def _pieces(
    request: HttpRequest, by: Actor, read: Manuscript, problems: Sequence[Problem] = (), status: int = 200
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else {}
    errors, every = at_fields(problems), proposed(read, by)
    first = max(whole(request.GET.get("from", "")) or 1, 1)
    rows = [_row(read, one, sent, errors) for one in every[first - 1 : first - 1 + SHOWN]]
    context = {
        "issue": read.issue,
        "read": read,
        "reader": named(read.read_by),
        "inside": not read.department,
        "open": may_hand_in(read.issue, by),
        "rows": rows,
        "lines": sum(row.become in (Become.LINE, Become.EXHIBIT) and not row.taken for row in rows),
        "sections": [(one.value, HEADINGS[one]) for one in sections_for(by)],
        "dropped": [_(words) % {"count": count} for words, count in left_behind(read)],
        "wrong": bool(errors),
        "words": errors.get("all", []),
        "before": max(first - SHOWN, 1) if first > 1 else None,
        "after": first + SHOWN if len(every) >= first + SHOWN else None,
        "all": len(every),
    }
    return show(request, "desk/weekly/issue_manuscript.html", "issues", context, status)


def _row(read: Manuscript, one: Proposed, sent: Mapping[str, Any], errors: Mapping[str, list[str]]) -> Row:
    proposed_section = one.section.value if one.section else ""
    return Row(
        one,
        str(sent.get(f"become-{one.place}", one.become.value)),
        str(sent.get(f"section-{one.place}", proposed_section)),
        str(sent.get(f"text-{one.place}", one.text)),
        str(one.place) in read.taken,
        {
            name: errors.get(f"{name}-{one.place}", [])
            for name in ("become", "section", "text", *SHOWN_BESIDE)
        },
        **{
            name: str(sent.get(f"{name}-{one.place}", kept))
            for name, kept in {"source": "", "alt": one.alt, "cells": one.cells, "unit": one.unit}.items()
        },
    )


def at_fields(problems: Sequence[Problem]) -> dict[str, list[str]]:
    """What is wrong at each field, and at ``all`` what is wrong with the whole."""
    found: dict[str, list[str]] = {}
    for one in problems:
        found.setdefault(one.where or "all", []).append(str(one))
    return found
