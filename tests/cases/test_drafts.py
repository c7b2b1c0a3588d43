"""How much may wait in drafts that nobody handed in: by material, by draft, and by whoever began them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, clerk, form, person

from banli.cases import service as cases
from banli.cases.models import Draft
from banli.cases.rules import drafts as rules
from banli.cases.rules.drafts import Waiting, check_files, check_room
from banli.files.service import StoredFile, store
from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Invalid, Refused

pytestmark = pytest.mark.usefixtures("house")
HERE, THERE = "203.0.113.7", "203.0.113.8"
KEY = "vehicle-licence"


def begin(address: str = HERE, by: Actor = VISITOR) -> UUID:
    draft = uuid4()
    cases.save_draft(by=by, item=OVERSIZE, draft_id=draft, form=form(), address=address)
    return draft


def file(size: int = 1000) -> StoredFile:
    return store(by=VISITOR, name="a.pdf", content=b"%PDF-1.7 " + bytes(size))


@pytest.mark.parametrize(
    ("waiting", "word"),
    [
        (Waiting(20, 20, 0, 0), "每项材料最多20个"),
        (Waiting(0, 100, 0, 0), "一次申请最多100个"),
        (Waiting(0, 0, rules.BYTES_OF_DRAFT, 0), "合计不超过300 MB"),
        (Waiting(0, 0, 0, rules.BYTES_OF_ORIGIN), "未提交的内容过多"),
    ],
)
def test_one_too_many_is_told_at_its_material(waiting: Waiting, word: str) -> None:
    with pytest.raises(Invalid) as told:
        check_room(waiting, 1, "material.a")
    (problem,) = told.value.problems
    assert problem.where == "material.a"
    assert word in str(problem)
    check_room(Waiting(19, 99, rules.BYTES_OF_DRAFT - 1, rules.BYTES_OF_ORIGIN - 1), 1, "material.a")


def test_files_wait_within_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "FILES_OF_MATERIAL", 2)
    draft = begin()
    for _file in range(2):
        cases.attach(by=VISITOR, draft_id=draft, key=KEY, file=file())
    with pytest.raises(Invalid):
        cases.check_room_in(draft, KEY, 1)
    with pytest.raises(Invalid):
        cases.attach(by=VISITOR, draft_id=draft, key=KEY, file=file())
    cases.attach(by=VISITOR, draft_id=draft, key="route-plan", file=file())


def test_bytes_of_one_address_are_counted_over_its_drafts(
    monkeypatch: pytest.MonkeyPatch, clock: HeldClock
) -> None:
    monkeypatch.setattr(rules, "BYTES_OF_ORIGIN", 2500)
    first, second, other = begin(), begin(), begin(THERE)
    cases.attach(by=VISITOR, draft_id=first, key=KEY, file=file(1500))
    with pytest.raises(Invalid):
        cases.attach(by=VISITOR, draft_id=second, key=KEY, file=file(1501))
    cases.attach(by=VISITOR, draft_id=other, key=KEY, file=file(1502))
    clock.move(days=1, seconds=1)
    cases.attach(by=VISITOR, draft_id=second, key=KEY, file=file(1503))


def test_one_address_begins_so_many_in_a_day_and_no_staff_is_counted(
    monkeypatch: pytest.MonkeyPatch, clock: HeldClock
) -> None:
    monkeypatch.setattr(rules, "DRAFTS_OF_ORIGIN", 2)
    kept = begin()
    begin()
    with pytest.raises(Refused, match="未提交的内容过多"):
        begin()
    begin(THERE)
    cases.save_draft(by=VISITOR, item=OVERSIZE, draft_id=kept, form=form(), address=HERE)
    me = person(Role.APPLICANT, None, name="me")
    for _draft in range(2):
        begin(HERE, me)
    with pytest.raises(Refused):
        begin(THERE, me)
    for _draft in range(3):
        begin(HERE, clerk())
    clock.move(days=1, seconds=1)
    begin()


def test_no_address_is_kept_in_the_clear_and_none_once_it_is_handed_in() -> None:
    draft = begin()
    origin = Draft.objects.get(pk=draft).origin
    assert origin
    assert HERE not in origin
    assert Draft.objects.get(pk=begin()).origin == origin
    assert Draft.objects.get(pk=begin(THERE)).origin != origin


def test_a_correction_brings_no_more_than_a_draft_may_hold() -> None:
    check_files([(KEY, 1)] * 20 + [("route-plan", 1)] * 20)
    with pytest.raises(Invalid) as told:
        check_files([(KEY, 1)] * 21)
    assert [one.where for one in told.value.problems] == [f"material.{KEY}"]
    with pytest.raises(Invalid):
        check_files([(KEY, rules.BYTES_OF_DRAFT), (KEY, 1)])
