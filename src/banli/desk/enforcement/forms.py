"""An act of an own procedure as a form of the desk: its questions, and what a browser sent as answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from banli.desk.cases.acts.offer import Field, Offer
from banli.enforcement.service import Act, Ask, Look
from banli.kernel.errors import Problem
from banli.screens.item_form import by_place

KINDS = {"whole": "number", "money": "text", "officers": "long", "lines": "long"}
"""The control of a kind of question, where it is not called the same."""


def fields(
    asks: Iterable[Ask], typed: Mapping[str, str], problems: Iterable[Problem] = ()
) -> tuple[Field, ...]:
    """The questions with what was typed and what was wrong."""
    wrong = by_place(problems)
    return tuple(_field(ask, typed.get(ask.name, ask.value), wrong.get(ask.name, ())) for ask in asks)


def _field(ask: Ask, value: str, errors: Iterable[str]) -> Field:
    label = ask.label if ask.required else _("%(label)s (if any)") % {"label": ask.label}
    options: tuple[tuple[str, Any], ...] = tuple(ask.options)
    if ask.kind == "choice":
        options = (("", _("Please choose")), *(one for one in options if one[0]))
    return Field(
        ask.name,
        label,
        KINDS.get(ask.kind, ask.kind),
        help=ask.help or "",
        value=value,
        options=options,
        errors=tuple(errors),
    )


def offer(act: Act, known: Look, typed: Mapping[str, str], problems: Iterable[Problem] = ()) -> Offer:
    """The act as the page offers it; where it names officers, who does it stands there first."""
    typed = {"officers": known.own_line, **typed} if known.own_line else typed
    return Offer(
        name=act.name,
        label=act.label,
        button=act.button,
        fields=fields(act.asks(known), typed, problems),
        about=act.about or "",
        danger=act.danger,
        rare=act.rare,
    )


def answers(sent: QueryDict, asks: Iterable[Ask]) -> dict[str, Any]:
    """What a browser sent for these questions."""
    return {ask.name: sent[ask.name] for ask in asks if ask.name in sent}
