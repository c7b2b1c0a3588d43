"""The seven businesses of the reference report in the demo: one worked case each, the power company's plan with a
project in the green channel, and a vehicle at toll stations; all by the real acts, on days of 2022.

They are played before the year is taken in, which leaves out what is there, so that the published numbers stay exact.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from banli.cases import service as cases
from banli.cases.states import State
from banli.catalogue.service import ItemSpec, read_examples
from banli.demo.rows import SYSTEM as YEAR
from banli.disclosure import service as disclosure
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.licences.service import of_case
from banli.projects import service as projects
from banli.projects.states import Priority, SpotKind, Stage
from banli.province.worked.acts import Scene, play
from banli.province.worked.player import (
    Player,
    actor,
    at,
    once,
)
from banli.roadside.service import CheckRecord, record_check
from banli.roadside.states import Direction
from banli.worktime.service import calendar

GRID = "power-grid-environment"
OWNER = "省电力公司"
REPORT = "云岭Ⅱ500千伏输变电工程"
PLAYED = (
    ("foreign-trade-filing", "change"),
    ("medical-institution-registration", "registered"),
    ("non-coal-mine-safety", "licensed"),
    ("land-tract-plan", "normal"),
    ("mining-right", "new-limestone"),
)
"""Item and worked case; the oversize permit and the grid's report have a story of their own below."""
FORMS = (
    ("示例东220千伏变电站扩建工程", "2022-02-21"),
    ("石坝—黑石岭220千伏线路工程", "2022-03-28"),
    ("青岩沟220千伏输变电工程", "2022-05-09"),
    ("白岩220千伏变电站增容工程", "2022-06-13"),
    ("示例西220千伏输变电工程", "2022-07-18"),
    ("月岭220千伏输变电工程", "2022-09-27"),
    ("鹤鸣220千伏变电站新建工程", "2022-09-28"),
    ("雪溪220千伏线路改造工程", "2022-09-29"),
)
"""Invented projects and the day each was handed in: decided on the twelfth working day after it, when both periods of
publicity have run."""
IN_CHANNEL = FORMS[5][0]
OPEN = "川岭—渝坪1000千伏特高压工程（四川段）"
"""The tenth project of the plan, for which no application is in yet."""
PUBLIC_UNTIL = date(2022, 11, 10)
SHORT = {"medical-insurance": "medical"}


def who(role: str, department: str, _spec: ItemSpec) -> Actor:
    """The demo's person of that role; a second one for ``reviewer2``."""
    plain = role.rstrip("0123456789")
    place = SHORT.get(department, department)
    return actor(plain if plain == "government" else f"{plain}.{place}{role[len(plain) :]}")


def play_businesses(pack: Path) -> int:
    """Play what was not played yet; how many stories were. Nothing where the year was taken in without them."""
    player, played = Player(pack), 0
    if cases.Intake.objects.filter(source=YEAR).exists():
        return 0
    for item, name in PLAYED:
        if _there(pack, item, name):
            played += once(f"business:{item}", partial(_worked, item=item, name=name), player)
    if _there(pack, "oversize-transport", "normal-class-two"):
        played += once("business:oversize", _oversize, player)
    if _there(pack, GRID, "report-500kv"):
        played += once("business:grid", _grid, player)
    once("business:disclosure", _published, player)
    return played


def _published(_player: Player) -> None:
    """What was decided until 10 November is public since the second working day after it; what came later waits."""
    disclosure.note_earlier(by=SYSTEM)
    for one in disclosure.Publication.objects.filter(state="due", decided_on__lte=PUBLIC_UNTIL).order_by(
        "pk"
    ):
        department = SHORT.get(one.department_id, one.department_id)
        with _on(workday(one.decided_on, 2), 16):
            disclosure.publish_online(by=actor(f"approver.{department}"), key=one.pk)


def _there(pack: Path, item: str, name: str) -> bool:
    return (pack / "items" / item / "cases" / f"{name}.yaml").exists()


