"""The acts of an organ's own procedures as a worked case plays them: each by its name, with what it asks for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Protocol

from banli.catalogue.service import Example
from banli.enforcement import service as enforcement
from banli.enforcement.service import ACTS, Act
from banli.kernel.actors import Actor


class Scene(Protocol):
    """The cases of one worked case while it is played."""

    item: str
    example: Example
    numbers: dict[str, str]

    def number(self, label: str) -> str: ...


def _played(act: Act) -> Callable[..., Any]:
    names = [ask.name for ask in asked(act)]
    begins = not act.transition.sources

    def played(scene: Scene, by: Actor, label: str, **answers: Any) -> None:
        if begins:
            made = enforcement.begin(
                by=by, item=scene.item, act=act.name, form=scene.example.form, answers=answers
            )
            scene.numbers[label] = made.number
        else:
            enforcement.do(by=by, number=scene.number(label), act=act.name, answers=answers)

    first = list(inspect.signature(_nothing).parameters.values())
    kept = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in names]
    played.__signature__ = inspect.Signature([*first, *kept])  # type: ignore[attr-defined]
    return played


def _nothing(_scene: Scene, _by: Actor, _label: str) -> None:
    """The parameters that every act is called with."""


class _NoItem:
    """In place of an item, where an act is only asked what it asks for."""

    enforcement = None


def asked(act: Act) -> tuple[enforcement.Ask, ...]:
    """What the act asks for, whatever the item."""
    return act.asks(enforcement.Item(_NoItem()))  # type: ignore[arg-type]


OWN_ACTS: dict[str, Callable[..., Any]] = {name: _played(act) for name, act in ACTS.items()}
"""Every act of an own procedure that a worked case may name."""
