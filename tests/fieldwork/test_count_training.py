"""A training told in the weekly report with figures that are counted from the batches of the network."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authorities.people import DAY, entrusted, live, reviewer, trained

from banli.authorities import service as authorities
from banli.fieldwork.models import Activity
from banli.fieldwork.rules.training_figures import about, in_a_row
from banli.fieldwork.service import (
    ActivityRecord,
    CountedTraining,
    TrainingPeriod,
    count_training,
    counted_otherwise,
    facts_told,
)
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.ledger.service import events

pytestmark = pytest.mark.usefixtures("house")
FROM, TO = date(2022, 9, 1), date(2022, 10, 14)
TEXT = "近期，分{batches}批培训{trainees}人，在{places}新设{new}家，共{total}家；{handed_over}已发放。"


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("foreign-trade-filing")


def told(text: str = TEXT, since: date = FROM, until: date = TO, **changes: Any) -> Activity:
    values: dict[str, Any] = {
        "public_id": "HD-1",
        "group": "business_environment",
        "day_text": "近期",
        "reported_on": DAY,
        "department": "commerce",
        "matter": "对外贸易经营者备案登记",
        "report_text": text,
    }
    by = changes.pop("by", reviewer())
    record = ActivityRecord(**{**values, **changes})
    return count_training(record=record, facts=TrainingPeriod(since=since, until=until), by=by)


def test_the_figures_are_those_of_the_batches_and_the_network() -> None:
    live()
    live("遂宁市射洪市商务局", 5001)
    entrusted("遂宁市蓬溪县商务局")
    row = told()
    facts = facts_told(row)
    assert isinstance(facts, CountedTraining)
    assert (facts.batches, facts.trainees, facts.new_authorities_total, facts.authorities_total) == (
        2,
        2,
        2,
        2,
    )
    assert row.report_text == (
        "近期，分二批培训2人，在遂宁新设2家，共2家；备案登记专用章、账户密码和空白登记表已发放。"
    )
    kept = json.loads(events("fieldwork", "HD-1")[0].body)["facts"]
    assert kept["counted"] == facts.counted
    assert "向思源" not in str(kept)


def test_whoever_did_not_come_and_a_batch_of_another_time_do_not_count() -> None:
    authority = live()
    trained(authority, attended=False)
    late = authorities.TrainingRecord(
        matter="业务培训",
        batch=3,
        day=date(2022, 10, 17),
        place="会议室",
        trainees=[authorities.Trainee(name="后到", authority=authority)],
    )
    authorities.train(record=late, department="commerce", by=reviewer())
    facts = facts_told(told())
    assert isinstance(facts, CountedTraining)
    assert (facts.batches, facts.trainees) == (2, 1)


def test_recorded_again_it_stays_as_counted_and_what_came_late_is_told() -> None:
    authority = live()
    row = told()
    assert counted_otherwise("HD-1") == []
    trained(authority)
    assert told().report_text == row.report_text
    assert counted_otherwise("HD-1") == [("batches", 1, 2), ("trainees", 1, 2)]
    with pytest.raises(Refused, match="HD-1"):
        told(TEXT + "另有通报。")


@pytest.mark.parametrize(
    ("text", "says"),
    [("共{sum}家。", "sum"), ("共{total家。", "花括号"), ("共total}家。", "花括号"), ("{}家。", "可用的有")],
)
def test_a_place_that_cannot_be_filled_is_told_at_the_text(text: str, says: str) -> None:
    live()
    with pytest.raises(Invalid) as wrong:
        told(text)
    assert [one.where for one in wrong.value.problems] == ["report_text"]
    assert says in str(wrong.value.problems[0])
    assert not Activity.objects.exists()


def test_what_the_record_has_nothing_for_is_no_empty_place() -> None:
    authority = entrusted()
    trained(authority)
    with pytest.raises(Invalid) as wrong:
        told("在{places}新设{new}家，经{approved_by}批准。")
    assert {dict(one.params)["name"] for one in wrong.value.problems} == {"places", "approved_by"}


def test_a_period_without_batches_or_not_over_is_refused() -> None:
    live()
    with pytest.raises(Refused, match="2022-10-11"):
        told(since=date(2022, 10, 11))
    with pytest.raises(Refused, match="2022-10-18"):
        told(until=date(2022, 10, 18))
    with pytest.raises(Refused):
        told(since=TO, until=FROM)
    with pytest.raises(Denied):
        told(by=Actor(name="", roles=frozenset({Role.REVIEWER}), id=9, department="health"))


@given(st.integers(1, 10_000))
def test_nearly_a_full_ten_is_told_so_and_never_less(number: int) -> None:
    words = about(number)
    shown = int(words.removeprefix("近"))
    assert 0 <= shown - number <= 2
    assert words.startswith("近") == (shown != number)
    assert not words.startswith("近") or shown % 10 == 0


def test_a_row_of_words_ends_with_and() -> None:
    assert [in_a_row(words) for words in ([], ["甲"], ["甲", "乙"], ["甲", "乙", "丙"])] == [
        "",
        "甲",
        "甲和乙",
        "甲、乙和丙",
    ]