def _worked(player: Player, item: str, name: str) -> str:
    """Play a worked case to its end and hand its result over; its number.

    :raises Refused: where it does not come out as it says.
    """
    for document, example, wrong in read_examples(player.pack / "items" / item):
        if Path(document.file).stem != name or example is None:
            continue
        scene = Scene(item, example, player, who)
        faults = wrong or play(document, scene)
        if faults:
            raise Refused(
                gettext_noop("A worked case of the demo does not come out: %(fault)s"), fault=str(faults[0])
            )
        last = max(datetime.fromisoformat(str(line.at)) for line in example.acts)
        for number in scene.numbers.values():
            _handed_over(number, last)
        return scene.numbers["it"]
    raise Refused(
        gettext_noop("A worked case of the demo does not come out: %(fault)s"), fault=f"{item}/{name}"
    )


def _handed_over(number: str, last: datetime) -> None:
    """A result that waits is handed over on the next working day, so that nothing of 2022 is late today."""
    case = cases.Case.objects.get(number=number)
    if State(case.state) in (State.ISSUED, State.REFUSED, State.GRANTED):
        with _on(workday(last.date(), 1), 10):
            clerk = actor(f"clerk.{SHORT.get(case.department_id, case.department_id)}")
            cases.deliver(by=clerk, number=number, way="online")


def workday(day: date, count: int) -> date:
    """The working day that comes ``count`` working days after ``day``."""
    return calendar().step(day, count)


def _on(day: date, hour: int) -> AbstractContextManager[None]:
    """Hold the clock at a full hour of ``day``."""
    return at(datetime.combine(day, time(hour)).isoformat(sep=" ", timespec="minutes"))


def _oversize(player: Player) -> None:
    """A permit of class II; the vehicle enters as permitted, and is turned back where it left its way too heavy."""
    number = _worked(player, "oversize-transport", "normal-class-two")
    case = cases.Case.objects.get(number=number)
    permit = of_case(case)
    if permit is None:
        return
    for hour, station, mass in ((9, "德阳北", 49_000), (15, "名山", 50_000)):
        with _on(date(2022, 10, 25), hour):
            record = CheckRecord(
                public_id=f"CY-2022-{hour:05d}",
                department=case.department_id,
                station=station,
                direction=Direction.ENTRY,
                at=clock.now(),
                permit=permit.number,
                tractor=case.form["tractor_plate"],
                trailer=case.form["trailer_plate"],
                mass_kg=mass,
                height_m=case.form["height_m"],
            )
            record_check(record=record, by=actor("clerk.transport"))


def _grid(player: Player) -> None:
    """The plan of 2022: a report and eight forms approved, one in the green channel, the tenth prepared early."""
    keeper = actor("reviewer.environment")
    with at("2022-01-10 09:30"):
        record = projects.PlanRecord(
            public_id="JH-2022-1", department="environment", year=2022, plan_owner=OWNER, item=GRID
        )
        plan = projects.make_plan(record=record, by=keeper)
        planned = {REPORT: date(2022, 9, 30), OPEN: date(2022, 12, 20)}
        planned |= {name: workday(date.fromisoformat(day), 14) for name, day in FORMS}
        rows = {name: _project(plan.public_id, name, day, keeper) for name, day in planned.items()}
    _prepared(rows[OPEN], keeper)
    _link(rows[REPORT], _worked(player, GRID, "report-500kv"), date(2022, 9, 16), keeper)
    for name, day in FORMS:
        _approved(player, rows[name], name, date.fromisoformat(day))


def _project(plan: str, name: str, day: date, by: Actor) -> str:
    record = projects.ProjectRecord(plan=plan, project=name, planned_for=day)
    return projects.add_project(record=record, by=by).public_id


def _link(project: str, case: str, day: date, by: Actor) -> None:
    with _on(day, 11):
        projects.link_case(project=project, case=case, by=by)
        found = cases.Case.objects.get(number=case)
        if projects.announce_by(found) is not None:
            projects.publish_decision(case=case, on=day, place="厅门户网站（示例）", by=by)


