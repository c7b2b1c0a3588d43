"""Handing a bundle in: all of its cases or none, once, each with a course of its own."""

from __future__ import annotations

import os
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from tests.bundles.samples import OVERSIZE, begun, open_bundles, spec_of
from tests.house import person

from banli.bundles import acts
from banli.bundles.models import HandIn
from banli.bundles.service import BundleSpec, find_hand_in, hand_in, load_bundles
from banli.cases import service as cases
from banli.cases.models import Case, Draft, Material
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.models import Event
from banli.site.jobs import drain_outbox
from banli.statistics.service import indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> None:
    open_bundles(OVERSIZE)


def items_of(found: HandIn) -> list[str]:
    rows = Case.objects.filter(together=found.number).select_related("revision__item")
    return sorted(one.revision.item.slug for one in rows)


def opened(found: HandIn) -> Actor:
    """The visitor with the cases of the bundle opened in the browser."""
    numbers = frozenset(one.number for one in cases.together.handed_in_together(found.number))
    return Actor(name="", roles=frozenset({Role.APPLICANT}), session=numbers)


def test_every_item_becomes_a_case_of_its_own_department_and_clock(house: None) -> None:
    found = hand_in(by=VISITOR, draft_id=begun(VISITOR, spec_of(OVERSIZE)))
    made = {one.revision.item.slug: one for one in Case.objects.select_related("revision__item")}
    assert {slug: one.department_id for slug, one in made.items()} == {
        "oversize-transport": "transport",
        "company-file-lookup": "market",
        "driver-qualification-lookup": "transport",
    }
    assert {one.together for one in made.values()} == {found.number}
    assert made["oversize-transport"].form["carrier_code"] == made["company-file-lookup"].form["company_code"]
    assert len({one.number for one in made.values()}) == 3
    assert not Draft.objects.exists()


def test_only_the_items_of_the_situation_are_handed_in(house: None) -> None:
    draft = begun(VISITOR, spec_of(OVERSIZE), check_driver="false")
    assert items_of(hand_in(by=VISITOR, draft_id=draft)) == ["company-file-lookup", "oversize-transport"]


def test_a_material_for_two_items_lies_with_both(house: None) -> None:
    bundle = spec_of(OVERSIZE)
    draft = begun(VISITOR, bundle, **{"driver-qualification-lookup--agent": "true"})
    hand_in(by=VISITOR, draft_id=draft)
    papers = Material.objects.filter(key="authorisation").select_related("case__revision__item", "file")
    assert sorted(one.case.revision.item.slug for one in papers if one.case) == [
        "driver-qualification-lookup",
        "oversize-transport",
    ]
    assert len({one.file_id for one in papers}) == 1


def test_pressed_twice_it_is_handed_in_once(house: None) -> None:
    draft = begun(VISITOR, spec_of(OVERSIZE))
    assert hand_in(by=VISITOR, draft_id=draft) == hand_in(by=VISITOR, draft_id=draft)
    assert Case.objects.count() == 3


def test_a_draft_that_never_was_is_missing(house: None) -> None:
    with pytest.raises(Missing):
        hand_in(by=VISITOR, draft_id=uuid4())


def test_faults_stand_at_the_questions_of_the_bundle(house: None) -> None:
    draft = begun(VISITOR, spec_of(OVERSIZE), carrier_code="1", **{"oversize-transport--origin": ""})
    with pytest.raises(Invalid) as caught:
        hand_in(by=VISITOR, draft_id=draft)
    assert [one.where for one in caught.value.problems] == ["carrier_code", "oversize-transport--origin"]
    assert not Case.objects.exists()


def test_a_missing_material_is_told_at_its_place(house: None) -> None:
    draft = begun(VISITOR, spec_of(OVERSIZE))
    Material.objects.filter(key="authorisation").delete()
    with pytest.raises(Invalid) as caught:
        hand_in(by=VISITOR, draft_id=draft)
    assert [one.where for one in caught.value.problems] == ["material.authorisation"]
    assert not Case.objects.exists()
    assert Draft.objects.filter(pk=draft).exists()


def test_one_that_is_taken_back_does_not_hold_the_others(house: None) -> None:
    found = hand_in(by=VISITOR, draft_id=begun(VISITOR, spec_of(OVERSIZE)))
    by = opened(found)
    _row, [permit, company, driver] = find_hand_in(found.number, by)
    cases.withdraw(by=by, number=company.number)
    _row, rows = find_hand_in(found.number, by)
    assert [one.state for one in rows] == ["submitted", "retracted", "submitted"]
    assert (permit.needs, driver.needs) == ([], [])


def test_the_whole_is_opened_by_each_of_its_cases_and_by_nobody_else(house: None) -> None:
    found = hand_in(by=VISITOR, draft_id=begun(VISITOR, spec_of(OVERSIZE)))
    one = sorted(opened(found).session)[0]
    _row, rows = find_hand_in(found.number, Actor(name="", roles=VISITOR.roles, session=frozenset({one})))
    assert len(rows) == 3
    with pytest.raises(Missing):
        find_hand_in(found.number, VISITOR)


