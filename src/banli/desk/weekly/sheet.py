"""What the studio of the weekly report shows: the sheet line by line, the outline, the chosen figure or line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from banli.desk.figures.figure import facts_of
from banli.desk.weekly.columns import columns_shown, edited_by
from banli.desk.weekly.names import named
from banli.desk.weekly.remarks import Said, let_stand, remark_words, said_of
from banli.desk.weekly.sources import sources_of
from banli.desk.weekly.talk import talk_of
from banli.documents.service import date_words
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.screens.exhibit_pieces import Seen, seen
from banli.screens.issue_pieces import Piece, pieces_of
from banli.statistics.service import Figure, statement
from banli.weekly.service import (
    FIRST_COLUMN,
    GRANTS,
    HEADINGS,
    HOUSE_WORDING,
    WRITABLE,
    Concerns,
    Issue,
    Line,
    Mode,
    Part,
    Remark,
    Section,
    Span,
    Stretch,
    WeeklyPermission,
    answers,
    changed_figures,
    check_issue,
    column_of,
    completions,
    departments_with_windows,
    errata,
    figures,
    issue_columns,
    issue_line,
    latest_issues,
    lines,
    parts,
    text_changes,
    versions,
    why_not_together,
    why_not_work,
    writable_sections,
)
from banli.weekly.states import DISCUSSED, Owner, State, acts_from

STEPS = (
    (State.COLLECTING, pgettext_lazy("weekly", "Collect")),
    (State.DRAFT, pgettext_lazy("weekly", "Edit")),
    (State.IN_REVIEW, pgettext_lazy("weekly", "Check")),
    (State.TO_SIGN, pgettext_lazy("weekly", "Sign off, take the number")),
    (State.SIGNED, pgettext_lazy("weekly", "Publish")),
)
STATES = {
    State.COLLECTING: (pgettext_lazy("weekly", "to be collected"), "warning"),
    State.DRAFT: (pgettext_lazy("weekly", "draft"), "warning"),
    State.IN_REVIEW: (pgettext_lazy("weekly", "being checked"), "action"),
    State.TO_SIGN: (pgettext_lazy("weekly", "to be signed off"), "action"),
    State.SIGNED: (pgettext_lazy("weekly", "signed off"), "action"),
    State.PUBLISHED: (pgettext_lazy("weekly", "published"), "done"),
}
MODES = {
    Mode.NORMALISED: pgettext_lazy("weekly", "House style"),
    Mode.FAITHFUL: pgettext_lazy("weekly", "As stored"),
}
NEEDS = {
    "collect": WeeklyPermission.EDIT,
    "edit_line": WeeklyPermission.EDIT,
    "mend_line": WeeklyPermission.EDIT,
    "word_statement": WeeklyPermission.EDIT,
    "send_for_review": WeeklyPermission.EDIT,
    "pass_review": WeeklyPermission.CHECK,
    "sign_off": WeeklyPermission.SIGN,
    "publish": WeeklyPermission.PUBLISH,
}


@dataclass(frozen=True)
class Attempt:
    """An act that was not done: why, and what was typed."""

    words: str = ""
    text: str = ""
    asked: dict[str, Any] | None = None
    """What has to be confirmed before the act is done."""
    late: bool = False
    """True where somebody else changed the same line first."""


@dataclass(frozen=True)
class Shown:
    """A line of the sheet, its place among the lines of its section, and what the house style says of it."""

    line: Line
    number: str
    pieces: tuple[Piece, ...]
    writable: bool
    place: int
    last: bool
    remarks: tuple[Said, ...]
    more: tuple[str, ...] = ()
    """Further paragraphs of the line."""
    exhibit: Seen | None = None
    """The picture, table or chart whose caption it is."""

    @property
    def anchor(self) -> str:
        """What its place on the page is called by, after ``line-``."""
        return str(self.line.pk)

    @property
    def words(self) -> str:
        """The first paragraph as printed, without its number."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Chapter:
    """A section of the sheet with its lines."""

    part: Part
    lines: tuple[Shown, ...]
    writable: bool
    mine: bool = True
    """False where the column it stands in is worked on by others."""


