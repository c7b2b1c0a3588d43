"""A project from its registration to its end: who, when, and what the record keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.held_clock import HeldClock
from tests.house import person
from tests.trading.trades import (
    CLOSES,
    announced,
    booked,
    called,
    faults,
    held,
    keeper,
    registered,
    result,
    told,
)

from banli.experts.service import recompute, seats_of
from banli.experts.states import ExclusionGround
from banli.kernel.actors import Role
from banli.kernel.errors import BanliError, Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import events, verify
from banli.trading.models import TradingProject
from banli.trading.service import (
    NoticeRecord,
    ObjectionRecord,
    TradingFilter,
    announce,
    announce_result,
    answer_objection,
    booking_of,
    bookings,
    close_project,
    draw_experts,
    facts_of,
    fail_project,
    find_project,
    find_public,
    hold_session,
    listed,
    note_objection,
    panels,
    period_sums,
    published_experts,
    resume_project,
    suspend_project,
    terminate_project,
    visible_projects,
    why_not,
    withdraw_result,
)
from banli.trading.states import TRANSITIONS, ObjectionAbout, TradingKind, TradingState

pytestmark = pytest.mark.usefixtures("house")
SPRING = (date(2022, 10, 1), date(2022, 12, 31))


def names(public_id: str) -> list[str]:
    return [one.name for one in events("trading", public_id)]


def test_from_the_notice_to_the_end_each_act_is_one_event(clock: HeldClock) -> None:
    row = told(clock)
    assert row.result_until == date(2022, 11, 10)
    clock.set("2022-11-11T09:00")
    close_project(project=row.public_id, by=keeper())
    assert names(row.public_id) == [
        "trading_registered",
        "trading_announced",
        "trading_session_booked",
        "trading_panel_drawn",
        "trading_session_held",
        "trading_result_announced",
        "trading_closed",
    ]
    assert find_project(row.public_id, keeper()).state == TradingState.CLOSED
    assert verify().ok


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"party_code": "915100009900000018"}, "party_code"), ({"region": "999999"}, "region")],
)
def test_a_wrong_code_or_region_is_told_at_its_field(changes: dict[str, str], where: str) -> None:
    with pytest.raises(Invalid) as wrong:
        registered(**changes)
    assert list(faults(wrong)) == [where]


def test_the_same_record_twice_is_one_project() -> None:
    assert registered(public_id="JY-t1").pk == registered(public_id="JY-t1").pk
    with pytest.raises(Refused):
        registered(public_id="JY-t1", title="另一个项目")


def test_a_notice_that_leaves_too_little_time_names_the_day_it_may_be() -> None:
    with pytest.raises(Invalid) as wrong:
        announced(date(2022, 11, 5))
    assert "2022-11-06" in faults(wrong)["closes_on"]
    assert announced(date(2022, 11, 6)).closes_on == date(2022, 11, 6)


def test_an_act_out_of_its_turn_is_refused_and_changes_nothing(clock: HeldClock) -> None:
    row = registered()
    before = names(row.public_id)
    acts: tuple[Callable[[], object], ...] = (
        lambda: hold_session(project=row.public_id, bidders=5, by=keeper()),
        lambda: announce_result(project=row.public_id, record=result(), by=keeper()),
        lambda: close_project(project=row.public_id, by=keeper()),
        lambda: resume_project(project=row.public_id, by=keeper()),
        lambda: fail_project(project=row.public_id, failure="trading_void", reason="x", by=keeper()),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert names(row.public_id) == before


def test_what_the_table_forbids_why_not_forbids_and_nothing_else() -> None:
    facts = facts_of(registered())
    allowed = {move.act for move in TRANSITIONS if why_not(move, facts) is None}
    assert allowed == {"announce", "terminate_project"}


def test_a_session_is_held_once_it_has_begun_and_with_three_who_take_part(clock: HeldClock) -> None:
    row = announced()
    with pytest.raises(Refused, match="尚未预约"):
        hold_session(project=row.public_id, bidders=5, by=keeper())
    booked(row)
    with pytest.raises(Refused, match="尚未到"):
        hold_session(project=row.public_id, bidders=5, by=keeper())
    clock.set(f"{CLOSES}T10:05")
    with pytest.raises(Refused, match="少于3家"):
        hold_session(project=row.public_id, bidders=2, by=keeper())
    reason = "投标人少于三个。"
    failed = fail_project(project=row.public_id, failure="trading_no_bids", reason=reason, by=keeper())
    assert (failed.state, failed.ended_on) == (TradingState.FAILED, CLOSES)
    assert booking_of(failed) is None


def test_experts_are_drawn_by_the_pools_own_draw_and_whoever_tenders_keeps_its_people_out() -> None:
    row = announced()
    panel = draw_experts(project=row.public_id, record=called(public_id="ZJZ-t1"), by=keeper())
    again = draw_experts(project=row.public_id, record=called(public_id="ZJZ-t1"), by=keeper())
    assert panel.pk == again.pk
    assert names(row.public_id).count("trading_panel_drawn") == 1
    assert recompute(panel).holds
    assert {one["id"]: one["ground"] for one in panel.exclusions} == {"ZJ-01": ExclusionGround.EMPLOYER}
    assert panel.seed == bytes(events("trading", row.public_id)[1].digest).hex()
    assert len(seats_of(panel)) == 6


def test_no_result_without_the_experts_that_the_law_asks_for(clock: HeldClock) -> None:
    row = announced()
    booked(row)
    clock.set(f"{CLOSES}T11:30")
    hold_session(project=row.public_id, bidders=3, by=keeper())
    with pytest.raises(Refused, match="专家0名"):
        announce_result(project=row.public_id, record=result(), by=keeper())
    draw_experts(project=row.public_id, record=called(), by=keeper())
    assert announce_result(project=row.public_id, record=result(), by=keeper()).result == 11500000


@pytest.mark.parametrize(
    ("kind", "amount", "fits"),
    [
        ("procurement", "12000000.01", False),
        ("procurement", "12,000,000", True),
        ("land_mining", "11999999.99", False),
        ("state_assets", "12000000", True),
    ],
)
def test_a_purchase_stays_in_its_budget_and_a_sale_above_its_price(
    clock: HeldClock, kind: str, amount: str, fits: bool
) -> None:
    closes = date(2022, 11, 21) if kind == "state_assets" else CLOSES
    row = announced(closes, kind=kind)
    booked(row, day=closes)
    if kind == "procurement":
        draw_experts(project=row.public_id, record=called(), by=keeper())
    clock.set(f"{closes}T11:30")
    hold_session(project=row.public_id, bidders=3, by=keeper())
    if fits:
        assert announce_result(project=row.public_id, record=result(amount), by=keeper()).result == 12000000
    else:
        with pytest.raises(Invalid) as wrong:
            announce_result(project=row.public_id, record=result(amount), by=keeper())
        assert "12,000,000.00" in faults(wrong)["amount"]


def test_a_result_is_not_closed_while_it_is_put_up_or_an_objection_waits(clock: HeldClock) -> None:
    row = told(clock)
    with pytest.raises(Refused, match="2022-11-10"):
        close_project(project=row.public_id, by=keeper())
    said = ObjectionRecord(
        who="涪城建工有限公司", about=ObjectionAbout.RESULT, text="对中标候选人业绩有异议。"
    )
    objection = note_objection(project=row.public_id, record=said, by=keeper())
    assert objection.answer_by == date(2022, 11, 10)
    clock.set("2022-11-11T09:00")
    with pytest.raises(Refused, match="尚未答复"):
        close_project(project=row.public_id, by=keeper())
    how: dict[str, Any] = {"project": row.public_id, "objection": objection.public_id, "by": keeper()}
    answer_objection(**how, text="经核查，业绩真实。", upheld=False)
    with pytest.raises(Refused, match="已经答复"):
        answer_objection(**how, text="再答复。", upheld=True)
    assert close_project(project=row.public_id, by=keeper()).state == TradingState.CLOSED


def objected(row: TradingProject, about: ObjectionAbout) -> str:
    said = ObjectionRecord(who="涪城建工有限公司", about=about, text="资格条件排斥潜在投标人。")
    return note_objection(project=row.public_id, record=said, by=keeper()).public_id


def answered(row: TradingProject, objection: str, *, upheld: bool = False) -> None:
    how: dict[str, Any] = {"project": row.public_id, "objection": objection, "by": keeper()}
    answer_objection(**how, text="资格条件与项目规模相当。", upheld=upheld)


def test_no_session_is_held_while_an_objection_to_the_documents_waits(clock: HeldClock) -> None:
    row = announced()
    booked(row)
    one, other = (objected(row, ObjectionAbout.DOCUMENTS) for _n in range(2))
    answered(row, one)
    clock.set(f"{CLOSES}T11:30")
    for _again in range(2):
        with pytest.raises(Refused, match="第二十二条"):
            hold_session(project=row.public_id, bidders=5, by=keeper())
    answered(row, other)
    assert hold_session(project=row.public_id, bidders=5, by=keeper()).state == TradingState.SESSION_HELD


def test_an_objection_to_the_documents_that_comes_late_holds_up_the_result(clock: HeldClock) -> None:
    row = held(clock)
    one = objected(row, ObjectionAbout.DOCUMENTS)
    with pytest.raises(Refused, match="第二十二条"):
        announce_result(project=row.public_id, record=result(), by=keeper())
    answered(row, one, upheld=True)
    assert announce_result(project=row.public_id, record=result(), by=keeper()).state == TradingState.RESULT


def test_other_objections_and_kinds_without_such_a_text_hold_up_no_session(clock: HeldClock) -> None:
    tender, purchase = announced(), announced(kind="procurement")
    booked(tender)
    booked(purchase, room="opening-2")
    objected(tender, ObjectionAbout.SESSION)
    objected(purchase, ObjectionAbout.DOCUMENTS)
    clock.set(f"{CLOSES}T11:30")
    for row in (tender, purchase):
        assert hold_session(project=row.public_id, bidders=5, by=keeper()).state == TradingState.SESSION_HELD


def test_an_objection_that_was_right_takes_the_result_back(clock: HeldClock) -> None:
    row = told(clock)
    said = ObjectionRecord(who="涪城建工有限公司", about=ObjectionAbout.RESULT, text="业绩不实。")
    one = note_objection(project=row.public_id, record=said, by=keeper())
    answer_objection(
        project=row.public_id, objection=one.public_id, text="异议成立。", upheld=True, by=keeper()
    )
    clock.set("2022-11-11T09:00")
    with pytest.raises(Refused, match="异议成立"):
        close_project(project=row.public_id, by=keeper())
    back = withdraw_result(project=row.public_id, reason="异议成立，重新确定中标候选人。", by=keeper())
    assert (back.state, back.winner, back.result) == (TradingState.SESSION_HELD, "", None)
    second = result(winner="涪城建工有限公司")
    announce_result(project=row.public_id, record=second, by=keeper())
    clock.set("2022-11-15T09:00")
    assert close_project(project=row.public_id, by=keeper()).winner == "涪城建工有限公司"


def test_a_suspended_project_goes_on_where_it_stood(clock: HeldClock) -> None:
    row = held(clock)
    suspend_project(project=row.public_id, reason="主管部门要求核查。", by=keeper())
    with pytest.raises(Refused):
        announce_result(project=row.public_id, record=result(), by=keeper())
    assert resume_project(project=row.public_id, by=keeper()).state == TradingState.SESSION_HELD


def test_a_terminated_project_frees_its_room() -> None:
    row = announced()
    booked(row)
    terminate_project(project=row.public_id, reason="项目规划调整。", by=keeper())
    assert bookings(CLOSES, CLOSES) == []


def test_a_page_that_is_older_than_the_project_changes_nothing() -> None:
    row = registered()
    notice = NoticeRecord(text="公告", closes_on=CLOSES)
    announce(project=row.public_id, record=notice, by=keeper(), version=1)
    with pytest.raises(Stale):
        terminate_project(project=row.public_id, reason="旧页面。", by=keeper(), version=1)


@pytest.mark.parametrize(
    ("role", "department", "sees"),
    [
        (Role.SUPERVISOR, None, True),
        (Role.EDITOR, "service-centre", True),
        (Role.CLERK, "transport", False),
        (Role.HALL_MANAGER, "transport", False),
    ],
)
def test_who_sees_a_project_before_it_is_public_and_nobody_else_keeps_it(
    role: Role, department: str | None, sees: bool
) -> None:
    row, by = registered(), person(role, department)
    assert visible_projects(by).exists() is sees
    with pytest.raises(Denied if sees else Missing):
        terminate_project(project=row.public_id, reason="不是我的。", by=by)


class TestInPublic:
    def test_nobody_reads_of_a_project_before_its_notice(self) -> None:
        row = registered()
        with pytest.raises(Missing):
            find_public(row.public_id)
        terminate_project(project=row.public_id, reason="撤销登记。", by=keeper())
        with pytest.raises(Missing):
            find_public(row.public_id)

    def test_the_experts_are_named_with_the_result_and_only_where_a_text_says_so(
        self, clock: HeldClock
    ) -> None:
        row = held(clock, kind="procurement")
        assert published_experts(row) == []
        done = announce_result(project=row.public_id, record=result(), by=keeper())
        assert len(published_experts(done)) == 4

    def test_no_text_has_the_experts_of_a_construction_tender_named(self, clock: HeldClock) -> None:
        assert published_experts(told(clock)) == []


def test_the_sums_of_a_period_are_those_of_the_projects_that_they_open_to(clock: HeldClock) -> None:
    told(clock)
    one = next(row for row in period_sums(keeper(), *SPRING) if row.kind is TradingKind.CONSTRUCTION)
    assert (one.registered, one.results, one.failed) == (1, 1, 0)
    assert (one.amount, one.budget, one.difference) == (
        Decimal(11500000),
        Decimal(12000000),
        Decimal(500000),
    )
    for counted, n in (("registered", one.registered), ("results", one.results), ("failed", one.failed)):
        asked = TradingFilter(kind="construction", counted=counted, first=SPRING[0], last=SPRING[1])
        assert listed(visible_projects(keeper()), asked).count() == n
    day = date(2022, 11, 8)
    assert sum(row.results for row in period_sums(keeper(), day, day + timedelta(days=30))) == 0


def test_a_panel_that_lost_a_member_is_counted_as_it_sits(clock: HeldClock) -> None:
    from banli.experts.service import decline

    row = announced()
    panel = draw_experts(project=row.public_id, record=called(stand_ins=0), by=keeper())
    leaving = seats_of(panels(row)[-1])[0].expert.public_id
    decline(panel=panel.public_id, expert=leaving, reason="有利害关系。", recused=True, by=keeper())
    assert facts_of(row).experts == 3


def test_nothing_is_kept_without_the_packs_rules() -> None:
    from banli.trading.models import TradingBook

    TradingBook.objects.all().delete()
    with pytest.raises(BanliError, match=r"trading\.yaml"):
        registered()
