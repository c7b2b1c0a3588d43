"""Whether a procedure holds together: every path ends in the one decision, nothing is missing, the time is enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banli.catalogue.rules.checks.laws import (
    CALENDAR_DAYS,
    REST_DAYS,
    WEEK,
    shortest,
)
from banli.catalogue.rules.checks.reachability import combinations
from banli.catalogue.rules.definition.conditions import Facts, holds
from banli.catalogue.rules.definition.facts import known_facts
from banli.catalogue.rules.definition.graph import awaited, waits
from banli.catalogue.rules.definition.spec import ItemSpec, Limit, Step
from banli.kernel.text import gettext_noop

Found = tuple[tuple[str | int, ...], str, str, dict[str, object]]
MONTH_MOST = 31.0


def check_flow(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of the order of steps: of its names, or else of its paths, or else of what some case would meet."""
    faults = [*_names(spec)] or [*_circles(spec)] or [*_paths(spec)] or [*_cases(spec)]
    yield from faults
    if spec.case_type == "instant" and {step.kind for step in spec.steps} - {"examine", "approve"}:
        message = gettext_noop("an item decided on the spot has no other steps than examine and approve")
        yield ("steps",), "steps", message, {}


def decisions(spec: ItemSpec) -> list[Step]:
    """The steps in which the item's own department decides; a sound item has exactly one."""
    own = ("", spec.department)
    return [step for step in spec.steps if step.kind == "approve" and step.with_department in own]


def leading_to(spec: ItemSpec, key: str) -> frozenset[str]:
    """The keys of every step that comes before the step of that key, on whatever path."""
    order, found = awaited(spec.steps), set[str]()
    front = [key]
    while front:
        fresh = set(order.get(front.pop(), ())) - found
        found |= fresh
        front += fresh
    return frozenset(found)


def _names(spec: ItemSpec) -> Iterator[Found]:
    keys = {step.key for step in spec.steps}
    for index, step in enumerate(spec.steps):
        for number, key in enumerate(step.after or ()):
            if key not in keys:
                message = gettext_noop("there is no step “%(key)s” to come after")
                yield ("steps", index, "after", number), "flow", message, {"key": key}


def _circles(spec: ItemSpec) -> Iterator[Found]:
    for index, step in enumerate(spec.steps):
        if step.key in leading_to(spec, step.key):
            message = gettext_noop("the step waits for itself, through “%(key)s”")
            yield ("steps", index, "after"), "flow", message, {"key": awaited(spec.steps)[step.key][0]}


def _paths(spec: ItemSpec) -> Iterator[Found]:
    final = decisions(spec)
    if len(final) != 1:
        message = gettext_noop(
            "a procedure ends in one decision (approve) of the item's own department; there are %(count)s"
        )
        yield ("steps",), "flow", message, {"count": len(final)}
        return
    place = ("steps", spec.steps.index(final[0]))
    if final[0].when is not None or final[0].optional:
        message = gettext_noop(
            "every case must end in a decision: the last approve is for all and never optional"
        )
        yield place, "flow", message, {}
    before = leading_to(spec, final[0].key)
    for index, step in enumerate(spec.steps):
        if final[0].key in leading_to(spec, step.key):
            message = gettext_noop("nothing comes after the decision “%(key)s”")
            yield ("steps", index), "flow", message, {"key": final[0].key}
        elif step.key not in before and step is not final[0]:
            message = gettext_noop("the path ends here: the decision “%(key)s” does not wait for this step")
            yield ("steps", index), "flow", message, {"key": final[0].key}


