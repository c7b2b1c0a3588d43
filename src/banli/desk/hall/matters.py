"""What came up at an activity, and what those visited say: noted, given to a department, settled, looked at again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.desk.hall import tasks
from banli.desk.hall.activity import activity_page
from banli.desk.hall.tasks import Sent, Step, TaskKind, day_of
from banli.desk.kit.fields import one_of
from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen
from banli.fieldwork.service import (
    GRANTS,
    FieldworkPermission,
    Matter,
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
from banli.fieldwork.states import (
    ASSIGN_MATTER,
    CLOSE_MATTER,
    MATTER_NAMES,
    MATTER_STATES,
    RECHECK_MATTER,
    REOPEN_MATTER,
    MatterKind,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.people.service import named
from banli.screens.parameters import whole
from banli.screens.words import day_words

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
            due_on=day_of(sent.get("due_on", "")) if sent.get("due_on", "") else None,
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
    return tasks.page(request, MATTERS, matter)


@screen
@require_POST
def matter_act(request: HttpRequest, matter: str, name: str) -> HttpResponse:
    """Assign, close, look again, or open again."""
    return tasks.do(request, MATTERS, matter, name)


@screen
def matter_file(request: HttpRequest, matter: str) -> HttpResponse:
    """The paper that shows that it was settled, to be saved."""
    GRANTS.require(actor(request), P.READ, department=find_matter(matter).department_id or "")
    return tasks.proof(MATTERS, matter)


def _assign(sent: Sent) -> object:
    to, due_on = sent.department(), sent.due_on()
    return assign_matter(matter=sent.task, to=to, due_on=due_on, by=sent.by, version=sent.version)


def _close(sent: Sent) -> object:
    file, told = sent.file(), sent.text("text")
    return close_matter(
        matter=sent.task, on=clock.today(), proof=told, file=file, by=sent.by, version=sent.version
    )


def _recheck(sent: Sent) -> object:
    return recheck_matter(matter=sent.task, found=sent.text("found"), by=sent.by, version=sent.version)


def _reopen(sent: Sent) -> object:
    return reopen_matter(matter=sent.task, reason=sent.text("reason"), by=sent.by, version=sent.version)


def _told(one: Matter) -> dict[str, Any]:
    outing = one.activity
    when = day_words(outing.day) if outing.day else outing.day_text
    return {
        "crumbs": [
            (reverse("desk:activities"), _("Fieldwork")),
            (reverse("desk:activity", args=[outing.public_id]), outing.public_id),
        ],
        "origin": [MATTER_NAMES[MatterKind(one.kind)], outing.matter, named(outing.department), when],
        "answer": one.answer,
    }


def _by_the_asker(by: Actor, one: Matter) -> bool:
    return GRANTS.may(by, P.RECORD, department=one.activity.department_id)


MATTERS = TaskKind(
    topic="fieldwork",
    view="desk:field_matter",
    states=MATTER_STATES,
    find=find_matter,
    reads=lambda by, house: GRANTS.may(by, P.READ, department=house),
    steps={
        "close": Step(
            CLOSE_MATTER.sources,
            lambda by, one: GRANTS.may(by, P.RECORD, department=one.department_id or ""),
            _close,
        ),
        "recheck": Step(
            RECHECK_MATTER.sources,
            lambda by, one: _by_the_asker(by, one) and one.closed_by_id != by.id,
            _recheck,
        ),
        "assign": Step(ASSIGN_MATTER.sources, _by_the_asker, _assign),
        "reopen": Step(REOPEN_MATTER.sources, _by_the_asker, _reopen),
    },
    asked_by=lambda one: one.activity.department_id,
    told=_told,
)
