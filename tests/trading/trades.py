"""Projects of the centre. Now is Monday 17 October 2022, 09:00; registration of a notice may end on 6 November."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.held_clock import HeldClock
from tests.house import open_house, person

from banli.experts.service import ExpertRecord, FieldRecord, PanelRecord, load_pool
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Invalid
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN
from banli.trading.service import (
    NoticeRecord,
    ResultRecord,
    RoomBooking,
    SessionRecord,
    TradingFile,
    TradingProject,
    TradingRecord,
    announce,
    announce_result,
    book_session,
    draw_experts,
    find_project,
    hold_session,
    load_trading_rules,
    register_project,
)

CENTRE = "service-centre"
CODE = "915100009900000015"
CLOSES = date(2022, 11, 7)
"""A Monday, the first working day on which registration may end."""


def pack_rules() -> TradingFile:
    """What the Sichuan pack says."""
    return read(SICHUAN / "trading.yaml").validated(TradingFile)


def faults(error: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    """Field to what is wrong with it."""
    return {one.where: str(one) for one in error.value.problems}


def load_rooms() -> None:
    """The pack's days, hours and rooms."""
    load_trading_rules(file=pack_rules(), by=SYSTEM)


def open_centre() -> None:
    """Departments, rules, rooms, and ten experts of bridges; the first works for the party of the projects."""
    open_house()
    load_rooms()
    experts = [
        ExpertRecord(
            public_id=f"ZJ-{n:02d}",
            name=f"专家{n:02d}",
            employer="蜀北公路建设有限公司" if n == 1 else f"第{n}设计院",
            title="高级工程师",
            region="510100",
            fields=["bridge"],
        )
        for n in range(1, 11)
    ]
    fields = [FieldRecord(code="bridge", name="桥梁工程", department="transport")]
    load_pool(fields=fields, experts=experts, by=SYSTEM)


def keeper() -> Actor:
    """Who keeps the projects of the centre."""
    return person(Role.HALL_MANAGER, CENTRE)


def registered(**changes: Any) -> TradingProject:
    """A construction tender of the centre."""
    values: dict[str, Any] = {
        "kind": "construction",
        "title": "绵阳至广元公路改建工程一标段施工",
        "party": "蜀北公路建设有限公司",
        "party_code": CODE,
        "amount": "12000000",
        "region": "510700",
        **changes,
    }
    return register_project(record=TradingRecord(**values), by=keeper())


def announced(closes_on: date = CLOSES, **changes: Any) -> TradingProject:
    """… announced today."""
    notice = NoticeRecord(text="本项目已具备招标条件，现公开招标。", closes_on=closes_on)
    return announce(project=registered(**changes).public_id, record=notice, by=keeper())


def session(**changes: Any) -> SessionRecord:
    """The first opening room on the morning of the last day of registration."""
    values: dict[str, Any] = {
        "room": "opening-1",
        "day": CLOSES,
        "start": time(10),
        "finish": time(11),
        **changes,
    }
    return SessionRecord(**values)


def booked(row: TradingProject, **changes: Any) -> RoomBooking:
    """Its session in a room."""
    return book_session(project=row.public_id, record=session(**changes), by=keeper())


def called(**changes: Any) -> PanelRecord:
    """A call for a panel of four."""
    values: dict[str, Any] = {
        "topic": "trading",
        "subject": "-",
        "department": CENTRE,
        "fields": ["bridge"],
        "wanted": 4,
        "stand_ins": 2,
        **changes,
    }
    return PanelRecord(**values)


def held(clock: HeldClock, **changes: Any) -> TradingProject:
    """A project whose session was held, with its panel drawn."""
    row = announced(**changes)
    booked(row)
    if row.kind in ("construction", "procurement"):
        draw_experts(project=row.public_id, record=called(), by=keeper())
    clock.set(f"{CLOSES}T11:30")
    hold_session(project=row.public_id, bidders=5, by=keeper())
    return find_project(row.public_id, keeper())


def result(amount: str = "11500000", **changes: Any) -> ResultRecord:
    """Who won at what amount."""
    values = {"winner": "岷江路桥工程有限公司", "winner_code": CODE, "amount": amount, **changes}
    return ResultRecord.model_validate(values)


def told(clock: HeldClock, **changes: Any) -> TradingProject:
    """… with its result put up."""
    row = held(clock, **changes)
    return announce_result(project=row.public_id, record=result(), by=keeper())
