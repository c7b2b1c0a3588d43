"""The register of badges."""

from __future__ import annotations

from banli.roster.models import Badge
from banli.roster.states.badges import BadgeState

PAGE = 200


def badges() -> list[Badge]:
    """Badges in somebody's hand first, by number, then the others, the latest first."""
    rows = Badge.objects.select_related("person", "person__department")
    out = list(rows.filter(state=BadgeState.GIVEN).order_by("number", "pk"))
    return out + list(rows.exclude(state=BadgeState.GIVEN).order_by("-ended_on", "-pk")[:PAGE])
