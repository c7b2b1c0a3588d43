"""Records of the registers at every point at which the desk offers an act, each with who has its page open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client
from tests.authorities.people import approver, entrusted, live
from tests.consultations.asking import answered, asked, police, reviewer
from tests.desk.officers import at_desk, browser_of
from tests.desk.test_credit import proposed
from tests.disclosure.published import due as to_publish
from tests.disclosure.published import public as online_now
from tests.fieldwork.test_outings import held, noted, plan
from tests.fieldwork.test_outings import reviewer as fieldworker
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, accepted, clerk, granted, open_house, person
from tests.journeys.town import reviewed, somebody_barred
from tests.projects import grid
from tests.ratings.rated import called, rated
from tests.roster.hall import asked as leave_asked
from tests.roster.hall import granted as leave_granted
from tests.roster.hall import load_shifts
from tests.roster.hall import post as on_shift
from tests.site.centre import a_finding, a_planned_visit, a_restriction, a_talk, demands
from tests.suggestions.given import answered as suggestion_answered
from tests.suggestions.given import given, manager, published, stuck
from tests.supervision.watching import one_signal

from banli.authorities import service as authorities
from banli.catalogue.service import suspend_item
from banli.entry.service import EntryFile, load_entry_rules
from banli.experts.models import Expert, Panel
from banli.experts.service import give_opinion, seats_of, suspend
from banli.experts.states import Verdict
from banli.fieldwork.service import close_matter
from banli.hall.service import Grade, RemarkRecord, change_remark, find_patrol, rectify
from banli.kernel import clock as time
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.text import Words
from banli.kernel.yamlfile import read
from banli.licences import service as licences
from banli.people.service import end_account
from banli.projects.service import SectionRecord, add_section
from banli.province.load import SICHUAN, load_experts_of, load_roads_of
from banli.roster.service import BadgeRecord, ask_correction, give_badge
from banli.suggestions.service import take_up
from banli.supervision.service import urge


@dataclass(frozen=True)
class Opened:
    """A page of a register in somebody's browser, and the acts its forms do."""

    client: Client
    page: str
    acts: frozenset[str]


def opened(who: Client, page: str, *acts: str) -> Opened:
    """``page`` as ``who`` has it open."""
    return Opened(who, page, frozenset(acts))


def an_expert(clock: HeldClock) -> list[Opened]:
    load_experts_of(SICHUAN, by=SYSTEM)
    keeper, first = at_desk(Role.APPROVER), Expert.objects.get(public_id="ZJ-00001")
    idle = Expert.objects.filter(fields=first.fields).exclude(pk=first.pk)[0]
    suspend(expert=idle.public_id, reason="本人申请暂停。", by=SYSTEM)
    return [
        opened(keeper, "/desk/experts/ZJ-00001/", "expert_act declare", "expert_act suspend"),
        opened(keeper, f"/desk/experts/{idle.public_id}/", "expert_act declare", "expert_act restore"),
    ]


def a_panel(clock: HeldClock) -> list[Opened]:
    load_experts_of(SICHUAN, by=SYSTEM)
    number = reviewed(accepted("class-three"))
    page = f"/desk/panels/{number}/"
    sitting = opened(at_desk(Role.REVIEWER), page, "panel_act opinion", "panel_act leave")
    return [sitting]


def a_panel_that_has_spoken(clock: HeldClock) -> list[Opened]:
    load_experts_of(SICHUAN, by=SYSTEM)
    panel = Panel.objects.get(public_id=reviewed(accepted("class-three")))
    for seat in seats_of(panel)[1:]:
        if seat.state == "sitting":
            told: dict[str, Any] = {
                "panel": panel.public_id,
                "expert": seat.expert.public_id,
                "by": person(Role.REVIEWER),
            }
            give_opinion(**told, verdict=Verdict.AGREES, text="同意。")
    acts = [f"panel_act {act}" for act in ("opinion", "leave", "conclude")]
    return [opened(at_desk(Role.APPROVER), f"/desk/panels/{panel.public_id}/", *acts)]


def a_consultation(clock: HeldClock) -> list[Opened]:
    made = asked()
    page = f"/desk/consultations/{made.public_id}/"
    asker = [f"consultation_act {act}" for act in ("meeting", "call")]
    return [
        opened(browser_of(police()), page, "consultation_act opinion"),
        opened(browser_of(reviewer()), page, *asker),
    ]


