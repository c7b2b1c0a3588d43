"""A definition becomes the next revision of its item: out of a reviewed draft, or at once as a pack is loaded."""

from __future__ import annotations

from pathlib import Path

from django.db import connection, transaction

from banli.catalogue.acts.ending import set_retirement
from banli.catalogue.models import Item, Revision
from banli.catalogue.permissions import GRANTS, Permission
from banli.catalogue.rules.check import check_read
from banli.catalogue.rules.folder import read_folder
from banli.catalogue.rules.publish import definition_of, digest_of
from banli.catalogue.rules.search import document, pinyin_key
from banli.catalogue.rules.spec import ItemSpec
from banli.catalogue.rules.yamlfile import Fault
from banli.catalogue.selectors import ItemRevision, retirement, revision
from banli.catalogue.states import PUBLISH
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger import service as ledger


@transaction.atomic
def publish_folder(*, path: Path, by: Actor) -> ItemRevision:
    """Draft, review and publish the item in the folder ``path`` at once.

    The current revision where nothing has changed. Only the platform does this, as it loads a reviewed pack.
    Raises :class:`Denied`, and :class:`Refused` with file, line and rule of the first fault.
    """
    GRANTS.require(by, Permission.LOAD_ITEM)
    folder = read_folder(Path(path))
    if folder.spec is None:
        raise refused(list(folder.faults))
    spec = folder.spec
    digest = digest_of(spec)
    item = locked(spec.slug)
    if item and item.current and item.current.digest == digest:
        return revision(item.current.pk)
    faults = check_read(folder, Path(path))
    if faults:
        raise refused(faults)
    return publish(item, spec, digest, by)


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


def publish(item: Item | None, spec: ItemSpec, digest: str, by: Actor) -> ItemRevision:
    """The next revision of ``item``, or the first of a new one, with its event."""
    ended = retirement(spec.slug) if item else None
    if ended and ended.on <= clock.today() and spec.retirement != ended:
        message = gettext_noop("The item was retired on %(day)s; nothing is published for it any more.")
        raise Refused(message, day=ended.on.isoformat())
    item = item or Item(slug=spec.slug)
    item.code = spec.task_code
    item.name_zh, item.name_en = spec.name.zh, spec.name.en
    item.summary_zh, item.summary_en = spec.summary.zh, spec.summary.en
    item.kind, item.case_type = spec.kind, spec.case_type
    item.department_id = spec.department
    item.server_types, item.themes = list(spec.server_types), list(spec.themes)
    item.listed = spec.listed
    item.sort_key = pinyin_key(spec.name.zh)
    item.save()
    row = _next_revision(item, spec, digest, by)
    item.current = row
    item.save(update_fields=["current"])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_item SET search = %s::tsvector WHERE id = %s", [document(spec), item.pk]
        )
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
    return revision(row.pk)


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
