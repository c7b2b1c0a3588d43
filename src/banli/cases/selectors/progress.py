"""How far a case is: its steps, its promises, its hearings, what the applicant was told and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max

from banli.cases.models import Case, Hearing, Opinion, Promise, Task
from banli.cases.rules.steps import Done
from banli.cases.selectors.lists import notices, opinions
from banli.cases.selectors.parts import part
from banli.catalogue.service import ItemSpec, Step
from banli.kernel.errors import Missing
from banli.kernel.remembered import looking
from banli.kernel.text import gettext_noop
from banli.worktime.service import Awaited, calendar, ends, read_awaited

VIEWS, NO_HEARING = "views", "no_hearing"
"""Steps under which the applicant's own words stand among the opinions."""


def tasks_of(case: Case) -> list[Task]:
    """Every step of the case that was begun, all rounds, in the order they began."""
    return part(case, Task)


def begun_tasks(case: Case) -> list[Task]:
    """The same in the order of their rounds; an act reads no names of departments and people with them."""
    if looking():
        return sorted(tasks_of(case), key=lambda task: (task.round, task.pk))
    return list(Task.objects.filter(case=case).order_by("round", "id"))


def open_tasks(case: Case) -> list[Task]:
    """The steps under way."""
    return list(Task.objects.filter(case=case, finished_at=None).order_by("id"))


def open_task(case: Case, key: str) -> Task:
    """The step ``key`` that is under way; locked, so that it is finished once. Raises :class:`Missing`."""
    found = Task.objects.select_for_update().filter(case=case, key=key, finished_at=None).first()
    if found is None:
        raise Missing(
            gettext_noop("This step is not under way; somebody may have finished it. Please reload.")
        )
    return found


def step_of(spec: ItemSpec, key: str) -> Step:
    """The definition of a step. Raises :class:`Missing`."""
    found = next((step for step in spec.steps if step.key == key), None)
    if found is None:
        raise Missing(gettext_noop("The item has no step of that name."))
    return found


def rounds_of(case: Case) -> dict[str, int]:
    """The last round of each step that was begun."""
    return dict(Task.objects.filter(case=case).values_list("key").annotate(last=Max("round")).order_by("key"))


def progress_of(case: Case) -> tuple[Done, ...]:
    """How far each begun step is, by its last round."""
    return latest(Task.objects.filter(case=case).order_by("round", "id"))


def latest(tasks: Iterable[Task]) -> tuple[Done, ...]:
    """The last round of each step among ``tasks``, which come in the order of their rounds."""
    return tuple({task.key: Done(task.key, task.outcome) for task in tasks}.values())


def promises_of(case: Case) -> list[Promise]:
    """What was promised in the case."""
    return part(case, Promise)


def hearings_of(case: Case) -> list[Hearing]:
    """Hearings asked for, called and held."""
    return part(case, Hearing)


def pending_hearing(case: Case) -> Hearing | None:
    """The hearing that was asked for or called and neither held yet nor given up."""
    waits = (one for one in part(case, Hearing) if one.held_at is None and one.given_up_on is None)
    return next(waits, None)


def examiners_of(case: Case) -> list[str]:
    """The names of those who examined the case; none of them chairs its hearing (art. 48)."""
    written = Opinion.objects.filter(case=case, step="examine", by__isnull=False)
    names = set(written.values_list("by__display_name", flat=True))
    done = Task.objects.filter(case=case, by__isnull=False)
    return sorted(names | set(done.values_list("by__display_name", flat=True)))


def pause_notice(case: Case) -> str:
    """The number of the notice behind the special procedure under way; '' where none is."""
    if case.paused_on is None:
        return ""
    kind = "hearing" if case.paused_for == "hearing" else "special_procedure"
    found = notices(case, kind)
    return found[-1].number if found else ""


def has_answered(case: Case) -> bool:
    """True where the applicant stated views since the last notice of a proposed refusal."""
    return _has_said(case, VIEWS)


def has_waived(case: Case) -> bool:
    """True where the applicant said since that notice to ask for no hearing, or gave up the one asked for."""
    return _has_said(case, NO_HEARING)


def _has_said(case: Case, step: str) -> bool:
    told = notices(case, "refusal_told")
    if not told:
        return False
    since = told[-1].issued_at
    return any(one.step == step and one.at >= since for one in opinions(case))


def end_told(body: Mapping[str, Any]) -> date | Awaited | None:
    """The end under ``until`` of a paper; one that was open when it was written, as the calendar counts it now."""
    if body.get("until"):
        return date.fromisoformat(body["until"])
    if not body.get("awaits"):
        return None
    found = read_awaited(body["awaits"])
    return ends(found.start, found.nth, found.unit, calendar())
