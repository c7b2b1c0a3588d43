"""How far a case is, as the case page draws it: lanes of steps, promises, hearings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from banli.cases.service import Case, Promise, Review, Stage, promises_of
from banli.catalogue.service import ItemSpec
from banli.kernel import clock
from banli.people.service import departments, named
from banli.screens.words import day_words
from banli.worktime.service import known

OUTCOMES = {
    "agrees": (pgettext_lazy("step", "in order"), "done"),
    "disagrees": (pgettext_lazy("step", "not in order"), "overdue"),
    "skipped": (pgettext_lazy("step", "left out"), ""),
}
STATES = {
    "here": pgettext_lazy("step", "under way"),
    "next": pgettext_lazy("step", "to come"),
    "optional": pgettext_lazy("step", "where needed"),
}


@dataclass(frozen=True)
class StageLine:
    """One step in words."""

    name: str
    state: str
    words: str
    tone: str
    due_on: date | None
    late: bool
    done_at: Any
    by: str
    officers: str
    text: str
    round: int
    decides: bool


@dataclass(frozen=True)
class LaneLines:
    """The steps of one department; ``holds``: the whole waits for it."""

    name: str
    lines: tuple[StageLine, ...]
    holds: bool


@dataclass(frozen=True)
class PromiseLine:
    """One promise in words."""

    name: str
    text: str
    until: date | None
    words: str
    tone: str
    note: str


def lanes(review: Review) -> list[LaneLines]:
    """The lanes in words."""
    slow = review.slowest.department if review.slowest else ""
    return [
        LaneLines(
            named_department(lane.department),
            tuple(_line(stage) for stage in lane.stages),
            lane.department == slow,
        )
        for lane in review.lanes
    ]


def named_department(code: str) -> str:
    """A department's short name in the reader's language."""
    return str(named(next(one for one in departments() if one.code == code)))


def _line(stage: Stage) -> StageLine:
    task, state = stage.task, stage.state
    words, tone = OUTCOMES.get(stage.outcome, (STATES.get(state, ""), "action" if state == "here" else ""))
    late = bool(task and task.due_on and state == "here" and clock.today() > task.due_on)
    return StageLine(
        name=str(stage.step.name),
        state=state,
        words=str(words),
        tone="overdue" if late else tone,
        due_on=task.due_on if task else None,
        late=late,
        done_at=task.finished_at if task else None,
        by=task.by.display_name if task and task.by else "",
        officers="、".join(task.officers) if task else "",
        text=task.text if task else "",
        round=stage.rounds,
        decides=stage.step.kind in ("countersign", "approve"),
    )


def waits_for(review: Review) -> str:
    """What the whole waits for, in one sentence; '' where nothing does."""
    slow = review.slowest
    if slow is None or slow.task is None:
        return ""
    facts = {"department": named_department(slow.department), "step": slow.step.name}
    if known(slow.task.due_on) is None or slow.task.due_on is None:
        return _("The whole waits for %(department)s: %(step)s.") % facts
    return _("The whole waits for %(department)s: %(step)s, last day %(day)s.") % {
        **facts,
        "day": day_words(slow.task.due_on),
    }


def conflict(review: Review) -> str:
    """Who said no while others said yes, in one sentence; '' where nobody did."""
    if not review.against:
        return ""
    who = "、".join(f"{named_department(one.department)}（{one.step.name}）" for one in review.against)
    if review.binding:
        return _(
            "Conflict: %(who)s said no. Nothing can be granted over it (art. 42); send it back or refuse."
        ) % {"who": who}
    return _("Conflict: %(who)s said no, others said yes.") % {"who": who}


def promise_lines(case: Case, spec: ItemSpec) -> list[PromiseLine]:
    """What was promised and what became of it."""
    names = {one.key: str(one.name) for one in spec.materials}
    return [_promise(one, names) for one in promises_of(case)]


def _promise(one: Promise, names: dict[str, str]) -> PromiseLine:
    late = one.kept is None and one.until is not None and clock.today() > one.until
    if one.kept is None:
        words, tone = (_("not kept in time"), "overdue") if late else (_("open"), "action")
    else:
        words, tone = (_("kept"), "done") if one.kept else (_("broken"), "overdue")
    declared = one.kind == "commitment"
    return PromiseLine(
        name=_("Declaration") if declared else names.get(one.what, one.what),
        text=one.text if declared else "",
        until=one.until,
        words=words,
        tone=tone,
        note=one.note,
    )
