"""Records that can become a line of an issue: what each would say, in which section, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from banli.consultations.service import (
    Consultation,
    concluded_consultations,
    find_consultation,
    seats,
)
from banli.consultations.states import STANCE_NAMES, ConsultationState, Stance
from banli.fieldwork.service import activities
from banli.fieldwork.service import find as find_activity
from banli.hall.service import GRANTS as HALL_GRANTS
from banli.hall.service import (
    HallPermission,
    LeaderVisit,
    Patrol,
    find_patrol,
    latest_patrols,
    leader_visits,
    patrol_plan,
)
from banli.hall.states import FindingState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.statistics.service import (
    CASE,
    Figure,
    Unit,
    in_words,
    indicator_shown,
    number_of,
    title_of,
)
from banli.statistics.service import figure as find_figure
from banli.suggestions.service import (
    Suggestion,
    answered_suggestions,
    composed_suggestion,
    find_suggestion,
    proposed,
)
from banli.suggestions.states import SuggestionKind, SuggestionOutcome, SuggestionSource
from banli.trading.service import TradingProject, told_results
from banli.trading.service import find_project as find_trading
from banli.trading.states import KIND_NAMES, SELLS, TradingKind
from banli.weekly.models import Issue
from banli.weekly.rules.outline import Section
from banli.weekly.rules.record_lines import (
    Asked,
    Found,
    consultation_sentence,
    figure_sentence,
    patrol_sentence,
    trading_sentence,
)
from banli.weekly.selectors.windows import issues_open_for_lines
from banli.weekly.states import State

NOTHING = gettext_noop("There is no such record in your department.")
NOT_YET = gettext_noop("It can become a line of the report once it is answered or concluded.")
FIGURE = "figure"
"""Topic of the lines that tell frozen figures."""
MOST = 100
"""Suggestions of one period that are offered."""


@dataclass(frozen=True)
class RecordLine:
    """A record as a line: ``topic`` and ``subject`` name it, ``department`` is whose it is, '' for the centre's."""

    topic: str
    subject: str
    department: str
    section: Section
    title: str
    text: str
    day: date
    """A day of the period in whose report it stands."""


def record_line(topic: str, subject: str, by: Actor) -> RecordLine:
    """The record as a line.

    :raises Missing: where there is none, or it is not ``by``'s to see.
    :raises Refused: where it cannot be told yet.
    """
    read = KINDS.get(topic)
    if read is None:
        raise Missing(NOTHING)
    return read(subject, by)


def _activity(subject: str, by: Actor) -> RecordLine:
    one = find_activity(subject)
    section = Section(one.group)
    return RecordLine(
        "fieldwork", subject, one.department_id, section, one.matter, one.report_text, one.reported_on
    )


def _leader_visit(subject: str, by: Actor) -> RecordLine:
    one = LeaderVisit.objects.select_related("department").filter(public_id=subject).first()
    if one is None:
        raise Missing(NOTHING)
    return _visit(one)


def _visit(one: LeaderVisit) -> RecordLine:
    whose, title = one.department_id, f"{one.leader_title} {one.place}"
    return RecordLine(
        "hall", one.public_id, whose, Section.LEADER_VISITS, title, one.report_text, one.reported_on
    )


def _patrol(subject: str, by: Actor) -> RecordLine:
    return _round(find_patrol(subject))


def _round(one: Patrol) -> RecordLine:
    plan = patrol_plan()
    known = plan.slot(one.slot) if plan else None
    slot = known.name.zh if known else ""
    found = [
        Found(row.department.short_name, row.place, row.note, row.state != FindingState.OPEN)
        for row in sorted(one.findings.all(), key=lambda row: row.pk)
    ]
    text = patrol_sentence(one.day, slot, one.route, found)
    title = f"{one.day.month}月{one.day.day}日{slot} {one.route}"
    return RecordLine("patrol", one.public_id, "", Section.PATROL, title, text, one.day)


def _suggestion(subject: str, by: Actor) -> RecordLine:
    one = find_suggestion(subject, by)
    if not one.outcome or one.answered_at is None:
        raise Refused(NOT_YET)
    return _told(one)


def _told(one: Suggestion) -> RecordLine:
    assert one.answered_at is not None
    said = one.public_text or proposed(one.text, one.name, one.contact)
    text = composed_suggestion(
        SuggestionKind(one.kind),
        SuggestionSource(one.source),
        one.said_on,
        said,
        SuggestionOutcome(one.outcome),
        one.public_answer or proposed(one.answer, one.name, one.contact),
        one.department.short_name if one.department else "",
    )
    whose, day = one.department_id or "", one.answered_at.astimezone(clock.SHANGHAI).date()
    return RecordLine("suggestion", one.number, whose, Section.SERVICE_QUALITY, said[:40], text, day)