def a_consultation_that_all_answered(clock: HeldClock) -> list[Opened]:
    made = asked()
    answered(made)
    acts = [f"consultation_act {act}" for act in ("conclude", "meeting", "call")]
    return [opened(browser_of(reviewer()), f"/desk/consultations/{made.public_id}/", *acts)]


def a_leave_to_decide(clock: HeldClock) -> list[Opened]:
    load_shifts()
    row = leave_asked(date(2022, 10, 18))
    page = f"/desk/roster/leave/{row.public_id}/"
    head = [f"leave_act {act}" for act in ("grant", "refuse", "officer")]
    return [
        opened(at_desk(Role.APPROVER), page, *head),
        opened(browser_of(clerk()), page, "leave_act withdraw"),
    ]


def a_leave_that_runs(clock: HeldClock) -> list[Opened]:
    load_shifts()
    row = leave_granted(date(2022, 10, 17))
    return [opened(browser_of(clerk()), f"/desk/roster/leave/{row.public_id}/", "leave_act come")]


def a_correction(clock: HeldClock) -> list[Opened]:
    load_shifts()
    first, second = on_shift(), on_shift(kind="afternoon")
    clock.set("2022-10-17T18:00")
    who, page = clerk(), "/desk/roster/attendance/"
    ask_correction(shift=first.pk, arrived="8:55", left="", reason="忘记打卡。", by=who)
    acts = [f"attendance_act {act}" for act in ("grant", "refuse")]
    return [
        opened(at_desk(Role.APPROVER), f"{page}{first.pk}/", *acts),
        opened(browser_of(who), f"{page}{second.pk}/", "attendance_act ask"),
    ]


def a_badge(clock: HeldClock) -> list[Opened]:
    hall = person(Role.HALL_MANAGER, "service-centre")
    give_badge(record=BadgeRecord(public_id="GP-1", number="0301", officer=str(clerk().id)), by=hall)
    return [opened(browser_of(hall), "/desk/roster/badges/", "badge_act returned", "badge_act lost")]


def rules_of_entry(clock: HeldClock) -> list[Opened]:
    load_entry_rules(file=read(SICHUAN / "entry.yaml").validated(EntryFile), by=SYSTEM)
    acts = ["entry_switch"]
    return [opened(at_desk(Role.HALL_MANAGER, "service-centre"), "/desk/entry/", *acts)]


def a_certificate(clock: HeldClock) -> list[Opened]:
    made = licences.issue(by=person(Role.APPROVER), number=granted().number)
    acts = [f"certificate_act {act}" for act in ("suspend", "revoke", "withdraw", "cancel")]
    return [opened(at_desk(Role.APPROVER), f"/desk/certificates/{made.pk}/", *acts)]


def a_suspended_certificate(clock: HeldClock) -> list[Opened]:
    made = licences.issue(by=person(Role.APPROVER), number=granted().number)
    ground = next(iter(licences.grounds_for(licences.Status.SUSPENDED)))
    why: dict[str, Any] = {"ground": ground, "reason": "车辆整改期间暂扣。"}
    licences.suspend(by=person(Role.APPROVER), number=made.number, **why, until=date(2022, 10, 31))
    acts = [f"certificate_act {act}" for act in ("restore", "revoke", "withdraw", "cancel")]
    return [opened(at_desk(Role.APPROVER), f"/desk/certificates/{made.pk}/", *acts)]


def a_barred_applicant(clock: HeldClock) -> list[Opened]:
    return [opened(at_desk(Role.APPROVER), f"/desk/credit/{somebody_barred()}/", "ban_lift")]


def a_proposed_ban(clock: HeldClock) -> list[Opened]:
    page = f"/desk/credit/{proposed().subject.public_id}/"
    clock.set("2022-10-25T09:00")
    return [opened(at_desk(Role.APPROVER), page, "proposal_confirm", "proposal_dismiss")]


def a_project(clock: HeldClock) -> list[Opened]:
    open_house(grid.ITEM)
    project = grid.project(grid.plan(), "蜀南220千伏输变电工程")
    record = SectionRecord(
        project=project.public_id,
        province="四川",
        authority="四川省生态环境厅",
        leads=True,
        planned_on=date(2022, 10, 31),
    )
    add_section(record=record, by=grid.reviewer())
    page = f"/desk/projects/{project.public_id}/"
    return [opened(at_desk(Role.REVIEWER, "environment"), page, "project_act link", "project_act advance")]


def a_restriction_of_a_road(clock: HeldClock) -> list[Opened]:
    load_roads_of(SICHUAN, by=SYSTEM)
    return [opened(at_desk(Role.REVIEWER), a_restriction(), "restriction_lift")]


