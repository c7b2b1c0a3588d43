"""A step that is opened once for each answer of a field: each with its own clock and its own result, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.definition.graph import awaited
from banli.catalogue.rules.definition.spec import ItemSpec, Step
from banli.kernel.text import Words

LONGEST = 60
"""Characters of a step's key where it is kept."""


def unrolled(spec: ItemSpec, answers: Mapping[str, Any]) -> ItemSpec:
    """``spec`` with each step that says ``each`` in as many steps as answers were chosen; itself where none says it.

    Who waits for such a step waits for all of them. Where nothing was chosen the step stays one.
    """
    chosen = {
        step.key: found
        for step in spec.steps
        if step.each and answers.get(step.each) and (found := _options(spec, step, answers))
    }
    if not chosen:
        return spec
    order = awaited(spec.steps)
    steps: list[Step] = []
    for step in spec.steps:
        waits_anew = any(key in chosen for key in order[step.key])
        after = tuple(one for key in order[step.key] for one in _keys(key, chosen.get(key, ())))
        for value, label in chosen.get(step.key, ()):
            told = {
                "key": key_of(step.key, value),
                "name": _name(step.name, label),
                "each": "",
                "after": after,
            }
            steps.append(step.model_copy(update=told))
        if step.key not in chosen:
            steps.append(step.model_copy(update={"after": after}) if waits_anew else step)
    return spec.model_copy(update={"steps": tuple(steps)})


def key_of(step: str, value: str) -> str:
    """The key of the step for one answer."""
    return f"{step}-{value}"


def keys_for(step: Step, field: Field) -> Iterator[str]:
    """The keys that ``step`` may have in a case."""
    return (key_of(step.key, option.value) for option in field.options)


def _options(spec: ItemSpec, step: Step, answers: Mapping[str, Any]) -> tuple[tuple[str, Words], ...]:
    """The chosen options of the step's field in the form's order."""
    field, value = spec.form.field(step.each), answers.get(step.each)
    if field is None or not isinstance(value, list | tuple):
        return ()
    return tuple((option.value, option.label) for option in field.options if option.value in value)


def _keys(key: str, chosen: tuple[tuple[str, Words], ...]) -> tuple[str, ...]:
    return tuple(key_of(key, value) for value, _label in chosen) or (key,)


def _name(name: Words, label: Words) -> Words:
    return Words(zh=f"{name.zh}：{label.zh}", en=f"{name.en}: {label.en}" if name.en and label.en else "")
