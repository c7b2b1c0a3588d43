"""大厅防控: what is asked while a rule set is in force, what is kept of it, that it is really deleted, and its end."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.entry.door import GATE, RULES, WELL, checked, load_rules, manager, pack_rules
from tests.held_clock import HeldClock
from tests.house import clerk, person

from banli.entry.models import EntryCheck, EntryDay
from banli.entry.rules import failed
from banli.entry.service import (
    EntryFile,
    check_entry,
    forget_entries,
    in_force,
    kept_checks,
    numbers,
    rule_sets,
    standing_of,
    switch,
)
from banli.entry.states import EntryStanding
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Refused, Stale
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import read
from banli.ledger.models import Event
from banli.ledger.service import verify, version_of
from banli.province.load import SICHUAN
from banli.site.cleaning import clean_all


@pytest.mark.parametrize(
    ("answers", "missed"),
    [
        ({}, ()),
        ({"health-code": "yellow"}, ("health-code",)),
        ({"health-code": "none"}, ("health-code",)),
        ({"test": "72"}, ()),
        ({"test": "73"}, ("test",)),
        ({"temperature": "37.2"}, ()),
        ({"temperature": "37.3"}, ("temperature",)),
        ({"health-code": "red", "temperature": "38.4"}, ("health-code", "temperature")),
    ],
)
def test_who_passes(answers: dict[str, str], missed: tuple[str, ...]) -> None:
    assert failed(pack_rules().rule_sets[0], {**WELL, **answers}) == missed


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("health-code", "blue"),
        ("test", "-1"),
        ("test", "3天"),
        ("test", ""),
        ("temperature", "365"),
        ("temperature", "NaN"),
        ("temperature", "三十六"),
    ],
)
def test_an_answer_that_means_nothing_is_told_at_its_check(key: str, text: str) -> None:
    with pytest.raises(Invalid) as told:
        failed(pack_rules().rule_sets[0], {**WELL, key: text})
    assert [one.where for one in told.value.problems] == [key]


@given(st.decimals(min_value=30, max_value=45, places=1), st.integers(0, 9999))
def test_the_thresholds_are_sharp(degrees: Decimal, hours: int) -> None:
    missed = failed(pack_rules().rule_sets[0], {**WELL, "temperature": str(degrees), "test": str(hours)})
    assert ("temperature" in missed) == (degrees >= Decimal("37.3"))
    assert ("test" in missed) == (hours > 72)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_answered_or_told(text: str) -> None:
    rules = pack_rules().rule_sets[0]
    with suppress(Invalid):
        assert set(failed(rules, dict.fromkeys(WELL, text))) <= set(WELL)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ends: 2022-12-06", "ends: 2022-01-06", "ends before"),
        ("        most: 72\n", "", "most"),
        (", passes: true", "", "one passes"),
        ("key: temperature", "key: test", "twice"),
        ("keep_days: 14", "keep_days: 400", "60"),
    ],
)
def test_rules_that_do_not_fit_are_told_with_their_line(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    text = (SICHUAN / "entry.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "entry.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileFault, match=told) as fault:
        read(path).validated(EntryFile)
    assert "entry.yaml 第" in str(fault.value)


@pytest.mark.usefixtures("house")
class TestAtTheDoor:
    def test_no_answer_and_no_person_is_kept(self) -> None:
        checked(temperature="38.4", **{"health-code": "red"})
        row = EntryCheck.objects.get()
        assert (row.passed, row.failed) == (False, ["health-code", "temperature"])
        kept = {field.name for field in EntryCheck._meta.get_fields()}
        assert kept == {"id", "token", "rule_set", "gate", "at", "passed", "failed", "delete_on"}

    def test_a_check_leaves_nothing_in_the_record(self) -> None:
        clerk()
        before = Event.objects.count()
        checked(temperature="38.4")
        assert Event.objects.count() == before

    def test_a_second_click_is_the_same_check(self) -> None:
        for _click in range(2):
            check_entry(gate=GATE, answers=WELL, token="same", by=clerk())
        assert [(one.checked, one.refused) for one in numbers()] == [(1, 0)]

    def test_only_those_at_the_door_check(self) -> None:
        with pytest.raises(Denied):
            check_entry(gate=GATE, answers=WELL, token="a", by=person(Role.REVIEWER))
        with pytest.raises(Invalid):
            check_entry(gate="后门", answers=WELL, token="a", by=clerk())


@pytest.mark.usefixtures("house")
class TestDeletion:
    def test_on_its_day_every_check_is_gone_and_the_numbers_stay(self, clock: HeldClock) -> None:
        checked()
        checked(temperature="38.4")
        clock.set("2022-10-30T23:00")
        assert clean_all()["entry"] == 0
        assert EntryCheck.objects.count() == 2
        clock.set("2022-10-31T00:10")
        assert clean_all()["entry"] == 2
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM entry_entrycheck")
            assert cursor.fetchone() == (0,)
        assert [(one.checked, one.refused) for one in numbers()] == [(2, 1)]
        assert kept_checks() == (0, None)
        assert clean_all()["entry"] == 0

    def test_the_record_knows_how_many_were_deleted_and_nothing_else(self, clock: HeldClock) -> None:
        checked(temperature="38.4")
        clock.set("2022-10-31T00:10")
        clean_all()
        told = Event.objects.filter(name="entries_deleted").get()
        assert told.body == '{"day":"2022-10-31","deleted":1}'
        assert not Event.objects.filter(body__contains="temperature").exists()
        assert verify().ok

    def test_they_are_deleted_after_the_end_of_the_rules_as_well(self, clock: HeldClock) -> None:
        clock.set("2022-12-06T10:00")
        checked()
        clock.set("2022-12-20T00:10")
        assert in_force() is None
        assert clean_all()["entry"] == 1

    def test_only_the_platform_deletes(self) -> None:
        with pytest.raises(Denied):
            forget_entries(by=manager())


@pytest.mark.usefixtures("house")
class TestSwitch:
    def test_after_its_last_day_nobody_is_asked_whatever_is_switched(self, clock: HeldClock) -> None:
        clock.set("2022-12-06T23:00")
        assert in_force() is not None
        clock.set("2022-12-07T00:00")
        assert in_force() is None
        with pytest.raises(Refused):
            checked()
        with pytest.raises(Refused):
            switch(rule_set=RULES, on=True, reason="继续执行", by=manager())
        assert not EntryDay.objects.exists()

    def test_it_is_switched_off_and_on_with_a_reason(self) -> None:
        switch(rule_set=RULES, on=False, reason="上级通知暂停", by=manager())
        assert standing_of(rule_sets()[0]) is EntryStanding.SWITCHED_OFF
        with pytest.raises(Refused):
            checked()
        with pytest.raises(Invalid):
            switch(rule_set=RULES, on=True, reason=" ", by=manager())
        switch(rule_set=RULES, on=True, reason="恢复执行", by=manager())
        assert checked().passed

    def test_whoever_read_an_older_page_switches_nothing(self) -> None:
        seen = version_of("entry", RULES)
        switch(rule_set=RULES, on=False, reason="上级通知暂停", by=manager())
        with pytest.raises(Stale):
            switch(rule_set=RULES, on=True, reason="恢复执行", by=manager(), version=seen)

    def test_a_clerk_does_not_switch(self) -> None:
        with pytest.raises(Denied):
            switch(rule_set=RULES, on=False, reason="暂停", by=clerk())

    def test_a_pack_that_is_loaded_again_changes_nothing(self) -> None:
        before = Event.objects.filter(name="entry_rules_loaded").count()
        load_rules()
        assert Event.objects.filter(name="entry_rules_loaded").count() == before

    def test_a_house_without_rules_lets_everybody_in(self, db: None) -> None:
        from banli.entry.service import load_entry_rules

        load_entry_rules(file=EntryFile(), by=SYSTEM)
        assert in_force() is None
