"""Whether every name in a definition leads somewhere, and every comparison compares like with like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from banli.catalogue.rules.checks.measures import check_measures
from banli.catalogue.rules.checks.nearest import nearest, unknown
from banli.catalogue.rules.definition.certificate_life import Concerns
from banli.catalogue.rules.definition.conditions import Comparison, Condition, comparisons
from banli.catalogue.rules.definition.facts import Known, known_facts
from banli.catalogue.rules.definition.spec import Certificate, ItemSpec
from banli.catalogue.rules.definition.yamlfile import Unreadable, read_yaml
from banli.kernel.text import Words, gettext_noop

Place = tuple[str | int, ...]
Found = tuple[Place, str, str, dict[str, object]]
EQUALITY = frozenset({"==", "!=", "in"})
OPS = {
    "number": frozenset({"==", "!=", "<", "<=", ">", ">=", "in"}),
    "date": frozenset({"==", "!=", "<", "<=", ">", ">="}),
    "text": EQUALITY,
    "choice": EQUALITY,
    "multi": EQUALITY,
    "yes_no": frozenset({"==", "!="}),
}
TOKEN = re.compile(r"\{(\w*)\}")


def check_references(spec: ItemSpec) -> Iterator[Found]:
    """Every name that leads nowhere, and every comparison that can never be meant."""
    facts = known_facts(spec)
    for place, condition in conditions(spec):
        for comparison in comparisons(condition):
            yield from _comparison(place, comparison, facts)
    yield from _checks(spec, facts)
    yield from check_measures(spec, facts)
    yield from _certificate(spec, facts)
    yield from _life(spec, facts)
    yield from _public(spec, facts)


def _public(spec: ItemSpec, facts: dict[str, Known]) -> Iterator[Found]:
    """What strangers read of a step stands in the form, and only a publicity is put up for them."""
    for index, step in enumerate(spec.steps):
        if step.public is None:
            continue
        place: Place = ("steps", index, "public")
        if step.kind != "publicity" or step.limit is None:
            message = gettext_noop("only a publicity with a limit of its own is put up for the public")
            yield place, "public", message, {}
        for key in step.public.shows:
            if key not in facts:
                yield (*place, "shows"), "public", *unknown(key, facts)


def check_place(spec: ItemSpec, path: Path) -> Iterator[Found]:
    """What the definition expects around its folder and does not find there."""
    template = spec.certificate.template if spec.certificate else ""
    if template and ("/" in template or not (path / template).is_file()):
        message = gettext_noop("the folder holds no file “%(name)s”")
        yield ("certificate", "template"), "certificate", message, {"name": template}
    yield from _pack(spec, path)


def conditions(spec: ItemSpec) -> Iterator[tuple[Place, Condition]]:
    """Every condition outside the form and the derived facts, with its place."""
    for name in ("limits", "steps", "materials"):
        for index, part in enumerate(getattr(spec, name)):
            if part.when is not None:
                yield (name, index, "when"), part.when
    for index, check in enumerate(spec.rules.checks):
        yield ("rules", "checks", index, "when"), check.when
    for index, measure in enumerate(spec.rules.measures):
        if measure.when is not None:
            yield ("rules", "measures", index, "when"), measure.when


def check_condition(place: Place, condition: Condition, facts: dict[str, Known]) -> Iterator[Found]:
    """Every fault of one condition, where only ``facts`` are known."""
    for comparison in comparisons(condition):
        yield from _comparison(place, comparison, facts)


def _comparison(place: Place, comparison: Comparison, facts: dict[str, Known]) -> Iterator[Found]:
    known = facts.get(comparison.field)
    if known is None:
        yield place, "condition", *unknown(comparison.field, facts)
        return
    if comparison.op not in OPS.get(known.type, frozenset()):
        message = gettext_noop("“%(key)s” cannot be compared with %(op)s")
        yield place, "condition", message, {"key": comparison.field, "op": comparison.op}
        return
    if (comparison.value is None) == (not comparison.other):
        message = gettext_noop("the comparison of “%(key)s” needs either value or other")
        yield place, "condition", message, {"key": comparison.field}
    elif comparison.other:
        other = facts.get(comparison.other)
        if other is None and comparison.other in known.values:
            message = gettext_noop(
                "“%(other)s” is no field or fact; the value “%(other)s” of “%(key)s” stands in quotation marks"
            )
            yield place, "condition", message, {"key": comparison.field, "other": comparison.other}
        elif other is None:
            yield place, "condition", *unknown(comparison.other, facts)
        elif other.type != known.type:
            message = gettext_noop("“%(key)s” and “%(other)s” cannot be compared")
            yield place, "condition", message, {"key": comparison.field, "other": comparison.other}
    else:
        yield from _values(place, comparison, known)


def _values(place: Place, comparison: Comparison, known: Known) -> Iterator[Found]:
    many = isinstance(comparison.value, tuple)
    if many != (comparison.op == "in"):
        message = gettext_noop("“in” takes a list of values, every other comparison one value")
        yield place, "condition", message, {}
        return
    for value in comparison.value if isinstance(comparison.value, tuple) else (comparison.value,):
        if not fits(value, known):
            message = gettext_noop("“%(value)s” is not a value that “%(key)s” can have")
            told: dict[str, object] = {"value": value, "key": comparison.field}
            if near := nearest(value, known.values):
                message = gettext_noop(
                    "“%(value)s” is not a value that “%(key)s” can have; is “%(near)s” meant?"
                )
                told["near"] = near
            yield place, "condition", message, told


def fits(value: Any, known: Known) -> bool:
    """Whether a fact can have that value."""
    match known.type:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "yes_no":
            return isinstance(value, bool)
        case "date":
            try:
                return bool(date.fromisoformat(value).isoformat() == value)
            except (TypeError, ValueError):
                return False
        case "choice" | "multi":
            return bool(value in known.values)
    return isinstance(value, str)


def _checks(spec: ItemSpec, facts: dict[str, Known]) -> Iterator[Found]:
    keys = [check.key for check in spec.rules.checks]
    for index, check in enumerate(spec.rules.checks):
        place = ("rules", "checks", index)
        if check.key in keys[:index]:
            yield (*place, "key"), "keys", gettext_noop("the key “%(key)s” is used twice"), {"key": check.key}
        if spec.form.field(check.where) is None:
            message = gettext_noop("the form has no field “%(key)s” to point at")
            yield (*place, "where"), "checks", message, {"key": check.where}
        for key in _tokens(check.message):
            if key not in facts:
                yield (*place, "message"), "checks", *unknown(key, facts)


def _tokens(words: Words) -> set[str]:
    return set(TOKEN.findall(words.zh)) | set(TOKEN.findall(words.en))


def _certificate(spec: ItemSpec, facts: dict[str, Known]) -> Iterator[Found]:
    if spec.certificate is None:
        return
    if spec.certificate.when is not None:
        yield from check_condition(("certificate", "when"), spec.certificate.when, facts)
    if spec.certificate.printed_number and spec.certificate.printed_number not in facts:
        yield (
            ("certificate", "printed_number"),
            "certificate",
            *unknown(spec.certificate.printed_number, facts),
        )
    keys = [field.key for field in spec.certificate.fields]
    for index, field in enumerate(spec.certificate.fields):
        place = ("certificate", "fields", index)
        if field.key in keys[:index]:
            yield (*place, "key"), "keys", gettext_noop("the key “%(key)s” is used twice"), {"key": field.key}
        if field.source not in facts:
            yield (*place, "source"), "certificate", *unknown(field.source, facts)
    yield from _terms(spec.certificate, facts)


def _terms(face: Certificate, facts: dict[str, Known]) -> Iterator[Found]:
    """The conditions and the fields that the term of a certificate is taken from."""
    for index, validity in enumerate(face.validity):
        if validity.when is not None:
            yield from check_condition(("certificate", "validity", index, "when"), validity.when, facts)
        for key in (validity.from_field, validity.after_field, validity.until_field):
            if key and (key not in facts or facts[key].type != "date"):
                message = gettext_noop("“%(key)s” is not a day of the form")
                yield ("certificate", "validity", index), "certificate", message, {"key": key}
        if (key := validity.months_field) and (key not in facts or facts[key].type != "number"):
            message = gettext_noop("“%(key)s” is not a number")
            yield ("certificate", "validity", index, "months_field"), "certificate", message, {"key": key}


def _carried(spec: ItemSpec) -> Iterator[Found]:
    """Answers are carried over from the application behind a certificate: one must be named."""
    named = spec.certificate is not None and spec.certificate.concerns is not None
    for number, section in enumerate(spec.form.sections):
        for index, field in enumerate(section.fields):
            if field.carried and not named:
                message = gettext_noop("the application names no certificate (certificate.concerns)")
                yield ("form", "sections", number, "fields", index, "carried"), "form", message, {}


def _life(spec: ItemSpec, facts: dict[str, Known]) -> Iterator[Found]:
    """Renewal, change and periodic validation of the certificate."""
    yield from _carried(spec)
    if spec.certificate is None:
        return
    for index, rule in enumerate(spec.certificate.validation):
        if rule.when is not None:
            yield from check_condition(("certificate", "validation", index, "when"), rule.when, facts)
    concerns = spec.certificate.concerns
    if concerns is None:
        return
    place: Place = ("certificate", "concerns")
    for name in ("renewal", "change", "ending"):
        condition = getattr(concerns, name)
        if condition is not None:
            yield from check_condition((*place, name), condition, facts)
    yield from _compared(concerns, {one.key for one in spec.certificate.fields}, facts)
    for key, kind in ((concerns.field, "text"), (concerns.unmarred, "yes_no")):
        if key and (key not in facts or facts[key].type != kind):
            message = gettext_noop("there is no field or fact “%(key)s” here")
            yield place, "certificate", message, {"key": key}


def _compared(concerns: Concerns, lines: set[str], facts: dict[str, Known]) -> Iterator[Found]:
    """The lines of the certificate that an application is compared with, and the fields faults are told at."""
    place: Place = ("certificate", "concerns")
    for index, one in enumerate(concerns.same):
        if one.when is not None:
            yield from check_condition((*place, "same", index, "when"), one.when, facts)
        if one.line not in lines:
            message = gettext_noop("the certificate has no line “%(key)s”")
            yield (*place, "same", index, "line"), "certificate", message, {"key": one.line}
        if one.at not in facts:
            yield (*place, "same", index, "at"), "certificate", *unknown(one.at, facts)
    if concerns.told is None:
        return
    told = facts.get(concerns.told.field)
    if told is None or told.type != "multi":
        message = gettext_noop("there is no field or fact “%(key)s” here")
        yield (*place, "told", "field"), "certificate", message, {"key": concerns.told.field}
        return
    for option, line in concerns.told.lines.items():
        for key, known in ((option, told.values), (line, lines)):
            if key not in known:
                message = gettext_noop("there is no option or line “%(key)s” here")
                yield (*place, "told", "lines", option), "certificate", message, {"key": key}


def _pack(spec: ItemSpec, path: Path) -> Iterator[Found]:
    """Departments and windows, where the folder lies in a pack that lists them."""
    departments = _codes(path.resolve().parent.parent / "departments.yaml")
    windows = _codes(path.resolve().parent.parent / "windows.yaml")
    message = gettext_noop("the pack has no department “%(code)s”")
    if departments is not None:
        if spec.department not in departments:
            yield ("department",), "department", message, {"code": spec.department}
        for index, step in enumerate(spec.steps):
            if step.with_department and step.with_department not in departments:
                place = ("steps", index, "with_department")
                yield place, "department", message, {"code": step.with_department}
    yield from _neighbours(spec, path)
    for index, code in enumerate(spec.windows if windows is not None else ()):
        if windows is not None and code not in windows:
            message = gettext_noop("the pack has no window “%(code)s”")
            yield ("windows", index), "window", message, {"code": code}


def _neighbours(spec: ItemSpec, path: Path) -> Iterator[Found]:
    """The items that this one leads on to, where its folder lies among a pack's items."""
    folder = path.resolve().parent
    if folder.name != "items":
        return
    named: list[tuple[Place, str]] = [(("forwards_to",), spec.forwards_to)]
    named += [(("retirement", "branch_to"), spec.retirement.branch_to)] if spec.retirement else []
    for place, slug in named:
        if slug and slug != spec.slug and not (folder / slug).is_dir():
            message = gettext_noop("the pack has no item “%(slug)s”")
            yield place, "item", message, {"slug": slug}


def _codes(path: Path) -> frozenset[str] | None:
    """The codes a pack file lists; None where there is no such file, or it is not a list of mappings."""
    try:
        rows = read_yaml(path, path.name).data
    except Unreadable:
        return None
    if not isinstance(rows, list):
        return None
    return frozenset(str(row.get("code")) for row in rows if isinstance(row, dict))
