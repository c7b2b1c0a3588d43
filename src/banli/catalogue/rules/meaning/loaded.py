"""Reading what a certificate from before the platform says, field by field as the form of its item would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from banli.catalogue.rules.definition.conditions import holds
from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.forms import Wrong, read_answer
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

BETWEEN = re.compile(r"[;；、]")


def read_face(spec: ItemSpec, row: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The clean answers that a certificate stands on, and what is wrong with them, each at its field.

    Choices may be given by value or by their Chinese or English words, several with semicolons between. Holder, code
    and what every certificate of the item prints must be there; questions of an application alone need not.
    """
    clean: dict[str, Any] = {}
    problems: list[Problem] = []
    wanted = printed(spec)
    for field in spec.form.fields:
        try:
            value = read_answer(field, _chosen(field, row.get(field.key)))
        except Wrong as wrong:
            params = {"label": field.label, **wrong.params}
            problems.append(Problem(field.key, wrong.message, tuple(params.items())))
            continue
        if value is not None:
            clean[field.key] = value
        elif field.key in wanted or _shown_and_printed(spec, field, clean):
            message = gettext_noop("%(label)s: please fill this in.")
            problems.append(Problem(field.key, message, (("label", field.label),)))
    return clean, problems


def _shown_and_printed(spec: ItemSpec, field: Field, clean: Mapping[str, Any]) -> bool:
    """True for a question that some are asked, these among them, and that the certificate shows as it was answered."""
    lines = spec.certificate.fields if spec.certificate else ()
    asked = field.required and field.show_when is not None and holds(field.show_when, clean)
    return asked and any(line.source == field.key for line in lines)


def term_fields(spec: ItemSpec) -> tuple[str, str]:
    """The questions that ask for the first and the last day of every certificate; '' where others have no such term."""
    rules = spec.certificate.validity if spec.certificate else ()
    first, last = {one.from_field for one in rules}, {one.until_field for one in rules}
    return (first.pop() if len(first) == 1 else ""), (last.pop() if len(last) == 1 else "")


def printed(spec: ItemSpec) -> set[str]:
    """The fields that every certificate of the item prints or is registered by."""
    found = {spec.form.applicant, spec.form.applicant_code}
    for line in spec.certificate.fields if spec.certificate else ():
        found |= _inputs(spec, line.source, set())
    for field in spec.form.fields:
        if field.rights is not None:
            found |= {field.key, field.rights.number}
    return found - {""}


def _inputs(spec: ItemSpec, key: str, seen: set[str]) -> set[str]:
    """The questions, asked of everybody, that a line of the certificate shows or is derived from."""
    field = spec.form.field(key)
    if field is not None:
        return {key} if field.required and field.show_when is None else set()
    rule = next((one for one in spec.rules.derive if one.key == key), None)
    if rule is None or key in seen:
        return set()
    names = set(_texts(rule.model_dump(exclude={"key", "label"}))) - {key}
    return {one for name in names for one in _inputs(spec, name, seen | {key})}


def _texts(value: Any) -> Iterator[str]:
    """Every text in what a rule is made of: the names of what it reads are among them."""
    if isinstance(value, str):
        yield value
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for part in parts:
        yield from _texts(part)


def _chosen(field: Field, value: Any) -> Any:
    """Words of a choice as its values."""
    if field.type not in ("choice", "multi") or not isinstance(value, str):
        return value
    values = {words: one.value for one in field.options for words in (one.label.en, one.label.zh) if words}
    if field.type == "choice":
        return values.get(value.strip(), value)
    return [values.get(part.strip(), part.strip()) for part in BETWEEN.split(value) if part.strip()]


def serial_of(spec: ItemSpec, number: str) -> tuple[int, int] | None:
    """Year and serial where ``number`` looks like one that the platform gives; None for every other."""
    if spec.certificate is None:
        return None
    pattern = re.escape(spec.certificate.number)
    pattern = re.sub(r"\\{year\\}", r"(?P<year>\\d{4})", pattern, count=1)
    pattern = re.sub(r"\\{serial[^}]*\\}", r"(?P<serial>\\d{1,9})", pattern, count=1)
    found = re.fullmatch(pattern, number)
    if found is None or set(found.groupdict()) != {"year", "serial"}:
        return None
    return int(found["year"]), int(found["serial"])
