"""A task of a department, whether a leader demanded it or it came up outside: one page and one table of steps.

It is given until a day, closed with proof, looked at again, opened again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, show
from banli.desk.kit.history import NOTHING, Undone
from banli.files.service import StoredFile, receive
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens import papers

ASSIGNED = "assigned"
TONES = {"noted": "", ASSIGNED: "warning", "closed": "done", "rechecked": "done"}
TYPED = ("text", "found", "reason", "department", "due_on")


@dataclass(frozen=True)
class Sent:
    """The form of one step: of which task, by whom, and the version of its record that the page showed."""

    request: HttpRequest
    task: str
    by: Actor
    version: int | None

    def text(self, name: str) -> str:
        """What was typed into the field ``name``."""
        return str(self.request.POST.get(name, ""))

    def department(self) -> str:
        """The chosen department. Raises :class:`Invalid` where none was."""
        if not (chosen := self.text("department")):
            message = gettext_noop("Choose the department that has to settle it.")
            raise Invalid([Problem("department", message)])
        return chosen

    def due_on(self) -> date:
        """The last day. Raises :class:`Invalid` for what is no day."""
        return day_of(self.text("due_on"))

    def file(self) -> StoredFile | None:
        """The paper that was sent, taken in; None where none was."""
        paper = self.request.FILES.get("file")
        return receive(by=self.by, sent=paper) if paper else None


@dataclass(frozen=True)
class Step:
    """One step: the states it begins from, with which task somebody may do it, and what does it."""

    sources: tuple[str, ...]
    may: Callable[[Actor, Any], bool]
    do: Callable[[Sent], object]


@dataclass(frozen=True)
class TaskKind:
    """Tasks of one origin. The views are named ``view``, ``view_act`` and ``view_file``.

    ``told`` gives what the page says above the task: crumbs, where it came from, and what was answered on the spot.
    """

    topic: str
    view: str
    states: Mapping[Any, Any]
    find: Callable[[str], Any]
    reads: Callable[[Actor, str], bool]
    """True where somebody may read what a department sent as proof."""
    steps: Mapping[str, Step]
    asked_by: Callable[[Any], str]
    """The department that first has to settle it, where none was given it."""
    told: Callable[[Any], dict[str, Any]]


def day_of(typed: str) -> date:
    """The last day that was typed. Raises :class:`Invalid` for what is no day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        message = gettext_noop("Say until which day it has to be settled.")
        raise Invalid([Problem("due_on", message)]) from None


def is_late(task: Any) -> bool:
    """True where its day is over and it is not settled."""
    return bool(task.state == ASSIGNED and task.due_on and task.due_on < clock.today())


def page(
    request: HttpRequest, kind: TaskKind, name: str, words: Undone = NOTHING, status: int = 200
) -> HttpResponse:
    """The page of a task, with the forms of the steps that this person may do with it now."""
    # The version first: a step that comes in between makes the form stale, never the other way round.
    by, version = actor(request), version_of(kind.topic, name)
    found = kind.find(name)
    typed: dict[str, Any] = {key: request.POST.get(key, "") for key in TYPED}
    if request.method != "POST":
        typed["department"] = found.department_id or kind.asked_by(found)
        typed["due_on"] = found.due_on.isoformat() if found.due_on else ""
    late = is_late(found)
    context = {
        "task": found,
        "state": kind.states[found.state],
        "tone": "overdue" if late else TONES[found.state],
        "late": late,
        "version": version,
        "steps": [
            name for name, step in kind.steps.items() if found.state in step.sources and step.may(by, found)
        ],
        "act_view": f"{kind.view}_act",
        "file_view": f"{kind.view}_file",
        "may_see": found.department_id is not None and kind.reads(by, found.department_id),
        "houses": [(one.code, named(one)) for one in departments()],
        "typed": typed,
        "words": words,
        "answer": "",
        **kind.told(found),
    }
    return show(request, "desk/hall/task.html", "hall", context, status)


def do(request: HttpRequest, kind: TaskKind, task: str, name: str) -> HttpResponse:
    """Do the step ``name``; the page again where it is not done, with why."""
    if (step := kind.steps.get(name)) is None:
        raise Missing(gettext_noop("There is no such page."))
    sent = Sent(request, task, actor(request), seen(request))
    return tried(
        request,
        lambda: step.do(sent),
        lambda words, status: page(request, kind, task, words, status),
        kind.view,
        task,
    )


def proof(kind: TaskKind, task: str) -> HttpResponse:
    """The paper that shows that it was settled, to be saved. Whether it may be read is asked before."""
    found = kind.find(task)
    if found.file is None:
        raise Missing(gettext_noop("There is no such file."))
    return papers.of_a_stranger(found.file)
