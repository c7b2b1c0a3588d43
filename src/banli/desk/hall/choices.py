"""What can be chosen for a finding: sub-items of its dimension, severities, departments, their windows and people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from banli.desk.kit.fields import Entry, Group, entries
from banli.hall.service import Dimension, FindingRecord, PatrolPlanFile
from banli.people.service import departments, named, staff_of, windows


@dataclass(frozen=True)
class Options:
    """Plain options by field, and those that stand under their department."""

    options: dict[str, Any]
    groups: dict[str, tuple[Group, ...]]


def finding_options(plan: PatrolPlanFile) -> Options:
    """What every finding may choose from; read once for a page."""
    houses = departments()
    doors: dict[str, list[tuple[str, Any]]] = {}
    for door in windows():
        doors.setdefault(door.department_id, []).append((door.code, named(door)))
    staff: dict[str, list[tuple[str, Any]]] = {}
    for one in staff_of():
        staff.setdefault(one.department_id or "", []).append((one.username, one.display_name))
    return Options(
        {
            "department": (("", _("Choose")), *((one.code, named(one)) for one in houses)),
            "window": (("", _("no window, the hall itself")),),
            "person": (("", _("nobody in particular")),),
            "severity": (
                ("", _("as the sub-item says")),
                *((one.key, one.name) for one in plan.severities),
            ),
        },
        {
            "window": tuple(Group(one.code, named(one), tuple(doors.get(one.code, ()))) for one in houses),
            "person": tuple(Group(one.code, named(one), tuple(staff.get(one.code, ()))) for one in houses),
        },
    )


def finding_entries(
    dimension: Dimension,
    typed: dict[str, str],
    errors: dict[str, list[Any]],
    options: dict[str, Any],
    groups: dict[str, tuple[Group, ...]],
) -> list[Entry]:
    """What is asked about a finding; windows and people stand under their department, which says who may be chosen."""
    looked_at = (("", _("Choose")), *((one.key, one.name) for one in dimension.items))
    asked = entries(
        FindingRecord, typed, errors, {**options, "sub_item": looked_at}, {"public_id", "dimension"}
    )
    return [
        replace(one, groups=groups[one.name], of="department") if one.name in groups else one for one in asked
    ]
