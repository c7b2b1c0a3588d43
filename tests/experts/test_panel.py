"""A panel from its draw to its conclusion, by the acts, and what the database itself refuses."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.held_clock import HeldClock
from tests.house import person

from banli.experts.models import Panel, PanelSeat
from banli.experts.service import (
    conclude,
    declare,
    decline,
    find_panel,
    give_opinion,
    opinions_of,
    panel_ready,
    panels_of,
    recompute,
    seats_of,
    state_of,
    suspend,
)
from banli.experts.states import PanelState, Verdict
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import events

pytestmark = pytest.mark.usefixtures("pool")
Drawn = Callable[..., Panel]
A, C, D = Verdict.AGREES, Verdict.AGREES_WITH_CONDITIONS, Verdict.DISAGREES


def reviewer() -> Actor:
    return person(Role.REVIEWER)


def approver() -> Actor:
    return person(Role.APPROVER)


def fresh(panel: Panel) -> Panel:
    return find_panel(panel.public_id, reviewer())


def members(panel: Panel) -> list[str]:
    return [seat.expert.public_id for seat in seats_of(panel) if seat.state == "sitting"]


def standing_by(panel: Panel) -> list[str]:
    return [seat.expert.public_id for seat in seats_of(panel) if seat.state == "standby"]


def says(panel: Panel, *verdicts: Verdict) -> None:
    for expert, verdict in zip(members(panel), verdicts, strict=True):
        give_opinion(
            panel=panel.public_id, expert=expert, verdict=verdict, text=f"{expert}的意见", by=reviewer()
        )


def names(subject: str) -> list[str]:
    return [event.name for event in events("experts", subject)]


def test_a_draw_is_recorded_and_anybody_can_compute_it_again(drawn: Drawn) -> None:
    panel = drawn()
    found = recompute(panel)
    assert found.holds
    assert list(found.order) == [seat.expert.public_id for seat in seats_of(panel)]
    assert found.proof == found.recorded == panel.proof
    assert (len(members(panel)), len(standing_by(panel))) == (3, 2)
    [event] = events("experts", panel.public_id)
    assert (event.name, event.scope) == ("panel_drawn", "transport")
    assert json.loads(event.body)["sitting"] == members(panel)


def test_the_draw_still_holds_after_the_pool_has_changed(drawn: Drawn) -> None:
    panel = drawn()
    suspend(expert=members(panel)[0], reason="退休", by=approver())
    declare(expert=members(panel)[1], employer="某公司", kin=["某人"], interests=[], by=approver())
    assert recompute(panel).holds


def test_a_seat_moved_by_hand_is_found_by_computing_again(drawn: Drawn) -> None:
    panel = drawn()
    first, last = seats_of(panel)[0], seats_of(panel)[-1]
    PanelSeat.objects.filter(pk=first.pk).update(place=99)
    PanelSeat.objects.filter(pk=last.pk).update(place=1)
    PanelSeat.objects.filter(pk=first.pk).update(place=last.place)
    assert not recompute(panel).holds


def test_who_must_keep_out_is_listed_with_the_ground(drawn: Drawn) -> None:
    suspend(expert="ZJ-04", reason="退休", by=approver())
    declare(expert="ZJ-05", employer="第5设计院", kin=["陈远舟"], interests=[], by=approver())
    declare(expert="ZJ-06", employer="第6设计院", kin=[], interests=["蜀远重载物流有限公司"], by=approver())
    panel = drawn(
        organisations=["蜀远重载物流有限公司", "第7设计院"], persons=["陈远舟"], requests={"ZJ-08": "出差"}
    )
    assert {one["id"]: one["ground"] for one in panel.exclusions} == {
        "ZJ-04": "suspended_expert",
        "ZJ-05": "kinship",
        "ZJ-06": "interest",
        "ZJ-07": "employer",
        "ZJ-08": "own_request",
    }
    assert not {"ZJ-04", "ZJ-05", "ZJ-06", "ZJ-07", "ZJ-08"} & {*members(panel), *standing_by(panel)}


def test_a_wish_of_a_stranger_or_without_reason_is_named(drawn: Drawn) -> None:
    for requests in ({"ZJ-13": "出差"}, {"ZJ-01": " "}):
        with pytest.raises(Invalid) as caught:
            drawn(requests=requests)
        assert [one.where for one in caught.value.problems] == ["requests"]
    assert not Panel.objects.exists()


def test_too_few_experts_leave_no_panel_behind(drawn: Drawn) -> None:
    with pytest.raises(Refused, match="需要30名"):
        drawn(wanted=25, stand_ins=5)
    assert not Panel.objects.exists()


def test_a_field_nobody_knows_is_named(drawn: Drawn) -> None:
    with pytest.raises(Invalid) as caught:
        drawn(fields=["bridge", "astrology"])
    assert [str(one) for one in caught.value.problems] == ["没有专业“astrology”。"]


def test_while_a_panel_is_at_work_no_other_is_drawn(drawn: Drawn) -> None:
    panel = drawn()
    with pytest.raises(Refused, match=panel.public_id):
        drawn()
    assert drawn(subject="case-2").subject == "case-2"


def test_the_same_call_twice_is_one_panel(drawn: Drawn) -> None:
    assert drawn(public_id="ZJZ-1") == drawn(public_id="ZJZ-1")
    assert names("ZJZ-1") == ["panel_drawn"]


def test_when_somebody_declines_the_first_stand_in_moves_up(drawn: Drawn) -> None:
    panel = drawn()
    first, waiting = members(panel)[0], standing_by(panel)
    moved = decline(panel=panel.public_id, expert=first, reason="出差", by=reviewer())
    assert moved is not None
    assert (moved.expert.public_id, moved.instead_of and moved.instead_of.expert.public_id) == (
        waiting[0],
        first,
    )
    assert waiting[0] in members(panel)
    assert standing_by(panel) == waiting[1:]
    assert names(panel.public_id) == ["panel_drawn", "expert_declined", "stand_in_seated"]
    assert recompute(fresh(panel)).holds


def test_a_stand_in_who_declines_moves_nobody(drawn: Drawn) -> None:
    panel = drawn()
    waiting = standing_by(panel)
    assert decline(panel=panel.public_id, expert=waiting[0], reason="出差", by=reviewer()) is None
    assert (len(members(panel)), standing_by(panel)) == (3, waiting[1:])
    with pytest.raises(Refused):
        decline(panel=panel.public_id, expert=waiting[0], reason="出差", by=reviewer())


def test_a_panel_without_stand_ins_is_short_and_another_is_drawn_without_its_members(drawn: Drawn) -> None:
    panel = drawn(stand_ins=0)
    left, *stay = members(panel)
    assert decline(panel=panel.public_id, expert=left, reason="出差", by=reviewer()) is None
    assert state_of(fresh(panel)) is PanelState.SHORT
    with pytest.raises(Refused, match="应有3名，现有2名"):
        conclude(panel=panel.public_id, text="结论", by=approver())
    second = drawn(stand_ins=0)
    assert {one["id"]: one["ground"] for one in second.exclusions} == {
        left: "own_request",
        stay[0]: "earlier_work",
        stay[1]: "earlier_work",
    }
    assert panels_of("case", "case-1") == [panel, second]


def test_who_worked_on_a_predecessor_keeps_out(drawn: Drawn) -> None:
    panel = drawn()
    says(panel, A, A, A)
    conclude(panel=panel.public_id, text="同意", by=approver())
    waiting = standing_by(panel)
    second = drawn(subject="case-9", predecessors=["case-1"])
    assert {one["id"] for one in second.exclusions} == set(members(panel))
    assert not set(waiting) & {one["id"] for one in second.exclusions}
    assert drawn(subject="case-10").exclusions == []


def test_opinions_and_a_conclusion_with_the_dissent_in_words(drawn: Drawn) -> None:
    panel = drawn()
    experts = members(panel)
    assert not panel_ready(fresh(panel))
    says(panel, A, C, D)
    assert panel_ready(fresh(panel))
    made = conclude(panel=panel.public_id, text="同意通行，夜间限速。", by=approver())
    assert (made.outcome, made.agrees, made.with_conditions, made.disagrees) == (
        "panel_for_with_conditions",
        1,
        1,
        1,
    )
    assert made.dissent == [{"expert": experts[2], "verdict": "disagrees", "text": f"{experts[2]}的意见"}]
    assert state_of(fresh(panel)) is PanelState.CONCLUDED
    assert names(panel.public_id) == ["panel_drawn", *["opinion_given"] * 3, "panel_concluded"]
    for act in (
        lambda: conclude(panel=panel.public_id, text="再次", by=approver()),
        lambda: decline(panel=panel.public_id, expert=experts[0], reason="理由", by=reviewer(), recused=True),
        lambda: give_opinion(panel=panel.public_id, expert=experts[0], verdict=D, text="改", by=reviewer()),
    ):
        with pytest.raises(Refused):
            act()


def test_a_mended_opinion_is_a_new_version_beside_the_old(drawn: Drawn, clock: HeldClock) -> None:
    panel = drawn()
    expert = members(panel)[0]
    give_opinion(panel=panel.public_id, expert=expert, verdict=A, text="同意", by=reviewer(), version=0)
    clock.move(hours=2)
    give_opinion(
        panel=panel.public_id, expert=expert, verdict=D, text="验算后不同意", by=reviewer(), version=1
    )
    assert [(one.version, one.verdict) for one in opinions_of(panel)] == [(1, "agrees"), (2, "disagrees")]
    with pytest.raises(Stale):
        give_opinion(panel=panel.public_id, expert=expert, verdict=A, text="同意", by=reviewer(), version=1)


def test_an_opinion_needs_its_words_and_a_moment_after_the_draw(drawn: Drawn, clock: HeldClock) -> None:
    panel = drawn()
    expert, waiting = members(panel)[0], standing_by(panel)[0]
    with pytest.raises(Invalid):
        give_opinion(panel=panel.public_id, expert=expert, verdict=D, text=" ", by=reviewer())
    moment = clock.now
    clock.move(hours=1)
    for wrong in (moment.replace(hour=8), moment.replace(hour=11)):
        with pytest.raises(Invalid):
            give_opinion(
                panel=panel.public_id, expert=expert, verdict=A, text="同意", by=reviewer(), signed_at=wrong
            )
    with pytest.raises(Refused):
        give_opinion(panel=panel.public_id, expert=waiting, verdict=A, text="同意", by=reviewer())
    with pytest.raises(Missing):
        give_opinion(panel=panel.public_id, expert="ZJ-14", verdict=A, text="同意", by=reviewer())


def test_who_gave_an_opinion_cannot_decline_but_can_be_recused(drawn: Drawn) -> None:
    panel = drawn()
    says(panel, A, A, A)
    expert, waiting = members(panel)[0], standing_by(panel)[0]
    with pytest.raises(Refused):
        decline(panel=panel.public_id, expert=expert, reason="出差", by=reviewer())
    with pytest.raises(Invalid):
        decline(panel=panel.public_id, expert=expert, reason=" ", by=reviewer(), recused=True)
    decline(panel=panel.public_id, expert=expert, reason="发现亲属关系", by=reviewer(), recused=True)
    assert state_of(fresh(panel)) is PanelState.WAITING
    with pytest.raises(Refused, match="还有1名"):
        conclude(panel=panel.public_id, text="结论", by=approver())
    give_opinion(panel=panel.public_id, expert=waiting, verdict=D, text="不同意", by=reviewer())
    made = conclude(panel=panel.public_id, text="同意", by=approver())
    assert (made.agrees, made.disagrees) == (2, 1)


def test_who_may_do_what(drawn: Drawn) -> None:
    panel = drawn()
    expert = members(panel)[0]
    for who in (person(Role.CLERK), person(Role.REVIEWER, "health"), person(Role.EDITOR)):
        with pytest.raises((Denied, Missing)):
            decline(panel=panel.public_id, expert=expert, reason="理由", by=who)
    supervisor = person(Role.SUPERVISOR, "service-centre")
    assert find_panel(panel.public_id, supervisor) == panel
    with pytest.raises(Denied):
        conclude(panel=panel.public_id, text="结论", by=supervisor)
