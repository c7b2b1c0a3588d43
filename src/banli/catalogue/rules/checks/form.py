"""The quality rules of a form: what a field needs by its type, and whether it looks back only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli.catalogue.rules.checks.nearest import unknown
from banli.catalogue.rules.checks.references import Found, Place, check_condition
from banli.catalogue.rules.definition.condition_tokens import WORDS
from banli.catalogue.rules.definition.facts import Known, known_facts, of_field
from banli.catalogue.rules.definition.fields import Field, Register
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.forms import Wrong, read_answer
from banli.kernel.text import gettext_noop

CHOOSING = frozenset({"choice", "multi"})
RESERVED = gettext_noop("“%(key)s” is a word of conditions; call it something else")
ROLES = {
    "applicant": ("text",),
    "applicant_code": ("uscc", "identity", "subject", "text"),
    "contact_mobile": ("mobile",),
}


def check_form(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of the form."""
    seen: dict[str, Known] = {}
    place: Place
    for number, section in enumerate(spec.form.sections):
        if section.key in [other.key for other in spec.form.sections[:number]]:
            place = ("form", "sections", number, "key")
            yield place, "keys", gettext_noop("the key “%(key)s” is used twice"), {"key": section.key}
        for index, field in enumerate(section.fields):
            place = ("form", "sections", number, "fields", index)
            if field.key in seen:
                message = gettext_noop("the key “%(key)s” is used twice")
                yield (*place, "key"), "keys", message, {"key": field.key}
            if field.key in WORDS:
                yield (*place, "key"), "keys", RESERVED, {"key": field.key}
            if field.show_when is not None:
                yield from check_condition((*place, "show_when"), field.show_when, seen)
            yield from _field(place, field)
            seen[field.key] = of_field(field)
    yield from _roles(spec)
    yield from _outside(spec)


def _field(place: Place, field: Field) -> Iterator[Found]:
    if (field.type in CHOOSING) != bool(field.options):
        message = gettext_noop("options belong to fields of type choice or multi, and those need them")
        yield (*place, "options"), "form", message, {}
    values = [option.value for option in field.options]
    if len(set(values)) < len(values):
        yield (*place, "options"), "form", gettext_noop("two options have the same value"), {}
    if field.min is not None and field.max is not None and field.min > field.max:
        yield (*place, "min"), "form", gettext_noop("min is greater than max"), {}
    try:
        re.compile(field.pattern)
    except re.error:
        yield (*place, "pattern"), "form", gettext_noop("the pattern is not a regular expression"), {}
        return
    if field.pattern and field.pattern_hint is None:
        message = gettext_noop("a pattern needs a pattern_hint that tells the applicant what to enter")
        yield (*place, "pattern"), "form", message, {}
    yield from _example(place, field)


def _example(place: Place, field: Field) -> Iterator[Found]:
    if field.example is None:
        if field.required:
            message = gettext_noop("a required field needs an example for the sample form (行政许可法 30)")
            yield (*place,), "form", message, {}
        return
    try:
        read_answer(field, field.example)
    except Wrong:
        message = gettext_noop("the example is not an answer that the field accepts")
        yield (*place, "example"), "form", message, {}


def _roles(spec: ItemSpec) -> Iterator[Found]:
    named = {role: (getattr(spec.form, role), types) for role, types in ROLES.items()}
    if spec.form.contact_name:
        named["contact_name"] = (spec.form.contact_name, ("text",))
    for role, (key, types) in named.items():
        field = spec.form.field(key)
        if field is None or field.type not in types:
            message = gettext_noop("“%(role)s” must name a field of type %(types)s")
            yield ("form", role), "form", message, {"role": role, "types": "/".join(types)}
    for index, key in enumerate(spec.form.summary):
        if spec.form.field(key) is None and key not in {rule.key for rule in spec.rules.derive}:
            yield ("form", "summary", index), "form", *unknown(key, known_facts(spec))


def _outside(spec: ItemSpec) -> Iterator[Found]:
    """What of a form is compared with the day of application or with other rights."""
    for number, section in enumerate(spec.form.sections):
        for index, field in enumerate(section.fields):
            place = ("form", "sections", number, "fields", index)
            if field.ahead and field.type != "date":
                yield (*place, "ahead"), "form", gettext_noop("only a date can lie ahead"), {}
            if field.no_older and not field.past:
                message = gettext_noop("only a date that is past can be too old; say past: true")
                yield (*place, "no_older"), "form", message, {}
            yield from _days(place, field, spec)
            if field.rights is None:
                continue
            if field.type != "polygon":
                message = gettext_noop("only an area (polygon) stands in a register of areas")
                yield (*place, "rights"), "form", message, {}
            yield from _register((*place, "rights"), field.rights, spec)


def _days(place: Place, field: Field, spec: ItemSpec) -> Iterator[Found]:
    """What is asked of a date: it comes after another date of the form, is past, lies ahead, or may be any day."""
    if field.past and field.type != "date":
        yield (*place, "past"), "form", gettext_noop("only a date can be past"), {}
    told = [bool(field.not_before), field.past, field.ahead is not None, field.any_day is not None]
    if field.least_age and field.type != "identity":
        yield (*place, "least_age"), "form", gettext_noop("only an identity number tells an age"), {}
    if field.type == "date" and not any(told):
        message = gettext_noop(
            "a date says when it may lie: past, ahead, not_before, or any_day with the reason"
        )
        yield place, "form", message, {}
    if not field.not_before:
        return
    before = spec.form.fields[: [one.key for one in spec.form.fields].index(field.key)]
    if field.type != "date" or not any(one.key == field.not_before and one.type == "date" for one in before):
        message = gettext_noop("not_before names a date that is asked before this date")
        yield (*place, "not_before"), "form", message, {}


def _register(place: Place, register: Register, spec: ItemSpec) -> Iterator[Found]:
    for key in (register.number, register.until, *register.holders):
        if key and spec.form.field(key) is None:
            yield place, "form", *unknown(key, known_facts(spec))
    if register.fresh is not None:
        yield from check_condition((*place, "fresh"), register.fresh, known_facts(spec))
