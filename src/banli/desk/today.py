"""What is mine now, by role, and the numbers of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from banli.cases.service import (
    BY_DUE,
    BY_ID,
    Case,
    Task,
    asked_of,
    first_pages,
    hand_over_rows,
    joint_rows,
    open_completions,
    open_rows,
    running_courses,
    waiting_rows,
)
from banli.cases.states import State
from banli.credit.service import open_proposals
from banli.desk.cases.rows import (
    Row,
    TaskRow,
    rows,
    task_rows,
)
from banli.desk.consultations.rows import consultation_errands
from banli.desk.credit.proposals import shown
from banli.desk.kit.frame import actor, my_states, screen, show
from banli.desk.kit.menu import CORRECTIONS_WAIT, LEAVE_WAITS, STANDS_IN, used_by
from banli.desk.permissions import may_open
from banli.fieldwork.service import fieldwork_agenda
from banli.hall.service import findings_to_recheck, leaders_agenda, open_findings
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.roster.service import standing_in, waiting_corrections, waiting_leaves
from banli.screens.words import day_words
from banli.statistics.service import by_department
from banli.suggestions.service import next_day
from banli.suggestions.service import to_do as suggestions_to_do
from banli.supervision.service import Light
from banli.weekly.service import issue_line, latest_issues, owed_and_received
from banli.weekly.states import State as WeeklyState
from banli.worktime.service import calendar, missing_year

REMINDED = 3
"""Days before a leader comes."""
SHOWN = 8
"""Rows of each list; the rest is behind its title."""


@dataclass(frozen=True)
class Pile:
    """Cases that wait for one kind of act."""

    title: Any
    view: str
    rows: list[Row]
    count: int
    more: bool
    """True where the list behind the title is longer."""
    tasks: list[TaskRow] = field(default_factory=list)
    """Steps asked for by other departments, in place of cases."""

    @property
    def shown(self) -> int:
        """How many of ``count`` the page shows."""
        return len(self.rows) or len(self.tasks)


@dataclass(frozen=True)
class Errand:
    """Something to do that is not a case."""

    url: str
    label: str


OPEN_PILES = (
    (Role.CLERK, pgettext_lazy("desk", "To accept"), "accept", (State.SUBMITTED,)),
    (Role.REVIEWER, pgettext_lazy("desk", "To examine"), "review", (State.IN_REVIEW,)),
    (Role.REVIEWER, pgettext_lazy("desk", "Special procedures"), "paused", (State.PAUSED,)),
    (Role.APPROVER, pgettext_lazy("desk", "To decide"), "decide", (State.PROPOSED,)),
    (Role.APPROVER, pgettext_lazy("desk", "Refusal told"), "told", (State.REFUSAL_TOLD,)),
)
ASKED = frozenset({Role.REVIEWER, Role.APPROVER})
"""Who does steps for other departments."""
LATE = frozenset({str(Light.RED), str(Light.YELLOW)})


@screen
def today(request: HttpRequest) -> HttpResponse:
    """The first page of the day."""
    by = actor(request)
    late, waiting, mine = cases_of(by)
    used = used_by(by)
    also = errands(by) + roster_errands(by, used)
    context = {
        "day": clock.today(),
        "piles": mine,
        "late": late[:SHOWN],
        "late_count": len(late),
        "counts": counts(by),
        "errands": also,
        "covers": covers(by, mine, also) if used.get(STANDS_IN) and by.behalf is None else [],
        "quiet": not late and not also and not any(pile.rows or pile.tasks for pile in mine),
    }
    return show(request, "desk/today.html", "today", context, waiting=waiting, used=used)


def roster_errands(by: Actor, used: Mapping[str, bool]) -> list[Errand]:
    """Leave and corrections of attendance that wait for ``by``, asked for where there is any."""
    found = []
    for one in waiting_leaves(by)[:SHOWN] if used.get(LEAVE_WAITS) else ():
        words = _("Decide leave from %(day)s: %(who)s") % {
            "day": day_words(one.first),
            "who": one.person.display_name,
        }
        found.append(Errand(reverse("desk:leave", args=[one.public_id]), words))
    for row in waiting_corrections(by)[:SHOWN] if used.get(CORRECTIONS_WAIT) else ():
        words = _("Decide a correction of %(day)s: %(who)s") % {
            "day": day_words(row.shift.day),
            "who": row.asked_by.display_name,
        }
        found.append(Errand(reverse("desk:attendance_shift", args=[row.shift_id]), words))
    return found


def covers(by: Actor, mine: list[Pile], also: list[Errand]) -> list[dict[str, Any]]:
    """For whom ``by`` stands in now, with the piles and errands of that person which are not among the own."""
    found, own = [], {pile.view for pile in mine}
    for leave, instead in standing_in(by):
        _late, _waiting, theirs = cases_of(instead)
        found.append(
            {
                "leave": leave,
                "piles": [one for one in theirs if one.view not in own and (one.rows or one.tasks)],
                "all": sum(one.count for one in theirs),
                "errands": [one for one in errands(instead) if one not in also],
            }
        )
    return found


def cases_of(by: Actor) -> tuple[list[Row], int, list[Pile]]:
    """Cases past a limit among the most urgent, how many wait for ``by``, and the piles of the roles ``by`` holds;
    empty ones included, so that the page says what there is to do. One statement reads the lists, one the clocks."""
    states, named = my_states(by), _lists(by)
    every = [(open_rows(by), BY_DUE)] if may_open("cases", by.roles) else []
    turn = [(open_rows(by, states), BY_DUE)] if states else []
    found = first_pages(*every, *turn, *(listed for _title, _view, listed in named))
    urgent = found[0] if every else []
    waiting = len(found[len(every)]) if turn else 0
    lists = found[len(every) + len(turn) :]
    tasks = _asked(by)
    # All at once: each list below finds its clocks read.
    shown = [
        *urgent,
        *(case for one in lists for case in one[:SHOWN]),
        *(task.case for task in tasks[:SHOWN]),
    ]
    running_courses(list({case.pk: case for case in shown}.values()))
    piles = [
        Pile(title, view, rows(cases[:SHOWN]), len(cases), len(cases) > SHOWN)
        for (title, view, _listed), cases in zip(named, lists, strict=True)
    ]
    return [row for row in rows(urgent) if row.light in LATE], waiting, piles + _asked_pile(by, tasks)


def _lists(by: Actor) -> list[tuple[Any, str, tuple[QuerySet[Case], tuple[str, ...]]]]:
    """Title, address and query of each list of cases that ``by`` works on."""
    found: list[tuple[Any, str, tuple[QuerySet[Case], tuple[str, ...]]]] = [
        (title, view, (open_rows(by, states), BY_DUE))
        for role, title, view, states in OPEN_PILES
        if role in by.roles
    ]
    if Role.GOVERNMENT in by.roles:
        found.append((pgettext_lazy("desk", "Joint cases"), "joint", (joint_rows(by), BY_DUE)))
    if Role.APPROVER in by.roles:
        granted = (waiting_rows(by, (State.GRANTED,)), BY_ID)
        found.append((pgettext_lazy("desk", "To issue"), "granted", granted))
    if Role.CLERK in by.roles:
        found.append((pgettext_lazy("desk", "To hand over"), "handover", (hand_over_rows(by), BY_DUE)))
    return found


def _asked(by: Actor) -> list[Task]:
    """The steps that the department owes to others, for those who do them."""
    return asked_of(by) if by.department and by.roles & ASKED else []


def _asked_pile(by: Actor, tasks: list[Task]) -> list[Pile]:
    if not by.department or not by.roles & ASKED:
        return []
    title = pgettext_lazy("desk", "Asked of us")
    more = len(tasks) > SHOWN
    return [Pile(title, "asked", [], len(tasks), more, task_rows(tasks[:SHOWN]))]


def _due_words(due: datetime | None) -> str:
    """Day and hour of a deadline."""
    if due is None:
        return ""
    here = due.astimezone(clock.SHANGHAI)
    return f"{day_words(here.date())} {here:%H:%M}"


def _weekly(by: Actor) -> list[Errand]:
    """Lines a window is asked for, and copies of the report for its department."""
    if not by.department or not may_open("issue_lines", by.roles):
        return []
    reminded = _("Reminder: lines for the weekly report, until %(due)s")
    wanted = _("Lines for the weekly report, until %(due)s")
    asks, received = owed_and_received(by.department, SHOWN)
    asked = [
        Errand(
            reverse("desk:issue_lines", args=[ask.issue.subject]),
            (reminded if ask.reminders else wanted) % {"due": _due_words(ask.issue.lines_due)},
        )
        for ask in asks
    ]
    copies = [
        Errand(
            reverse("desk:issue_read", args=[one.issue.subject]),
            _("Weekly report received: %(issue)s") % {"issue": issue_line(one.issue)},
        )
        for one in received
    ]
    return [*asked, *copies]


def _proposals(by: Actor) -> list[Errand]:
    """Bans that were proposed by rule and wait for a decision."""
    if Role.APPROVER not in by.roles:
        return []
    return [
        Errand(
            reverse("desk:credit_subject", args=[one.subject.public_id]),
            _("Decide a proposed ban: %(who)s, after %(day)s")
            % {"who": shown(one.subject)["name"], "day": day_words(one.answer_by)},
        )
        for one in open_proposals(by, SHOWN)
    ]


def _suggestions(by: Actor) -> list[Errand]:
    """Suggestions, and what could not be done, that wait for somebody here."""
    if not may_open("suggestions", by.roles):
        return []
    return [
        Errand(
            reverse("desk:suggestion", args=[one.number]),
            _("Suggestion, due %(day)s: %(what)s")
            % {"day": day_words(due) if (due := next_day(one)) else "–", "what": one.text[:40]},
        )
        for one in suggestions_to_do(by)[:SHOWN]
    ]


def _to_complete(by: Actor) -> list[Errand]:
    """Papers printed with stand-ins, whose characters somebody writes in by hand."""
    return [
        Errand(
            reverse("desk:case", args=[one.case.number]) + "#papers",
            _("Complete by hand: %(paper)s") % {"paper": one.number},
        )
        for one in open_completions(by, SHOWN)
    ]


def _calendar(by: Actor) -> list[Errand]:
    """From October on: next year's public holidays, for those who load them."""
    missing = missing_year(calendar(), clock.today()) if Role.ADMIN in by.roles else None
    if missing is None:
        return []
    words = _("Load the public holidays of %(year)s: they are not on record") % {"year": missing}
    return [Errand(reverse("desk:calendars"), words)]


