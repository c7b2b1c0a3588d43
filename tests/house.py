"""A house for tests: the Sichuan pack's departments, calendars and items, and people made on demand."""

from __future__ import annotations

from typing import Any

from banli.cases import service as cases
from banli.catalogue.service import publish_folder
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.people.models import User
from banli.people.service import actor_for, add_person
from banli.province.load import SICHUAN, load_house_of
from banli.province.worked.player import Player
from tests.snapshots import kept

OVERSIZE = "oversize-transport"
PLAYER = Player(SICHUAN)
PASSWORD = "a-long-test-password"


def open_house(*items: str) -> None:
    """Departments, windows and calendars of the Sichuan pack, and these of its items (oversize transport alone)."""
    kept(f"house {items}", lambda: _open(items or (OVERSIZE,)))


def _open(items: tuple[str, ...]) -> None:
    load_house_of(SICHUAN, by=SYSTEM)
    for slug in items:
        publish_folder(path=SICHUAN / "items" / slug, by=SYSTEM)


def person(
    role: Role,
    department: str | None = "transport",
    window: str | None = None,
    name: str = "",
    shown: str = "",
) -> Actor:
    """Somebody of that role; the same one for the same name, ``shown`` to people by another."""
    username = name or f"{role}.{department or 'none'}"
    add_person(
        by=SYSTEM,
        username=username,
        display_name=shown or username,
        roles=[role],
        password=PASSWORD,
        department=department,
        window=window,
    )
    return actor_for(User.objects.get(username=username))


def clerk() -> Actor:
    """The clerk at transport window 03."""
    return person(Role.CLERK, window="transport-03")


def applicant_of(number: str) -> Actor:
    """The visitor who opened the case with number and password."""
    return Actor(name="", roles=VISITOR.roles, session=frozenset({number}))


def form(example: str = "class-two", item: str = OVERSIZE, **changes: Any) -> dict[str, Any]:
    """The form of one of the pack's worked examples; a journey that has begun by now begins today instead."""
    made = PLAYER.form(item, example, **changes)
    today = clock.today().isoformat()
    if "depart_on" in made and "depart_on" not in changes and made["depart_on"] < today:
        made |= {"depart_on": today, "until_on": today}
    return made


def submitted(example: str = "class-two", **changes: Any) -> cases.Case:
    """An oversize application handed in online."""
    return PLAYER.apply(OVERSIZE, form(example, **changes))


def accepted(example: str = "class-two") -> cases.Case:
    """… accepted at the window."""
    return cases.accept(by=clerk(), number=submitted(example).number)


def proposed(agrees: bool = True) -> cases.Case:
    """… examined and put before the approver."""
    case = accepted()
    reviewer = person(Role.REVIEWER)
    return cases.review(by=reviewer, number=case.number, agrees=agrees, opinion="参数符合规定。")


def granted() -> cases.Case:
    """… granted."""
    return cases.grant(by=person(Role.APPROVER), number=proposed().number)


def steps_done(case: cases.Case, *, agrees: bool = True) -> None:
    """Every step under way and every one that begins then is finished, each by somebody of its department."""
    spec = cases.spec_of(case)
    roles = {step.key: Role(step.role) for step in spec.steps}
    while under_way := [task for task in cases.tasks_of(case) if task.finished_at is None]:
        for task in under_way:
            cases.finish_step(
                by=person(roles[task.key], task.department_id),
                number=case.number,
                step=task.key,
                agrees=agrees,
                text="符合规定。",
                officers=["张三", "李四"],
            )
