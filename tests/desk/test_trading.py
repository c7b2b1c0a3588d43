"""公共资源交易 at the desk: register, announce, book, draw, tell; stale pages; figures that open; everybody's page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.house import clerk, person
from tests.trading.trades import CENTRE, CLOSES, CODE, announced, booked, held, keeper, open_centre, told

from banli.kernel.actors import Role
from banli.trading.models import RoomBooking, TradingProject
from banli.trading.service import (
    ObjectionRecord,
    find_project,
    note_objection,
    objections_of,
    suspend_project,
)
from banli.trading.states import ObjectionAbout, TradingState
from banli.weekly.service import record_line


@pytest.fixture
def hall(db: None) -> Client:
    """The browser of who keeps the projects."""
    open_centre()
    return browser_of(keeper())


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def do(
    client: Client, number: str, act: str, seat: int = -1, version: int | None = None, **fields: Any
) -> Any:
    """Send a form of the page as it stands, or as it stood at ``version``."""
    page = f"/desk/trading/{number}/"
    prefix = f"{act}-{seat}." if seat >= 0 else f"{act}."
    read = client.get(page).context["version"] if version is None else version
    sent = {f"{prefix}{name}": value for name, value in fields.items()}
    return client.post(f"{page}{act}/", {"version": read, "seat": seat, **sent})


SESSION: dict[str, Any] = {
    "room": "opening-1",
    "day": CLOSES.isoformat(),
    "start": "10:00",
    "finish": "11:00",
}


def test_from_the_form_to_the_booked_room_and_a_second_click_registers_once(hall: Client) -> None:
    page = "/desk/trading/new/"
    sent = {
        "token": hall.get(page).context["token"],
        "kind": "procurement",
        "title": "自助终端采购",
        "party": "省政务服务保障中心",
        "party_code": CODE,
        "amount": "3,200,000",
        "region": "510000",
    }
    assert hall.post(page, sent)["Location"] == hall.post(page, sent)["Location"]
    row = TradingProject.objects.get()
    assert row.amount == 3200000
    assert f"/desk/trading/{row.public_id}/" in text(hall, "/desk/trading/?kind=procurement")
    early = do(hall, row.public_id, "announce", text="现予公告。", closes_on="2022-11-01")
    assert early.status_code == 422
    assert "2022-11-06" in early.content.decode()
    assert "现予公告。" in early.content.decode()
    done = do(hall, row.public_id, "announce", text="现予公告。", closes_on=CLOSES.isoformat())
    assert done.status_code == 302
    assert do(hall, row.public_id, "book", **SESSION).status_code == 302
    assert "自助终端采购" in text(hall, f"/desk/trading/rooms/?week={CLOSES}")


def test_one_act_stands_first_and_says_what_it_waits_for(hall: Client) -> None:
    row = announced()
    offered = hall.get(f"/desk/trading/{row.public_id}/").context["offered"]
    assert [one.form.name for one in offered if one.first] == ["book"]
    booked(row)
    offered = hall.get(f"/desk/trading/{row.public_id}/").context["offered"]
    first = next(one for one in offered if one.first)
    assert (first.form.name, first.waits) == ("hold", "尚未到开标（交易）时间。")


def test_a_taken_room_is_told_at_its_field_and_nothing_typed_is_lost(hall: Client) -> None:
    booked(announced())
    other = announced(title="另一个标段", public_id="JY-t2")
    answer = do(hall, other.public_id, "book", **SESSION)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "该场地已预约：绵阳至广元公路改建工程一标段施工" in page
    assert 'value="10:00"' in page
    assert do(hall, other.public_id, "book", **{**SESSION, "start": "halb"}).status_code == 422


def test_the_draw_is_the_pools_own_and_leads_to_its_panel(hall: Client) -> None:
    row = announced()
    page = f"/desk/trading/{row.public_id}/draw/"
    shown = hall.get(page)
    assert 'value="4"' in shown.content.decode()
    sent = {"token": shown.context["token"], "fields": ["bridge"], "wanted": "4", "stand_ins": "2"}
    first, second = hall.post(page, sent), hall.post(page, sent)
    assert first["Location"] == second["Location"]
    assert "ZJ-01" in text(hall, first["Location"])
    assert first["Location"] in text(hall, f"/desk/trading/{row.public_id}/")


def test_whoever_sends_an_older_page_reads_what_the_other_did(hall: Client) -> None:
    row = announced()
    read = hall.get(f"/desk/trading/{row.public_id}/").context["version"]
    suspend_project(project=row.public_id, reason="主管部门要求核查。", by=keeper())
    late = do(hall, row.public_id, "terminate", version=read, reason="规划调整的理由")
    assert late.status_code == 409
    assert "项目已暂停" in late.content.decode()
    assert "规划调整的理由" in late.content.decode()
    assert find_project(row.public_id, keeper()).state == TradingState.SUSPENDED


def test_from_the_session_to_the_end_by_the_forms(hall: Client, clock: HeldClock) -> None:
    row = held(clock)
    result: dict[str, Any] = {"winner": "岷江路桥工程有限公司", "winner_code": CODE, "amount": "11,500,000"}
    assert do(hall, row.public_id, "result", **result).status_code == 302
    assert (
        do(
            hall, row.public_id, "object", who="涪城建工", about="trading_result", text="业绩不实。"
        ).status_code
        == 302
    )
    assert do(hall, row.public_id, "answer", seat=0, upheld="", text="属实。").status_code == 422
    assert do(hall, row.public_id, "answer", seat=0, upheld="no", text="业绩属实。").status_code == 302
    clock.set("2022-11-11T09:00")
    assert do(hall, row.public_id, "close").status_code == 302
    assert find_project(row.public_id, keeper()).state == TradingState.CLOSED
    assert do(hall, row.public_id, "close").status_code == 409
    assert do(hall, row.public_id, "nothing").status_code == 404


def test_every_number_opens_to_the_projects_it_counts(hall: Client, clock: HeldClock) -> None:
    row = told(clock)
    shown = hall.get("/desk/trading/figures/?from=2022-10-01&until=2022-12-31")
    one = next(each for each in shown.context["rows"] if each["sums"].kind == "construction")
    assert (one["sums"].results, one["sums"].difference) == (1, 500000)
    for name in ("registered", "results", "failed"):
        listed = hall.get(one[name]).context["rows"]
        assert [each["row"].public_id for each in listed] == ([row.public_id] if name != "failed" else [])
    assert hall.get("/desk/trading/figures/?from=2022-12-31&until=2022-10-01").status_code == 422


def test_a_room_for_something_else_is_booked_and_given_back_with_a_reason(hall: Client) -> None:
    page = "/desk/trading/rooms/new/"
    sent = {"token": hall.get(page).context["token"], "held_for": "会商会", **SESSION}
    assert hall.post(page, sent)["Location"].endswith("week=2022-11-07")
    made = RoomBooking.objects.get()
    cancel = f"/desk/trading/rooms/{made.public_id}/cancel/"
    assert hall.post(cancel, {"reason": " "}).status_code == 422
    assert hall.post(cancel, {"reason": "改期"}).status_code == 302
    assert hall.post(cancel, {"reason": "改期"}).status_code == 409
    assert "会商会" not in text(hall, "/desk/trading/rooms/?week=2022-11-07")


def test_who_reads_who_acts_and_who_has_no_such_page(hall: Client) -> None:
    row = announced()
    reader = browser_of(person(Role.SUPERVISOR, None))
    assert reader.get(f"/desk/trading/{row.public_id}/").context["offered"] == []
    assert reader.post(f"/desk/trading/{row.public_id}/suspend/", {"suspend.reason": "x"}).status_code == 403
    assert browser_of(clerk()).get("/desk/trading/").status_code == 403


def test_a_result_becomes_a_line_of_the_weekly_report(hall: Client, clock: HeldClock) -> None:
    row = told(clock)
    assert f"/desk/weekly/of-record/trading/{row.public_id}/" in text(hall, f"/desk/trading/{row.public_id}/")
    line = record_line("trading", row.public_id, keeper())
    assert line.department == CENTRE
    assert line.text == (
        "11月7日，工程建设项目招标投标项目“绵阳至广元公路改建工程一标段施工”公示结果，岷江路桥工程有限公司以1150万元"
        "中标（成交），较预算节约50万元。"
    )


class TestForEverybody:
    def test_the_list_and_the_page_tell_the_notice_and_the_result_and_no_expert(
        self, hall: Client, clock: HeldClock
    ) -> None:
        row, visitor = told(clock), Client()
        assert f"/public/trading/{row.public_id}/" in text(visitor, "/public/trading/?kind=construction")
        assert row.public_id not in text(visitor, "/public/trading/?kind=procurement")
        page = text(visitor, f"/public/trading/{row.public_id}/")
        assert "岷江路桥工程有限公司" in page
        assert "第五十四条" in page
        assert "专家" not in page

    def test_before_the_result_nobody_reads_who_was_drawn(self, hall: Client, clock: HeldClock) -> None:
        row = held(clock, kind="procurement")
        page = text(Client(), f"/public/trading/{row.public_id}/")
        assert "专家0" not in page
        note_objection(
            project=row.public_id,
            record=ObjectionRecord(who="某公司", about=ObjectionAbout.RESULT, text="异议"),
            by=keeper(),
        )
        assert "某公司" not in text(Client(), f"/public/trading/{row.public_id}/")
        assert len(objections_of(row)) == 1

    def test_what_is_not_announced_has_no_page(self, hall: Client) -> None:
        from tests.trading.trades import registered

        row = registered()
        assert Client().get(f"/public/trading/{row.public_id}/").status_code == 404
        assert row.public_id not in text(Client(), "/public/trading/")


def test_each_number_of_the_period_is_a_figure_for_whoever_reads_all_centres(
    hall: Client, clock: HeldClock
) -> None:
    row = told(clock)
    of = "/desk/trading/figures/?from=2022-10-01&until=2022-12-31"
    editor = browser_of(person(Role.EDITOR, CENTRE))
    shown = editor.get(of).context["rows"][0]
    for key in ("registered", "results", "amount", "difference"):
        page = editor.get(shown[key])
        assert [one["about"].number for one in page.context["rows"]] == [row.public_id]
        assert editor.get(page.context["rows"][0]["about"].href).status_code == 200
    assert "11,500,000.00" in editor.get(shown["amount"]).content.decode()
    own = hall.get(of).context
    assert own["rows"][0]["amount"].startswith("/desk/trading/?")
    assert not own["frozen"]
