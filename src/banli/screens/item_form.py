"""The form of an item, on the public site and at the counter: what a page draws, and what a browser sent as answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, pgettext

from banli.catalogue.service import (
    Field,
    ItemSpec,
    asks_applicant,
    holds,
    measure,
    not_past,
    too_late,
    too_old,
    too_young,
    unborn,
    validate_form,
)
from banli.kernel import clock
from banli.kernel.errors import Problem
from banli.worktime.service import calendar

Typed = dict[str, Any]
"""What was typed, as it was typed: text by field key, lists for several choices."""

CONTROLS = {
    "long_text": "area",
    "polygon": "area",
    "date": "date",
    "multi": "checks",
    "yes_no": "radios",
    "number": "number",
    "integer": "number",
}
MODES = {"number": "decimal", "integer": "numeric", "mobile": "tel"}
WIDE = frozenset({"long_text", "multi", "number_list", "polygon"})
COMPLETIONS = {"mobile": "tel"}
FEW, SHORT, MANY = 3, 16, 7
"""Answers that fit on one line, characters of one that fits beside others, and answers that stand in columns."""
ANYWAY = "anyway"
"""What is sent with answers that somebody insists on: the marks of what was asked about."""


@dataclass(frozen=True)
class Side:
    """How one side draws the form of an item."""

    prefix: str = ""
    """What the names of its controls begin with."""
    radios: int = 7
    """With more answers than this a choice is drawn as a list to open."""


PUBLIC = Side()
COUNTER = Side(prefix="f.", radios=4)
"""The counter's form has controls of its own beside the questions, and a clerk types more than clicks."""


@dataclass(frozen=True)
class Choice:
    """One answer offered."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One question as it is drawn."""

    key: str
    name: str
    """What its control is called in what a browser sends."""
    label: str
    control: str
    value: str
    choices: tuple[Choice, ...]
    help: str
    unit: str
    required: bool
    errors: tuple[str, ...]
    mode: str
    completion: str
    told: str = ""
    """What a correction notice, or a rule of the item, says about it."""
    wide: bool = False
    """True where half a line is too narrow for it."""
    example: str = ""
    """An answer as it may look, where the control is typed into."""
    fixed: bool = False
    """True where it is shown and not typed into."""

    @property
    def described_by(self) -> str:
        """Ids of the help and of the place of an error, for assistive technology."""
        ids = [f"help-{self.key}"] if self.help else []
        ids += [f"told-{self.key}"] if self.told else []
        return " ".join([*ids, f"error-{self.key}"])

    @property
    def inline(self) -> bool:
        """True where the answers stand beside each other: few of them, or many short ones."""
        short = all(len(choice.label) <= SHORT for choice in self.choices)
        return len(self.choices) <= FEW or (len(self.choices) > MANY and short)

    @property
    def grouped(self) -> bool:
        """True for controls made of several inputs."""
        return self.control in ("radios", "checks")

    @property
    def shown(self) -> str:
        """The answer in words, as it is read beside another one."""
        chosen = [choice.label for choice in self.choices if choice.chosen]
        return pgettext("list", ", ").join(chosen) or self.value


@dataclass(frozen=True)
class Part:
    """A section of the form with the questions that apply now."""

    key: str
    title: str
    help: str
    questions: tuple[Question, ...]

    @property
    def shown(self) -> str:
        """Keys of the questions drawn, to compare with after a change."""
        return " ".join(question.key for question in self.questions)


def parts(
    spec: ItemSpec,
    typed: Mapping[str, Any],
    problems: Iterable[Problem] = (),
    told: Mapping[str, str] | None = None,
    side: Side = PUBLIC,
    fixed: Collection[str] = (),
) -> tuple[Part, ...]:
    """The sections with the questions that apply to what was typed so far; ``told`` is said at the fields it names, and
    those of ``fixed`` are shown and not typed into.

    A section of which no question applies is there without questions: a page keeps its place.
    """
    asked = applying(spec, typed)
    wrong = by_place(problems)
    return tuple(
        Part(
            key=section.key,
            title=str(section.title),
            help=str(section.help or ""),
            questions=tuple(
                question(
                    field,
                    typed.get(field.key),
                    wrong.get(field.key, ()),
                    (told or {}).get(field.key, ""),
                    side=side,
                    fixed=field.key in fixed,
                )
                for field in section.fields
                if field.key in asked
            ),
        )
        for section in spec.form.sections
    )


def applying(spec: ItemSpec, typed: Mapping[str, Any]) -> set[str]:
    """Keys of the questions that apply to what was typed so far."""
    clean, _problems = validate_form(spec, typed, partial=True)
    return {
        field.key
        for field in spec.form.fields
        if holds(field.show_when, clean) and asks_applicant(field, clean)
    }


