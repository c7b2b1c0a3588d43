"""Worked cases of an item: a filled-in form and what must follow from it. They are its tests.

A file in ``cases/`` holds ``title``, ``form`` and ``expect`` with any of: ``facts`` (some of the facts), ``limits``
(``statutory`` and ``promised``, each ``[number, unit]``), ``materials``, ``steps``, ``findings`` and ``problems``
(exactly those keys), ``certificate`` (the facts behind some of its lines).

With ``acts`` the case is also carried through the real acts, and ``expect`` may then hold ``events``, ``state``,
``result``, ``due_on``, ``statutory_due_on``, ``papers``, ``certificate_number``, ``term``, ``standing`` and ``answer``.
What an act is called and what it takes is known where acts are: here only the shape of a line is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field as Bound
from pydantic import ValidationError

from banli.catalogue.rules.definition.conditions import Facts, Strict
from banli.catalogue.rules.definition.folder import in_force
from banli.catalogue.rules.definition.spec import ItemSpec, Unit
from banli.catalogue.rules.definition.yamlfile import (
    Document,
    Fault,
    Unreadable,
    read_yaml,
)
from banli.catalogue.rules.meaning.evaluate import (
    derive,
    limits,
    materials,
    steps,
    verdicts,
)
from banli.catalogue.rules.meaning.forms import validate_form
from banli.kernel.text import Words, gettext_noop
from banli.kernel.yamlfile import YamlFile

OF_ACTS = frozenset(
    {
        "events",
        "state",
        "result",
        "due_on",
        "statutory_due_on",
        "papers",
        "certificate_number",
        "standing",
        "term",
        "answer",
    }
)
Difference = tuple[str, Any, Any]
"""Of what, expected, found."""


class Spans(Strict):
    """The two limits, each as number and unit."""

    statutory: tuple[int, Unit]
    promised: tuple[int, Unit]


class ActLine(Strict):
    """One act of a worked case: at which moment, who, what, with what."""

    at: str = Bound(pattern=r"^\d{4}-\d\d-\d\d \d\d:\d\d$")
    by: str = Bound(pattern=r"^([a-z][a-z-]*:)?[a-z_]+\d?$")
    """A role, ``role2`` for a second person of it, ``department:role`` where it is another department's; or
    ``platform``."""
    do: str = Bound(pattern=r"^[a-z_]+$")
    of: str = Bound(default="it", pattern=r"^[a-z][a-z0-9_]*$")
    """Which case, where several play; the worked case itself is ``it``."""
    takes: dict[str, Any] = Bound(default_factory=dict, alias="with")
    refused: str = ""
    """Words of the message with which the act must be refused."""


class Expected(Strict):
    """What must follow. What is not named is not looked at."""

    events: tuple[str, ...] | None = None
    """Names of the case's events, in their order."""
    state: str | None = None
    result: str | None = None
    """The national result code; '' while the case is open."""
    due_on: str | None = None
    statutory_due_on: str | None = None
    papers: tuple[str, ...] | None = None
    """Kinds of the notices in their order, then ``granted`` or ``refused``, ``certificate``, ``answer``."""
    certificate_number: str | None = None
    """A pattern that the whole number fits."""
    term: tuple[str, str] | None = None
    """First and last day of the certificate, '' where it has no end."""
    answer: tuple[tuple[str, ...], ...] | None = None
    """The records that the answer of a look-up prints; none where nothing is found."""
    standing: dict[str, str] = Bound(default_factory=dict)
    """The status of the certificate of each of these cases."""

    facts: dict[str, Any] = Bound(default_factory=dict)
    limits: Spans | None = None
    materials: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    findings: tuple[str, ...] | None = None
    problems: tuple[str, ...] = ()
    certificate: dict[str, Any] = Bound(default_factory=dict)


class Example(Strict):
    """A worked case."""

    title: Words
    applied_on: str = Bound(default="", pattern=r"^(\d{4}-\d\d-\d\d)?$")
    """The day of the application where no act says it; it chooses the revision."""
    form: dict[str, Any]
    acts: tuple[ActLine, ...] = ()
    expect: Expected

    @property
    def day(self) -> date | None:
        """The day of the application: of the first act, or as told; None where neither is."""
        told = self.applied_on or (self.acts[0].at[:10] if self.acts else "")
        return date.fromisoformat(told) if told else None

    @property
    def after_acts(self) -> frozenset[str]:
        """What of ``expect`` can only be seen after acts."""
        return OF_ACTS & self.expect.model_fields_set