def _cases(spec: ItemSpec) -> Iterator[Found]:
    """What goes wrong in some combination of what the conditions ask; each fault told once."""
    whens = [step.when for step in spec.steps] + [rule.when for rule in spec.limits]
    tries = combinations(whens, known_facts(spec))
    if tries is None:
        message = gettext_noop("the conditions of steps and limits name too many facts to try every case")
        yield ("steps",), "flow", message, {}
        return
    told: dict[tuple[object, ...], Found] = {}
    taken_once: set[str] = set()
    for facts in tries:
        taken = [step for step in spec.steps if holds(step.when, facts)]
        taken_once |= {step.key for step in taken}
        for found in (*_required(spec, taken), *_fits(spec, taken, facts)):
            told.setdefault(found[:3], found)
    for index, step in enumerate(spec.steps):
        if step.key not in taken_once:
            message = gettext_noop("no case ever comes to this step: its condition cannot be met")
            yield ("steps", index), "flow", message, {}
    yield from told.values()


def _required(spec: ItemSpec, taken: list[Step]) -> Iterator[Found]:
    """What the law wants before the decision, in a case that takes these steps."""
    (final,) = decisions(spec)
    always = [step for step in taken if not step.optional and step is not final]
    examined = [step for step in always if step.kind == "examine"]
    if spec.kind == "01" and not examined:
        yield ("steps",), "steps", gettext_noop("a licence must be examined before it is decided"), {}
    elif spec.kind == "01" and final.role != "reviewer" and all(one.role == final.role for one in examined):
        message = gettext_noop("a licence is examined and decided by different roles")
        yield ("steps", spec.steps.index(final), "role"), "steps", message, {}
    if spec.hearing == "required" and "hearing" not in {step.kind for step in always}:
        message = gettext_noop(
            "the law requires a hearing: there must be one before the decision in every case (行政许可法 46)"
        )
        yield ("steps",), "steps", message, {}


def _fits(spec: ItemSpec, taken: list[Step], facts: Facts) -> Iterator[Found]:
    """Whether the limits of the steps that must be taken leave the promised limit, excluded time apart."""
    index = next((number for number, rule in enumerate(spec.limits) if holds(rule.when, facts)), None)
    if index is None:
        return
    promised = spec.limits[index].promised
    timed = {step.key: step.limit for step in taken if step.limit and not step.optional and not step.special}
    order = waits(spec.steps, [step.key for step in taken])
    needed, room = _needed(order, timed, promised)
    if needed > room:
        message = gettext_noop(
            "the steps need up to %(needed)s days one after the other, more than the promised limit of %(room)s"
        )
        params: dict[str, object] = {"needed": f"{needed:.12g}", "room": f"{room:.12g}"}
        yield ("limits", index, "promised"), "flow", message, params


def needed(spec: ItemSpec, taken: Sequence[Step], timed: Mapping[str, Limit], promised: Limit) -> float:
    """The days of the longest path through ``taken``, of which only ``timed`` take time; in ``promised``'s unit."""
    return _needed(waits(spec.steps, [step.key for step in taken]), timed, promised)[0]


def _needed(
    order: Mapping[str, frozenset[str]], timed: Mapping[str, Limit], promised: Limit
) -> tuple[float, float]:
    """The longest path and the room for it, in the promise's unit; in calendar days where units differ."""
    if all(limit.unit == promised.unit for limit in timed.values()):
        return _longest(order, {key: float(limit.days) for key, limit in timed.items()}), float(promised.days)
    rest = REST_DAYS if any(limit.unit == "working" for limit in timed.values()) else 0
    return _longest(order, {key: _calendar(limit) for key, limit in timed.items()}) + rest, shortest(promised)


def _calendar(limit: Limit) -> float:
    per = {**CALENDAR_DAYS, "working": WEEK, "month": MONTH_MOST}
    return limit.days * per[limit.unit]


def _longest(order: Mapping[str, frozenset[str]], days: Mapping[str, float]) -> float:
    done: dict[str, float] = {}

    def until(key: str) -> float:
        if key not in done:
            done[key] = days.get(key, 0.0) + max((until(one) for one in order[key]), default=0.0)
        return done[key]

    return max((until(key) for key in order), default=0.0)
