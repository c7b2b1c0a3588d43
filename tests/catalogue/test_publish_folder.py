"""Publishing makes a revision that nothing can change; publishing the same again makes none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from tests.catalogue.samples import ITEMS, OVERSIZE, PACK, open_house, spoilt

from banli.catalogue.models import Item, Revision
from banli.catalogue.rules.definition.folder import read_folder
from banli.catalogue.rules.definition.publish import definition_of, digest_of
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.service import current, draft_folder, history, load_pack_items, publish_folder, revision
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.service import events

pytestmark = pytest.mark.django_db
ADMIN = Actor(name="管理员", roles=frozenset({Role.ADMIN}), id=1)


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house()


def test_a_published_item_is_the_current_one_and_leaves_an_event() -> None:
    made = publish_folder(path=OVERSIZE, by=SYSTEM)
    assert (made.slug, made.number) == ("oversize-transport", 1)
    assert current("oversize-transport") == made
    assert made.spec == read_folder(OVERSIZE).spec
    (event,) = events("item", "oversize-transport")
    assert (event.name, event.scope, event.facet, event.actor) == ("published", "transport", "01", "system")
    assert made.digest in event.body


def test_publishing_the_same_again_makes_no_revision() -> None:
    first = publish_folder(path=OVERSIZE, by=SYSTEM)
    assert publish_folder(path=OVERSIZE, by=SYSTEM).id == first.id
    assert len(events("item", "oversize-transport")) == 1


def test_a_change_makes_the_next_revision_and_the_first_stays_as_it_was(tmp_path: Path) -> None:
    first = publish_folder(path=OVERSIZE, by=SYSTEM)
    changed, _line = spoilt(tmp_path, "item.yaml", "consult: 028-55500303", "consult: 028-55500304")
    second = publish_folder(path=changed, by=SYSTEM)
    assert (second.number, second.item_id) == (2, first.item_id)
    assert current("oversize-transport") == second
    assert revision(first.id).spec.consult == "028-55500303"
    assert [one.number for one in history("oversize-transport")] == [2, 1]
    assert publish_folder(path=OVERSIZE, by=SYSTEM).number == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_revision SET digest = 'x'",
        "DELETE FROM catalogue_revision",
        "TRUNCATE catalogue_revision CASCADE",
    ],
)
def test_the_database_refuses_to_change_a_revision(statement: str) -> None:
    publish_folder(path=OVERSIZE, by=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="immutable"):
            cursor.execute(statement)


def test_a_revision_number_is_given_once() -> None:
    made = publish_folder(path=OVERSIZE, by=SYSTEM)
    row = Revision.objects.get(pk=made.id)
    row.pk = None
    with pytest.raises(IntegrityError, match="revision_number_once"):
        row.save(force_insert=True)


def test_an_item_with_a_fault_is_not_published_and_the_fault_is_one_line(tmp_path: Path) -> None:
    broken, line = spoilt(tmp_path, "item.yaml", "promised: {days: 10,", "promised: {days: 16,")
    with pytest.raises(Refused) as refused:
        publish_folder(path=broken, by=SYSTEM)
    assert f"item.yaml:{line}: limits: 承诺时限" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Item.objects.exists()


def test_a_folder_that_cannot_be_read_names_its_first_fault_and_how_many_more(tmp_path: Path) -> None:
    broken, _line = spoilt(tmp_path, "item.yaml", "level:", "levels:")
    with pytest.raises(Refused, match="另有1处问题"):
        publish_folder(path=broken, by=SYSTEM)


@pytest.mark.parametrize("by", [VISITOR, ADMIN, Actor(name="", roles=frozenset({Role.CLERK, Role.APPROVER}))])
def test_only_the_platform_publishes_at_once(by: Actor) -> None:
    with pytest.raises(Denied):
        publish_folder(path=OVERSIZE, by=by)


def test_the_pack_is_published_whole_and_may_be_loaded_again() -> None:
    made = load_pack_items(path=PACK, by=SYSTEM)
    assert {one.slug for one in made} == {folder.name for folder in ITEMS.iterdir()}
    assert load_pack_items(path=PACK, by=SYSTEM) == made


def test_a_pack_without_items_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有事项文件夹"):
        load_pack_items(path=tmp_path, by=SYSTEM)


def test_one_broken_item_keeps_the_whole_pack_out(tmp_path: Path) -> None:
    shutil.copytree(PACK, tmp_path / "pack")
    (tmp_path / "pack" / "items" / "remote-care-registration" / "form.yaml").write_text("[", encoding="utf-8")
    with pytest.raises(Refused, match=r"form\.yaml:1: yaml"):
        load_pack_items(path=tmp_path / "pack", by=SYSTEM)
    assert not Item.objects.exists()


def test_what_is_not_there_is_missing() -> None:
    with pytest.raises(Missing):
        current("nothing")
    with pytest.raises(Missing):
        revision(0)


@pytest.mark.parametrize("folder", sorted(ITEMS.iterdir()), ids=lambda folder: folder.name)
def test_a_definition_comes_back_from_storage_as_it_was(folder: Path) -> None:
    spec = read_folder(folder).spec
    assert spec
    again = ItemSpec.model_validate(definition_of(spec))
    assert again == spec
    assert digest_of(again) == digest_of(spec)


def test_two_items_that_count_never_bear_the_same_code(tmp_path: Path) -> None:
    publish_folder(path=OVERSIZE, by=SYSTEM)
    shutil.copytree(PACK, tmp_path / "pack")
    twin = tmp_path / "pack" / "items" / "heavy-transport"
    (tmp_path / "pack" / "items" / "oversize-transport").rename(twin)
    text = (
        (twin / "item.yaml").read_text("utf-8").replace("slug: oversize-transport", "slug: heavy-transport")
    )
    (twin / "item.yaml").write_text(text, encoding="utf-8")
    for act in (publish_folder, draft_folder):
        with pytest.raises(Refused, match="oversize-transport"):
            act(path=twin, by=SYSTEM if act is publish_folder else ADMIN)
    assert Item.objects.count() == 1


def test_the_database_refuses_a_code_twice_too() -> None:
    publish_folder(path=OVERSIZE, by=SYSTEM)
    row = Item.objects.get()
    row.pk, row.slug, row.current = None, "heavy-transport", None
    with pytest.raises(IntegrityError, match="item_code_once"):
        row.save()