def _consultation(subject: str, by: Actor) -> RecordLine:
    one = find_consultation(subject, by)
    if one.state != ConsultationState.CONCLUDED:
        raise Refused(NOT_YET)
    return _concluded(one)


def _concluded(one: Consultation) -> RecordLine:
    assert one.ended_at is not None
    day = one.ended_at.astimezone(clock.SHANGHAI).date()
    asked = [
        Asked(
            f"{seat.department.short_name}{seat.division}",
            STANCE_NAMES[Stance(seat.stance)].zh if seat.stance else "",
        )
        for seat in seats(one)
    ]
    outcome, house = STANCE_NAMES[Stance(one.outcome)].zh, one.department.short_name
    text = consultation_sentence(day, house, one.matter, asked, outcome)
    whose = one.department_id
    return RecordLine("consultation", one.public_id, whose, Section.SERVICE_QUALITY, one.matter, text, day)


def _trading(subject: str, by: Actor) -> RecordLine:
    one = find_trading(subject, by)
    if one.result_on is None or one.result is None:
        raise Refused(NOT_YET)
    return _traded(one)


def _traded(one: TradingProject) -> RecordLine:
    assert one.result_on is not None
    assert one.result is not None
    kind = TradingKind(one.kind)
    text = trading_sentence(
        one.result_on, KIND_NAMES[kind].zh, one.title, one.winner, one.result, one.amount, kind in SELLS
    )
    section = Section.BUSINESS_ENVIRONMENT
    return RecordLine("trading", one.public_id, one.department_id, section, one.title, text, one.result_on)


def _figure(subject: str, by: Actor) -> RecordLine:
    if not subject.isascii() or not subject.isdecimal() or len(subject) > 18:
        raise Missing(NOTHING)
    return told_figure(find_figure(int(subject)))


FIGURE_UNITS = {
    Unit.CASES: "件",
    Unit.DAYS: "个工作日",
    Unit.VISITS: "次/件",
    Unit.ANSWERS: "项",
    Unit.RATINGS: "条",
    Unit.TIMES: "人次",
    Unit.PROJECTS: "个",
    Unit.YUAN: "元",
}


def told_figure(one: Figure) -> RecordLine:
    """A frozen figure as a line, exact to its last digit; figures are the centre's."""
    found = indicator_shown(one)
    title = found.title.zh if found else one.indicator
    value = in_words(number_of(one), one.unit)
    if one.unit == Unit.YUAN:
        value = value.replace(",", "").removesuffix(".00")
    line = title_of(one).zh if one.key or one.group else ""
    text = figure_sentence(one.from_day, one.to_day, title, line, value, FIGURE_UNITS.get(Unit(one.unit), ""))
    section = Section.BUSINESS_ENVIRONMENT if one.topic in {CASE, "trading"} else Section.SERVICE_QUALITY
    return RecordLine(FIGURE, str(one.pk), "", section, f"{title}{line}", text, one.to_day)


KINDS: Mapping[str, Callable[[str, Actor], RecordLine]] = {
    "fieldwork": _activity,
    "hall": _leader_visit,
    "patrol": _patrol,
    "suggestion": _suggestion,
    "consultation": _consultation,
    "trading": _trading,
    FIGURE: _figure,
}
"""Topic of a line to how its record is read."""


def own_records(issue: Issue, by: Actor) -> list[RecordLine]:
    """What ``by``'s department has on record in the days of ``issue``; the centre's rounds for whoever patrols."""
    first, last = issue.first_day, issue.last_day
    found = [
        _activity(one.public_id, by) for one in activities(first, last) if one.department_id == by.department
    ]
    found += [_visit(one) for one in leader_visits(first, last) if one.department_id == by.department]
    found += [_told(one) for one in answered_suggestions(by, first, last)[:MOST]]
    found += [_concluded(one) for one in concluded_consultations(by.department or "", first, last)]
    found += [_traded(one) for one in told_results(by.department or "", first, last)]
    if HALL_GRANTS.may(by, HallPermission.PATROL):
        rounds = latest_patrols((last + timedelta(days=1), 0))
        found += [_round(one) for one in reversed(rounds) if one.day >= first]
    return found


def draft_for(day: date) -> Issue | None:
    """The draft that has ``day`` in its period, else the latest draft; None where no issue is one."""
    drafts = [one for one in issues_open_for_lines() if one.state == State.DRAFT]
    return next((one for one in drafts if one.first_day <= day <= one.last_day), next(iter(drafts), None))


def issue_for(day: date) -> Issue | None:
    """The issue that takes lines and has ``day`` in its period, else the latest that takes lines; None for none."""
    taking = issues_open_for_lines()
    return next((one for one in taking if one.first_day <= day <= one.last_day), next(iter(taking), None))