def differences(spec: ItemSpec, example: Example) -> Iterator[Difference]:
    """Every difference of what follows from the form to what is expected."""
    expected = example.expect
    clean, problems = validate_form(spec, example.form)
    wrong = tuple(sorted(problem.where for problem in problems))
    if wrong != tuple(sorted(expected.problems)):
        yield (
            "problems",
            sorted(expected.problems),
            [str(problem) for problem in problems],
        )
    if problems:
        return
    facts = derive(spec, clean)
    for key, value in expected.facts.items():
        if facts.get(key) != value:
            yield key, value, facts.get(key)
    yield from _of_limits(spec, facts, expected)
    asked = tuple(material.key for material in materials(spec, facts))
    if expected.materials is not None and set(asked) != set(expected.materials):
        yield "materials", sorted(expected.materials), sorted(asked)
    taken = tuple(step.key for step in steps(spec, facts))
    if expected.steps is not None and set(taken) != set(expected.steps):
        yield "steps", sorted(expected.steps), sorted(taken)
    found = tuple(finding.key for finding in verdicts(spec, facts))
    if expected.findings is not None and sorted(found) != sorted(expected.findings):
        yield "findings", sorted(expected.findings), sorted(found)
    yield from _of_certificate(spec, facts, expected)


def _of_certificate(spec: ItemSpec, facts: Facts, expected: Expected) -> Iterator[Difference]:
    fields = spec.certificate.fields if spec.certificate else ()
    sources = {field.key: facts.get(field.source) for field in fields}
    for key, value in expected.certificate.items():
        if sources.get(key) != value:
            yield key, value, sources.get(key)


def _of_limits(spec: ItemSpec, facts: Facts, expected: Expected) -> Iterator[Difference]:
    if expected.limits is None:
        return
    found = limits(spec, facts)
    for name in ("statutory", "promised"):
        limit = getattr(found, name)
        if getattr(expected.limits, name) != (limit.days, limit.unit):
            yield name, getattr(expected.limits, name), (limit.days, limit.unit)


def read_examples(path: Path) -> Iterator[tuple[Document, Example | None, list[Fault]]]:
    """Each worked case in the item folder ``path``, or its faults."""
    for file in sorted((path / "cases").glob("*.yaml")):
        try:
            document = read_yaml(file, str(file))
        except Unreadable as wrong:
            yield Document(YamlFile(str(file), None, {})), None, [wrong.fault]
            continue
        try:
            example = Example.model_validate(document.data)
        except ValidationError as wrong:
            error = wrong.errors(include_url=False)[0]
            message = gettext_noop("“%(key)s”: %(why)s")
            key = ".".join(str(part) for part in error["loc"])
            fault = document.fault(tuple(error["loc"]), "schema", message, key=key, why=error["msg"])
            yield document, None, [fault]
        else:
            yield document, example, document.faults


def check_examples(specs: Sequence[ItemSpec], path: Path) -> list[Fault]:
    """A fault for every worked case that does not come out as it says under the revision of its day."""
    faults: list[Fault] = []
    for document, example, wrong in read_examples(path):
        faults += wrong
        if example is None:
            continue
        if example.after_acts and not example.acts:
            message = gettext_noop("“%(key)s” can only be seen after acts, and there are none")
            key = min(example.after_acts)
            faults.append(document.fault(("expect", key), "worked-case", message, key=key))
        for what, expected, found in differences(in_force(specs, example.day), example):
            message = gettext_noop("the worked case expects %(what)s to be %(expected)s, but it is %(found)s")
            line = document.lines.get(("expect", "facts", what), document.line(("expect", what)))
            fault = document.fault(
                ("expect",),
                "worked-case",
                message,
                what=what,
                expected=expected,
                found=found,
            )
            faults.append(replace(fault, line=line))
    return faults
