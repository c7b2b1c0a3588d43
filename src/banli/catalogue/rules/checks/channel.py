"""The green channel of an item: a faster procedure is a procedure, and leaves out nothing that a law wants."""

from __future__ import annotations

from collections.abc import Iterator

from banli.catalogue.rules.checks.flow import (
    Found,
    check_flow,
    decisions,
    needed,
)
from banli.catalogue.rules.checks.laws import longer
from banli.catalogue.rules.checks.procedure import check_procedure
from banli.catalogue.rules.checks.statute import check_statute
from banli.catalogue.rules.definition.conditions import Facts, holds
from banli.catalogue.rules.definition.spec import (
    GreenChannel,
    ItemSpec,
    Limit,
    Step,
)
from banli.kernel.text import gettext_noop

BY_NATURE = frozenset({"examine", "publicity", "hearing", "approve"})
"""Steps that no decision does without."""


def wanted_by_law(spec: ItemSpec, step: Step) -> bool:
    """True for a step that a law wants: it names the law, is one by nature, has excluded time, or must be taken."""
    return not step.optional or step.kind in BY_NATURE or step.basis is not None or bool(step.special)


def in_channel(spec: ItemSpec) -> ItemSpec:
    """The item as a case in its green channel runs it: the steps that the channel names begin earlier, side by side
    with others. Every step stays; what the channel may leave out is optional and waits for nobody."""
    channel = spec.green_channel
    if channel is None:
        return spec
    moved = {key: {"after": after} for key, after in channel.side_by_side.items()}
    steps = tuple(step.model_copy(update=moved.get(step.key, {})) for step in spec.steps)
    return spec.model_copy(update={"steps": steps})


def sped_up(spec: ItemSpec) -> ItemSpec:
    """The item as its green channel goes through it; the item itself where it has none."""
    channel = spec.green_channel
    if channel is None:
        return spec
    kept = [step for step in spec.steps if step.key not in channel.leaves_out]
    steps = tuple(_moved(step, spec, channel) for step in kept)
    limits = tuple(
        rule.model_copy(update={"promised": channel.promised})
        if not longer(channel.promised, rule.promised)
        else rule
        for rule in spec.limits
    )
    return spec.model_copy(update={"steps": steps, "limits": limits, "green_channel": None})


def _moved(step: Step, spec: ItemSpec, channel: GreenChannel) -> Step:
    """The step after what the channel says, and after nothing that the channel leaves out."""
    place = spec.steps.index(step)
    before = step.after
    if before is None:
        before = (spec.steps[place - 1].key,) if place else ()
    before = channel.side_by_side.get(step.key, before)
    while gone := [key for key in before if key in channel.leaves_out]:
        skipped = next(one for one in spec.steps if one.key == gone[0])
        behind = skipped.after
        if behind is None:
            earlier = spec.steps.index(skipped)
            behind = (spec.steps[earlier - 1].key,) if earlier else ()
        before = (*(key for key in before if key != gone[0]), *behind)
    return step.model_copy(update={"after": tuple(dict.fromkeys(before))})


def check_channel(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of the green channel: what it leaves out, and what is wrong with the procedure it leads to."""
    channel, keys = spec.green_channel, {step.key: step for step in spec.steps}
    if channel is None:
        return
    named = [(("leaves_out", place), key) for place, key in enumerate(channel.leaves_out)]
    found = [
        *_names(keys, [*named, *((("side_by_side", key), key) for key in channel.side_by_side)]),
        *_left_out(spec, channel, keys),
    ]
    yield from found
    if all(longer(channel.promised, rule.promised) for rule in spec.limits):
        message = gettext_noop("the green channel promises no less time than the item does")
        yield ("green_channel", "promised"), "channel", message, {}
    elif not found:
        for _place, rule, message, params in _of_variant(spec):
            yield ("green_channel",), rule, message, params


def _names(keys: dict[str, Step], named: list[tuple[tuple[str | int, ...], str]]) -> Iterator[Found]:
    for place, key in named:
        if key not in keys:
            message = gettext_noop("there is no step “%(key)s”")
            yield ("green_channel", *place), "channel", message, {"key": key}


def _left_out(spec: ItemSpec, channel: GreenChannel, keys: dict[str, Step]) -> Iterator[Found]:
    for place, key in enumerate(channel.leaves_out):
        step = keys.get(key)
        if step is not None and wanted_by_law(spec, step):
            message = gettext_noop(
                "a green channel speeds up and leaves no legal step out: “%(key)s” must be taken"
            )
            yield ("green_channel", "leaves_out", place), "channel", message, {"key": key}


def _of_variant(spec: ItemSpec) -> Iterator[Found]:
    """What the checker finds in the faster procedure that it does not find in the item itself: with what the channel
    leaves out, and with all of it, as a case runs that takes every step."""
    known = [*check_procedure(spec), *check_flow(spec), *check_statute(spec)]
    told = {(rule, message) for _place, rule, message, _params in known}
    for faster in (sped_up(spec), in_channel(spec)):
        for found in (*check_procedure(faster), *check_flow(faster), *check_statute(faster)):
            if (found[1], found[2]) not in told:
                told.add((found[1], found[2]))
                yield found


def least_days(spec: ItemSpec, facts: Facts, promised: Limit) -> float:
    """The days that the steps of a case must take one after the other, in the unit of ``promised``: nothing can be
    decided lawfully before them. Optional steps, those with excluded time and those of departments do not count;
    a department may answer at once."""
    (final,) = decisions(spec)
    taken = [step for step in spec.steps if holds(step.when, facts)]
    periods = {
        step.key: step.limit
        for step in taken
        if step.kind == "publicity" and step.limit and step is not final
    }
    return needed(spec, taken, periods, promised)
