"""Loading the databanks of a pack, and the records of those in the platform's own table."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from banli.databanks.models import Kept, Record
from banli.databanks.permissions import GRANTS, DatabankPermission
from banli.databanks.rules import Databank, Records, digest_of, folded, told_by
from banli.kernel.actors import Actor
from banli.ledger.service import append

TOPIC = "databank"


@transaction.atomic
def load_databanks(*, by: Actor, found: Iterable[Records]) -> int:
    """Take in databanks with their records, in place of what each held before; how many are new or changed.

    One that its pack no longer has stays: answers given from it can still be explained.
    """
    GRANTS.require(by, DatabankPermission.LOAD)
    return sum(_loaded(one, by) for one in found)


def _loaded(told: Records, by: Actor) -> bool:
    databank, digest = told.databank, digest_of(told.model_dump(mode="json"))
    kept = Kept.objects.select_for_update().filter(key=databank.key).first()
    if kept is not None and kept.digest == digest:
        return False
    kept = kept or Kept(key=databank.key)
    kept.department_id, kept.definition = databank.department, databank.model_dump(mode="json")
    kept.as_of, kept.digest = told.as_of, digest
    kept.save()
    Record.objects.filter(databank=kept).delete()
    Record.objects.bulk_create(_records(kept, databank, told), batch_size=1_000)
    body = {"records": len(told.records), "as_of": told.as_of.isoformat(), "digest": digest}
    append(topic=TOPIC, subject=databank.key, name="loaded", by=by, scope=databank.department, body=body)
    return True


def _records(kept: Kept, databank: Databank, told: Records) -> Iterable[Record]:
    for place, row in enumerate(told.records):
        keys = {one.key: folded(one, row[one.key]) for one in databank.asks if row.get(one.key)}
        (values,) = told_by(databank, [row])
        yield Record(databank=kept, place=place, keys=keys, values=values)
