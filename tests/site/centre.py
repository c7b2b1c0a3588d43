"""The demo's centre without its year, and what the demo does not leave open: something behind every door."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import override_settings

from banli.assessment.service import find_score, object_to
from banli.cases.models import Case, Task
from banli.credit.models import Violation
from banli.credit.service import ViolationRecord, open_proposals, record_violation
from banli.credit.states import ViolationKind
from banli.demo.businesses import play_businesses
from banli.demo.open_cases import play_present
from banli.demo.week import begin_next_issue, publish_week
from banli.disclosure.service import OnlineFilter, Said, comment, due_publications, online
from banli.documents.service import Shape
from banli.fieldwork.service import (
    ActivityRecord,
    Group,
    NewMatter,
    OutingRecord,
    Outreach,
    Point,
    Talk,
    ask_opinion,
    list_attendee,
    note_matter,
    plan_outing,
    record_outreach,
    record_talk,
)
from banli.fieldwork.states import MatterKind
from banli.hall.service import (
    FindingRecord,
    LeaderVisitRecord,
    PatrolRecord,
    VisitPlanRecord,
    assign_demand,
    close_demand,
    plan_visit,
    record_finding,
    record_leader_visit,
    record_patrol,
)
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.notices.models import Dispatch
from banli.notices.states import Channel
from banli.projects.models import Project
from banli.projects.service import SpotRecord, plan_spot
from banli.projects.states import SpotKind
from banli.province.load import SICHUAN, load_pack, load_people
from banli.province.worked.player import play_all
from banli.ratings.service import open_screen
from banli.roads.service import RestrictionRecord, restrict
from banli.roads.states import RestrictionKind
from banli.roster.service import BadgeRecord, Shift, give_badge
from banli.screens.rating_address import rating_address
from banli.site.jobs import drain_outbox, send_messages, watch_clocks
from banli.suggestions.service import Told, give
from banli.suggestions.states import SuggestionKind
from banli.tickets.models import Booking, Ticket
from banli.weekly.service import (
    ExhibitPlace,
    Section,
    add_figures,
    add_line,
    add_word,
    answer_comment,
    issue_called,
    lines,
    propose_rewording,
    read_pasted,
    read_returned,
)
from banli.weekly.service import comment as comment_on_line
from banli.weekly.states import Entered, ExhibitKind
from tests.assessment.months import found, head, october
from tests.consultations.asking import asked
from tests.house import PASSWORD, accepted, person
from tests.journeys.town import asked_for, reviewed, somebody_barred
from tests.projects import grid
from tests.ratings.rated import called
from tests.roster.hall import asked as asked_for_leave
from tests.weekly.exhibited import with_picture, with_table
from tests.weekly.test_round_trip import edited, replaced

TODAY = date(2022, 11, 15)


def opened() -> list[str]:
    """Open the centre; the addresses of records that lists lead to late."""
    load_pack(SICHUAN, by=SYSTEM)
    load_people(SICHUAN, by=SYSTEM, password=PASSWORD)
    play_all(SICHUAN)
    play_businesses(SICHUAN)
    play_present(SICHUAN)
    drain_outbox()
    publish_week(SICHUAN)
    begin_next_issue()
    watch_clocks()
    issue, case = asked_for(["transport", "health"]), accepted("class-three")
    return [
        f"/desk/cases/{case.number}/panel/new/",
        f"/desk/consultations/{asked(accepted('class-three'), answer_by=TODAY).public_id}/",
        f"/desk/cases/{case.number}/consultation/new/",
        f"/desk/panels/{reviewed(accepted('class-three'))}/",
        f"/desk/credit/{somebody_barred()}/",
        "/desk/experts/ZJ-00001/",
        "/desk/trading/JY-2022-0001/",
        "/desk/trading/JY-2022-0002/draw/",
        "/public/trading/JY-2022-0001/",
        f"/desk/weekly/{issue}/windows/",
        f"/desk/weekly/{issue}/?add=service_quality",
        f"/desk/weekly/{issue}/?wording=1",
        *_manuscripts(issue),
        *_exhibits(issue),
        _proposed(),
        a_restriction(),
        a_finding(TODAY),
        a_planned_visit(TODAY),
        *demands(TODAY),
        a_talk(TODAY),
        *an_outing(TODAY),
        _planned(),
        _told(),
        *_rated(),
        *_suggested(),
        *_published(),
        *_assessed(),
        *_rostered(),
        _waiting(),
        *_booked(),
        _visited(),
    ]


def _visited() -> str:
    """A visit of this morning whose service is over; its page."""
    return f"/desk/figures/visits/{Ticket.objects.filter(state='done').latest('pk').pk}/"


def _exhibits(week: str) -> list[str]:
    """What the editor put into an issue beside words, and the forms for each kind."""
    by, issue = person(Role.EDITOR, "service-centre"), issue_called(week)
    with_picture(by, issue, Section.SERVICE_QUALITY)
    with_table(by, issue, Section.SERVICE_QUALITY)
    place, told = ExhibitPlace(Section.SERVICE_QUALITY), {"caption": "六项数字", "measure": "statement"}
    add_figures(by=by, issue_id=issue.pk, place=place, shape=Shape.BARS, **told)
    put = [line for line in lines(issue) if line.exhibited]
    kinds = [
        f"/desk/weekly/{week}/exhibits/new/?section=service_quality&kind={kind.value}" for kind in ExhibitKind
    ]
    return [*kinds, *(f"/desk/weekly/{week}/exhibits/{line.pk}/" for line in put)]


def _manuscripts(week: str) -> list[str]:
    """What the editor and a window pasted for an issue."""
    issue, text = issue_called(week), "一周动态\n1.窗口增设导办岗。\n群众反映良好。\n2.延时服务。"
    whose = (person(Role.EDITOR, "service-centre"), person(Role.CLERK, window="transport-03"))
    read = [read_pasted(by=by, issue_id=issue.pk, text=text) for by in whose]
    add_line(by=whose[0], issue_id=issue.pk, section=Section.SERVICE_QUALITY, text="窗口增设导办岗。")
    content = edited(issue_called(week), replaced("导办岗", "引导岗"))
    back = read_returned(by=whose[0], issue_id=issue.pk, name="草稿.docx", content=content)
    return [
        _talked_about(week, whose[0]),
        f"/desk/weekly/{week}/word/",
        *(f"/desk/weekly/{week}/word/{one.pk}/" for one in read),
        f"/desk/weekly/{week}/returned/{back.pk}/",
    ]


def _talked_about(week: str, editor: Actor) -> str:
    """A line with a remark, a comment with an answer, and other words proposed by the checker; its page."""
    text = "窗口开展培训(第二期)。"
    issue = add_line(by=editor, issue_id=issue_called(week).pk, section=Section.SERVICE_QUALITY, text=text)
    line = lines(issue)[-1].pk
    said = comment_on_line(by=editor, issue_id=issue.pk, line_id=line, quote="第二期", text="请核实期数。")
    checker = person(Role.CHECKER, "service-centre")
    answer_comment(by=checker, comment_id=said.pk, text="是第二期。")
    propose_rewording(
        by=checker, issue_id=issue.pk, version=issue.version, line_id=line, text="窗口举办第二期培训。"
    )
    add_word(by=editor, kind=Entered.NAME, text="天府新区政务服务中心")
    return f"/desk/weekly/{week}/?line={line}"


def _rated() -> list[str]:
    """A bad rating of transport that waits for the department, and the pages that rate."""
    by = person(Role.CLERK, window="transport-03")
    ended = Case.objects.filter(department="transport", completed_at__isnull=False, source="").order_by("pk")
    one, other = called(ended[0]), ended[1]
    return [
        f"/desk/ratings/{one.number}/",
        f"/track/{one.case.number}/rate/",
        rating_address(other),
        f"/rate/screen/{open_screen(by=by).code}/",
    ]


def _rostered() -> list[str]:
    """A leave of transport that waits, in which a colleague is to stand in, and a badge; its page."""
    row = asked_for_leave(date(2022, 11, 17))
    record = BadgeRecord(public_id="GP-20221115-0301", number="0301", officer=str(row.person_id))
    give_badge(record=record, by=person(Role.HALL_MANAGER, "service-centre"))
    shift = Shift.objects.filter(window="transport-04", day=date(2022, 11, 14)).latest("pk")
    return [f"/desk/roster/leave/{row.public_id}/", f"/desk/roster/attendance/{shift.pk}/"]


def _assessed() -> list[str]:
    """October with a finding about transport, frozen with an objection; its pages."""
    found()
    row = october()
    mark = find_score(row, "transport", head()).marks[0]["key"]
    object_to(assessment=row.public_id, mark=mark, reason="当时正在换岗。", by=head())
    return [f"/desk/assessment/{row.public_id}/{unit}" for unit in ("", "transport/", "transport-03/")]


def _suggested() -> list[str]:
    """A suggestion that waits for transport with the page of whoever gave it, and one that could not be done."""
    told = Told(SuggestionKind.SUGGESTION, "希望窗口中午有人值班。", department="transport")
    one = give(told=told, by=VISITOR)
    stuck = give(told=Told(SuggestionKind.OBSTACLE, "跑了两次没有办成。", contact="13800138000"), by=VISITOR)
    return [
        *(f"/desk/suggestions/{one.number}/", f"/suggestions/{one.code}/"),
        *("/desk/suggestions/new/", f"/desk/suggestions/{stuck.number}/", "/suggestions/not-done/"),
    ]


def _published() -> list[str]:
    """A permit that is to be made public, one that is public, and a project that is put up with a comment."""
    drain_outbox()
    waiting = due_publications(person(Role.APPROVER))[0]
    public = online(OnlineFilter())[0]
    step = Task.objects.get(case=grid.accepted(), key="accepted-form")
    found = comment(task=step.pk, said=Said("希望线路避开学校。", "13800138000"))
    return [
        *(f"/desk/disclosure/{waiting.pk}/", f"/public/decisions/{public.pk}/"),
        *(f"/public/publicity/{step.pk}/", f"/desk/disclosure/comments/{found.number}/"),
        f"/desk/cases/{step.case.number}/public/",
    ]


def _waiting() -> str:
    """A ticket of this morning that waits; its page."""
    return f"/queue/{Ticket.objects.filter(state='waiting').latest('pk').code}/"


def _booked() -> list[str]:
    """An appointment of the next working day: choosing its time, its page, and moving it."""
    code = Booking.objects.filter(state="booked", service="transport").latest("pk").code
    return [
        "/appointments/new/transport/",
        f"/appointments/{code}/",
        f"/appointments/{code}/move/",
    ]


def _told() -> str:
    """A short message about a case of transport that the demo's mobile shows."""
    drain_outbox()
    with override_settings(DEMO=True):
        send_messages()
    sent = Dispatch.objects.filter(channel=Channel.SMS, scope="transport").latest("made_at", "id")
    return f"/desk/messages/{sent.pk}/"