def studio(issue: Issue, by: Actor, asked: Mapping[str, str], tried: Attempt) -> dict[str, Any]:
    """The context of the page; ``asked`` may choose a ``figure``, a ``line`` to rewrite or a section to ``add`` to."""
    counted = figures(issue)
    may = may_do(issue, by)
    page = pages(issue, by, asked)
    chosen = next(
        (one for one in counted if str(one.pk) == asked.get("figure")), counted[-1] if counted else None
    )
    every = [shown for chapter in page["chapters"] for shown in chapter.lines]
    came = answers(issue)
    return {
        **page,
        "steps": [(label, step == issue.state) for step, label in STEPS],
        "chosen": facts_of(chosen) if chosen else None,
        "before": _before(issue, chosen) if chosen else None,
        "adding": _adding(asked.get("add", "")) if may["edit_line"] else None,
        "wording": _wording(issue, asked, tried) if may["word_statement"] else None,
        "tried": tried,
        "columns": columns_shown(issue, by),
        "waits": str(why_not_together(issue) or "") if issue.state == State.DRAFT else "",
        "over": clock.today() >= issue.last_day,
        **talk_of(issue, by, page["line"].line.pk if page["line"] else None),
        "theirs": _theirs(page["line"], tried),
        "dictionary": completions(issue.frame) if may["comment"] else [],
        "let_stand": let_stand(issue),
        "at": _at(page["line"], asked.get("at", "")),
        "remarked": [shown for shown in every if shown.remarks],
        "changed": changed_figures(issue),
        "modes": [(mode.value, label, mode == issue.mode) for mode, label in MODES.items()],
        "waiting": sum(one.state == "waiting" for answer in came for one in answer.sent),
        "missing": sum(answer.missing for answer in came),
        "sent_in": sum(bool(answer.sent) for answer in came),
        "errata": errata(issue),
        "mends_line": issue_line(issue.mends) if issue.mends else "",
    }


