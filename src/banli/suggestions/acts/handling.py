"""What is done about a suggestion: assigned, given back, taken up, answered, set aside.

Each act is one event, which says that it was done and never what somebody wrote.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.people.service import departments
from banli.suggestions.acts.giving import TOPIC, clocks_of
from banli.suggestions.models import Suggestion
from banli.suggestions.permissions import GRANTS, SuggestionPermission, may_move
from banli.suggestions.rules.moves import why_not_move
from banli.suggestions.rules.telling import checked_answer, checked_reason
from banli.suggestions.selectors.books import book
from banli.suggestions.selectors.suggestions import find_suggestion
from banli.suggestions.states import (
    ANSWER,
    ASSIGN,
    GIVE_BACK,
    OPEN,
    SET_ASIDE,
    SETTLE,
    TAKE_UP,
    SuggestionKind,
    SuggestionMove,
)
from banli.worktime.service import OPEN_END, iso


def held(number: str, move: SuggestionMove, by: Actor, version: int | None) -> Suggestion:
    """The suggestion, locked. Who, then what was read, then when: raises Missing, Denied, Overtaken or Refused."""
    find_suggestion(number, by)
    row = Suggestion.objects.select_for_update().get(number=number)
    if not may_move(by, move, row.department_id or "", book().desk):
        raise Denied(gettext_noop("You are not allowed to do this."))
    check_unchanged(topic=TOPIC, subject=number, version=version)
    if error := why_not_move(move, row.kind, row.state):
        raise error
    return row


def moved(
    row: Suggestion, move: SuggestionMove, by: Actor, told: dict[str, Any], **values: Any
) -> Suggestion:
    """Keep what was done, and note it; ``told`` is what the event says."""
    scope = values.get("department_id") or row.department_id or ""
    for name, value in {**values, "state": move.target}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *(name.removesuffix("_id") for name in values)])
    append(topic=TOPIC, subject=row.number, name=move.event, by=by, scope=scope, body=told)
    return row


@transaction.atomic
def assign(*, number: str, department: str, by: Actor, version: int | None = None) -> Suggestion:
    """The centre says which department it concerns; that one answers by the day it has."""
    row = held(number, ASSIGN, by, version)
    if department not in {one.code for one in departments()}:
        raise Invalid([Problem("department", gettext_noop("Please choose a department."))])
    if department == row.department_id:
        raise Refused(gettext_noop("It is with this department already."))
    values = {"department_id": department, "begun_at": clock.now(), "begun_by_id": by.id, "given_back": ""}
    return moved(row, ASSIGN, by, {"answer_by": iso(row.answer_by)}, **values)


@transaction.atomic
def give_back(*, number: str, text: str, by: Actor, version: int | None = None) -> Suggestion:
    """The department says why it is not its matter; the centre has its days anew to assign it, the answer has not."""
    row = held(number, GIVE_BACK, by, version)
    reason, began = checked_reason(text), clocks_of(SuggestionKind(row.kind), clock.today())
    values = {"given_back": reason, "begin_by": began["begin_by"], "department_id": None}
    return moved(row, GIVE_BACK, by, {"begin_by": iso(began["begin_by"])}, **values)


@transaction.atomic
def take_up(*, number: str, by: Actor, version: int | None = None) -> Suggestion:
    """The desk takes up what somebody could not get done (接办)."""
    row = held(number, TAKE_UP, by, version)
    return moved(row, TAKE_UP, by, {"answer_by": iso(row.answer_by)}, begun_at=clock.now(), begun_by_id=by.id)


@transaction.atomic
def answer(*, number: str, outcome: str, text: str, by: Actor, version: int | None = None) -> Suggestion:
    """The department answers: adopted, in part, or not, and why."""
    return _answered(number, ANSWER, outcome, text, by, version)


@transaction.atomic
def settle(*, number: str, outcome: str, text: str, by: Actor, version: int | None = None) -> Suggestion:
    """The desk answers: it got done, the way was shown, or law does not allow it, and why."""
    return _answered(number, SETTLE, outcome, text, by, version)


def _answered(
    number: str, move: SuggestionMove, outcome: str, text: str, by: Actor, version: int | None
) -> Suggestion:
    row = held(number, move, by, version)
    found, told = checked_answer(SuggestionKind(row.kind), outcome, text)
    body = {"kind": row.kind, "outcome": str(found), "in_time": clock.today() <= row.answer_by}
    values = {"outcome": found, "answer": told, "answered_at": clock.now(), "answered_by_id": by.id}
    return moved(row, move, by, body, **values)


@transaction.atomic
def set_aside(*, number: str, text: str, by: Actor, version: int | None = None) -> Suggestion:
    """It is nothing the centre can do anything about; whoever said it reads why, and where else to go."""
    row = held(number, SET_ASIDE, by, version)
    values = {"answer": checked_reason(text), "answered_at": clock.now(), "answered_by_id": by.id}
    return moved(row, SET_ASIDE, by, {"kind": row.kind}, **values)


def count_suggestion_clocks(*, by: Actor) -> int:
    """Give each open one the last days it lacks, where the notice of public holidays they waited for is loaded."""
    GRANTS.require(by, SuggestionPermission.SET_TERMS)
    rows = Suggestion.objects.filter(answer_by=OPEN_END, state__in=[str(one) for one in OPEN])
    return sum(_count(key, by) for key in list(rows.order_by("id").values_list("pk", flat=True)))


@transaction.atomic
def _count(key: int, by: Actor) -> bool:
    row = Suggestion.objects.select_for_update().get(pk=key)
    found = clocks_of(SuggestionKind(row.kind), row.given_at.astimezone(clock.SHANGHAI).date())
    waited = [name for name, day in found.items() if getattr(row, name) == OPEN_END and day != OPEN_END]
    if not waited:
        return False
    for name in waited:
        setattr(row, name, found[name])
    row.save(update_fields=waited)
    body = {name: iso(found[name]) for name in waited}
    scope = row.department_id or ""
    append(topic=TOPIC, subject=row.number, name="suggestion_clocks_counted", by=by, scope=scope, body=body)
    return True
