"""Public resource trading up to the demo's morning: a project in each state that asks for something, and the rooms."""

from __future__ import annotations

from datetime import date, time

from banli.experts.service import PanelRecord
from banli.province.worked.player import Player, actor, at
from banli.trading import service as door
from banli.trading.states import ObjectionAbout

NOTICE = "本项目已具备交易条件，现予公告。报名和递交文件请到交易系统办理。"
CODES = ("915100009900000015", "915100009900000028", "91510700MA6200001X")
TENDER, PAPER, LAND, SHARES, LIGHTS = (f"JY-2022-000{n}" for n in range(1, 6))
PROJECTS = (
    (TENDER, "construction", "绵广公路改建工程一标段施工", "蜀北公路建设有限公司", "86500000", "510700"),
    (PAPER, "procurement", "省政务服务大厅自助终端采购", "四川省政务服务保障中心", "3200000", "510000"),
    (LAND, "land_mining", "广元市昭化区石灰岩矿采矿权出让", "广元市自然资源交易所", "41000000", "510800"),
    (SHARES, "state_assets", "川西仓储有限公司30%股权转让", "川西物资集团有限公司", "18600000", "510100"),
    (LIGHTS, "procurement", "大厅照明节能改造服务采购", "四川省政务服务保障中心", "760000", "510000"),
)
"""Number, kind, name, party, budget or starting price, region; all invented."""


def traded(_play: Player) -> None:
    """Play it: results put up with an objection waiting, a session to come, one that failed, one not announced yet."""
    _registered()
    _road()
    _shares()
    _lights()
    with at("2022-10-24 10:00"):
        _announce(PAPER, date(2022, 11, 16))
    with at("2022-10-25 09:30"):
        _book(PAPER, "opening-1", date(2022, 11, 16), time(10), time(11, 30))
    with at("2022-11-11 15:00"):
        record = door.RoomRecord(
            public_id="CD-2022-HS",
            held_for="大件运输路线会商会",
            room="meeting",
            day=date(2022, 11, 15),
            start=time(14, 30),
            finish=time(16),
        )
        door.book_room(record=record, by=actor("hall"))


def _registered() -> None:
    for place, (number, kind, title, party, amount, region) in enumerate(PROJECTS):
        with at(f"2022-10-08 {9 + place:02d}:20"):
            told = {"public_id": number, "kind": kind, "title": title, "party": party, "amount": amount}
            record = door.TradingRecord.model_validate(
                {**told, "party_code": CODES[place % len(CODES)], "region": region}
            )
            door.register_project(record=record, by=actor("hall"))


def _road() -> None:
    """The road: four experts drawn, held, its result put up; one bidder objects and waits for an answer."""
    by = actor("hall")
    with at("2022-10-10 09:10"):
        _announce(TENDER, date(2022, 11, 10))
    with at("2022-10-11 10:00"):
        _book(TENDER, "opening-1", date(2022, 11, 10), time(9, 30), time(11))
    with at("2022-11-09 16:00"):
        call = PanelRecord(
            public_id="ZJZ-JY-2022-0001",
            topic=door.TOPIC,
            subject=TENDER,
            department=by.department or "",
            fields=["bridge", "road"],
            wanted=4,
            stand_ins=2,
        )
        door.draw_experts(project=TENDER, record=call, by=by)
    with at("2022-11-10 11:05"):
        door.hold_session(project=TENDER, bidders=7, by=by)
    with at("2022-11-11 17:00"):
        result = door.ResultRecord.model_validate(
            {"winner": "岷江路桥工程有限公司", "winner_code": CODES[0], "amount": "81930000"}
        )
        door.announce_result(project=TENDER, record=result, by=by)
    with at("2022-11-14 10:30"):
        said = door.ObjectionRecord(
            who="涪城建工有限公司",
            about=ObjectionAbout.RESULT,
            text="第一中标候选人的类似业绩证明与公开信息不一致。",
        )
        door.note_objection(project=TENDER, record=said, by=by)


def _shares() -> None:
    """The shares: sold above the starting price, put up and closed."""
    by = actor("hall")
    with at("2022-10-09 09:40"):
        _announce(SHARES, date(2022, 11, 4))
    with at("2022-10-09 11:00"):
        _book(SHARES, "auction", date(2022, 11, 4), time(15), time(16, 30))
    with at("2022-11-04 16:40"):
        door.hold_session(project=SHARES, bidders=2, by=by)
        result = door.ResultRecord.model_validate(
            {"winner": "蓉欧供应链管理有限公司", "winner_code": CODES[1], "amount": "20150000"}
        )
        door.announce_result(project=SHARES, record=result, by=by)
    with at("2022-11-14 09:15"):
        door.close_project(project=SHARES, by=by)


def _lights() -> None:
    """The lights: two offers came, and so it failed."""
    with at("2022-10-12 09:00"):
        _announce(LIGHTS, date(2022, 11, 2))
    with at("2022-11-02 10:20"):
        reason = "递交投标文件的供应商不足三家。"
        door.fail_project(project=LIGHTS, failure="trading_no_bids", reason=reason, by=actor("hall"))


def _announce(project: str, closes: date) -> None:
    notice = door.NoticeRecord(text=NOTICE, closes_on=closes)
    door.announce(project=project, record=notice, by=actor("hall"))


def _book(project: str, room: str, day: date, start: time, finish: time) -> None:
    record = door.SessionRecord(room=room, day=day, start=start, finish=finish)
    door.book_session(project=project, record=record, by=actor("hall"))
