"""What came up at an activity, and what those visited say: noted, given to a department, settled, looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from banli.desk.hall.activity import activity_page, late
from banli.desk.kit.fields import one_of
from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.fieldwork.service import (
    GRANTS,
    FieldworkPermission,
    NewMatter,
    ask_opinion,
    assign_matter,
    close_matter,
    enter_opinion,
    find_matter,
    note_matter,
    recheck_matter,
    reopen_matter,
)
from banli.fieldwork.states import MATTER_NAMES, MATTER_STATES, MatterKind, MatterState
from banli.files.service import receive
from banli.kernel import clock
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens import papers
from banli.screens.parameters import whole

TONES = {"noted": "", "assigned": "warning", "closed": "done", "rechecked": "done"}
P = FieldworkPermission


@screen
@require_POST
def activity_act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Note what came up, ask somebody who was visited, or enter what they said on paper."""
    by, sent = actor(request), request.POST

    def note() -> object:
        kind = sent.get("kind", "")
        told = NewMatter(
            kind=MatterKind(kind) if one_of(MatterKind, kind) else MatterKind.QUESTION,
            text=sent.get("text", ""),
            answer=sent.get("answer", ""),
            to=sent.get("department", ""),
            due_on=_day(sent.get("due_on", "")) if sent.get("due_on", "") else None,
        )
        return note_matter(activity=public_id, told=told, by=by, version=seen(request))

    def enter() -> object:
        opinion, grade = whole(sent.get("opinion", "")) or 0, sent.get("grade", "")
        return enter_opinion(
            activity=public_id, opinion=opinion, grade=grade, text=sent.get("words", ""), by=by
        )

    acts: dict[str, Callable[[], object]] = {
        "note": note,
        "ask": lambda: ask_opinion(activity=public_id, target=sent.get("target", ""), by=by),
        "enter": enter,
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    return tried(
        request,
        acts[name],
        lambda words, status: activity_page(request, public_id, words, status),
        "desk:activity",
        public_id,
    )


@screen
def matter(request: HttpRequest, matter: str) -> HttpResponse:
    """One question or demand: who has to settle it by when, and what shows that it is."""
    GRANTS.require(actor(request), P.READ)
    return _page(request, matter)


@screen
@require_POST
def matter_act(request: HttpRequest, matter: str, name: str) -> HttpResponse:
    """Assign, close, look again, or open again."""
    by, sent, version = actor(request), request.POST, seen(request)

    def assign() -> object:
        to, due_on = sent.get("department", ""), _day(sent.get("due_on", ""))
        if not to:
            raise Invalid(
                [Problem("department", gettext_noop("Choose the department that has to settle it."))]
            )
        return assign_matter(matter=matter, to=to, due_on=due_on, by=by, version=version)

    def close() -> object:
        paper = request.FILES.get("file")
        file = receive(by=by, sent=paper) if paper else None
        proof = sent.get("text", "")
        return close_matter(matter=matter, on=clock.today(), proof=proof, file=file, by=by, version=version)

    acts: dict[str, Callable[[], object]] = {
        "assign": assign,
        "close": close,
        "recheck": lambda: recheck_matter(matter=matter, found=sent.get("found", ""), by=by, version=version),
        "reopen": lambda: reopen_matter(matter=matter, reason=sent.get("reason", ""), by=by, version=version),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    return tried(
        request,
        acts[name],
        lambda words, status: _page(request, matter, words, status),
        "desk:field_matter",
        matter,
    )


@screen
def matter_file(request: HttpRequest, matter: str) -> HttpResponse:
    """The paper that shows that it was settled, to be saved."""
    by, found = actor(request), find_matter(matter)
    GRANTS.require(by, P.READ, department=found.department_id or "")
    if found.file is None:
        raise Missing(gettext_noop("There is no such file."))
    return papers.of_a_stranger(found.file)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Invalid(
            [Problem("due_on", gettext_noop("Say until which day it has to be settled."))]
        ) from None


def _page(request: HttpRequest, name: str, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of("fieldwork", name)
    found = find_matter(name)
    state, asker = MatterState(found.state), found.activity.department_id
    typed: dict[str, Any] = {
        key: request.POST.get(key, "") for key in ("text", "found", "reason", "department", "due_on")
    }
    if request.method != "POST":
        typed["department"] = found.department_id or asker
        typed["due_on"] = found.due_on.isoformat() if found.due_on else ""
    own = GRANTS.may(by, P.RECORD, department=asker)
    is_late = late(found)
    context = {
        "matter": found,
        "kind": MATTER_NAMES[MatterKind(found.kind)],
        "state": MATTER_STATES[state],
        "tone": "overdue" if is_late else TONES[state],
        "late": is_late,
        "version": version,
        "may_assign": own and state in (MatterState.NOTED, MatterState.ASSIGNED),
        "may_close": state is MatterState.ASSIGNED
        and GRANTS.may(by, P.RECORD, department=found.department_id or ""),
        "may_recheck": own and state is MatterState.CLOSED and found.closed_by_id != by.id,
        "may_reopen": own and state in (MatterState.CLOSED, MatterState.RECHECKED),
        "may_see": found.department_id is not None and GRANTS.may(by, P.READ, department=found.department_id),
        "houses": [(one.code, named(one)) for one in departments()],
        "typed": typed,
        "words": words,
    }
    return show(request, "desk/hall/matter.html", "hall", context, status)