def an_authority(clock: HeldClock) -> list[Opened]:
    open_house("foreign-trade-filing")
    stopped, filing, fresh = live("甲县商务局", 1001), live("乙县商务局", 2001), entrusted("丙县商务局")
    authorities.suspend(authority=stopped, reason="整改。", by=approver())
    acts = {
        stopped: ("resume", "withdraw"),
        filing: ("suspend", "withdraw"),
        fresh: ("go_live", "withdraw"),
    }
    who = at_desk(Role.APPROVER, "commerce")
    return [
        opened(who, f"/desk/authorities/{one}/", *(f"authority_act {act}" for act in told))
        for one, told in acts.items()
    ]


def a_signal(clock: HeldClock) -> list[Opened]:
    case = accepted()
    clock.set("2022-10-21")
    one = one_signal(case, "HP-01")
    supervisor = person(Role.SUPERVISOR, "service-centre")
    urge(number=one.number, content="请说明。", due_on=date(2022, 10, 26), by=supervisor)
    page = f"/desk/supervision/signals/{one.number}/"
    return [
        opened(at_desk(Role.APPROVER), page, "signal_act explain", "signal_act answer"),
        opened(browser_of(supervisor), page, "signal_act urge", "signal_act cancel"),
    ]


def a_bad_rating(clock: HeldClock) -> list[Opened]:
    mending, calling = called(granted()), rated(granted())
    centre = at_desk(Role.SUPERVISOR, "service-centre")
    return [
        opened(
            at_desk(Role.APPROVER), f"/desk/ratings/{mending.number}/", "rating_act mend", "rating_act appeal"
        ),
        opened(centre, f"/desk/ratings/{calling.number}/", "rating_act call_back"),
    ]


def a_suggestion(clock: HeldClock) -> list[Opened]:
    centre, department = at_desk(Role.HALL_MANAGER, "service-centre"), at_desk(Role.REVIEWER)
    taken = stuck().number
    take_up(number=taken, by=manager())
    acts: list[tuple[Client, str, tuple[str, ...]]] = [
        (centre, given().number, ("assign", "set_aside")),
        (department, given(department="transport").number, ("give_back", "answer")),
        (centre, stuck().number, ("take_up", "set_aside")),
        (centre, taken, ("settle",)),
        (centre, suggestion_answered().number, ("publish",)),
        (centre, published().number, ("unpublish",)),
    ]
    return [
        opened(who, f"/desk/suggestions/{number}/", *(f"suggestion_act {act}" for act in names))
        for who, number, names in acts
    ]


def a_decision_to_publish(clock: HeldClock) -> list[Opened]:
    waiting, online = to_publish(), online_now()
    page = f"/desk/disclosure/{waiting.pk}/"
    return [
        opened(at_desk(Role.APPROVER), page, "publication_act publish_online", "publication_act keep_back"),
        opened(at_desk(Role.APPROVER), f"/desk/disclosure/{online.pk}/", "publication_act take_back"),
    ]


def a_finding_of_a_round(clock: HeldClock) -> list[Opened]:
    return [opened(browser_of(clerk()), a_finding(time.today()), "finding_act rectify")]


def a_finding_put_right(clock: HeldClock) -> list[Opened]:
    page = a_finding(time.today())
    (found,) = find_patrol(page.split("/")[-2]).findings.all()
    hall = person(Role.HALL_MANAGER, "service-centre")
    rectify(finding=found.public_id, on=time.today(), rectification="已补戴。", by=hall)
    manager = at_desk(Role.HALL_MANAGER, "service-centre")
    return [opened(manager, page, "finding_act recheck", "finding_act reopen")]


def a_demand(clock: HeldClock) -> list[Opened]:
    task, closed = demands(time.today())
    manager = at_desk(Role.HALL_MANAGER, "service-centre")
    return [
        opened(manager, task, "demand_act assign", "demand_act close"),
        opened(manager, closed, "demand_act reopen"),
    ]


def a_visit_on_the_plan(clock: HeldClock) -> list[Opened]:
    manager = at_desk(Role.HALL_MANAGER, "service-centre")
    return [opened(manager, a_planned_visit(time.today()), "visit_plan_cancel")]


