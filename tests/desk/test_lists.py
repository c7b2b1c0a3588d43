"""Lists: urgent first, masked, found by number or name, page by page without a gap."""

from __future__ import annotations

import pytest
from tests.desk.officers import INSTANT, at_desk, clerk
from tests.held_clock import HeldClock
from tests.house import PLAYER, accepted, form, granted, person, proposed, submitted

from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


def numbers(answer: object) -> list[str]:
    return [row.case.number for row in answer.context["rows"]]  # type: ignore[attr-defined]


def test_a_persons_name_is_masked_in_lists_and_in_the_case_until_one_says_why() -> None:
    window = person(Role.CLERK, "hrss", "hrss-09")
    case = PLAYER.at_window(INSTANT, form("own-statement", INSTANT), window)
    client = at_desk(Role.CLERK, "hrss", "hrss-09")
    for address in ("/desk/", "/desk/cases/", "/desk/cases/?view=all", "/desk/supervision/"):
        text = client.get(address).content.decode()
        assert "陈*舟" in text, address
        for hidden in ("陈远舟", "510104199003152010", "13900001234"):
            assert hidden not in text, (address, hidden)
    page = client.get(f"/desk/cases/{case.number}/").content.decode()
    assert "陈*舟" in page
    for hidden in ("陈远舟", "510104199003152010", "13900001234"):
        assert hidden not in page
    asked = client.post(f"/desk/cases/{case.number}/look/", {"reason": "核对身份证"})
    whole = asked.content.decode()
    assert "陈远舟" in whole
    assert "510104199003152010" in whole


def test_the_most_urgent_case_comes_first(clock: HeldClock) -> None:
    later = accepted("class-three")
    sooner = submitted()
    assert numbers(clerk().get("/desk/cases/")) == [sooner.number, later.number]


def test_a_page_ends_where_the_next_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banli.cases.selectors.lists.PAGE", 2)
    monkeypatch.setattr("banli.desk.cases.list.PAGE", 2)
    made = [submitted().number for _ in range(5)]
    for view in ("open", "accept", "all"):
        seen, address, client = [], f"/desk/cases/?view={view}", clerk()
        while address:
            answer = client.get(address)
            seen += numbers(answer)
            following = answer.context["following"]
            address = f"/desk/cases/?view={view}&after={following}" if following else ""
        assert sorted(seen) == sorted(made), view


def test_a_broken_key_begins_at_the_beginning() -> None:
    made = submitted()
    for after in ("x", "2022-10-17.x", "9" * 30, "."):
        for view in ("open", "all", "handover"):
            assert clerk().get("/desk/cases/", {"view": view, "after": after}).status_code == 200
    assert numbers(clerk().get("/desk/cases/?after=x")) == [made.number]


def test_found_by_number_in_groups_or_by_name() -> None:
    one = submitted()
    submitted(carrier="川西大件运输有限公司")
    grouped = f"{one.number[:31]} {one.number[31:39]} {one.number[39:]}"
    assert numbers(clerk().get("/desk/cases/", {"q": grouped})) == [one.number]
    assert len(numbers(clerk().get("/desk/cases/", {"q": "川西"}))) == 1
    assert numbers(clerk().get("/desk/cases/", {"q": "没有这个"})) == []


def test_each_pile_holds_what_waits_for_the_role() -> None:
    submitted(), accepted(), proposed(), granted()
    expected = {
        Role.CLERK: {"accept": 1, "handover": 1},
        Role.REVIEWER: {"review": 1, "paused": 0, "asked": 0},
        Role.APPROVER: {"decide": 1, "told": 0, "granted": 1, "asked": 0},
    }
    for role, piles in expected.items():
        shown = at_desk(role).get("/desk/").context["piles"]
        assert {pile.view: pile.count for pile in shown} == piles


def test_today_counts_the_own_department_only() -> None:
    accepted()
    assert clerk().get("/desk/").context["counts"] == {"accepted": 1, "completed": 0}
    assert at_desk(Role.CLERK, "hrss").get("/desk/").context["counts"] == {"accepted": 0, "completed": 0}
    assert at_desk(Role.SUPERVISOR, "service-centre").get("/desk/").context["counts"]["accepted"] == 1


def test_lights_turn_as_the_days_pass(clock: HeldClock) -> None:
    accepted()
    watcher = at_desk(Role.SUPERVISOR, "service-centre")
    assert [row.light for row in watcher.get("/desk/supervision/").context["rows"]] == ["green"]
    clock.move(days=30)
    watcher = at_desk(Role.SUPERVISOR, "service-centre")
    shown = watcher.get("/desk/supervision/").context
    assert [row.light for row in shown["rows"]] == ["red"]
    assert shown["ranking"][0]["name"] == "交通运输厅"