def question(
    field: Field,
    value: Any,
    errors: Iterable[str] = (),
    told: str = "",
    side: Side = PUBLIC,
    *,
    fixed: bool = False,
) -> Question:
    """One field with what was typed into it."""
    chosen = {str(one) for one in value} if isinstance(value, list | tuple) else {as_text(value)}
    text = "" if isinstance(value, list | tuple) and field.type == "multi" else as_text(value)
    return Question(
        key=field.key,
        name=f"{side.prefix}{field.key}",
        label=str(field.label),
        control=_control(field, text, side),
        value=text,
        choices=tuple(_choices(field, chosen)),
        help=_help(field),
        unit=str(measure(field.unit)) if field.unit else "",
        required=field.required,
        errors=tuple(_without(str(field.label), error) for error in errors),
        mode=MODES.get(field.type, ""),
        completion=COMPLETIONS.get(field.type, "off"),
        told=told,
        wide=field.type in WIDE or len(field.options) > 2,
        example=_example(field),
        fixed=fixed,
    )


def fields_left(sent: QueryDict) -> set[str]:
    """Keys of the fields that somebody has typed into and left on the page that sent this."""
    return {key for text in sent.getlist("left") for key in text.split()}


def looked_at(spec: ItemSpec, typed: Mapping[str, Any], left: Collection[str]) -> list[Problem]:
    """What is wrong with what stands in the fields ``left``, by the rules that hold when the form is sent.

    Nothing is said of an empty field: whoever fills a form in has not come to its end.
    """
    clean, problems = validate_form(spec, typed, partial=True)
    today = clock.today()
    problems += [*too_late(spec, clean, today), *unborn(spec, clean, today), *not_past(spec, clean, today)]
    problems += [*too_old(spec, clean, today, calendar()), *too_young(spec, clean, today)]
    return [one for one in problems if one.where in left and typed.get(one.where) not in (None, "", [])]


def looked_over(spec: ItemSpec, typed: Mapping[str, Any], left: Collection[str]) -> list[Question]:
    """The questions ``left``, with what is wrong in each or nothing."""
    wrong = by_place(looked_at(spec, typed, left))
    return [
        question(field, typed.get(field.key), wrong.get(field.key, ()))
        for field in spec.form.fields
        if field.key in left
    ]


def _without(label: str, error: str) -> str:
    """A message as it reads beside its field, where the label need not be said again."""
    rest = error.removeprefix(label).lstrip(":： ")
    return rest[:1].upper() + rest[1:] if rest else error


def _control(field: Field, text: str, side: Side) -> str:
    """The control to draw; a day that cannot be read stays visible as text."""
    if field.type == "choice":
        return "radios" if len(field.options) <= side.radios else "select"
    control = CONTROLS.get(field.type, "text")
    if control == "date" and text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "text"
    return control


def _choices(field: Field, chosen: set[str]) -> Iterable[Choice]:
    if field.type == "yes_no":
        yield Choice("true", gettext("Yes"), bool(chosen & {"true", "True", "yes"}))
        yield Choice("false", gettext("No"), bool(chosen & {"false", "False", "no"}))
    for option in field.options:
        yield Choice(option.value, str(option.label), option.value in chosen)


def _help(field: Field) -> str:
    told = str(field.help or field.pattern_hint or "")
    where = gettext("Where to find it: %(place)s") % {"place": field.found_at} if field.found_at else ""
    return " ".join(one for one in (told, where) if one)


def _example(field: Field) -> str:
    typed = not field.options and field.type not in ("date", "yes_no")
    return as_text(field.example) if typed and field.example is not None else ""


def as_text(value: Any) -> str:
    """An answer as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, list | tuple):
        return ", ".join(as_text(one) for one in value)
    return str(value)


def typed_from(spec: ItemSpec, sent: QueryDict, before: Mapping[str, Any], side: Side = PUBLIC) -> Typed:
    """What was typed before into the form of an item with what a browser sent now, as :func:`typed_by`."""
    return typed_by(((field.key, field) for field in spec.form.fields), sent, before, side)


def typed_by(
    asked: Iterable[tuple[str, Field]], sent: QueryDict, before: Mapping[str, Any], side: Side = PUBLIC
) -> Typed:
    """What was typed before with what a browser sent now; answers to questions not drawn are kept.

    :param asked: every question under the name that it has in the form.

    ``shown`` in ``sent`` names the questions that were drawn: a browser sends nothing for an empty choice. ``touched``
    names those that somebody has answered on the page that sent it, where its script says so: what stands in the
    others is as old as the page, and a second page may have answered them since.
    """
    drawn = {key for text in sent.getlist("shown") for key in text.split()}
    touched = set(sent.get("touched", "").split()) if "touched" in sent else None
    typed = dict(before)
    for key, field in asked:
        name = f"{side.prefix}{key}"
        if key not in drawn and name not in sent:
            continue
        if touched is not None and name not in touched and key in before:
            continue
        typed[key] = sent.getlist(name) if field.type == "multi" else sent.get(name, "")
    return typed


def by_place(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Messages by the key of the field or material they are about."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.where, []).append(str(problem))
    return found
