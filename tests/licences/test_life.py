"""The life of certificates through the real acts: renewal, silence, expiry, suspension, validation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.held_clock import HeldClock
from tests.house import PLAYER, open_house, person

from banli.cases import service as cases
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.ledger.service import drain, verify
from banli.licences import service as licences
from banli.licences.models import Reminder
from banli.licences.service import Certificate, Standing, Status
from banli.notices.service import HANDLERS, messages

pytestmark = pytest.mark.django_db
MINE, CLINIC = "non-coal-mine-safety", "medical-institution-registration"
HEADS = {MINE: "emergency", CLINIC: "health"}
WINDOWS = {MINE: "emergency-06", CLINIC: "health-07"}
EXAMPLES = {MINE: "new-production-system", CLINIC: "hospital-with-99-beds"}


@pytest.fixture(autouse=True)
def _house(clock: HeldClock) -> None:
    clock.set("2020-01-06T09:00")
    open_house(MINE, CLINIC)


def of(item: str, role: Role) -> Actor:
    return person(role, HEADS[item], WINDOWS[item] if role == Role.CLERK else None)


def handed_in(item: str, **changes: object) -> cases.Case:
    form = PLAYER.form(item, EXAMPLES[item], **changes)
    # Until Decree 752 every institution needed an approval to set up; nobody was asked whether it is of such a kind.
    form.pop("set_up", None)
    return PLAYER.apply(item, form)


def decided(item: str, case: cases.Case, *, granted: bool = True) -> cases.Case:
    """Accepted and examined by what the item asks, then decided."""
    cases.accept(by=of(item, Role.CLERK), number=case.number)
    for task in cases.tasks_of(case):
        step = next(one for one in cases.spec_of(case).steps if one.key == task.key)
        assert step.kind == "examine"
    _finish(item, case)
    cases.review(by=of(item, Role.REVIEWER), number=case.number, agrees=granted, opinion="查实。")
    if granted:
        return cases.grant(by=of(item, Role.APPROVER), number=case.number)
    return cases.refuse(by=of(item, Role.APPROVER), number=case.number, reasons="不符合条件。")


def _finish(item: str, case: cases.Case) -> None:
    lists = {one.key: [point.key for point in one.checklist] for one in cases.spec_of(case).steps}
    while under_way := [task for task in cases.tasks_of(case) if task.finished_at is None]:
        if under_way[0].kind == "expert_review":
            break
        cases.finish_step(
            by=of(item, Role.REVIEWER),
            number=case.number,
            step=under_way[0].key,
            agrees=True,
            text="符合规定。",
            officers=["张三", "李四"],
            ticked=lists[under_way[0].key],
        )


def licensed(item: str = MINE, **changes: object) -> Certificate:
    case = decided(item, handed_in(item, **changes))
    return licences.issue(by=of(item, Role.APPROVER), number=case.number)


def renewal_of(found: Certificate, **changes: object) -> cases.Case:
    answers = {"application": "renewal", "old_number": found.number, "fatal_accident": False, **changes}
    return handed_in(MINE, **answers)


def standing(found: Certificate) -> Standing:
    shown = licences.verify(found.code)
    assert shown is not None
    return shown.standing


def told_of(found: Certificate) -> list[str]:
    return [event.name for event in licences.history(found)]


def test_a_number_is_compared_with_the_register_at_its_field(clock: HeldClock) -> None:
    found = licensed()
    clock.set("2022-09-05T09:00")
    for changes, where in (
        ({"old_number": "（川）FM安许证字〔2018〕9999"}, "old_number"),
        ({"uscc": "91510100MA6200017J"}, "old_number"),
    ):
        with pytest.raises(Invalid) as told:
            renewal_of(found, **changes)
        assert [problem.where for problem in told.value.problems] == [where]
    assert renewal_of(found).concerns.certificate == found


def test_a_renewal_in_time_takes_the_place_and_counts_from_the_end(clock: HeldClock) -> None:
    found = licensed()
    assert found.valid_to == date(2023, 1, 5)
    clock.set("2022-09-05T09:00")
    case = decided(MINE, renewal_of(found))
    newer = licences.issue(by=of(MINE, Role.APPROVER), number=case.number)
    assert (newer.valid_from, newer.valid_to) == (date(2023, 1, 6), date(2026, 1, 5))
    assert newer.replaces == found
    assert (standing(found), standing(newer)) == (Standing.REPLACED, Standing.VALID)
    with pytest.raises(Invalid, match="检查"):
        renewal_of(found)
    assert verify().ok


@pytest.mark.parametrize("day", ["2023-01-06", "2023-01-07", "2023-03-20"])
def test_silence_renews_whichever_day_the_job_runs(clock: HeldClock, day: str) -> None:
    found = licensed()
    clock.set("2022-10-05T09:00")
    case = renewal_of(found)
    clock.set("2023-01-05T23:59")
    assert standing(found) == Standing.VALID
    clock.set(f"{day}T03:00")
    assert standing(found) == Standing.DEEMED_RENEWED
    assert licences.settle(by=SYSTEM) == 1
    assert licences.settle(by=SYSTEM) == 0
    found.refresh_from_db()
    assert (found.deemed_on, standing(found)) == (date(2023, 1, 6), Standing.DEEMED_RENEWED)
    assert told_of(found) == ["deemed_renewed"]
    newer = licences.issue(by=of(MINE, Role.APPROVER), number=decided(MINE, case).number)
    assert newer.valid_to == date(2026, 1, 5)
    assert standing(found) == Standing.REPLACED


def test_a_day_too_late_is_not_in_time(clock: HeldClock) -> None:
    found = licensed()
    assert licences.last_to_ask(found) == date(2022, 10, 5)
    clock.set("2022-10-06T09:00")
    renewal_of(found)
    clock.set("2023-01-06T00:10")
    licences.settle(by=SYSTEM)
    assert standing(found) == Standing.EXPIRED


def test_what_nobody_renews_is_cancelled_on_the_day_after(clock: HeldClock) -> None:
    found = licensed()
    clock.set("2023-02-20T03:00")
    assert standing(found) == Standing.EXPIRED
    assert licences.settle(by=SYSTEM) == 1
    found.refresh_from_db()
    assert (found.status, found.ground, found.ended_on) == (Status.CANCELLED, "expired", date(2023, 1, 6))
    assert standing(found) == Standing.EXPIRED
    assert licences.settle(by=SYSTEM) == 0


def test_a_renewal_refused_or_taken_back_in_the_term_renews_nothing(clock: HeldClock) -> None:
    found = licensed()
    clock.set("2022-09-05T09:00")
    decided(MINE, renewal_of(found), granted=False)
    back = renewal_of(found)
    cases.withdraw(by=Actor("", VISITOR.roles, session=frozenset({back.number})), number=back.number)
    clock.set("2023-01-06T03:00")
    licences.settle(by=SYSTEM)
    assert standing(found) == Standing.EXPIRED


def test_a_granted_renewal_waits_for_its_certificate(clock: HeldClock) -> None:
    found = licensed()
    clock.set("2022-10-05T09:00")
    decided(MINE, renewal_of(found))
    clock.set("2023-01-06T03:00")
    assert licences.settle(by=SYSTEM) == 0
    assert standing(found) == Standing.RENEWING


def test_holders_are_reminded_once_for_each_mark(clock: HeldClock) -> None:
    found = licensed()
    days = {
        "2022-07-01": 0,
        "2022-07-09": 1,
        "2022-07-10": 0,
        "2022-08-20": 1,
        "2022-12-30": 1,
        "2023-01-04": 0,
    }
    for day, count in days.items():
        clock.set(f"{day}T03:00")
        assert (day, licences.settle(by=SYSTEM)) == (day, count)
        assert licences.settle(by=SYSTEM) == 0
    assert sorted(Reminder.objects.values_list("days", flat=True)) == [120, 150, 180]
    drain(HANDLERS)
    drain(HANDLERS)
    assert [one.name for one in messages("certificate", [found.number])] == ["reminded"] * 3


def test_who_asked_for_renewal_is_not_reminded(clock: HeldClock) -> None:
    found = licensed()
    clock.set("2022-07-05T09:00")
    renewal_of(found)
    clock.set("2022-07-10T03:00")
    assert licences.settle(by=SYSTEM) == 0


def test_a_suspension_ends_with_its_last_day(clock: HeldClock) -> None:
    found = licensed()
    approver = of(MINE, Role.APPROVER)
    clock.set("2022-07-04T09:00")
    for ground, reason, until, where in (
        ("abuse", "事故", date(2022, 8, 1), "ground"),
        ("conditions_lost", " ", date(2022, 8, 1), "reason"),
        ("conditions_lost", "事故", date(2022, 7, 4), "until"),
        ("conditions_lost", "事故", None, "until"),
    ):
        with pytest.raises(Invalid) as told:
            licences.suspend(by=approver, number=found.number, ground=ground, reason=reason, until=until)
        assert [problem.where for problem in told.value.problems] == [where]
    licences.suspend(
        by=approver, number=found.number, ground="conditions_lost", reason="通风不良", until=date(2022, 8, 1)
    )
    assert standing(found) == Standing.SUSPENDED
    with pytest.raises(Refused):
        licences.suspend(
            by=approver, number=found.number, ground="conditions_lost", reason="再", until=date(2022, 9, 1)
        )
    clock.set("2022-08-02T00:00")
    assert standing(found) == Standing.VALID
    licences.settle(by=SYSTEM)
    licences.settle(by=SYSTEM)
    assert [name for name in told_of(found) if name != "reminded"] == ["suspended", "restored"]


def test_a_fatal_accident_stays_on_the_certificate(clock: HeldClock) -> None:
    found = licensed()
    approver = of(MINE, Role.APPROVER)
    clock.set("2022-07-04T09:00")
    licences.suspend(
        by=approver, number=found.number, ground="fatal_accident", reason="冒顶", until=date(2022, 8, 1)
    )
    with pytest.raises(Invalid):
        renewal_of(found, fatal_accident=True)
    licences.restore(by=approver, number=found.number, reason="验收合格")
    with pytest.raises(Invalid) as told:
        renewal_of(found)
    assert [problem.where for problem in told.value.problems] == ["fatal_accident"]
    case = renewal_of(found, fatal_accident=True)
    assert "site-visit" in {stage.key for stage in cases.spec_of(case).steps}


def test_only_the_departments_approver_does_it(clock: HeldClock) -> None:
    found = licensed()
    for by in (of(MINE, Role.REVIEWER), of(CLINIC, Role.APPROVER), of(MINE, Role.CLERK)):
        with pytest.raises(Denied):
            licences.end(by=by, number=found.number, target=Status.REVOKED, ground="fraud", reason="查实")
    with pytest.raises(Denied):
        licences.settle(by=of(MINE, Role.APPROVER))


def test_validation_by_beds_passes_is_postponed_once_or_fails(clock: HeldClock) -> None:
    yearly, rarely = licensed(CLINIC), licensed(CLINIC, beds=99, institution="另一家医院")
    approver = of(CLINIC, Role.APPROVER)
    assert yearly.validate_by == date(2021, 1, 5)
    clock.set("2020-12-01T09:00")
    licences.validate(by=approver, number=yearly.number, result="passed")
    yearly.refresh_from_db()
    assert yearly.validate_by == date(2022, 1, 5)
    licences.validate(by=approver, number=rarely.number, result="postponed", months=3, note="院感")
    rarely.refresh_from_db()
    assert rarely.postponed_until == date(2021, 3, 1)
    with pytest.raises(Refused):
        licences.validate(by=approver, number=rarely.number, result="postponed", months=3, note="院感")
    clock.set("2021-03-01T09:00")
    licences.validate(by=approver, number=rarely.number, result="failed", note="仍不合格")
    assert (standing(yearly), standing(rarely)) == (Standing.VALID, Standing.CANCELLED)
    assert [one.result for one in licences.validations_of(rarely)] == ["failed", "postponed"]
    mine = licensed(MINE)
    with pytest.raises(Refused):
        licences.validate(by=of(MINE, Role.APPROVER), number=mine.number, result="passed")


def test_the_registration_number_has_22_characters() -> None:
    found = licensed(CLINIC)
    number = next(line["value"] for line in found.lines if line["key"] == "registration")
    assert number == "M000100Y4" + "510107" + "17" + "A100" + "2"
    assert len(number) == 22


def test_a_step_is_in_order_where_its_whole_list_is_ticked() -> None:
    case = handed_in(CLINIC)
    cases.accept(by=of(CLINIC, Role.CLERK), number=case.number)
    reviewer = of(CLINIC, Role.REVIEWER)
    cases.finish_step(by=reviewer, number=case.number, step="examine", agrees=True, text="齐全")
    visit: dict[str, Any] = {
        "by": reviewer,
        "number": case.number,
        "step": "site-visit",
        "text": "看过",
        "officers": ["甲", "乙"],
    }
    for ticked in ([], ["layout"], ["nothing"]):
        with pytest.raises(Invalid) as told:
            cases.finish_step(**visit, agrees=True, ticked=ticked)
        assert [problem.where for problem in told.value.problems] == ["ticked"]
    cases.finish_step(**visit, agrees=False, ticked=["layout"])
    assert cases.tasks_of(case)[-1].text.startswith("看过\n☑布局与流线 ☐科室设置与设备")
