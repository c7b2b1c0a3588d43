"""An item's questions as controls of the counter's form, and what a browser sends back as answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from banli.catalogue.service import Field, ItemSpec, holds

PAPER = "on_paper"
"""Name of the boxes that say which materials came on paper."""
ANYWAY = "anyway"
"""What is sent with answers that somebody insists on: the marks of what was asked about."""
MODES = {"number": "decimal", "integer": "numeric", "number_list": "text", "mobile": "tel"}


@dataclass(frozen=True)
class Question:
    """One question with what was typed and what is wrong with it."""

    key: str
    label: Any
    control: str
    mode: str
    unit: str
    required: bool
    help: Any
    example: str
    value: str
    chosen: tuple[str, ...]
    options: tuple[tuple[str, Any], ...]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A section of the form with the questions that apply."""

    title: Any
    help: Any
    questions: tuple[Question, ...]


def questions(
    spec: ItemSpec, clean: Mapping[str, Any], typed: Mapping[str, Any], wrong: Mapping[str, list[str]]
) -> list[Part]:
    """The sections with the questions that apply to the clean answers so far."""
    parts = (
        Part(
            section.title,
            section.help,
            tuple(
                _question(field, typed.get(field.key), wrong.get(field.key, []))
                for field in section.fields
                if holds(field.show_when, clean)
            ),
        )
        for section in spec.form.sections
    )
    return [part for part in parts if part.questions]


def _question(field: Field, typed: Any, errors: list[str]) -> Question:
    many = typed if isinstance(typed, list) else [] if typed is None else [typed]
    return Question(
        key=field.key,
        label=field.label,
        control=_control(field),
        mode=MODES.get(field.type, ""),
        unit=field.unit,
        required=field.required,
        help=field.help or field.pattern_hint or "",
        example=_example(field),
        value=", ".join(str(one) for one in many),
        chosen=tuple(str(one) for one in many),
        options=_options(field),
        errors=tuple(errors),
    )


def _control(field: Field) -> str:
    if field.type in ("choice", "yes_no"):
        return "radio" if len(_options(field)) <= 4 else "select"
    return {"multi": "checkbox", "long_text": "area", "polygon": "area", "date": "date"}.get(
        field.type, "input"
    )


def _options(field: Field) -> tuple[tuple[str, Any], ...]:
    if field.type == "yes_no":
        return (("yes", _("Yes")), ("no", _("No")))
    return tuple((option.value, option.label) for option in field.options)


def _example(field: Field) -> str:
    if field.example is None or field.options or field.type == "date":
        return ""
    values = field.example if isinstance(field.example, tuple) else (field.example,)
    return ", ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in values)


def read_answers(spec: ItemSpec, sent: QueryDict) -> dict[str, Any]:
    """What was typed, by field; several choices as a list."""
    return {
        field.key: sent.getlist(f"f.{field.key}") if field.type == "multi" else sent.get(f"f.{field.key}", "")
        for field in spec.form.fields
        if f"f.{field.key}" in sent
    }