def test_it_counts_once_as_a_bundle_and_each_case_as_before(house: None) -> None:
    hand_in(by=VISITOR, draft_id=begun(VISITOR, spec_of(OVERSIZE)))
    drain_outbox()
    names = list(Event.objects.filter(topic="case").values_list("name", flat=True))
    assert names.count("submitted") == 3
    assert names.count("handed_in_together") == 1
    assert indicator("bundles").names == ("handed_in_together",)
    [event] = Event.objects.filter(topic="bundle", name="bundle_handed_in")
    assert event.scope == "transport"


def hanging(how: str) -> list[Case]:
    """A bundle whose look-up of the company hangs on the permit: permit, company, driver."""
    told = spec_of(OVERSIZE).model_dump(mode="json", by_alias=True)
    told["items"][1]["needs"] = [{"item": "oversize-transport", "how": how}]
    changed = BundleSpec.model_validate(told | {"effective_from": "2022-10-17"})
    load_bundles(by=SYSTEM, found=[changed])
    found = hand_in(by=VISITOR, draft_id=begun(VISITOR, changed))
    return find_hand_in(found.number, opened(found))[1]


def test_what_waits_for_another_is_answered_after_it(house: None) -> None:
    permit, company, _driver = hanging(cases.together.WAITS)
    clerk = person(Role.CLERK, "market")
    with pytest.raises(Refused, match=permit.number):
        cases.answer(by=clerk, number=company.number)
    Case.objects.filter(pk=permit.pk).update(
        state="delivered", result="0", completed_at=clock.now(), due_on=None
    )
    assert cases.answer(by=clerk, number=company.number).result == "0"


def test_what_ends_with_another_is_taken_back_where_that_is_not_granted(house: None) -> None:
    permit, company, driver = hanging(cases.together.ENDS)
    assert cases.together.end_hanging(by=SYSTEM) == 0
    cases.withdraw(by=actor_with(permit), number=permit.number)
    assert cases.together.end_hanging(by=SYSTEM) == 1
    assert Case.objects.get(pk=company.pk).state == "retracted"
    assert Case.objects.get(pk=driver.pk).state == "submitted"
    assert cases.together.end_hanging(by=SYSTEM) == 0


def actor_with(one: Case) -> Actor:
    """The visitor who opened this case."""
    return Actor(name="", roles=VISITOR.roles, session=frozenset({one.number}))


def test_the_window_of_the_lead_takes_it_in_for_every_department(house: None) -> None:
    clerk = person(Role.CLERK, window="transport-03")
    found = hand_in(by=clerk, draft_id=begun(clerk, spec_of(OVERSIZE)), channel="counter")
    rows = {one.department_id: one for one in cases.together.handed_in_together(found.number)}
    assert rows["transport"].window_id == "transport-03"
    assert rows["market"].window_id is None
    assert {one.channel for one in rows.values()} == {"counter"}


def test_another_window_takes_it_not_in(house: None) -> None:
    clerk = person(Role.CLERK, "market")
    draft = begun(clerk, spec_of(OVERSIZE))
    with pytest.raises(Denied):
        hand_in(by=clerk, draft_id=draft, channel="counter")
    assert not Case.objects.exists()


def test_what_fails_half_way_leaves_nothing(house: None, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begun(VISITOR, spec_of(OVERSIZE))

    def broken(**_told: Any) -> int:
        raise Refused("broken")

    monkeypatch.setattr("banli.bundles.acts.append", broken)
    with pytest.raises(Refused):
        hand_in(by=VISITOR, draft_id=draft)
    assert not Case.objects.exists()
    assert not HandIn.objects.exists()
    assert Draft.objects.filter(pk=draft).exists()


@pytest.mark.django_db(transaction=True)
def test_a_server_killed_half_way_leaves_nothing_and_the_draft_is_handed_in_afterwards() -> None:
    open_bundles(OVERSIZE)
    draft = begun(VISITOR, spec_of(OVERSIZE))
    # A child that inherits the pool would talk through its parent's connections.
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    # A child that inherits the pool would talk through its parent's connections.
    connection.close()
    getattr(connection, "close_pool", lambda: None)()
    child = os.fork()
    if child == 0:
        try:
            _kill_after("append")  # the last thing that is written
            hand_in(by=VISITOR, draft_id=draft)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert not Case.objects.exists()
    assert items_of(hand_in(by=VISITOR, draft_id=draft)) == sorted(
        ["oversize-transport", "company-file-lookup", "driver-qualification-lookup"]
    )


def _kill_after(name: str) -> None:
    """Let the process be killed once ``name`` of the acts was done: its transaction is never committed."""
    act = getattr(acts, name)

    def done(**told: Any) -> None:
        act(**told)
        os.kill(os.getpid(), 9)

    setattr(acts, name, done)
