"""What an application is compared with outside its own form: the day it comes in, and the rights of others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from banli.areas.service import Claim, problems
from banli.cases.models import Case
from banli.cases.rules.clocks import day_of
from banli.catalogue.service import ItemSpec, holds, not_past, on_register, too_late, unborn
from banli.kernel import clock
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop


def claim_of(spec: ItemSpec, form: Mapping[str, Any], applied_on: date) -> Claim | None:
    """The right that these clean answers apply for; None where the item keeps no register."""
    found = on_register(spec)
    if found is None:
        return None
    key, register = found
    until = form.get(register.until)
    return Claim(
        register=register.name,
        number=str(form.get(register.number, "")),
        corners=str(form.get(key, "")),
        fresh=register.fresh is not None and holds(register.fresh, form),
        holders=tuple(str(form[one]) for one in register.holders if one in form),
        number_at=register.number,
        corners_at=key,
        applied_on=applied_on,
        until=date.fromisoformat(until) if isinstance(until, str) else None,
        until_at=register.until if until else "",
    )


def check_ground(spec: ItemSpec, form: Mapping[str, Any], applied_on: date) -> None:
    """Raise :class:`Invalid` with :func:`ground_problems`."""
    if found := ground_problems(spec, form, applied_on):
        raise Invalid(found)


def ground_problems(spec: ItemSpec, form: Mapping[str, Any], applied_on: date) -> list[Problem]:
    """What of clean answers comes too late or too soon, and what the register holds against them, each at its field."""
    claim = claim_of(spec, form, applied_on)
    days = [*too_late(spec, form, applied_on), *unborn(spec, form, applied_on)]
    days += not_past(spec, form, applied_on)
    return [*days, *(problems(claim, clock.today()) if claim else ())]


def check_still_free(case: Case, spec: ItemSpec) -> None:
    """Raise :class:`Refused` where the ground was given to somebody else since the application came in."""
    claim = claim_of(spec, case.form, day_of(case.submitted_at))
    found = problems(claim, clock.today()) if claim else []
    if found:
        message = gettext_noop("This cannot be granted: %(why)s")
        raise Refused(message, why=" ".join(str(one) for one in found))
