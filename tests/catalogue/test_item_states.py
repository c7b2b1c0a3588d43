"""An item from its draft to a published revision: one table, and two people behind every revision."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db.utils import IntegrityError
from tests.catalogue.samples import OVERSIZE, open_house, spoilt

from banli.catalogue.models import Draft
from banli.catalogue.rules.definition.folder import read_folder
from banli.catalogue.service import Retirement as End
from banli.catalogue.service import (
    current,
    draft,
    draft_folder,
    drafts,
    history,
    publish_draft,
    publish_folder,
    resume_item,
    retire_item,
    return_draft,
    review_draft,
    revision,
    state_of,
    suspend_item,
)
from banli.catalogue.states import OWNERS, TRANSITIONS, Owner, State, acts_from
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.kernel.text import Words
from banli.ledger.service import events

pytestmark = pytest.mark.django_db
TODAY = date(2022, 10, 17)
ADMIN = Actor(name="管理员", roles=frozenset({Role.ADMIN}), id=1)
OTHER = Actor(name="另一管理员", roles=frozenset({Role.ADMIN}), id=2)
APPROVER = Actor(name="交通负责人", roles=frozenset({Role.APPROVER}), id=3, department="transport")
STRANGER = Actor(name="商务负责人", roles=frozenset({Role.APPROVER}), id=4, department="commerce")
CLERK = Actor(name="窗口", roles=frozenset({Role.CLERK}), id=5, department="transport")
SLUG = "oversize-transport"
BECAUSE = Words(zh="系统升级", en="The system is renewed")
LAW = Words(zh="优化营商环境条例第三十七条", en="Regulations, Article 37")


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house()


def end(day: date = date(2022, 12, 30), **more: str) -> End:
    return End.model_validate({"on": day, "because": BECAUSE, "law": LAW, **more})


def names(slug: str = SLUG) -> list[str]:
    return [event.name for event in events("item", slug)]


# The table


def test_every_state_has_an_owner_and_only_the_last_has_no_way_out() -> None:
    assert set(OWNERS) == set(State)
    assert {state for state in State if not acts_from(state)} == {State.RETIRED}
    assert {state for state, owner in OWNERS.items() if owner is Owner.NOBODY} == {State.RETIRED}
    assert {one.target for one in TRANSITIONS} == set(State)
    assert len({one.event for one in TRANSITIONS}) == len(TRANSITIONS)


# Drafting, reviewing, publishing


def test_an_item_is_drafted_by_one_reviewed_by_another_and_then_published() -> None:
    draft_folder(path=OVERSIZE, by=ADMIN)
    assert state_of(SLUG, TODAY) is State.DRAFT
    with pytest.raises(Missing):
        current(SLUG)
    review_draft(slug=SLUG, by=APPROVER)
    assert state_of(SLUG, TODAY) is State.REVIEWED
    made = publish_draft(slug=SLUG, by=ADMIN)
    assert (state_of(SLUG, TODAY), made.number) == (State.PUBLISHED, 1)
    assert made.spec == read_folder(OVERSIZE).spec
    assert draft(SLUG) is None
    assert names() == ["drafted", "draft_reviewed", "published"]
    assert [event.actor for event in events("item", SLUG)] == ["user:1", "user:3", "user:1"]


def test_who_drafted_does_not_review() -> None:
    draft_folder(path=OVERSIZE, by=ADMIN)
    with pytest.raises(Denied):
        review_draft(slug=SLUG, by=ADMIN)
    review_draft(slug=SLUG, by=OTHER)


@pytest.mark.parametrize("by", [STRANGER, CLERK, SYSTEM])
def test_who_is_not_of_the_department_does_not_review(by: Actor) -> None:
    draft_folder(path=OVERSIZE, by=ADMIN)
    with pytest.raises(Denied):
        review_draft(slug=SLUG, by=by)
    with pytest.raises(Denied):
        return_draft(slug=SLUG, by=by, because="不清楚")


@pytest.mark.parametrize("by", [APPROVER, CLERK])
def test_only_an_administrator_drafts_publishes_and_ends(by: Actor) -> None:
    with pytest.raises(Denied):
        draft_folder(path=OVERSIZE, by=by)
    draft_folder(path=OVERSIZE, by=ADMIN)
    review_draft(slug=SLUG, by=OTHER)
    with pytest.raises(Denied):
        publish_draft(slug=SLUG, by=by)
    publish_draft(slug=SLUG, by=ADMIN)
    with pytest.raises(Denied):
        suspend_item(slug=SLUG, by=by, because=BECAUSE, law=LAW)
    with pytest.raises(Denied):
        resume_item(slug=SLUG, by=by)
    with pytest.raises(Denied):
        retire_item(slug=SLUG, by=by, end=end())


def test_what_is_not_reviewed_is_not_published() -> None:
    draft_folder(path=OVERSIZE, by=ADMIN)
    with pytest.raises(Refused):
        publish_draft(slug=SLUG, by=ADMIN)


def test_a_draft_with_a_fault_is_kept_and_not_reviewed(tmp_path: Path) -> None:
    broken, line = spoilt(tmp_path, "item.yaml", "promised: {days: 10,", "promised: {days: 16,")
    row = draft_folder(path=broken, by=ADMIN)
    assert [(one["file"], one["line"], one["rule"]) for one in row.faults] == [("item.yaml", line, "limits")]
    with pytest.raises(Refused):
        review_draft(slug=SLUG, by=APPROVER)
    draft_folder(path=OVERSIZE, by=ADMIN)
    review_draft(slug=SLUG, by=APPROVER)


def test_files_that_are_no_definition_are_no_draft(tmp_path: Path) -> None:
    broken, _line = spoilt(tmp_path, "item.yaml", "level:", "levels:")
    with pytest.raises(Refused, match="level"):
        draft_folder(path=broken, by=ADMIN)
    assert drafts() == []


def test_the_rules_are_asked_again_when_a_reviewed_draft_is_published() -> None:
    draft_folder(path=OVERSIZE, by=ADMIN)
    review_draft(slug=SLUG, by=APPROVER)
    row = Draft.objects.get(slug=SLUG)
    row.definition["complaint"] = row.definition["consult"]
    row.save()
    with pytest.raises(Refused, match="phones"):
        publish_draft(slug=SLUG, by=ADMIN)


def test_a_draft_is_given_back_with_the_reason_and_must_be_reviewed_anew() -> None:
    draft_folder(path=OVERSIZE, by=ADMIN)
    with pytest.raises(Invalid):
        return_draft(slug=SLUG, by=APPROVER, because=" ")
    review_draft(slug=SLUG, by=APPROVER)
    return_draft(slug=SLUG, by=APPROVER, because="时限有误")
    assert state_of(SLUG, TODAY) is State.DRAFT
    with pytest.raises(Refused):
        publish_draft(slug=SLUG, by=ADMIN)
    assert names() == ["drafted", "draft_reviewed", "draft_returned"]


def test_a_new_draft_undoes_the_review_and_a_page_read_before_it_is_stale(tmp_path: Path) -> None:
    read = draft_folder(path=OVERSIZE, by=ADMIN).digest
    review_draft(slug=SLUG, by=APPROVER, digest=read)
    changed, _line = spoilt(tmp_path, "item.yaml", "consult: 028-55500303", "consult: 028-55500304")
    draft_folder(path=changed, by=ADMIN)
    assert state_of(SLUG, TODAY) is State.DRAFT
    with pytest.raises(Stale):
        review_draft(slug=SLUG, by=APPROVER, digest=read)


def test_a_draft_of_what_is_published_already_is_refused(tmp_path: Path) -> None:
    publish_folder(path=OVERSIZE, by=SYSTEM)
    with pytest.raises(Refused):
        draft_folder(path=OVERSIZE, by=ADMIN)
    changed, _line = spoilt(tmp_path, "item.yaml", "consult: 028-55500303", "consult: 028-55500304")
    draft_folder(path=changed, by=ADMIN)
    assert state_of(SLUG, TODAY) is State.PUBLISHED
    review_draft(slug=SLUG, by=APPROVER)
    first = current(SLUG)
    assert publish_draft(slug=SLUG, by=ADMIN).number == 2
    assert revision(first.id).spec.consult == "028-55500303"
    assert [one.number for one in history(SLUG)] == [2, 1]


def test_there_is_nothing_to_do_without_a_draft() -> None:
    for act in (review_draft, publish_draft):
        with pytest.raises(Missing):
            act(slug="nothing", by=ADMIN)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "reviewed"}, "draft_reviewed_whole"),
        ({"reviewed_by": "user:3"}, "draft_reviewed_whole"),
        (
            {"state": "reviewed", "reviewed_by": "user:1", "reviewed_at": "2022-10-17T09:00+08:00"},
            "draft_four_eyes",
        ),
    ],
)
def test_the_database_knows_that_two_people_stand_behind_a_reviewed_draft(
    changes: dict[str, str], name: str
) -> None:
    draft_folder(path=OVERSIZE, by=ADMIN)
    with pytest.raises(IntegrityError, match=name):
        Draft.objects.update(**changes)
