"""Days before which one must have applied: a renewal comes in time, or the right lapses."""

from __future__ import annotations

from datetime import date, timedelta

from banli.catalogue.rules.definition.conditions import Facts, holds
from banli.catalogue.rules.definition.fields import Register
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.kernel.checkdigits import born, is_identity_number
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop


def too_late(spec: ItemSpec, clean: Facts, applied_on: date) -> list[Problem]:
    """A problem for every day of the form that is too near to the day of application."""
    found = []
    for field in spec.form.fields:
        ahead, value = field.ahead, clean.get(field.key)
        if ahead is None or not isinstance(value, str) or not holds(ahead.when, clean):
            continue
        last = date.fromisoformat(value) - timedelta(days=ahead.days)
        if applied_on > last:
            message = gettext_noop("%(label)s: the last day to apply was %(day)s. %(basis)s")
            params = (("label", field.label), ("day", last.isoformat()), ("basis", ahead.basis))
            found.append(Problem(field.key, message, params))
    return found


def not_past(spec: ItemSpec, clean: Facts, today: date) -> list[Problem]:
    """A problem for every day still to come where the form asks for what has been."""
    message = gettext_noop("%(label)s: this day is still to come.")
    return [
        Problem(field.key, message, (("label", field.label),))
        for field in spec.form.fields
        if field.past and str(clean.get(field.key, "")) > today.isoformat()
    ]


def unborn(spec: ItemSpec, clean: Facts, today: date) -> list[Problem]:
    """A problem for every identity number whose day of birth is still to come."""
    found = []
    for field in spec.form.fields:
        value = clean.get(field.key)
        number = value if isinstance(value, str) and field.type in ("identity", "subject") else ""
        day = born(number) if is_identity_number(number) else None
        if day is not None and day > today:
            message = gettext_noop(
                "%(label)s: its day of birth, %(day)s, is still to come. Compare all 18 characters."
            )
            found.append(Problem(field.key, message, (("label", field.label), ("day", day.isoformat()))))
    return found


def on_register(spec: ItemSpec) -> tuple[str, Register] | None:
    """The key of the field with the area, and the register it is compared with; None where there is none."""
    return next(((field.key, field.rights) for field in spec.form.fields if field.rights), None)
