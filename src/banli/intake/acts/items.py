"""Items that a source registers, so that it may report under them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pyarrow as pa
from django.db.models import Q

from banli.intake.models import SourceItem
from banli.intake.rules.known_cases import Outcome
from banli.intake.rules.reject import BAD_ITEM, rejected
from banli.intake.selectors.run_facts import registers
from banli.people.service import Department

CODE = re.compile(r"[0-9A-Z]{31}")
CHANGEABLE = ("name", "kind", "department_id", "revision_id", "promised", "statutory")


def register_items(*, source: str, rows: pa.RecordBatch, piece: Any) -> None:
    """Register the items in ``rows``, in the caller's transaction; an item that is registered already is updated.

    A department is named by its code or its credit code.
    """
    places, kinds = _departments(), registers()
    held = {one.task_code: one for one in SourceItem.objects.filter(source=source)}
    new, changed, outcomes = {}, [], Counter[str]()
    for row in rows.to_pylist():
        item = _item(source, row, places, kinds)
        if item is None:
            piece.rejects.append(rejected(row["line"], "task_code", BAD_ITEM, row["task_code"]))
            continue
        known = held.get(item.task_code)
        if known is None:
            outcomes[Outcome.FRESH if item.task_code not in new else Outcome.CORRECTED] += 1
            new[item.task_code] = item
        elif all(getattr(known, name) == getattr(item, name) for name in CHANGEABLE):
            outcomes[Outcome.SAME] += 1
        else:
            outcomes[Outcome.CORRECTED] += 1
            item.pk = known.pk
            changed.append(item)
    SourceItem.objects.bulk_create(new.values(), batch_size=1_000)
    SourceItem.objects.bulk_update(changed, CHANGEABLE, batch_size=1_000)
    piece.outcomes.update(outcomes)


def _item(
    source: str, row: dict[str, Any], places: dict[str, str], kinds: dict[str, int]
) -> SourceItem | None:
    """The item of a row; None where it cannot be one."""
    kind, department = row["task_type"], places.get(row["dept_code"])
    promised, statutory = row["promise_day"], row["anticipate_day"]
    sound = promised is None or statutory is None or promised <= statutory
    if not CODE.fullmatch(row["task_code"]) or kind not in kinds or department is None or not sound:
        return None
    return SourceItem(
        source=source,
        task_code=row["task_code"],
        name=row["task_name"],
        kind=kind,
        department_id=department,
        revision_id=kinds[kind],
        promised=promised,
        statutory=statutory,
    )


def _departments() -> dict[str, str]:
    """Code and credit code of each department -> its code."""
    found = Department.objects.filter(~Q(code="")).values_list("code", "uscc")
    return {key: code for code, uscc in found for key in (code, uscc)}
