"""Nothing is kept longer than its rule, and nothing that a case refers to is ever removed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from banli.cases import service as cases
from banli.files.models import StoredFile
from banli.files.selectors import holders_of, path_of
from banli.files.service import find, read, store
from banli.kernel.actors import SYSTEM, VISITOR, Role
from banli.kernel.errors import Denied, Missing
from banli.kernel.retention import RULES, outlived, term
from banli.province.worked.player import sample
from banli.site import jobs
from banli.site.cleaning import CLEANERS, clean_all
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, PLAYER, form, open_house, person, submitted

pytestmark = pytest.mark.django_db
DRAFT = term("draft").days
NOTHING = dict.fromkeys([*CLEANERS, "session", "entry", "attendee"], 0)
UNUSED = term("unused_file").days


@pytest.fixture(autouse=True)
def _house(db: None) -> None:
    open_house()


def draft_with_file() -> tuple[UUID, StoredFile]:
    """A draft of somebody who never came back."""
    draft = uuid4()
    cases.save_draft(by=VISITOR, item=OVERSIZE, draft_id=draft, form=form())
    file = store(by=VISITOR, name="行驶证.pdf", content=sample(str(draft)))
    cases.attach(by=VISITOR, draft_id=draft, key="vehicle_licences", file=file)
    return draft, file


def test_every_rule_with_a_term_has_its_act_and_no_other() -> None:
    assert set(CLEANERS) == {rule.key for rule in RULES if rule.days is not None}
    with pytest.raises(ValueError, match="for good"):
        term("case_file")


def test_a_draft_that_nobody_handed_in_is_forgotten_with_its_files(clock: HeldClock) -> None:
    draft, file = draft_with_file()
    clock.move(days=DRAFT)
    assert clean_all() == NOTHING
    clock.move(seconds=1)
    jobs.clean(timestamp=0)
    assert cases.draft_of(draft) is None
    assert not path_of(file.sha256).exists()
    with pytest.raises(Missing):
        find(file.pk)


def test_a_file_attached_later_keeps_its_draft_longer(clock: HeldClock) -> None:
    draft, _first = draft_with_file()
    clock.move(days=DRAFT - 1)
    late = store(by=VISITOR, name="照片.pdf", content=sample("late"))
    cases.attach(by=VISITOR, draft_id=draft, key="vehicle_licences", file=late)
    clock.move(days=2)
    assert clean_all()["draft"] == 0
    assert len(cases.draft_materials(draft)) == 2


def test_a_file_that_nothing_refers_to_goes_after_its_term_alone(clock: HeldClock) -> None:
    _draft, kept = draft_with_file()
    content = read(kept)
    left = store(by=VISITOR, name="a.pdf", content=sample("left"))
    same = store(by=VISITOR, name="b.pdf", content=content)
    clock.move(days=UNUSED, seconds=1)
    assert clean_all()["unused_file"] == 2
    assert not path_of(left.sha256).exists()
    assert read(kept) == content
    with pytest.raises(Missing):
        find(same.pk)


def test_what_a_killed_process_left_on_disk_is_removed() -> None:
    _draft, file = draft_with_file()
    path = path_of(file.sha256)
    half = path.with_name(f".{path.name}.x7")
    alone = path.with_name("ab" * 32)
    for one in (half, alone):
        one.write_bytes(b"half")
    clean_all()
    assert (half.exists(), alone.exists(), path.exists()) == (False, False, True)


def test_what_a_case_refers_to_is_kept_whatever_its_age(clock: HeldClock) -> None:
    draft = uuid4()
    answers = form()
    cases.save_draft(by=VISITOR, item=OVERSIZE, draft_id=draft, form=answers)
    for key, name in PLAYER.asked_for(OVERSIZE, answers):
        file = store(by=VISITOR, name=f"{name}.pdf", content=sample(name))
        cases.attach(by=VISITOR, draft_id=draft, key=key, file=file)
    case = cases.submit_draft(by=VISITOR, draft_id=draft)
    other = submitted()
    before = {one.pk for kept in (case, other) for one in cases.materials_of(kept)}
    clock.move(days=40 * 365)
    clean_all()
    after = [one for kept in (case, other) for one in cases.materials_of(kept)]
    assert {one.pk for one in after} == before
    assert all(read(one.file) for one in after if one.file)
    assert cases.submit_draft(by=VISITOR, draft_id=draft).number == case.number


def test_every_table_that_holds_a_file_refuses_to_lose_it() -> None:
    """A foreign key to a file protects it; a new table is asked here without anybody thinking of it."""
    from django.db.models import PROTECT

    holders = holders_of()
    assert {one.related_model.__name__ for one in holders} >= {"Material", "Certificate", "Issue"}
    assert all(one.on_delete is PROTECT for one in holders)


def test_nobody_but_the_platform_removes(clock: HeldClock) -> None:
    with pytest.raises(Denied):
        cases.forget_drafts(by=VISITOR, before=outlived("draft", clock.now))
    assert clean_all() == NOTHING
    assert SYSTEM.label == "system"


def test_a_note_made_while_reading_goes_when_its_act_was_never_done(clock: HeldClock) -> None:
    case, reader = submitted(), person(Role.CLERK)
    cases.note_reading(
        by=reader, number=case.number, act="accept", version=case.version, typed={"opinion": "待核"}
    )
    clock.move(days=term("reading_note").days)
    assert clean_all() == NOTHING
    clock.move(seconds=1)
    assert clean_all()["reading_note"] == 1
