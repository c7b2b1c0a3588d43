"""The order of review steps: which wait for which, and which may begin now."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from banli.catalogue.rules.definition.spec import Step


def awaited(steps: Sequence[Step]) -> dict[str, tuple[str, ...]]:
    """For each step's key the keys it waits for, as written: ``after``, or the step before it in the list."""
    before: dict[str, tuple[str, ...]] = {}
    last: tuple[str, ...] = ()
    for step in steps:
        before[step.key] = last if step.after is None else step.after
        last = (step.key,)
    return before


def waits(steps: Sequence[Step], taken: Collection[str]) -> dict[str, frozenset[str]]:
    """As :func:`awaited` for the steps a case takes: a step that is not taken hands on what it waits for."""
    written = awaited(steps)
    resolved: dict[str, frozenset[str]] = {}

    def resolve(key: str, seen: frozenset[str]) -> frozenset[str]:
        found: set[str] = set()
        for one in written.get(key, ()):
            if one in seen:
                continue
            found |= {one} if one in taken else resolve(one, seen | {one})
        return frozenset(found)

    for step in steps:
        if step.key in taken:
            resolved[step.key] = resolve(step.key, frozenset({step.key}))
    return resolved


def side_by_side(steps: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    """The steps in groups from first to last: those of a group come equally far after acceptance at the earliest."""
    before, depth = awaited(steps), dict[str, int]()

    def deep(key: str) -> int:
        if key not in depth:
            depth[key] = max((deep(one) + 1 for one in before[key]), default=0)
        return depth[key]

    groups: dict[int, list[Step]] = {}
    for step in steps:
        groups.setdefault(deep(step.key), []).append(step)
    return tuple(tuple(groups[at]) for at in sorted(groups))


def ready(
    steps: Sequence[Step], taken: Collection[str], begun: Collection[str], finished: Collection[str]
) -> tuple[Step, ...]:
    """The steps that may begin: taken, not begun, and everything they wait for finished.

    An optional step holds up nobody: who waits for it waits for what it waits for itself, or for it once begun.
    """
    optional = {step.key for step in steps if step.optional}
    holding = [key for key in taken if key not in optional or (key in begun and key not in finished)]
    order = waits(steps, holding)
    free: dict[str, frozenset[str]] | None = None
    found = []
    for step in steps:
        if step.key not in taken or step.key in begun:
            continue
        needed = order.get(step.key)
        if needed is None:
            free = free or waits(steps, taken)
            needed = _through(free[step.key], free, optional, begun)
        if needed <= set(finished):
            found.append(step)
    return tuple(found)


def _through(
    keys: frozenset[str], free: dict[str, frozenset[str]], optional: set[str], begun: Collection[str]
) -> frozenset[str]:
    """What an optional step waits for, optional steps not begun looked through."""
    found: set[str] = set()
    for key in keys:
        if key in optional and key not in begun:
            found |= _through(free.get(key, frozenset()), free, optional, begun)
        else:
            found.add(key)
    return frozenset(found)