def a_grade_set_by_hand(clock: HeldClock) -> list[Opened]:
    a_finding(time.today())
    monday = time.today() - timedelta(days=time.today().weekday())
    friday = monday + timedelta(days=4)
    told = RemarkRecord(start=monday, end=friday, dimension="badge", grade=Grade.POOR, reason="屡次发现")
    change_remark(record=told, by=person(Role.EDITOR, "service-centre"))
    page = f"/desk/hall/grades/{monday}/badge/"
    return [opened(at_desk(Role.HALL_MANAGER, "service-centre"), page, "grade")]


def a_talk_to_follow_up(clock: HeldClock) -> list[Opened]:
    page = a_talk(time.today())
    return [
        opened(
            at_desk(Role.HALL_MANAGER, "service-centre"), page, "activity_followed_up", "activity_act note"
        )
    ]


def a_plan_of_fieldwork(clock: HeldClock) -> list[Opened]:
    name = plan(day=time.today()).public_id
    return [opened(browser_of(fieldworker()), f"/desk/hall/activities/plan/{name}/", "outing_act call")]


def questions_to_settle_and_settled(clock: HeldClock) -> list[Opened]:
    held(day=time.today(), reported_on=time.today())
    first, second = (noted(due_on=time.today()).subject for _one in range(2))
    close_matter(matter=second, on=time.today(), proof="已书面答复。", by=fieldworker())
    one, other = browser_of(fieldworker()), at_desk(Role.HALL_MANAGER, "service-centre")
    acts = [f"field_matter_act {act}" for act in ("close", "assign", "recheck", "reopen")]
    return [
        opened(one, f"/desk/hall/matters/{first}/", *acts[:2]),
        opened(other, f"/desk/hall/matters/{second}/", *acts[2:]),
    ]


def an_item(clock: HeldClock) -> list[Opened]:
    admin = at_desk(Role.ADMIN, "service-centre")
    return [opened(admin, f"/desk/items/{OVERSIZE}/", "item_act suspend", "item_act retire")]


def a_suspended_item(clock: HeldClock) -> list[Opened]:
    why: dict[str, Any] = {
        "because": Words(zh="系统升级。", en="Works."),
        "law": Words(zh="行政许可法", en="Licensing Law"),
    }
    suspend_item(slug=OVERSIZE, by=SYSTEM, **why)
    admin = at_desk(Role.ADMIN, "service-centre")
    return [opened(admin, f"/desk/items/{OVERSIZE}/", "item_act resume", "item_act retire")]


def an_account(clock: HeldClock) -> list[Opened]:
    admin = person(Role.ADMIN, "service-centre", name="guan")
    one, gone = person(Role.CLERK, window="transport-03"), person(Role.REVIEWER)
    assert gone.id is not None
    end_account(by=admin, person=gone.id, reason="调离。")
    acts = [f"person_act {act}" for act in ("change", "end", "reset")]
    return [
        opened(browser_of(admin), f"/desk/people/{one.id}/", *acts),
        opened(browser_of(admin), f"/desk/people/{gone.id}/", "person_act reopen"),
    ]


SITUATIONS: dict[Callable[[HeldClock], list[Opened]], set[str]] = {
    an_expert: {"expert_act"},
    a_panel: {"panel_act"},
    a_panel_that_has_spoken: {"panel_act"},
    a_consultation: {"consultation_act"},
    a_consultation_that_all_answered: {"consultation_act"},
    rules_of_entry: {"entry_switch"},
    a_leave_to_decide: {"leave_act"},
    a_leave_that_runs: {"leave_act"},
    a_correction: {"attendance_act"},
    a_badge: {"badge_act"},
    a_certificate: {"certificate_act"},
    a_suspended_certificate: {"certificate_act"},
    a_barred_applicant: {"ban_lift"},
    a_proposed_ban: {"proposal_confirm", "proposal_dismiss"},
    a_project: {"project_act"},
    a_restriction_of_a_road: {"restriction_lift"},
    an_authority: {"authority_act"},
    a_signal: {"signal_act"},
    a_bad_rating: {"rating_act"},
    a_suggestion: {"suggestion_act"},
    a_decision_to_publish: {"publication_act"},
    a_finding_of_a_round: {"finding_act"},
    a_finding_put_right: {"finding_act"},
    a_grade_set_by_hand: {"grade"},
    a_demand: {"demand_act"},
    a_visit_on_the_plan: {"visit_plan_cancel"},
    a_talk_to_follow_up: {"activity_followed_up", "activity_act"},
    a_plan_of_fieldwork: {"outing_act"},
    questions_to_settle_and_settled: {"field_matter_act"},
    an_item: {"item_act"},
    a_suspended_item: {"item_act"},
    an_account: {"person_act"},
}
"""With the addresses of their forms."""