def _prepared(project: str, by: Actor) -> None:
    """Early entry, a point and a line on the ground, and the provinces along the line."""
    people = ["罗明", "周岚"]
    with at("2022-09-08 10:00"):
        record = projects.LogRecord(
            project=project,
            day=date(2022, 9, 7),
            people=people,
            matter="提前介入环评文件编制，对接选线与生态保护红线的关系",
            came_of_it="调整两处塔位，避让红线；明确评价标准",
        )
        projects.log_early_entry(record=record, by=by)
        for kind, place in (
            (SpotKind.POINT, "示例县换流站站址"),
            (SpotKind.LINE, "示例岭跨越段（约12公里）"),
        ):
            record_ = projects.SpotRecord(
                project=project, spot=kind, place=place, planned_on=date(2022, 10, 12), people=people
            )
            spot = projects.plan_spot(record=record_, by=by)
            if kind == SpotKind.POINT:
                with at("2022-10-12 17:00"):
                    found = "站址周边敏感目标4处，与文件一致"
                    projects.visit_spot(spot=spot.public_id, on=date(2022, 10, 12), found=found, by=by)
        _provinces(project, by)


def _provinces(project: str, by: Actor) -> None:
    for province, authority, leads, to in (
        ("四川省", "四川省生态环境厅", True, (Stage.STANDARDS_CONFIRMED, Stage.SURVEYED)),
        ("重庆市", "重庆市生态环境局", False, (Stage.STANDARDS_CONFIRMED,)),
    ):
        record = projects.SectionRecord(
            project=project, province=province, authority=authority, leads=leads, planned_on=date(2022, 12, 9)
        )
        section = projects.add_section(record=record, by=by)
        for day, stage in zip((date(2022, 9, 20), date(2022, 10, 13)), to, strict=False):
            with _on(day, 16):
                projects.advance_section(section=section.public_id, to=stage, on=day, by=by)


def _approved(player: Player, project: str, name: str, day: date) -> None:
    """A report form from the window to its approval; the project in the channel has a target and a task force."""
    clerk, reviewer = actor("clerk.environment"), actor("reviewer.environment")
    with _on(day, 9):
        form = player.form(GRID, "form-220kv", project=name)
        number = player.at_window(GRID, form, clerk).number
    with _on(day, 15):
        cases.accept(by=clerk, number=number)
        projects.link_case(project=project, case=number, by=reviewer)
    if name == IN_CHANNEL:
        _let_in(number, day)
    for after, by, step, text in (
        (1, reviewer, "examine", "报告表内容完整。"),
        (3, actor("reviewer.natural"), "natural", "选线符合国土空间规划。"),
        (6, reviewer, "accepted-form", "公示期内未收到意见。"),
        (12, reviewer, "proposed", "公示期内没有人申请听证。"),
    ):
        with _on(workday(day, after), 9):
            cases.finish_step(by=by, number=number, step=step, agrees=True, text=text)
    with _on(workday(day, 12), 10):
        cases.review(by=reviewer, number=number, agrees=True, opinion="符合规定，建议批准。")
    with _on(workday(day, 12), 15):
        said = {"measures": "线路避让居民集中区，施工结束后及时恢复植被。"}
        cases.grant(by=actor("approver.environment"), number=number, opinion="同意。", said=said)
    with _on(workday(day, 13), 10):
        cases.deliver(by=clerk, number=number, way="online")
        if projects.announce_by(cases.Case.objects.get(number=number)) is not None:
            place = "厅门户网站（示例）"
            projects.publish_decision(case=number, on=workday(day, 13), place=place, by=reviewer)


def _let_in(number: str, day: date) -> None:
    with _on(day, 16):
        record = projects.ChannelRecord(
            case=number,
            reason="省重点电网项目，急事特办",
            priority=Priority.PROVINCIAL_KEY,
            members=["罗明", "周岚", "岑照野"],
            target_on=workday(day, 12),
        )
        projects.open_channel(record=record, by=actor("approver.environment"))
