"""A definition becomes the next revision of its item: out of a reviewed draft, or at once as a pack is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import connection, transaction

from banli.catalogue.acts.suspension import set_retirement
from banli.catalogue.models import Item, Revision
from banli.catalogue.permissions import GRANTS, Permission
from banli.catalogue.rules.checks.checker import check_read, specs_of
from banli.catalogue.rules.definition.folder import read_revisions
from banli.catalogue.rules.definition.publish import definition_of, digest_of
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.timeline import counting
from banli.catalogue.rules.definition.yamlfile import Fault, hindering
from banli.catalogue.rules.meaning.certificate import named_items
from banli.catalogue.rules.nearness import sound_of, words_of
from banli.catalogue.rules.search import document, pinyin_key
from banli.catalogue.selectors import ItemRevision, current, retirement
from banli.catalogue.states import IN_FORCE, PUBLISH
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger import service as ledger


@transaction.atomic
def publish_folder(*, path: Path, by: Actor) -> ItemRevision:
    """Draft, review and publish every revision in the folder ``path`` at once; the one in force today.

    What is on record already stays: publishing begins with the first revision that differs. Only the platform does
    this, as it loads a reviewed pack. Raises :class:`Denied`, and :class:`Refused` with file, line and rule of the
    first fault.
    """
    GRANTS.require(by, Permission.LOAD_ITEM)
    folders = read_revisions(Path(path))
    if folders[-1].spec is None:
        raise refused(list(folders[-1].faults))
    specs = specs_of(folders)
    item = locked(specs[0].slug)
    kept = kept_of(item)
    same = alike(specs, kept)
    if same == len(specs) == len(kept):
        return current(specs[0].slug)
    faults = hindering(check_read(folders, Path(path)))
    if faults:
        raise refused(faults)
    # The last one is published anew where all that differs is that something announced behind it is gone.
    for spec in specs[min(same, len(specs) - 1) :]:
        item = publish(item, spec, digest_of(spec), by)
    return current(specs[0].slug)


def kept_of(item: Item | None) -> list[Revision]:
    """The revisions of an item that count, in the order of their days."""
    return counting(Revision.objects.filter(item=item)) if item else []


def alike(specs: Sequence[ItemSpec], kept: Sequence[Revision]) -> int:
    """How many of the first ``specs`` are on record as they are."""
    told = [(spec.effective_from, digest_of(spec)) for spec in specs]
    on_record = [(row.effective_from, row.digest) for row in kept]
    pairs = enumerate(zip(told, on_record, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(told), len(on_record)))


def locked(slug: str) -> Item | None:
    """The item alone, without a join: what is joined to a row that was waited for is as old as the waiting."""
    return Item.objects.select_for_update().filter(slug=slug).first()


def refused(faults: list[Fault]) -> Refused:
    """Why it cannot be published: the first fault, and how many more there are."""
    first = faults[0]
    if len(faults) == 1:
        return Refused(gettext_noop("The item cannot be published. %(fault)s"), fault=str(first))
    message = gettext_noop("The item cannot be published. %(fault)s (and %(more)s more faults)")
    return Refused(message, fault=str(first), more=len(faults) - 1)


def publish(item: Item | None, spec: ItemSpec, digest: str, by: Actor) -> Item:
    """The next revision of ``item``, or the first of a new one, with its event; the item."""
    ended = retirement(spec.slug) if item else None
    if ended and ended.on <= clock.today() and spec.retirement != ended:
        message = gettext_noop("The item was retired on %(day)s; nothing is published for it any more.")
        raise Refused(message, day=ended.on.isoformat())
    check_code_free(spec)
    item = item or _new(spec)
    row = _next_revision(item, spec, digest, by)
    show(item)
    ledger.append(
        topic="item",
        subject=spec.slug,
        name=PUBLISH.event,
        by=by,
        scope=spec.department,
        facet=spec.kind,
        body={"revision": row.number, "digest": digest},
    )
    if spec.retirement and spec.retirement != ended:
        set_retirement(item, spec.retirement, by)
    return item


def check_code_free(spec: ItemSpec) -> None:
    """Raise :class:`Refused` where another item that counts bears the implementation code of ``spec``.

    Cases, files and addresses find an item by its code: the older of two would no longer be found.
    """
    other = Item.objects.filter(code=spec.task_code, cancelled_on=None).exclude(slug=spec.slug).first()
    if other:
        message = gettext_noop("The code %(code)s is that of the item “%(item)s” (%(slug)s) already.")
        raise Refused(message, code=spec.task_code, item=other.name_zh, slug=other.slug)


def _new(spec: ItemSpec) -> Item:
    item = Item(slug=spec.slug)
    _face(item, spec)
    item.save()
    return item


def _face(item: Item, spec: ItemSpec) -> None:
    """What lists show of an item, as ``spec`` says it."""
    item.code = spec.task_code
    item.name_zh, item.name_en = spec.name.zh, spec.name.en
    item.summary_zh, item.summary_en = spec.summary.zh, spec.summary.en
    item.kind, item.case_type = spec.kind, spec.case_type
    item.department_id = spec.department
    item.server_types, item.themes = list(spec.server_types), list(spec.themes)
    item.listed = spec.listed
    item.sort_key = pinyin_key(spec.name.zh)
    item.words = words_of(spec.name, spec.keywords)
    item.sounds = [sound_of(one) for one in item.words]
    item.changes = [one for one in named_items(spec) if one != spec.slug]


def show(item: Item) -> bool:
    """Let lists and search show the revision in force today; True where they showed another one."""
    made = current(item.slug)
    if item.current_id == made.id:
        return False
    _face(item, made.spec)
    item.current_id = made.id
    item.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_item SET search = %s::tsvector WHERE id = %s", [document(made.spec), item.pk]
        )
    return True


@transaction.atomic
def bring_into_force(*, by: Actor) -> list[str]:
    """Let lists and search show every revision that came into force; the short names of the items.

    Applications take the revision of their day whether this has run or not.
    """
    GRANTS.require(by, Permission.LOAD_ITEM)
    changed = []
    for item in Item.objects.select_for_update().filter(current__isnull=False).order_by("pk"):
        if show(item):
            changed.append(item.slug)
            ledger.append(
                topic="item",
                subject=item.slug,
                name=IN_FORCE,
                by=by,
                scope=item.department_id,
                facet=item.kind,
                body={"revision": current(item.slug).number},
            )
    return changed


def _next_revision(item: Item, spec: ItemSpec, digest: str, by: Actor) -> Revision:
    last = Revision.objects.filter(item=item).order_by("-number").values_list("number", flat=True).first()
    return Revision.objects.create(
        item=item,
        number=(last or 0) + 1,
        definition=definition_of(spec),
        digest=digest,
        published_at=clock.now(),
        published_by=by.label,
        effective_from=spec.effective_from,
    )


@transaction.atomic
def load_pack_items(*, path: Path, by: Actor) -> list[ItemRevision]:
    """Publish every item folder under ``path``/items, all or none; those without a change stay as they are."""
    items = Path(path) / "items"
    if not items.is_dir():
        raise Refused(gettext_noop("The pack has no folder of items: %(path)s"), path=str(items))
    folders = sorted(one for one in items.iterdir() if one.is_dir())
    return [publish_folder(path=folder, by=by) for folder in folders]
