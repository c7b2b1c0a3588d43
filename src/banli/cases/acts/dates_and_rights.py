"""What an application is compared with outside its own form: the day it comes in, and the rights of others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from banli.areas.service import problems
from banli.cases.selectors import claim_of
from banli.catalogue.service import ItemSpec, not_past, too_late, too_old, too_young, unborn
from banli.kernel import clock
from banli.kernel.errors import Invalid, Problem
from banli.worktime.service import calendar


def check_ground(spec: ItemSpec, form: Mapping[str, Any], applied_on: date) -> None:
    """Raise :class:`Invalid` with :func:`ground_problems`."""
    if found := ground_problems(spec, form, applied_on):
        raise Invalid(found)


def ground_problems(spec: ItemSpec, form: Mapping[str, Any], applied_on: date) -> list[Problem]:
    """What of clean answers comes too late or too soon, and what the register holds against them, each at its field."""
    claim = claim_of(spec, form, applied_on)
    days = [*too_late(spec, form, applied_on), *unborn(spec, form, applied_on)]
    days += too_old(spec, form, applied_on, calendar())
    days += [*not_past(spec, form, applied_on), *too_young(spec, form, applied_on)]
    return [*days, *(problems(claim, clock.today()) if claim else ())]
