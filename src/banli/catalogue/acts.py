"""Writes of the catalogue: publishing an item's folder as a new revision."""

from __future__ import annotations

from pathlib import Path

from django.db import connection, transaction

from banli.catalogue.models import Item, Revision
from banli.catalogue.permissions import GRANTS, Permission
from banli.catalogue.rules.check import check_read
from banli.catalogue.rules.folder import read_folder
from banli.catalogue.rules.publish import definition_of, digest_of
from banli.catalogue.rules.search import document, pinyin_key
from banli.catalogue.rules.spec import ItemSpec
from banli.catalogue.rules.yamlfile import Fault
from banli.catalogue.selectors import ItemRevision, revision
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger import service as ledger


@transaction.atomic
def publish_folder(*, path: Path, by: Actor) -> ItemRevision:
    """Publish the item in the folder ``path``; the current revision where nothing has changed since.

    Raises :class:`Denied`, and :class:`Refused` with file, line and rule of the first fault.
    """
    GRANTS.require(by, Permission.PUBLISH_ITEM)
    folder = read_folder(Path(path))
    if folder.spec is None:
        raise _refused(list(folder.faults))
    spec = folder.spec
    digest = digest_of(spec)
    # The item alone, without a join: what is joined to a row that was waited for is as old as the waiting.
    item = Item.objects.select_for_update().filter(slug=spec.slug).first()
    if item and item.current and item.current.digest == digest:
        return revision(item.current.pk)
    faults = check_read(folder, Path(path))
    if faults:
        raise _refused(faults)
    return _publish(item, spec, digest, by)


def _refused(faults: list[Fault]) -> Refused:
    first = faults[0]
    if len(faults) == 1:
        return Refused(gettext_noop("The item cannot be published. %(fault)s"), fault=str(first))
    message = gettext_noop("The item cannot be published. %(fault)s (and %(more)s more faults)")
    return Refused(message, fault=str(first), more=len(faults) - 1)


def _publish(item: Item | None, spec: ItemSpec, digest: str, by: Actor) -> ItemRevision:
    item = item or Item(slug=spec.slug)
    item.code = spec.task_code
    item.name_zh, item.name_en = spec.name.zh, spec.name.en
    item.summary_zh, item.summary_en = spec.summary.zh, spec.summary.en
    item.kind, item.case_type = spec.kind, spec.case_type
    item.department_id = spec.department
    item.server_types, item.themes = list(spec.server_types), list(spec.themes)
    item.cancelled_on, item.listed = spec.cancelled_on, spec.listed
    item.sort_key = pinyin_key(spec.name.zh)
    item.save()
    last = Revision.objects.filter(item=item).order_by("-number").values_list("number", flat=True).first()
    row = Revision.objects.create(
        item=item,
        number=(last or 0) + 1,
        definition=definition_of(spec),
        digest=digest,
        published_at=clock.now(),
        published_by=by.label,
        effective_from=spec.effective_from,
        cancelled_on=spec.cancelled_on,
    )
    item.current = row
    item.save(update_fields=["current"])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_item SET search = %s::tsvector WHERE id = %s",
            [document(spec), item.pk],
        )
    ledger.append(
        topic="item",
        subject=spec.slug,
        name="published",
        by=by,
        scope=spec.department,
        facet=spec.kind,
        body={"revision": row.number, "digest": digest},
    )
    return revision(row.pk)


@transaction.atomic
def load_pack_items(*, path: Path, by: Actor) -> list[ItemRevision]:
    """Publish every item folder under ``path``/items, all or none; those without a change stay as they are."""
    items = Path(path) / "items"
    if not items.is_dir():
        raise Refused(gettext_noop("The pack has no folder of items: %(path)s"), path=str(items))
    folders = sorted(one for one in items.iterdir() if one.is_dir())
    return [publish_folder(path=folder, by=by) for folder in folders]
