"""Clocks beside the decision: steps of asked departments, verification, and days counted again by a new notice."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.cases.science import finished, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import open_house
from tests.supervision.watching import told
from tests.variants import days, step, variant

from banli.cases import service as cases
from banli.kernel.actors import SYSTEM, Role
from banli.province.load import SICHUAN, load_house_of
from banli.site import jobs
from banli.supervision.service import Light, of_case, signals, step_lights, watched
from banli.worktime.service import calendar, load_editions

pytestmark = pytest.mark.django_db
STEPS = [
    step("examine", "examine"),
    step("housing", "countersign", with_department="housing", after=["examine"], limit=days(10)),
    step("approve", "approve", after=["housing"]),
]
COMMITMENT = {
    "text": {"zh": "承诺合同真实有效。", "en": "The contract is real."},
    "verify": days(20),
    "basis": {"zh": "国办发〔2020〕42号", "en": "State Council Office (2020) 42"},
}


def test_a_step_of_an_asked_department_is_its_own_signal(tmp_path: Path, clock: HeldClock) -> None:
    open_house()
    limits = [{"statutory": days(45), "promised": days(30)}]
    variant(tmp_path, joint=True, limits=limits, steps=STEPS)
    case = finished(taken_on(), "examine")
    clock.set("2022-11-01")
    jobs.watch(timestamp=0)
    late = next(one for one in of_case(case.pk) if one.rule == "HP-02")
    assert (late.key, late.department_id, f"{late.due}") == ("step.housing", "housing", "2022-10-31")
    assert watched(case, calendar(), clock.now.date()).light is Light.YELLOW
    housing = officer(Role.APPROVER, "housing")
    assert late in signals(housing)
    asked = cases.asked_of(housing)
    assert step_lights(asked) == [Light.YELLOW]
    case = finished(case, "housing", by=housing)
    jobs.watch(timestamp=0)
    assert watched(case, calendar(), clock.now.date()).light is Light.GREEN
    assert next(one for one in of_case(case.pk) if one.rule == "HP-02").state == "raised"


def test_a_declaration_that_is_not_verified_in_time_is_yellow(tmp_path: Path, clock: HeldClock) -> None:
    open_house()
    variant(tmp_path, commitment=COMMITMENT)
    case = put_forward(taken_on(declared=True))
    cases.grant(by=officer(Role.APPROVER), number=case.number)
    clock.set("2022-11-15")
    jobs.watch(timestamp=0)
    assert ("HP-03", "2022-11-15T00:00", "raised") in told(case)


def test_an_amended_notice_cancels_what_it_moved_and_raises_at_the_new_moments(
    tmp_path: Path, clock: HeldClock
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(SICHUAN, pack, ignore=shutil.ignore_patterns("items", "2019-2.yaml"))
    clock.set("2019-03-20")
    load_house_of(pack, by=SYSTEM)
    asked = step("police", "consult_department", with_department="police", after=[], limit=days(28))
    variant(
        tmp_path / "items",
        effective_from=date(2019, 1, 1),
        steps=[step("examine", "examine"), asked, step("approve", "approve", after=["examine", "police"])],
        limits=[{"statutory": days(60), "promised": days(30)}],
    )
    case = taken_on()
    clock.set("2019-05-04")
    jobs.watch(timestamp=0)
    assert ("HP-01", "2019-05-04T00:00", "raised") in told(case)
    assert ("HP-02", "2019-05-01T00:00", "raised") in told(case)
    shutil.copy(SICHUAN / "calendars" / "2019-2.yaml", pack / "calendars")
    load_editions(folder=pack / "calendars", by=SYSTEM)
    assert cases.recount_open(by=SYSTEM, edition="2019-2") == [case.number]
    jobs.watch(timestamp=0)
    late = [one for one in told(case) if one[0] != "YJ-01"]
    assert late == [
        ("HP-01", "2019-05-04T00:00", "cancelled"),
        ("HP-02", "2019-04-30T00:00", "raised"),
        ("HP-02", "2019-05-01T00:00", "cancelled"),
    ]
    clock.set("2019-05-06")
    jobs.watch(timestamp=0)
    assert ("HP-01", "2019-05-06T00:00", "raised") in told(case)
