"""October 2022 in the hall, by small records of every source."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.house import person

from banli.assessment.service import Assessment, NoteRecord, Template, freeze_month, note_mark
from banli.hall.service import (
    FindingRecord,
    PatrolPlanFile,
    PatrolRecord,
    load_patrol_plan,
    record_finding,
    record_patrol,
)
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN

FIRST, LAST = date(2022, 10, 1), date(2022, 10, 31)
AFTER = "2022-11-01T09:00"
"""The first moment at which October can be frozen."""


def pack_template() -> Template:
    """What the Sichuan pack says."""
    return read(SICHUAN / "assessment.yaml").validated(Template)


def manager() -> Actor:
    """Who assesses."""
    return person(Role.HALL_MANAGER, "service-centre")


def head() -> Actor:
    """Who objects for transport."""
    return person(Role.APPROVER)


def load_plan() -> None:
    """The pack's plan of patrols: a finding that is moderate has three points."""
    load_patrol_plan(plan=read(SICHUAN / "patrol.yaml").validated(PatrolPlanFile), by=SYSTEM)


def found(severity: str = "moderate", window: str = "transport-03", **changes: Any) -> str:
    """A finding of a patrol at a window of transport; the patrol's number."""
    load_plan()
    by = manager()
    record = PatrolRecord(day=date(2022, 10, 17), slot="morning", inspectors=["巡查一组"], route="一楼")
    patrol = record_patrol(record=record, by=by)
    values = {"dimension": "badge", "department": "transport", "window": window, "place": "三号窗口"}
    told = FindingRecord(severity=severity, note="未佩戴工作牌", **{**values, **changes})
    record_finding(patrol=patrol.public_id, record=told, by=by)
    return patrol.public_id


def noted(criterion: str = "other", token: str = "KHJL-1", **changes: Any) -> None:
    """A mark written down by hand, of 17 October."""
    values = {"assessed": "transport", "day": date(2022, 10, 17), "text": "档案未按时移交"}
    note_mark(record=NoteRecord(public_id=token, criterion=criterion, **{**values, **changes}), by=manager())


def october() -> Assessment:
    """October, frozen."""
    return freeze_month(first=FIRST, last=LAST, by=manager())
