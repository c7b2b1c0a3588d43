"""Cases under way on the morning the demo begins, by the real acts: every clock, every turn, several departments.

None begins before the published period has ended: its numbers stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from banli.cases import service as cases
from banli.catalogue.service import ActLine, Example, Expected, read_examples
from banli.demo.bundle import matter
from banli.demo.businesses import GRID, who
from banli.demo.outside import outside
from banli.demo.queue import appointments, morning
from banli.demo.rated import rated
from banli.demo.rostered import rostered
from banli.demo.suggested import suggested
from banli.demo.traded import traded
from banli.disclosure.service import Said, comment, running_publicity
from banli.kernel import clock
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.licences.service import issue
from banli.province.worked.acts import Scene, play
from banli.province.worked.player import (
    Player,
    actor,
    finish,
    once,
)
from banli.worktime.service import UnknownYear, calendar

OVERSIZE, FILING, CONTRACT = "oversize-transport", "foreign-trade-filing", "technology-contract-recognition"


@dataclass(frozen=True)
class Begun:
    """The first ``acts`` acts of a worked case, ``weeks`` weeks later than in its file."""

    item: str
    example: str
    weeks: int
    acts: int


BEGUN = (
    Begun("non-coal-mine-safety", "licensed", 2, 3),
    Begun("non-coal-mine-safety", "paused-for-experts", 3, 5),
    Begun("medical-institution-registration", "registered", 3, 5),
    Begun("medical-institution-registration", "corrected-name", 4, 2),
    Begun("land-tract-plan", "normal", 7, 7),
    Begun(CONTRACT, "paused-for-experts", 3, 4),
    Begun("market-whistleblower-reward", "anonymous-insider", 3, 4),
    Begun("elderly-care-allowance", "corrected", 3, 3),
    Begun("advertising-penalty", "fined", 1, 12),
    Begun("advertising-penalty", "heard-and-urged", 2, 3),
    Begun("sealing-of-goods", "lifted", 3, 5),
    Begun("non-tax-levy", "urged", 3, 2),
    Begun("work-safety-inspection", "mended", 2, 5),
)
"""What they leave: a visit on site to make, three pauses for experts, a decision to take, a correction, another
department's step, an application handed in again; a penalty whose defence is to be weighed, one under
investigation, goods under seal, a levy to decide, and hazards to be mended."""
CARRIERS = (
    ("攀西特种运输有限公司", "91510400MA6200033P"),
    ("岷江重型物流有限公司", "91510100MA6200017J"),
    ("川陕大件运输有限公司", "91510000MA6200001R"),
    ("蜀远重载物流有限公司", "91350100M000100Y43"),
)
"""Invented companies with synthetic codes."""
ON_THEIR_WAY = ("class-two", "class-three", "class-two", "class-two-on-the-boundary")
"""The first is past its statutory limit, the third past what was promised or close to it."""


def carrier(number: int) -> dict[str, str]:
    """One of the carriers, as the form of an oversize transport names it."""
    name, code = CARRIERS[number]
    return {"carrier": name, "carrier_code": code}


def play_present(pack: Path) -> int:
    """Bring in the cases under way of the pack's items that are not there yet; how many stories were."""
    stories: dict[str, tuple[str, Callable[[Player], None]]] = {
        "present": (OVERSIZE, present),
        "present:filings": (FILING, filings),
        "present:contracts": (CONTRACT, contracts),
        "present:grid": (GRID, grid),
        "present:matter": (OVERSIZE, matter),
    }
    for one in BEGUN:
        stories[f"present:{one.item}:{one.example}"] = (one.item, partial(begin, one=one))
    stories["present:ratings"] = (OVERSIZE, rated)
    stories["present:suggestions"] = (OVERSIZE, suggested)
    stories["present:roster"] = (OVERSIZE, rostered)
    stories["present:queue"] = (OVERSIZE, morning)
    stories["present:appointments"] = (OVERSIZE, appointments)
    stories["present:trading"] = (OVERSIZE, traded)
    stories["present:outside"] = (OVERSIZE, outside)
    player = Player(pack)
    return sum(
        once(name, story, player)
        for name, (item, story) in stories.items()
        if (pack / "items" / item).exists()
    )