def _proposed() -> str:
    return f"/desk/credit/{proposed_against('91350100M000100Y43', '蜀远重载物流有限公司').subject.public_id}/"


def proposed_against(code: str, name: str) -> Violation:
    """Four violations within a year propose a ban; the last of them."""
    for month in (2, 5, 8, 11):
        record = ViolationRecord(
            department="transport",
            code=code,
            name=name,
            kind=ViolationKind.OFF_ROUTE,
            day=date(2022, month, 10),
            source=f"德阳北收费站 {month}",
            points=2,
        )
        row = record_violation(record=record, by=person(Role.REVIEWER))
    assert open_proposals(person(Role.APPROVER))
    return row


def a_restriction() -> str:
    """A closed road; the page on which it stands."""
    record = RestrictionRecord(
        department="transport",
        section="g76-02",
        kind=RestrictionKind.CLOSED,
        begins=clock.today(),
        reason="桥梁加固施工",
    )
    restrict(record=record, by=person(Role.REVIEWER))
    return "/desk/roads/"


def a_finding(day: date) -> str:
    """A round of ``day`` on which something was found; its page."""
    manager = person(Role.HALL_MANAGER, "service-centre")
    record = PatrolRecord(day=day, slot="morning", inspectors=["巡查一组"], route="一楼")
    patrol = record_patrol(record=record, by=manager)
    found = FindingRecord(
        dimension="badge", sub_item="not_worn", department="transport", place="交通窗口", note="未佩戴工作牌"
    )
    record_finding(patrol=patrol.public_id, record=found, by=manager)
    return f"/desk/hall/patrols/{patrol.public_id}/"


