"""Pictures, tables and charts of an issue: put in on a page of their own, changed there, and shown by their digest."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from banli.desk.kit.frame import actor, screen, show
from banli.desk.weekly.acts import sent
from banli.desk.weekly.word import at_fields
from banli.documents.service import Shape
from banli.files.service import read as bytes_of
from banli.files.service import receive_for_print
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.screens import papers
from banli.screens.parameters import whole
from banli.weekly.service import (
    GRANTS,
    HEADINGS,
    WIDTHS,
    Exhibit,
    ExhibitPlace,
    ExhibitRecord,
    Issue,
    RecordPicture,
    Section,
    WeeklyPermission,
    add_figures,
    add_picture,
    add_table,
    check_add_exhibit,
    check_edit_exhibit,
    check_exhibit_place,
    edit_exhibit,
    find_exhibit,
    handed_in_picture,
    issue_called,
    issue_picture,
    lines,
    measures,
    picture_words,
    record_pictures,
)
from banli.weekly.states import ExhibitKind, State

KINDS = {
    ExhibitKind.PICTURE: pgettext_lazy("exhibit", "Picture"),
    ExhibitKind.TABLE: pgettext_lazy("exhibit", "Table"),
    ExhibitKind.FIGURES: pgettext_lazy("exhibit", "Table of figures"),
    ExhibitKind.CHART: pgettext_lazy("exhibit", "Chart"),
}
SHAPES = {
    Shape.BARS: pgettext_lazy("exhibit", "Bars"),
    Shape.LINE: pgettext_lazy("exhibit", "Line over the issues of the year"),
}
FIELDS = (
    "text",
    "source",
    "alt",
    "cells",
    "unit",
    "aligns",
    "measure",
    "shape",
    "record",
    "width",
    "after",
    "token",
)
UPLOADED = "picture"
"""The field of the file."""


@dataclass(frozen=True)
class Tried:
    """A form that was not taken: what is wrong at each field, and the answer's status."""

    errors: Mapping[str, list[str]]
    status: int = 200


@screen
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, week: str) -> HttpResponse:
    """Put a picture, a table, figures or a chart into a section of the draft."""
    by, issue = actor(request), issue_called(week)
    GRANTS.require(by, WeeklyPermission.EDIT)
    kind, section = _kind(request), _section(request)
    if request.method != "POST":
        return _new_page(request, issue, kind, section, Tried({}))
    try:
        _add(request, by, issue, kind, section)
    except (Invalid, Refused) as error:
        return _new_page(request, issue, kind, section, _tried(error))
    messages.success(request, _("It stands in the issue now."))
    return redirect("desk:issue", week)


@screen
@require_http_methods(["GET", "HEAD", "POST"])
def exhibit(request: HttpRequest, week: str, number: int) -> HttpResponse:
    """Change the words of an exhibit, or the cells of a table."""
    by, issue = actor(request), issue_called(week)
    GRANTS.require(by, WeeklyPermission.EDIT)
    one = find_exhibit(issue, number)
    if request.method != "POST":
        return _page(request, issue, one, Tried({}))
    typed = {name: request.POST.get(name, "") for name in ("source", "alt", "cells", "unit", "aligns")}
    version = sent(request, "version")
    try:
        caption = request.POST.get("text", "")
        edit_exhibit(by=by, issue_id=issue.pk, version=version, line_id=number, caption=caption, **typed)
    except (Invalid, Refused, Stale) as error:
        return _page(request, issue, one, _tried(error))
    messages.success(request, _("It is changed."))
    return redirect("desk:issue", week)


@screen
@require_safe
def picture(request: HttpRequest, week: str, digest: str) -> HttpResponse:
    """A picture of the issue, of the record in its days for whoever edits it, or of what a window handed in for it."""
    by, issue = actor(request), issue_called(week)
    if handed := handed_in_picture(issue, digest, by):
        return papers.answer(papers.Paper(bytes_of(handed), handed.name, handed.media_type))
    published = issue.state == State.PUBLISHED
    GRANTS.require(by, WeeklyPermission.READ_PUBLISHED if published else WeeklyPermission.READ)
    found = issue_picture(issue, digest)
    if found is None and GRANTS.may(by, WeeklyPermission.EDIT):
        found = next((one.file for one in record_pictures(issue) if one.digest == digest), None)
    if found is None:
        raise Missing(gettext_noop("There is no such picture."))
    return papers.answer(papers.Paper(bytes_of(found), found.name, found.media_type))


def _kind(request: HttpRequest) -> ExhibitKind:
    asked = request.GET.get("kind", ExhibitKind.PICTURE.value)
    return ExhibitKind(asked) if asked in set(ExhibitKind) else ExhibitKind.PICTURE


def _section(request: HttpRequest) -> Section:
    asked = request.GET.get("section", "")
    if asked not in set(Section):
        raise Missing(gettext_noop("There is no such page."))
    return Section(asked)


def _tried(error: Invalid | Refused | Stale) -> Tried:
    if isinstance(error, Invalid):
        return Tried(at_fields(error.problems), 422)
    return Tried({"all": [str(error)]}, 409)