def begin(player: Player, one: Begun) -> None:
    """Play the first acts of a worked case, later.

    :raises Refused: where they do not come out.
    """
    for document, example, wrong in read_examples(player.pack / "items" / one.item):
        if Path(document.file).stem == one.example and example is not None:
            scene = Scene(one.item, _moved(example, one), player, who)
            faults = wrong or play(document, scene)
            if faults:
                raise Refused(
                    gettext_noop("A worked case of the demo does not come out: %(fault)s"),
                    fault=str(faults[0]),
                )


def _moved(example: Example, one: Begun) -> Example:
    """The worked case with its first acts later, expecting nothing."""

    def later(line: ActLine) -> ActLine:
        at = datetime.fromisoformat(line.at) + timedelta(weeks=one.weeks)
        return line.model_copy(update={"at": f"{at:%Y-%m-%d %H:%M}"})

    acts = tuple(later(line) for line in example.acts[: one.acts])
    return example.model_copy(update={"acts": acts, "expect": Expected()})


def filings(play: Player) -> None:
    """Foreign-trade filings: one past its limit, one due today before the approver, a correction, one handed in."""
    clerk, reviewer, form = actor("clerk.commerce"), actor("reviewer.commerce"), play.form
    with ago(8):
        late = play.apply(FILING, form(FILING, "sole-trader")).number
        cases.accept(by=clerk, number=late)
    with ago(5):
        due = play.apply(FILING, form(FILING, "company-elsewhere")).number
        cases.accept(by=clerk, number=due)
    with ago(1):
        cases.review(by=reviewer, number=due, agrees=True, opinion="登记表与材料一致，建议准予备案。")
        wrong = play.apply(FILING, form(FILING, "company-in-chengdu")).number
        point = {"where": "address", "label": "住所", "problem": "与营业执照的住所不一致，请核对后改正。"}
        cases.ask_correction(by=clerk, number=wrong, points=[point])


def contracts(play: Player) -> None:
    """Technology contracts: one past the promised day, one just handed in."""
    with ago(20):
        number = play.apply(CONTRACT, play.form(CONTRACT, "service")).number
        cases.accept(by=actor("clerk.science"), number=number)
    with clock.at(clock.now().replace(hour=8, minute=52)):
        play.apply(CONTRACT, play.form(CONTRACT, "development"))


def grid(play: Player) -> None:
    """Report forms of power lines: the planners' step of one is under way, the acceptance of the other is public."""
    clerk, reviewer = actor("clerk.environment"), actor("reviewer.environment")
    with ago(8):
        form = play.form(GRID, "form-220kv", project="沱江220千伏输变电工程")
        number = play.at_window(GRID, form, clerk).number
        cases.accept(by=clerk, number=number)
    with ago(6):
        finish(reviewer, number, "examine", "报告表内容完整。")
    with ago(2):
        form = play.form(GRID, "form-220kv", project="青衣江220千伏输变电工程")
        shown = play.at_window(GRID, form, clerk).number
        cases.accept(by=clerk, number=shown)
    with ago(1):
        [step] = [one.task for one in running_publicity() if one.case.number == shown]
        comment(task=step.pk, said=Said("线路经过村小学附近，希望向北避让。", "13900000000"))


def present(play: Player) -> None:
    """Oversize transports: past both limits, due, decided, handed in this morning."""
    item, clerk, reviewer = OVERSIZE, actor("clerk.transport"), actor("reviewer.transport")
    leave = clock.today() + timedelta(days=14)
    dates = {"depart_on": leave.isoformat(), "until_on": (leave + timedelta(days=9)).isoformat()}
    for place, (days, example) in enumerate(zip((22, 9, 5, 2), ON_THEIR_WAY, strict=True)):
        with ago(days):
            form = play.form(item, example, **carrier(place), **dates)
            number = play.apply(item, form, actor("applicant")).number
            cases.accept(by=clerk, number=number)
    with ago(5):
        number = play.apply(item, play.form(item, "class-two", **carrier(1), **dates)).number
        cases.accept(by=clerk, number=number)
    with ago(1):
        opinion = "参数与路线相符，建议准予。"
        cases.review(by=reviewer, number=number, agrees=True, opinion=opinion)
        play.apply(item, play.form(item, "divisible-load", **carrier(2), **dates))
    asked_of_others(play, dates)
    proposed_refusal(play, dates)
    results(play, dates)
    with clock.at(clock.now().replace(hour=9, minute=6)):
        play.apply(item, play.form(item, "class-one-on-the-boundary", **carrier(0), **dates))