def _leaders(by: Actor) -> list[Errand]:
    """Leaders who are to come soon, and what they demanded: for the hall, and for the department it is about."""
    if not by.roles & {Role.HALL_MANAGER, Role.CLERK}:
        return []
    own, day = "" if Role.HALL_MANAGER in by.roles else by.department or "-", clock.today()
    coming = []
    for one in leaders_agenda(own, day + timedelta(days=REMINDED), SHOWN):
        told = {"day": day_words(one.on), "who": one.who, "what": one.what}
        if not one.demand:
            words = _("A leader comes on %(day)s: %(who)s, %(what)s")
        elif one.on < day:
            words = _("Overdue since %(day)s: %(what)s")
        else:
            words = _("Demanded by a leader, until %(day)s: %(what)s")
        address = reverse("desk:demand", args=[one.demand]) if one.demand else reverse("desk:visits")
        coming.append(Errand(address, words % told))
    return coming


def _fieldwork(by: Actor) -> list[Errand]:
    """Talks to look at again, activities to be held or not held, and what came up at them and is to be settled."""
    if not by.roles & {Role.HALL_MANAGER, Role.REVIEWER, Role.APPROVER}:
        return []
    own, day = "" if Role.HALL_MANAGER in by.roles else by.department or "-", clock.today()
    found = []
    for one in fieldwork_agenda(own, day, day + timedelta(days=REMINDED), SHOWN):
        told = {"day": day_words(one.on), "what": one.what}
        if one.place:
            address = reverse("desk:field_matter", args=[one.name])
            late = _("Overdue since %(day)s: %(what)s")
            words = late if one.on < day else _("To be settled by %(day)s: %(what)s")
        elif one.planned:
            address = reverse("desk:outing", args=[one.subject])
            words = (
                _("Planned for %(day)s and not held: %(what)s") if one.on < day else _("On %(day)s: %(what)s")
            )
        else:
            address, words = reverse("desk:activity", args=[one.subject]), _("Look again: %(what)s")
        found.append(Errand(address, words % told))
    return found[:SHOWN]


