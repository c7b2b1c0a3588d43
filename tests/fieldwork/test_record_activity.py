"""Recording what is done outside the window, and following up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from banli.fieldwork.models import Activity
from banli.fieldwork.service import (
    ActivityRecord,
    Facts,
    GreenChannel,
    Group,
    Kind,
    Outreach,
    Point,
    Talk,
    Training,
    Visit,
    activities,
    facts_told,
    find,
    follow_up,
    follow_ups_due,
    latest,
    record_green_channel,
    record_outreach,
    record_talk,
    record_training,
    record_visit,
)
from banli.fieldwork.states import OWNERS, TRANSITIONS, ActivityOwner, ActivityState
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.people.service import load_house

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY = date(2022, 10, 17), date(2022, 10, 21)
REVIEWER = Actor(name="秦川柏", roles=frozenset({Role.REVIEWER}), id=4, department="transport")
TRAINING = Training(
    batches=3, trainees=20, new_authorities=["成都"], new_authorities_total=12, authorities_total=122
)
TALK = Talk(occasion="高架桥侧翻事故", commitments=["举一反三"], follow_up_on=date(2022, 11, 1))
GREEN = GreenChannel(
    approved_now=3, approved_to_date=9, planned=10, plan_owner="电力公司", measures=[Point(head="专班")]
)
OUTREACH = Outreach(advised_on=["申请材料"])
VISIT = Visit(places=["富顺收费站"], looked_at=["通行情况"])


@pytest.fixture(autouse=True)
def _departments() -> None:
    load_house(
        by=SYSTEM,
        regions=[{"code": "510000", "name": "四川省"}],
        departments=[
            {
                "code": code,
                "name": name,
                "short_name": name,
                "uscc": f"11510000990000{number:03d}X",
                "region": "510000",
            }
            for number, (code, name) in enumerate((("transport", "交通运输厅"), ("commerce", "商务厅")))
        ],
        windows=[],
    )


def record(**changes: Any) -> ActivityRecord:
    values: dict[str, Any] = {
        "group": "business_environment",
        "day": MONDAY,
        "reported_on": MONDAY,
        "department": "transport",
        "matter": "大件运输许可",
        "targets": ["锦峦大件运输有限公司"],
        "requirements": [{"head": "守住底线", "items": ["诚信申报"]}],
        "report_text": "交通运输厅开展工作。",
    }
    return ActivityRecord(**{**values, **changes})


def test_each_kind_has_its_act_and_its_typed_facts() -> None:
    made = [
        record_training(record=record(public_id="HD-1"), facts=TRAINING, by=SYSTEM),
        record_talk(record=record(public_id="HD-2"), facts=TALK, by=SYSTEM),
        record_green_channel(record=record(public_id="HD-3"), facts=GREEN, by=SYSTEM),
        record_outreach(record=record(public_id="HD-4"), facts=OUTREACH, by=SYSTEM),
        record_visit(record=record(public_id="HD-5"), facts=VISIT, by=SYSTEM),
    ]
    assert [row.kind for row in made] == [kind.value for kind in Kind]
    told: list[Facts] = [facts_told(find(row.public_id)) for row in made]
    assert told == [TRAINING, TALK, GREEN, OUTREACH, VISIT]


def test_an_activity_leaves_one_event_on_its_day_with_its_department_and_kind() -> None:
    row = record_training(record=record(day=date(2022, 10, 14)), facts=TRAINING, by=REVIEWER)
    assert row.public_id == "HD-2022-0001"
    told = events("fieldwork", row.public_id)
    assert [(event.name, event.day, event.scope, event.facet) for event in told] == [
        ("activity_recorded", date(2022, 10, 14), "transport", "training")
    ]


def test_the_same_record_twice_is_one_activity_and_another_is_refused() -> None:
    first = record_talk(record=record(public_id="HD-1"), facts=TALK, by=SYSTEM)
    assert record_talk(record=record(public_id="HD-1"), facts=TALK, by=SYSTEM) == first
    assert len(events("fieldwork", "HD-1")) == 1
    with pytest.raises(Refused, match="HD-1"):
        record_talk(record=record(public_id="HD-1", matter="别的事项"), facts=TALK, by=SYSTEM)
    with pytest.raises(Refused, match="HD-1"):
        record_visit(record=record(public_id="HD-1"), facts=VISIT, by=SYSTEM)


def test_a_talk_needs_targets_and_requirements() -> None:
    with pytest.raises(Invalid) as caught:
        record_talk(record=record(targets=[], requirements=[]), facts=TALK, by=SYSTEM)
    assert [problem.where for problem in caught.value.problems] == ["targets", "requirements"]
    with pytest.raises(Invalid):
        record_outreach(record=record(targets=[]), facts=OUTREACH, by=SYSTEM)
    record_training(record=record(targets=[], requirements=[]), facts=TRAINING, by=SYSTEM)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Training, {"batches": 0, "trainees": 20}),
        (Training, {"batches": 1, "trainees": 20, "new_authorities": ["成都"], "authorities_total": 3}),
        (Training, {"batches": 1, "trainees": 20, "new_authorities_total": 4, "authorities_total": 3}),
        (Talk, {"occasion": "事故", "commitments": []}),
        (GreenChannel, {**GREEN.model_dump(), "approved_to_date": 11}),
        (GreenChannel, {**GREEN.model_dump(), "approved_now": 10}),
        (Outreach, {"advised_on": []}),
        (Visit, {"places": [], "looked_at": ["通行情况"]}),
        (Visit, {"places": ["富顺"], "looked_at": ["通行情况"], "weather": "晴"}),
    ],
)
def test_facts_that_cannot_be_are_refused(model: type[Facts], values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(values)


def test_nine_of_ten_planned_is_ninety_percent() -> None:
    assert GREEN.percent == 90
    assert GREEN.model_copy(update={"planned": 11}).percent == 82


def test_a_department_records_its_own_work_only() -> None:
    with pytest.raises(Denied):
        record_visit(record=record(department="commerce"), facts=VISIT, by=REVIEWER)
    for role in (Role.APPLICANT, Role.SUPERVISOR, Role.EDITOR):
        with pytest.raises(Denied):
            record_visit(
                record=record(),
                facts=VISIT,
                by=Actor(name="", roles=frozenset({role}), department="transport"),
            )
    hall = Actor(name="邵明朗", roles=frozenset({Role.HALL_MANAGER}), id=1, department="service-centre")
    record_visit(record=record(department="commerce"), facts=VISIT, by=hall)


def test_what_is_to_come_and_what_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="2022-10-18"):
        record_visit(record=record(day=date(2022, 10, 18)), facts=VISIT, by=SYSTEM)
    with pytest.raises(Missing, match="nobody"):
        record_visit(record=record(department="nobody"), facts=VISIT, by=SYSTEM)
    with pytest.raises(Missing, match="nothing"):
        find("nothing")
    with pytest.raises(ValidationError, match="day_text"):
        record(day=None)


def test_a_talk_is_followed_up_once_on_or_after_its_day(clock: Any) -> None:
    talk = record_talk(record=record(), facts=TALK, by=REVIEWER)
    assert talk.state == ActivityState.AWAITING
    assert follow_ups_due(date(2022, 10, 31)) == []
    assert [row.public_id for row in follow_ups_due(date(2022, 11, 1))] == [talk.public_id]
    clock.set("2022-11-01")
    with pytest.raises(Refused, match="2022-10-14"):
        follow_up(activity=talk.public_id, on=date(2022, 10, 14), result="已整改", by=REVIEWER)
    with pytest.raises(Refused):
        follow_up(activity=talk.public_id, on=date(2022, 11, 1), result="  ", by=REVIEWER)
    follow_up(activity=talk.public_id, on=date(2022, 11, 1), result="已整改", by=REVIEWER)
    assert follow_ups_due(date(2023, 1, 1)) == []
    assert [event.name for event in events("fieldwork", talk.public_id)] == [
        "activity_recorded",
        "activity_followed_up",
    ]
    with pytest.raises(Refused):
        follow_up(activity=talk.public_id, on=date(2022, 11, 1), result="已整改", by=REVIEWER)
    with pytest.raises(Missing):
        follow_up(activity="nothing", on=date(2022, 11, 1), result="已整改", by=REVIEWER)


def test_a_followed_up_talk_read_again_from_its_file_stays_followed_up(clock: Any) -> None:
    record_talk(record=record(public_id="HD-1"), facts=TALK, by=SYSTEM)
    clock.set("2022-11-01")
    follow_up(activity="HD-1", on=date(2022, 11, 1), result="已整改", by=SYSTEM)
    assert record_talk(record=record(public_id="HD-1"), facts=TALK, by=SYSTEM).state == ActivityState.DONE


def test_the_report_takes_its_period_by_group_and_order() -> None:
    for public_id, group, order, reported_on in (
        ("HD-1", Group.SERVICE_QUALITY, 1, MONDAY),
        ("HD-2", Group.BUSINESS_ENVIRONMENT, 2, MONDAY),
        ("HD-3", Group.BUSINESS_ENVIRONMENT, 1, FRIDAY),
        ("HD-4", Group.BUSINESS_ENVIRONMENT, 3, date(2022, 10, 24)),
    ):
        record_visit(
            record=record(
                public_id=public_id,
                group=group,
                order=order,
                day=None,
                day_text="近日",
                reported_on=reported_on,
            ),
            facts=VISIT,
            by=SYSTEM,
        )
    assert [row.public_id for row in activities(MONDAY, FRIDAY)] == ["HD-3", "HD-2", "HD-1"]
    assert [row.public_id for row in activities(MONDAY, FRIDAY, Group.SERVICE_QUALITY)] == ["HD-1"]


def test_activities_are_paged_latest_first_by_key() -> None:
    for number in range(1, 6):
        record_visit(
            record=record(public_id=f"HD-{number}", reported_on=date(2022, 10, 10 + number // 2)),
            facts=VISIT,
            by=SYSTEM,
        )
    record_training(record=record(public_id="HD-9"), facts=TRAINING, by=SYSTEM)
    first = latest(kind=Kind.VISIT, limit=2)
    rest = latest(after=(first[-1].reported_on, first[-1].pk), kind=Kind.VISIT)
    assert [row.public_id for row in first + rest] == [f"HD-{number}" for number in range(5, 0, -1)]
    assert len(latest()) == 6


def test_every_state_has_an_owner_and_a_way_on() -> None:
    assert set(OWNERS) == set(ActivityState)
    for state, owner in OWNERS.items():
        assert any(state in step.sources for step in TRANSITIONS) is (owner is not ActivityOwner.NOBODY)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "party"}, "fieldwork_activity_kind"),
        ({"group": "other"}, "fieldwork_activity_group"),
        ({"day": None}, "fieldwork_activity_has_a_time"),
        ({"state": "done"}, "fieldwork_state_and_follow_up_agree"),
        ({"follow_up_on": None}, "fieldwork_state_and_follow_up_agree"),
        ({"state": "done", "followed_up_on": date(2022, 10, 1)}, "fieldwork_follow_up_after_the_day"),
    ],
)
def test_the_database_holds_what_an_activity_must_be(values: dict[str, object], constraint: str) -> None:
    record_talk(record=record(), facts=TALK, by=SYSTEM)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Activity.objects.update(**values)
