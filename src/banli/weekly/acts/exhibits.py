"""Pictures, tables, figures and charts among the lines of a draft: put in, changed. Moved and removed like lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from banli.documents.service import Shape
from banli.files.service import StoredFile
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.weekly.acts.editing import FIRST_WITH_STATEMENT, append, held_line
from banli.weekly.acts.placing import put_at
from banli.weekly.acts.transition import moved, shared, told
from banli.weekly.models import Exhibit, Issue, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.exhibits import (
    ALT_MOST,
    SOURCE_MOST,
    UNIT_MOST,
    aligned,
    cells_of,
    check_place,
    check_room,
    clean_caption,
    line_problems,
    one_line,
    table_problems,
)
from banli.weekly.rules.outline import Section
from banli.weekly.selectors.exhibits import STATEMENT, measures, points_before, statement_figures
from banli.weekly.states import ADD_EXHIBIT, EDIT_EXHIBIT, ExhibitKind


@dataclass(frozen=True)
class Place:
    """Where an exhibit is put: in ``section``, after the line ``after``; at its end where that is None or gone."""

    section: Section
    after: int | None = None
    token: str | None = None
    """Of the form; a second click with it puts nothing in twice."""


@dataclass(frozen=True)
class Record:
    """The record a picture is taken from; its page stays linked."""

    topic: str
    subject: str


@transaction.atomic
def add_picture(
    *,
    by: Actor,
    issue_id: int,
    place: Place,
    caption: str,
    source: str,
    alt: str,
    picture: StoredFile,
    width: int,
    record: Record | None = None,
) -> Issue:
    """Put a picture into the draft, made anew for its print size; its digest stands in the event.

    :param width: millimetres on paper.
    :raises Invalid: where caption, source or the words for the blind are missing or too long.
    """
    words, facts = picture_words(caption, source, alt)
    facts |= {"kind": ExhibitKind.PICTURE, "file": picture, "width": width}
    return _add(by, issue_id, place, words, facts, record)


@transaction.atomic
def add_table(
    *,
    by: Actor,
    issue_id: int,
    place: Place,
    caption: str,
    source: str,
    cells: str,
    unit: str,
    aligns: str,
    record: Record | None = None,
) -> Issue:
    """Put a free table into the draft, its first row the head.

    :param cells: as pasted from a spreadsheet, or typed with | between cells.
    :param aligns: 左, 中 or 右 for each column; empty to let figures stand right.
    :raises Invalid: at ``text``, ``source``, ``cells``, ``unit`` or ``aligns``.
    """
    words, facts = table_words(caption, source, cells, unit, aligns)
    return _add(by, issue_id, place, words, facts | {"kind": ExhibitKind.TABLE}, record)


@transaction.atomic
def add_figures(
    *, by: Actor, issue_id: int, place: Place, caption: str, measure: str, shape: Shape | None = None
) -> Issue:
    """Put a table of the issue's figures into the draft, or a chart of them; their numbers come from the record alone.

    :param measure: as :func:`banli.weekly.selectors.exhibits.measures` gives them.
    :raises Refused: where nothing is counted for the issue yet, or there is nothing to draw a line through.
    """
    words = clean_caption(caption)
    if measure not in {one.key for one in measures()}:
        raise Invalid([Problem("measure", gettext_noop("Choose what it shows."))])
    kind = ExhibitKind.CHART if shape else ExhibitKind.FIGURES
    facts = {"kind": kind, "measure": measure, "shape": shape.value if shape else ""}
    return _add(by, issue_id, place, words, facts)


@transaction.atomic
def edit_exhibit(*, by: Actor, issue_id: int, version: int, line_id: int, **typed: str) -> Issue:
    """Change the words of an exhibit; the ledger keeps it as it was and as it is.

    :param version: the version of the issue in which it was read.
    :param typed: what :func:`add_picture`, :func:`add_table` or :func:`add_figures` take as words.
    :raises Stale: where it has changed since.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(EDIT_EXHIBIT, issue_id)
    line = held_line(issue, line_id, version)
    one = line.exhibited
    if one is None:
        raise Missing(gettext_noop("This picture or table is no longer part of the issue."))
    before = {"caption": line.text, **told(one)}
    caption, facts = _words(ExhibitKind(one.kind), typed)
    for name, value in facts.items():
        setattr(one, name, value)
    one.save()
    line.text, line.version = caption, issue.version + 1
    line.save(update_fields=["text", "version"])
    now = {"caption": line.text, **told(one)}
    return moved(EDIT_EXHIBIT, issue, by, {"line": line.pk, "before": before, "exhibit": now})


