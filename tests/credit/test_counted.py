"""Bans that follow from counted violations: proposed by rule, answered, decided by an officer, lifted as any ban."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import clerk, open_house, person, submitted

from banli.cases import service as cases
from banli.credit.models import CountBook, Proposal
from banli.credit.rules.bans import term_end
from banli.credit.rules.violations import Counted, CountRule, meeting, occasions
from banli.credit.service import (
    ViolationRecord,
    ban_against,
    confirm,
    dismiss,
    find_proposal,
    lift,
    load_count_rules,
    note_views,
    open_proposals,
    proposals_against,
    record_violation,
)
from banli.credit.states import Outcome, ViolationKind
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.kernel.yamlfile import FileFault
from banli.ledger.service import drain, events
from banli.notices.service import HANDLERS, messages
from banli.province.load import SICHUAN

CARRIER = "91350100M000100Y43"
ViolationOf = Callable[..., ViolationRecord]
RULE = CountRule(
    key="four",
    department="transport",
    kinds=(ViolationKind.OFF_ROUTE, ViolationKind.NO_PERMIT),
    times=4,
    within_days=365,
    basis="four",
    effective_from=date(2017, 1, 1),
)


@pytest.fixture
def rules(house: None) -> None:
    load_count_rules(path=SICHUAN / "credit.yaml", by=SYSTEM)


def counted(violation_of: ViolationOf, *days: date, **changes: str) -> None:
    for day in days:
        record = violation_of(day=day, source=f"站{day}", **changes)
        record_violation(record=record, by=person(Role.REVIEWER))


FOUR = (date(2021, 11, 1), date(2022, 3, 1), date(2022, 7, 1), date(2022, 10, 14))


@pytest.fixture
def proposal(rules: None, violation_of: ViolationOf) -> Proposal:
    counted(violation_of, *FOUR)
    return Proposal.objects.get()


def test_the_fourth_within_a_year_proposes_a_ban_and_bars_nobody_yet(proposal: Proposal) -> None:
    assert (proposal.times, len(proposal.violations), proposal.rule) == (4, 4, "oversize-more-than-three")
    assert proposal.answer_by == date(2022, 10, 24)
    event = events("credit", proposal.public_id)[0]
    assert (event.name, event.actor) == ("ban_proposed", "system")
    assert ban_against(CARRIER, "oversize-transport", date(2022, 10, 17), department="transport") is None
    assert cases.accept(by=clerk(), number=submitted().number).state == "in_review"


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    "days",
    [FOUR[1:], (date(2021, 10, 14), *FOUR[1:])],
    ids=["three", "the first a day too long ago"],
)
def test_fewer_or_older_propose_nothing(violation_of: ViolationOf, days: tuple[date, ...]) -> None:
    counted(violation_of, *days)
    assert not Proposal.objects.exists()


@pytest.mark.usefixtures("rules")
def test_the_first_day_of_the_period_counts(violation_of: ViolationOf) -> None:
    counted(violation_of, date(2021, 10, 15), *FOUR[1:])
    assert Proposal.objects.get().times == 4


@pytest.mark.usefixtures("rules")
def test_one_that_becomes_known_late_completes_the_period_it_lies_in(violation_of: ViolationOf) -> None:
    counted(violation_of, *FOUR[1:])
    counted(violation_of, FOUR[0])
    assert Proposal.objects.get().times == 4


@pytest.mark.usefixtures("rules")
def test_one_check_is_one_occasion_and_other_kinds_do_not_count(violation_of: ViolationOf) -> None:
    counted(violation_of, *FOUR[1:])
    counted(violation_of, FOUR[1], kind="not_as_permitted")
    counted(violation_of, FOUR[0], kind="broken_promise")
    assert not Proposal.objects.exists()


def test_without_rules_nothing_is_proposed(house: None, violation_of: ViolationOf) -> None:
    counted(violation_of, *FOUR)
    assert not Proposal.objects.exists()


def test_whom_it_concerns_is_told_of_each_turn(proposal: Proposal, clock: HeldClock) -> None:
    clock.set("2022-10-25T10:00")
    confirm(proposal=proposal.public_id, by=person(Role.APPROVER))
    while drain(HANDLERS):
        pass
    told = [one.name for one in messages("credit", [proposal.public_id])]
    assert told == ["ban_confirmed", "ban_proposed"]
    assert [one.public_id for one in proposals_against([CARRIER])] == [proposal.public_id]


def test_it_is_decided_only_after_the_days_for_the_answer(proposal: Proposal, clock: HeldClock) -> None:
    approver = person(Role.APPROVER)
    clock.set("2022-10-24T17:00")
    with pytest.raises(Refused, match="2022-10-24"):
        confirm(proposal=proposal.public_id, by=approver)
    clock.set("2022-10-25T09:00")
    row = confirm(proposal=proposal.public_id, by=approver)
    assert row.ban is not None
    assert (row.ban.first, row.ban.last) == (date(2022, 10, 25), date(2023, 4, 25))
    assert row.ban.imposed_by_id == approver.id
    assert [one.name for one in events("credit", row.public_id)] == ["ban_proposed", "ban_confirmed"]


def test_a_confirmed_ban_keeps_an_application_out_and_ends_when_it_is_lifted(
    proposal: Proposal, clock: HeldClock
) -> None:
    clock.set("2022-10-25T10:00")
    row = confirm(proposal=proposal.public_id, by=person(Role.APPROVER))
    with pytest.raises(Refused) as told:
        cases.accept(by=clerk(), number=submitted().number)
    for words in ("本机关大件运输信用管理办法第八条（示例）", "2023-04-25", proposal.public_id, "次数达到"):
        assert words in str(told.value)
    assert row.ban is not None
    lift(ban=row.ban.public_id, reason="复议撤销", by=person(Role.APPROVER))
    assert cases.accept(by=clerk(), number=submitted().number).state == "in_review"


def test_the_answer_is_kept_and_a_dismissal_needs_its_reason(proposal: Proposal) -> None:
    approver, number = person(Role.APPROVER), proposal.public_id
    note_views(proposal=number, views=" 三次系同一车辆被误认 ", by=person(Role.REVIEWER))
    with pytest.raises(Invalid):
        dismiss(proposal=number, reason=" ", by=approver)
    row = dismiss(proposal=number, reason="申辩成立", by=approver)
    assert (row.outcome, row.views, row.ban) == (Outcome.DISMISSED, "三次系同一车辆被误认", None)
    noted = next(one for one in events("credit", number) if one.name == "views_noted")
    assert "误认" not in noted.body
    assert sha256(row.views.encode()).hexdigest() in noted.body
    acts: tuple[Callable[[], object], ...] = (
        lambda: dismiss(proposal=number, reason="再", by=approver),
        lambda: confirm(proposal=number, by=approver),
        lambda: note_views(proposal=number, views="再", by=approver),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_violations_that_were_decided_on_do_not_count_again(
    proposal: Proposal, violation_of: ViolationOf, clock: HeldClock
) -> None:
    dismiss(proposal=proposal.public_id, reason="申辩成立", by=person(Role.APPROVER))
    clock.set("2022-11-30T09:00")
    counted(violation_of, date(2022, 11, 1), date(2022, 11, 2), date(2022, 11, 3))
    assert open_proposals(person(Role.APPROVER)) == []
    counted(violation_of, date(2022, 11, 4))
    assert [one.times for one in open_proposals(person(Role.APPROVER))] == [4]


def test_while_one_is_open_no_second_is_proposed(
    proposal: Proposal, violation_of: ViolationOf, clock: HeldClock
) -> None:
    clock.set("2022-10-20T09:00")
    counted(violation_of, date(2022, 10, 18))
    assert Proposal.objects.get() == proposal


def test_who_may_decide_and_see(proposal: Proposal) -> None:
    number = proposal.public_id
    for somebody in (person(Role.REVIEWER), person(Role.SUPERVISOR)):
        with pytest.raises(Denied):
            dismiss(proposal=number, reason="理由", by=somebody)
    with pytest.raises(Denied):
        note_views(proposal=number, views="意见", by=person(Role.CLERK))
    with pytest.raises(Missing):
        find_proposal(number, person(Role.APPROVER, department="health"))
    with pytest.raises(Denied):
        load_count_rules(path=SICHUAN / "credit.yaml", by=person(Role.APPROVER))


def test_where_next_years_calendar_is_missing_the_answer_has_ample_time(
    rules: None, violation_of: ViolationOf, clock: HeldClock
) -> None:
    last = CountBook.objects.get()
    assert last.rules
    clock.set("2031-12-29T09:00")
    counted(violation_of, *(date(2031, 12, day) for day in (1, 2, 3, 4)))
    assert Proposal.objects.get().answer_by == date(2032, 1, 26)


@pytest.mark.parametrize(
    "values",
    [
        {"outcome": "ban_confirmed"},
        {"outcome": "ban_dismissed"},
        {"outcome": "lost"},
        {"reason": "理由"},
        {"violations": []},
        {"answer_by": date(2022, 10, 17)},
    ],
)
def test_the_database_holds_a_proposal_together(proposal: Proposal, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.delete()


@pytest.mark.usefixtures("house")
def test_the_same_rules_are_loaded_once_and_a_fault_names_its_line(tmp_path: Path) -> None:
    for _ in range(2):
        load_count_rules(path=SICHUAN / "credit.yaml", by=SYSTEM)
    assert CountBook.objects.count() == len(events("credit", "rules")) == 1
    text = (SICHUAN / "credit.yaml").read_text(encoding="utf-8")
    path = tmp_path / "credit.yaml"
    path.write_text(text.replace("times: 4", "times: 1"), encoding="utf-8")
    with pytest.raises(FileFault) as told:
        load_count_rules(path=path, by=SYSTEM)
    assert str(told.value).startswith("credit.yaml 第37行")


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        ("basis: oversize-counted", "basis: 公路安全保护条例第六十六条", "no article of “bases”"),
        ("basis: oversize-counted", "basis: oversize-restriction", "no article of “bases”"),
        ("6个月内不予受理其超限运输行政许可申请", "吊销其车辆营运证", "no basis of a ban"),
        ("    item: oversize-transport\n    kinds", "    kinds", "bars from more than"),
    ],
)
def test_a_rule_rests_on_an_article_that_bars(tmp_path: Path, there: str, instead: str, told: str) -> None:
    text = (SICHUAN / "credit.yaml").read_text(encoding="utf-8")
    path = tmp_path / "credit.yaml"
    path.write_text(text.replace(there, instead), encoding="utf-8")
    with pytest.raises(FileFault, match=told):
        load_count_rules(path=path, by=SYSTEM)


@pytest.mark.usefixtures("house")
def test_rules_from_before_the_table_hold_no_longer_and_break_nothing(
    violation_of: ViolationOf, clock: HeldClock
) -> None:
    old = RULE.model_dump(mode="json") | {"months": 6, "basis": "公路安全保护条例第六十六条"}
    CountBook.objects.create(rules=[old], loaded_at=clock.now)
    counted(violation_of, *FOUR)
    assert not Proposal.objects.exists()


def test_a_proposal_from_before_the_table_is_dismissed(proposal: Proposal, clock: HeldClock) -> None:
    old = {key: one for key, one in proposal.terms.items() if key != "key_of_basis"}
    fresh = Proposal.objects.create(
        public_id="NX-OLD",
        subject=proposal.subject,
        department=proposal.department,
        rule="old",
        terms=old,
        violations=["WF-1", "WF-2"],
        times=4,
        made_at=proposal.made_at,
        answer_by=proposal.answer_by,
    )
    clock.set("2022-10-25T09:00")
    with pytest.raises(Refused, match="不予限制"):
        confirm(proposal=fresh.public_id, by=person(Role.APPROVER))
    assert dismiss(proposal=fresh.public_id, reason="依据不足", by=person(Role.APPROVER)).reason


@pytest.mark.django_db(transaction=True)
def test_two_violations_at_one_moment_make_one_proposal(violation_of: ViolationOf) -> None:
    open_house()
    load_count_rules(path=SICHUAN / "credit.yaml", by=SYSTEM)
    counted(violation_of, *FOUR[:2])
    by = person(Role.REVIEWER)

    def count(day: date) -> None:
        try:
            record_violation(record=violation_of(day=day, source=f"站{day}"), by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(count, FOUR[2:]))
    assert Proposal.objects.get().times == 4


def violations() -> st.SearchStrategy[tuple[Counted, ...]]:
    days = st.dates(date(2020, 1, 1), date(2023, 12, 31))
    kinds = st.sampled_from(ViolationKind)
    return st.lists(st.tuples(days, kinds), max_size=12).map(
        lambda found: tuple(
            Counted(f"W{at}", kind, day, f"S{at % 9}") for at, (day, kind) in enumerate(found)
        )
    )


@given(found=violations(), day=st.dates(date(2020, 1, 1), date(2023, 12, 31)))
def test_what_meets_a_rule_is_enough_of_its_kind_within_its_days(
    found: tuple[Counted, ...], day: date
) -> None:
    met = meeting(RULE, found, day)
    if met:
        assert occasions(met) >= RULE.times
        assert {one.kind for one in met} <= set(RULE.kinds)
        days = [one.day for one in met]
        assert max(days) - min(days) <= timedelta(days=364)
    else:
        near = [one for one in found if one.kind in RULE.kinds and abs(one.day - day).days <= 364]
        for first in {one.day for one in near}:
            span = [one for one in near if first <= one.day <= first + timedelta(days=364)]
            if any(one.day == day for one in span):
                assert occasions(span) < RULE.times


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2022, 10, 25), 6, date(2023, 4, 25)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2022, 12, 31), 2, date(2023, 2, 28)),
        (date(2022, 12, 1), 1, date(2023, 1, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_a_term_of_months_ends_on_the_day_of_the_same_number(first: date, months: int, last: date) -> None:
    assert term_end(first, months) == last
