"""Days by which one must have applied: a renewal comes in time, or the right lapses; a change is filed in its days."""

from __future__ import annotations

from datetime import date, timedelta

from banli.catalogue.rules.definition.conditions import Facts, holds
from banli.catalogue.rules.definition.fields import Register
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.kernel.checkdigits import born, is_identity_number
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.worktime.rules import Calendar, Unit, ends, sure

TOO_LATE = gettext_noop("%(label)s: the last day to apply was %(day)s. %(basis)s")


def too_late(spec: ItemSpec, clean: Facts, applied_on: date) -> list[Problem]:
    """A problem for every day of the form that is too near to the day of application."""
    found = []
    for field in spec.form.fields:
        ahead, value = field.ahead, clean.get(field.key)
        if ahead is None or not isinstance(value, str) or not holds(ahead.when, clean):
            continue
        last = date.fromisoformat(value) - timedelta(days=ahead.days)
        if applied_on > last:
            params = (("label", field.label), ("day", last.isoformat()), ("basis", ahead.basis))
            found.append(Problem(field.key, TOO_LATE, params))
    return found


def too_old(spec: ItemSpec, clean: Facts, applied_on: date, calendar: Calendar) -> list[Problem]:
    """A problem for every day of the form after which too many days had gone by on the day of application."""
    found = []
    for field in spec.form.fields:
        rule, value = field.no_older, clean.get(field.key)
        if rule is None or not isinstance(value, str) or not holds(rule.when, clean):
            continue
        last = sure(ends(date.fromisoformat(value), rule.days, Unit.CALENDAR, calendar))
        if applied_on > last:
            params = (("label", field.label), ("day", last.isoformat()), ("basis", rule.basis))
            found.append(Problem(field.key, TOO_LATE, params))
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


def too_young(spec: ItemSpec, clean: Facts, today: date) -> list[Problem]:
    """A problem for every identity number whose holder has not the age that the item wants."""
    found = []
    for field in spec.form.fields:
        least, value = field.least_age, clean.get(field.key)
        day = born(value) if least and isinstance(value, str) else None
        if least is None or day is None or birthday(day, least.years) <= today:
            continue
        message = gettext_noop(
            "%(label)s: whoever applies must be %(years)s years old, and is so on %(day)s. %(basis)s"
        )
        told = {"years": least.years, "day": birthday(day, least.years).isoformat(), "basis": least.basis}
        found.append(Problem(field.key, message, (("label", field.label), *told.items())))
    return found


def birthday(day: date, years: int) -> date:
    """The day on which somebody born on ``day`` is so many years old; 29 February counts as the last of its month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def on_register(spec: ItemSpec) -> tuple[str, Register] | None:
    """The key of the field with the area, and the register it is compared with; None where there is none."""
    return next(((field.key, field.rights) for field in spec.form.fields if field.rights), None)