def _words(kind: ExhibitKind, typed: dict[str, str]) -> tuple[str, dict[str, Any]]:
    def said(name: str) -> str:
        return typed.get(name, "")

    if kind is ExhibitKind.PICTURE:
        return picture_words(said("caption"), said("source"), said("alt"))
    if kind is ExhibitKind.TABLE:
        return table_words(said("caption"), said("source"), said("cells"), said("unit"), said("aligns"))
    return clean_caption(said("caption")), {}


def picture_words(caption: str, source: str, alt: str) -> tuple[str, dict[str, Any]]:
    """Caption and facts of a picture. Raises :class:`Invalid` with everything that is wrong with them."""
    source, alt = one_line(source), one_line(alt)
    problems = line_problems("source", source, SOURCE_MOST, gettext_noop("Say where the picture comes from."))
    needed = gettext_noop("Say in words what the picture shows, for whoever cannot see it.")
    problems += line_problems("alt", alt, ALT_MOST, needed)
    return _caption(caption, problems), {"source": source, "alt": alt}


def table_words(caption: str, source: str, cells: str, unit: str, aligns: str) -> tuple[str, dict[str, Any]]:
    """Caption and facts of a free table. Raises :class:`Invalid` with everything that is wrong with them."""
    rows = cells_of(cells)
    sides, wrong = aligned(aligns, rows)
    source, unit = one_line(source), one_line(unit)
    problems = [*table_problems(rows), *wrong]
    problems += line_problems("source", source, SOURCE_MOST) + line_problems("unit", unit, UNIT_MOST)
    facts = {"source": source, "cells": [list(row) for row in rows], "unit": unit, "aligns": list(sides)}
    return _caption(caption, problems), facts


def _caption(caption: str, problems: Sequence[Problem]) -> str:
    """The caption as it is stored; raises what is wrong with it together with ``problems``."""
    try:
        words = clean_caption(caption)
    except Invalid as error:
        raise Invalid([*error.problems, *problems]) from None
    if problems:
        raise Invalid(list(problems))
    return words


def _add(
    by: Actor, issue_id: int, place: Place, caption: str, facts: dict[str, Any], record: Record | None = None
) -> Issue:
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(ADD_EXHIBIT, issue_id)
    if place.token and Exhibit.objects.filter(token=place.token, line__issue=issue).exists():
        return issue
    if facts.get("measure"):
        facts = facts | {"points": _counted(issue, facts["measure"], facts["shape"])}
    one = put_in(issue, place, caption, facts, record)
    body = {"line": one.line_id, "section": place.section.value, "caption": caption, **told(one)}
    return moved(
        ADD_EXHIBIT, issue, by, body | ({"record": [record.topic, record.subject]} if record else {})
    )


def put_in(
    issue: Issue, place: Place, caption: str, facts: dict[str, Any], record: Record | None = None
) -> Exhibit:
    """An exhibit with its caption in the issue held by the caller, where there is room for it."""
    check_place(facts["kind"], place.section)
    check_room(Exhibit.objects.filter(line__issue=issue).count())
    source = {"source_topic": record.topic, "source_subjects": [record.subject]} if record else {}
    line = append(issue, place.section, caption, item=False, **source)
    one = Exhibit.objects.create(line=line, token=place.token, **facts)
    _put_after(issue, line, place)
    return one


def _counted(issue: Issue, measure: str, shape: str) -> list[int]:
    """The figures of earlier issues that the exhibit shows. Raises :class:`Refused` where there is nothing to show."""
    if not statement_figures(issue):
        raise Refused(gettext_noop("Nothing is counted for this issue yet. Collect it first."))
    points = [] if measure == STATEMENT else points_before(issue, measure)
    if shape == Shape.LINE and not points:
        raise Refused(
            gettext_noop("A line needs figures of at least one signed issue of the year before this one.")
        )
    return points


def _put_after(issue: Issue, line: Line, place: Place) -> None:
    within = [
        one.pk for one in issue.lines.filter(section=place.section).order_by("order", "id") if one != line
    ]
    at = within.index(place.after) + 2 if place.after in within else len(within) + 1
    put_at(
        issue,
        line,
        place.section,
        max(at, FIRST_WITH_STATEMENT) if place.section is Section.STATEMENT else at,
    )