def asked_of_others(play: Player, dates: Mapping[str, str]) -> None:
    """Two large transports: the traffic police and a survey are under way in one, the provinces are asked in the
    other; the first has a material that comes later."""
    item, clerk, reviewer = "oversize-transport", actor("clerk.transport"), actor("reviewer.transport")
    with ago(4):
        form = play.form(item, "class-three", reinforcement=True, **carrier(1), **dates)
        number = play.apply(item, form).number
        cases.accept(by=clerk, number=number, promised=dict.fromkeys(play.may_come_later(number), None))
        finish(reviewer, number, "examine", "属Ⅲ类大件，须勘测路线并征求交管部门意见。")
    with ago(3):
        number = play.apply(
            item, play.form(item, "class-three-across-provinces", **carrier(0), **dates)
        ).number
        cases.accept(by=clerk, number=number)
        finish(reviewer, number, "examine", "跨省Ⅲ类大件，须征求沿线各省意见。")


def proposed_refusal(play: Player, dates: Mapping[str, str]) -> None:
    """Overloaded axles: the applicant was told of a refusal and may state views; another is called to a hearing."""
    item, clerk, reviewer = "oversize-transport", actor("clerk.transport"), actor("reviewer.transport2")
    approver, opinion = actor("approver.transport"), "平均轴荷、最大轴荷均超过规定，建议不予许可。"
    reasons = "平均轴荷、最大轴荷超过《超限运输车辆行驶公路管理规定》第十七条的限值。"
    with ago(6):
        told, heard = (
            play.apply(item, play.form(item, "axles-overloaded", **carrier(place), **dates)).number
            for place in (2, 3)
        )
        for number in (told, heard):
            cases.accept(by=clerk, number=number)
    with ago(4):
        for number in (told, heard):
            cases.review(by=reviewer, number=number, agrees=False, opinion=opinion)
    with ago(1):
        cases.tell_refusal(by=approver, number=told, reasons=reasons)
        cases.serve_notice(by=clerk, number=told, way="post", post_number="EX100200301CN")
        cases.call_hearing(
            by=approver,
            number=heard,
            chair="卫知衡",
            place="政务服务中心三楼听证室",
            on=_hearing_day(),
            hour="9:30",
            reason="路线经过居民区，沿线居民有重大利益关系。",
        )


def _hearing_day() -> date:
    """A working day three weeks ahead; where next year's holidays are not known yet, one far enough for a hearing."""
    try:
        return calendar().on_or_after(clock.today() + timedelta(days=21))
    except UnknownYear:
        return clock.today() + timedelta(days=35)


def results(play: Player, dates: Mapping[str, str]) -> None:
    """A permit that waits to be handed over."""
    item, approver = "oversize-transport", actor("approver.transport")
    with ago(7):
        number = play.apply(item, play.form(item, "class-two", **carrier(0), **dates)).number
        cases.accept(by=actor("clerk.transport"), number=number)
    with ago(3):
        opinion = "参数与路线相符，建议准予。"
        cases.review(by=actor("reviewer.transport2"), number=number, agrees=True, opinion=opinion)
        cases.grant(by=approver, number=number)
        issue(by=approver, number=number)


@contextmanager
def ago(days: int) -> Iterator[None]:
    """Hold the clock at ten o'clock of the last working day that is at least ``days`` days ago."""
    moment = clock.now().replace(hour=10, minute=0) - timedelta(days=days)
    while calendar().covers(moment.date()) and not calendar().is_working(moment.date()):
        moment -= timedelta(days=1)
    with clock.at(moment):
        yield