def pages(issue: Issue, by: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """Outline and sheet alone, which are drawn again while others work on the same issue."""
    may = may_do(issue, by)
    counted = figures(issue)
    columns = issue_columns(issue)
    theirs = edited_by(issue, by) if len(columns) > 1 else None
    chapters = [
        replace(one, mine=theirs is None or column_of(columns, one.part.section).key in theirs)
        for one in _chapters(issue, counted)
    ]
    every = [shown for chapter in chapters for shown in chapter.lines]
    chosen = next(
        (one for one in counted if str(one.pk) == asked.get("figure")), counted[-1] if counted else None
    )
    words, tone = STATES[State(issue.state)]
    line = next((one for one in every if str(one.line.pk) == asked.get("line") and one.writable), None)
    return {
        "issue": issue,
        "issue_line": issue_line(issue),
        "signed_on": date_words(issue.signed_on) if issue.signed_on else "",
        "state_words": words,
        "state_tone": tone,
        "may": may,
        "chapters": chapters,
        "figures": counted,
        "chosen_figure": chosen.pk if chosen else None,
        "line": line,
        "sources": sources_of(line.line) if line else [],
        "mine": line is None or any(line in one.lines and one.mine for one in chapters),
        "unused": _unused(issue, by, chapters) if may["edit_line"] else [],
    }


def last_change(issue: Issue) -> dict[str, Any]:
    """Who changed the issue last, and when."""
    kept = versions(issue)[:1]
    if not kept:
        return {}
    return {"who": named(kept[0].made_by), "when": kept[0].made_at}


def may_do(issue: Issue, by: Actor) -> dict[str, bool]:
    """What ``by`` may do with the issue now, by act."""
    here = {step.act for step in acts_from(State(issue.state))}
    may = {name: name in here and GRANTS.may(by, needed) for name, needed in NEEDS.items()}
    signs = issue.state == State.TO_SIGN
    may["return_issue"] = "return_issue" in here and GRANTS.may(
        by, WeeklyPermission.SIGN if signs else WeeklyPermission.CHECK
    )
    may["collect"] &= issue.mends_id is None
    several = len(issue_columns(issue)) > 1
    if several:
        for act, owner in (
            ("collect", Owner.EDITOR),
            ("sign_off", Owner.SIGNER),
            ("return_issue", Owner.SIGNER),
        ):
            may[act] = may[act] and why_not_work(issue, by, FIRST_COLUMN, owner) is None
        may["send_for_review"] = (
            may["send_for_review"]
            and why_not_work(issue, by, FIRST_COLUMN) is None
            and why_not_together(issue) is None
        )
    edits = GRANTS.may(by, WeeklyPermission.EDIT)
    may["open_erratum"] = edits and issue.state in {State.SIGNED, State.PUBLISHED} and issue.mends_id is None
    may["ask"] = edits and issue.state in {State.COLLECTING, State.DRAFT}
    may["distribute"] = issue.state == State.PUBLISHED and GRANTS.may(by, WeeklyPermission.DISTRIBUTE)
    may["comment"] = issue.state in DISCUSSED and GRANTS.may(by, WeeklyPermission.COMMENT)
    return may


def _chapters(issue: Issue, counted: list[Figure]) -> list[Chapter]:
    by_section: dict[str, list[Line]] = {}
    for line in lines(issue):
        by_section.setdefault(line.section, []).append(line)
    said = check_issue(issue)
    return [
        _chapter(issue.subject, part, by_section.get(part.section, []), counted, said)
        for part in parts(issue)
    ]


def _chapter(
    subject: str, part: Part, own: list[Line], counted: list[Figure], said: Mapping[int, list[Remark]]
) -> Chapter:
    writable = part.section in WRITABLE
    shown = tuple(
        Shown(
            line,
            item.number,
            pieces_of(item.words, () if item.entry.inset else counted, part.section),
            writable or item.entry.inset is not None,
            place,
            place == len(own),
            said_of(line.text, said.get(line.pk, ())),
            item.more,
            seen(item, partial(_picture, subject), _figure),
        )
        for place, (item, line) in enumerate(zip(part.items, own, strict=True), start=1)
    )
    return Chapter(part, shown, writable)


def _picture(subject: str, digest: str) -> str:
    return reverse("desk:issue_picture", args=[subject, digest])


def _figure(key: int) -> str:
    return reverse("desk:figure", args=[key])


def confirming(concerns: Concerns, name: str, issue: Issue) -> dict[str, Any]:
    """What has to be seen before the act ``name`` is done, in words, and the token that confirms it."""
    short = dict(departments_with_windows())
    return {
        "act": name,
        "version": issue.version,
        "token": concerns.token,
        "remarks": [
            (line, remark_words(one.rule.value, one.found, one.meant), one.key)
            for line, one in concerns.remarks
        ],
        "silent": [short.get(code, code) for code in concerns.silent],
        "comments": concerns.comments,
        "rewordings": concerns.rewordings,
    }


def _before(issue: Issue, chosen: Figure) -> dict[str, int] | None:
    """The same figure in the issue before, this week's own count, and what late reports changed; same year only."""
    earlier = next(iter(latest_issues(issue.first_day, 1, Span(issue.kind))), None)
    if earlier is None or earlier.last_day.year != issue.last_day.year:
        return None
    same = [one for one in figures(earlier) if (one.group, one.indicator) == (chosen.group, chosen.indicator)]
    if not same or same[0].from_day != chosen.from_day:
        return None
    week = statement(same[0].to_day + timedelta(days=1), chosen.to_day).rows
    counted = next(row.values[chosen.indicator] for row in week if row.key == chosen.group)
    return {
        "before": same[0].value,
        "week": counted,
        "corrected": chosen.value - same[0].value - counted,
        "now": chosen.value,
    }


def _wording(issue: Issue, asked: Mapping[str, str], tried: Attempt) -> dict[str, str] | None:
    """The statement's wording to rewrite, where that is asked for."""
    if "wording" not in asked:
        return None
    kept = issue.wording or issue.frame.statement or HOUSE_WORDING
    return {"text": tried.text or kept}


def _theirs(line: Shown | None, tried: Attempt) -> list[Stretch]:
    """What the line says by now against what was typed; nothing where nobody was faster."""
    return text_changes(line.line.text, tried.text) if line and tried.late and tried.text else []


def _at(line: Shown | None, key: str) -> Said | None:
    """The remark whose place is to be chosen in the field of the line."""
    return next((one for one in line.remarks if one.key == key), None) if line else None


def _unused(issue: Issue, by: Actor, chapters: list[Chapter]) -> list[tuple[str, str]]:
    """Sections without a line, which are not printed, but where an editor may write the first one."""
    used = {chapter.part.section for chapter in chapters}
    own = writable_sections(issue, by)
    return [(str(section), HEADINGS[section]) for section in own if section not in used]


def _adding(section: str) -> dict[str, str] | None:
    if section not in {str(one) for one in WRITABLE}:
        return None
    return {"section": section, "heading": HEADINGS[Section(section)]}