def a_planned_visit(day: date) -> str:
    """A leader who is to come on ``day``; the page of the plan."""
    record = VisitPlanRecord(
        day=day, department="transport", leader_title="厅领导", place="交通窗口", purpose="调研"
    )
    plan_visit(record=record, by=person(Role.HALL_MANAGER, "service-centre"))
    return "/desk/hall/visits/"


def demands(day: date) -> tuple[str, str]:
    """What a leader demanded on ``day``: a task, and one that is closed; their pages."""
    record = LeaderVisitRecord(
        day=day,
        reported_on=day,
        department="transport",
        demands=["完善窗口服务", "建立会商机制"],
        leader_title="厅领导",
        place="交通窗口",
        report_text="厅领导到窗口调研。",
    )
    hall = person(Role.HALL_MANAGER, "service-centre")
    visit = record_leader_visit(record=record, by=hall).public_id
    for place in (1, 2):
        assign_demand(demand=f"{visit}-{place}", to="transport", due_on=day, by=hall)
    close_demand(demand=f"{visit}-2", on=day, proof="已办。", by=hall)
    return f"/desk/hall/demands/{visit}-1/", f"/desk/hall/demands/{visit}-2/"


def an_outing(day: date) -> tuple[str, ...]:
    """A planned activity of ``day``, a question of another that is to be settled, and the page that rates that one."""
    by = person(Role.REVIEWER, "transport")
    told = {"department": "transport", "matter": "大件运输许可", "targets": ["德阳重装厂"], "day": day}
    plan = OutingRecord.model_validate({**told, "kind": "outreach", "place": "德阳", "team": ["服务队"]})
    outing = plan_outing(record=plan, by=by).public_id
    list_attendee(outing=outing, name="甲", unit="德阳重装厂", by=by)
    record = ActivityRecord.model_validate(
        {**told, "group": "service_quality", "reported_on": day, "report_text": "上门服务。"}
    )
    activity = record_outreach(record=record, facts=Outreach(advised_on=["路线"]), by=by).public_id
    matter = NewMatter(MatterKind.QUESTION, "何时可以上高速？", to="transport", due_on=day)
    name = note_matter(activity=activity, told=matter, by=by).subject
    code = ask_opinion(activity=activity, target="德阳重装厂", by=by).code
    return (
        f"/desk/hall/activities/plan/{outing}/",
        f"/desk/hall/activities/{activity}/",
        f"/desk/hall/matters/{name}/",
        f"/rate/visited/{code}/",
    )


def a_talk(day: date) -> str:
    """A talk of ``day`` that is to be followed up; its page."""
    record = ActivityRecord(
        group=Group.BUSINESS_ENVIRONMENT,
        day=day,
        reported_on=day,
        department="transport",
        matter="约谈承运人",
        targets=["承运人"],
        requirements=[Point(head="整改")],
        report_text="约谈超限运输承运人。",
    )
    talk = Talk(occasion="超限运输", commitments=["举一反三"], follow_up_on=day + timedelta(days=10))
    made = record_talk(record=record, facts=talk, by=person(Role.HALL_MANAGER, "service-centre"))
    return f"/desk/hall/activities/{made.public_id}/"


def _planned() -> str:
    project = Project.objects.select_related("plan").order_by("pk").last()
    assert project is not None
    spot = SpotRecord(
        project=project.public_id,
        spot=SpotKind.POINT,
        place="跨越点3号",
        planned_on=TODAY,
        people=["罗明", "周岚"],
    )
    plan_spot(record=spot, by=person(Role.REVIEWER, project.plan.department_id))
    return f"/desk/projects/{project.public_id}/"
