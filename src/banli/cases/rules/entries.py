"""What the organ itself enters into a case: the grade of a reward, the number that a register gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.cases.states import State
from banli.catalogue.rules import Field, ItemSpec, entered_fields, not_taken, validate_fields
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop

NOTHING = gettext_noop("This case has nothing that the office enters now.")
OPEN = gettext_noop("Enter this first: %(fields)s.")


def enterable(spec: ItemSpec, facts: Mapping[str, Any], state: str) -> tuple[Field, ...]:
    """The questions that the organ may answer now; once it is granted, those of the certificate alone."""
    asked = entered_fields(spec, facts)
    if state != State.GRANTED:
        return asked
    return tuple(one for one in asked if one.entered and one.entered.before == "certificate")


def check_enterable(spec: ItemSpec, facts: Mapping[str, Any], state: str) -> None:
    """Raise :class:`Refused` where there is nothing to enter."""
    if not enterable(spec, facts, state):
        raise Refused(NOTHING)


def check_entered(spec: ItemSpec, facts: Mapping[str, Any], before: str) -> None:
    """Raise :class:`Refused` where something that must be entered before a ``proposal`` or ``certificate`` is not."""
    wanted = [one for one in entered_fields(spec, facts) if one.required and one.entered]
    lacking = [
        one.label for one in wanted if one.entered and one.entered.before == before and one.key not in facts
    ]
    if lacking:
        raise Refused(OPEN, fields="、".join(str(one) for one in lacking))


def checked_entries(
    spec: ItemSpec, facts: Mapping[str, Any], state: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """The clean answers of the organ. Raises :class:`Invalid` with every fault at its place."""
    asked = enterable(spec, facts, state)
    known = {one.key for one in asked}
    plain = [one.model_copy(update={"entered": None, "show_when": None}) for one in asked]
    clean, problems = validate_fields(plain, values, partial=True)
    message = gettext_noop("“%(key)s” is not for the office to enter.")
    problems += [Problem(key, message, (("key", key),)) for key in values if key not in known]
    problems += [one for one in not_taken(spec, {**facts, **clean}) if one.where in clean]
    if problems:
        raise Invalid(problems)
    return clean