def errands(by: Actor) -> list[Errand]:
    """What waits besides cases: the weekly report, findings of the hall, follow-ups of talks."""
    found = [*_to_complete(by), *_weekly(by), *_calendar(by)]
    for issue in latest_issues(limit=1) if by.roles & {Role.EDITOR, Role.CHECKER, Role.SIGNER} else []:
        if issue.state != WeeklyState.PUBLISHED:
            week = f"{day_words(issue.first_day)} – {day_words(issue.last_day)}"
            found.append(
                Errand(
                    reverse("desk:issue", args=[issue.subject]),
                    _("Weekly report of %(week)s") % {"week": week},
                )
            )
    found += _proposals(by)
    found += _leaders(by)
    if Role.HALL_MANAGER in by.roles:
        found += [
            Errand(
                f"{reverse('desk:patrol', args=[one.patrol.public_id])}#{one.public_id}",
                _("Put right, to be looked at again: %(what)s") % {"what": one.note},
            )
            for one in findings_to_recheck(limit=SHOWN)
        ]
    if by.roles & {Role.HALL_MANAGER, Role.CLERK}:
        own = "" if Role.HALL_MANAGER in by.roles else by.department
        found += [
            Errand(
                f"{reverse('desk:patrol', args=[one.patrol.public_id])}#{one.public_id}",
                _("Put right: %(what)s") % {"what": one.note},
            )
            for one in open_findings(own, limit=SHOWN)
        ]
    found += _fieldwork(by)
    found += [Errand(*one) for one in consultation_errands(by, SHOWN)]
    return found + _suggestions(by)


def counts(by: Actor) -> dict[str, int]:
    """Accepted and completed today: in the department, or everywhere for those who see every department."""
    day = clock.today()
    found = by_department(day, day).rows
    if may_open("counter", by.roles) or Role.REVIEWER in by.roles or Role.APPROVER in by.roles:
        found = [row for row in found if row.key == by.department]
    return {
        "accepted": sum(row.values["accepted"] for row in found),
        "completed": sum(row.values["completed"] for row in found),
    }