def _add(request: HttpRequest, by: Actor, issue: Issue, kind: ExhibitKind, section: Section) -> None:
    def said(name: str) -> str:
        return request.POST.get(name, "")

    place = ExhibitPlace(section, whole(said("after")), said("token")[:40] or None)
    if kind is ExhibitKind.PICTURE:
        _add_picture(request, by, issue, place)
    elif kind is ExhibitKind.TABLE:
        words: dict[str, Any] = {"caption": said("text"), "source": said("source"), "unit": said("unit")}
        add_table(by=by, issue_id=issue.pk, place=place, cells=said("cells"), aligns=said("aligns"), **words)
    else:
        drawn = Shape(said("shape")) if said("shape") in set(Shape) else Shape.BARS
        shape = drawn if kind is ExhibitKind.CHART else None
        add_figures(
            by=by, issue_id=issue.pk, place=place, caption=said("text"), measure=said("measure"), shape=shape
        )


def _add_picture(request: HttpRequest, by: Actor, issue: Issue, place: ExhibitPlace) -> None:
    """Look at the words before the file is made anew, so that nothing is kept for a form that comes back."""
    words: dict[str, Any] = {name: request.POST.get(name, "") for name in ("source", "alt")}
    words["caption"] = request.POST.get("text", "")
    check_add_exhibit(issue)
    problems: list[Problem] = []
    try:
        picture_words(**words)
    except Invalid as error:
        problems += error.problems
    came, record = request.FILES.get(UPLOADED), _chosen(request, issue)
    if came is None and record is None:
        told = gettext_noop("Choose a picture of the record, or a file.")
        problems.append(Problem(UPLOADED, told))
    if problems:
        raise Invalid(problems)
    name = (came.name or "") if came else record.file.name if record else ""
    content = came.read() if came else bytes_of(record.file) if record else b""
    asked = whole(request.POST.get("width", "")) or 0
    made, wide = receive_for_print(
        by=by, name=name, content=content, millimetres=asked if asked in WIDTHS else WIDTHS[0], where=UPLOADED
    )
    source = ExhibitRecord(record.topic, record.subject) if record and not came else None
    add_picture(by=by, issue_id=issue.pk, place=place, picture=made, width=wide, record=source, **words)


def _chosen(request: HttpRequest, issue: Issue) -> RecordPicture | None:
    digest = request.POST.get("record", "")
    return next((one for one in record_pictures(issue) if one.digest == digest), None) if digest else None


def _new_page(
    request: HttpRequest, issue: Issue, kind: ExhibitKind, section: Section, tried: Tried
) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    typed["token"] = typed["token"] or secrets.token_hex(8)
    typed["after"] = typed["after"] or request.GET.get("after", "")
    own = [one for one in lines(issue) if one.section == section]
    context = {
        "issue": issue,
        "kind": kind.value,
        "kinds": [
            (one.value, words, one is kind)
            for one, words in KINDS.items()
            if not _refusal(check_exhibit_place, one, section)
        ],
        "section": section.value,
        "heading": HEADINGS[section],
        "closed": _refusal(check_add_exhibit, issue) or _refusal(check_exhibit_place, kind, section),
        "places": [(str(one.pk), one.text, str(one.pk) == typed["after"]) for one in own],
        "pictures": record_pictures(issue) if kind is ExhibitKind.PICTURE else [],
        "widths": WIDTHS,
        "measures": measures(),
        "shapes": [(one.value, words) for one, words in SHAPES.items()],
        "one": None,
    }
    return _show(request, context, typed, tried)


def _refusal(check: Callable[..., None], *what: Any) -> str:
    """Why ``check`` refuses it, in words; '' where it does not."""
    try:
        check(*what)
    except Refused as error:
        return str(error)
    return ""


def _page(request: HttpRequest, issue: Issue, one: Exhibit, tried: Tried) -> HttpResponse:
    kept = {
        "text": one.line.text,
        "source": one.source,
        "alt": one.alt,
        "unit": one.unit,
        "cells": "\n".join(" | ".join(str(cell) for cell in row) for row in one.cells),
        "aligns": "".join({"left": "左", "center": "中", "right": "右"}[side] for side in one.aligns),
    }
    typed = {name: request.POST.get(name, kept.get(name, "")) for name in FIELDS}
    context = {
        "issue": issue,
        "kind": one.kind,
        "heading": HEADINGS[Section(one.line.section)],
        "title": KINDS[ExhibitKind(one.kind)],
        "closed": _refusal(check_edit_exhibit, issue),
        "one": one,
    }
    return _show(request, context, typed, tried)


def _show(
    request: HttpRequest, context: Mapping[str, Any], typed: Mapping[str, str], tried: Tried
) -> HttpResponse:
    errors: dict[str, list[str]] = {name: [] for name in (*FIELDS, UPLOADED, "all")} | dict(tried.errors)
    whole_page = {**context, "typed": typed, "errors": errors}
    return show(request, "desk/weekly/issue_exhibit.html", "issues", whole_page, tried.status)
