"""What the studio of the weekly report shows: the sheet line by line, the outline, the chosen figure or line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import pgettext_lazy

from banli.desk.views.figures import facts_of
from banli.documents.service import date_words
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.statistics.service import Figure, statement
from banli.weekly.service import (
    GRANTS,
    HEADINGS,
    WRITABLE,
    Issue,
    Line,
    Part,
    Section,
    WeeklyPermission,
    figures,
    issue_line,
    latest_issues,
    lines,
    parts,
)
from banli.weekly.states import State, acts_from

STEPS = (
    (State.COLLECTING, pgettext_lazy("weekly", "Collect")),
    (State.DRAFT, pgettext_lazy("weekly", "Edit")),
    (State.SIGNED, pgettext_lazy("weekly", "Sign off, take the number")),
    (State.PUBLISHED, pgettext_lazy("weekly", "Publish")),
)
STATES = {
    State.COLLECTING: (pgettext_lazy("weekly", "to be collected"), "warning"),
    State.DRAFT: (pgettext_lazy("weekly", "draft"), "warning"),
    State.SIGNED: (pgettext_lazy("weekly", "signed off"), "action"),
    State.PUBLISHED: (pgettext_lazy("weekly", "published"), "done"),
}
NEEDS = {
    "collect": WeeklyPermission.EDIT,
    "edit_line": WeeklyPermission.EDIT,
    "sign_off": WeeklyPermission.SIGN,
    "publish": WeeklyPermission.PUBLISH,
}


@dataclass(frozen=True)
class Attempt:
    """An act that was not done: why, and what was typed."""

    words: str = ""
    text: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of a line; with ``figure`` it is a number that opens."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True)
class Shown:
    """A line of the sheet."""

    line: Line
    number: str
    pieces: tuple[Piece, ...]
    writable: bool


@dataclass(frozen=True)
class Chapter:
    """A section of the sheet with its lines."""

    part: Part
    lines: tuple[Shown, ...]
    writable: bool


def studio(issue: Issue, by: Actor, asked: Mapping[str, str], tried: Attempt) -> dict[str, Any]:
    """The context of the page; ``asked`` may choose a ``figure``, a ``line`` to rewrite or a section to ``add`` to."""
    counted = figures(issue)
    state = State(issue.state)
    may = {t.act for t in acts_from(state) if t.act in NEEDS and GRANTS.may(by, NEEDS[t.act])}
    chapters = _chapters(issue, counted)
    chosen = next(
        (one for one in counted if str(one.pk) == asked.get("figure")), counted[-1] if counted else None
    )
    every = [shown for chapter in chapters for shown in chapter.lines]
    words, tone = STATES[state]
    return {
        "issue": issue,
        "issue_line": issue_line(issue),
        "signed_on": date_words(issue.signed_on) if issue.signed_on else "",
        "state_words": words,
        "state_tone": tone,
        "steps": [(label, step == state) for step, label in STEPS],
        "may": {name: name in may for name in NEEDS},
        "chapters": chapters,
        "chosen": facts_of(chosen) if chosen else None,
        "before": _before(issue, chosen) if chosen else None,
        "line": next((one for one in every if str(one.line.pk) == asked.get("line") and one.writable), None),
        "unused": _unused(chapters) if "edit_line" in may else [],
        "adding": _adding(asked.get("add", "")) if "edit_line" in may else None,
        "tried": tried,
        "figures": counted,
        "over": clock.today() >= issue.last_day,
    }


def _chapters(issue: Issue, counted: list[Figure]) -> list[Chapter]:
    by_section: dict[str, list[Line]] = {}
    for line in lines(issue):
        by_section.setdefault(line.section, []).append(line)
    return [
        Chapter(
            part,
            tuple(
                Shown(line, item.number, _pieces(item.words, counted, part.section), part.section in WRITABLE)
                for item, line in zip(part.items, by_section.get(part.section, []), strict=True)
            ),
            part.section in WRITABLE,
        )
        for part in parts(issue)
    ]


def _pieces(text: str, counted: list[Figure], section: Section) -> tuple[Piece, ...]:
    """The statement cut where its figures stand, in their order; any other line whole."""
    if section is not Section.STATEMENT:
        return (Piece(text),)
    found: list[Piece] = []
    rest = text
    for figure in counted:
        before, value, after = rest.partition(f"{figure.value}件")
        if not value:
            continue
        found += [Piece(before), Piece(str(figure.value), figure)]
        rest = f"件{after}"
    return (*found, Piece(rest))


def _before(issue: Issue, chosen: Figure) -> dict[str, int] | None:
    """The same figure in the issue before, this week's own count, and what late reports changed; same year only."""
    earlier = next(iter(latest_issues(issue.first_day, 1)), None)
    if earlier is None or earlier.last_day.year != issue.last_day.year:
        return None
    same = [one for one in figures(earlier) if (one.group, one.indicator) == (chosen.group, chosen.indicator)]
    if not same:
        return None
    week = statement(same[0].to_day + timedelta(days=1), chosen.to_day).rows
    counted = next(row.values[chosen.indicator] for row in week if row.key == chosen.group)
    return {
        "before": same[0].value,
        "week": counted,
        "corrected": chosen.value - same[0].value - counted,
        "now": chosen.value,
    }


def _unused(chapters: list[Chapter]) -> list[tuple[str, str]]:
    """Sections without a line, which are not printed, but where an editor may write the first one."""
    used = {chapter.part.section for chapter in chapters}
    return [(str(section), HEADINGS[section]) for section in WRITABLE if section not in used]


def _adding(section: str) -> dict[str, str] | None:
    if section not in {str(one) for one in WRITABLE}:
        return None
    return {"section": section, "heading": HEADINGS[Section(section)]}
