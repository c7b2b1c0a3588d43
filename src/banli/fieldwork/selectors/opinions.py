"""Reads of what those visited say."""

from __future__ import annotations

from banli.fieldwork.models import Activity, Opinion
from banli.fieldwork.rules.opinions import Satisfaction, satisfaction
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import normal_code
from banli.ratings.states import Grade

NO_OPINION = gettext_noop("This code opens nothing. Please look at the paper you were given.")


def opinions_of(activity: Activity) -> list[Opinion]:
    """Who was asked about it, and what they said, in the order of asking."""
    return list(activity.opinions.order_by("pk"))


def opinion_by_code(code: str) -> Opinion:
    """The opinion that a code opens. Raises :class:`Missing`."""
    rows = Opinion.objects.select_related("activity__department")
    found = rows.filter(code=normal_code(code)).first()
    if found is None:
        raise Missing(NO_OPINION)
    return found


def satisfaction_of(opinions: list[Opinion]) -> Satisfaction:
    """What they come to."""
    return satisfaction(Grade(one.grade) if one.grade else None for one in opinions)
