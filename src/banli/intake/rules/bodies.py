"""What the events of a report say besides their moment, as compact JSON with sorted keys: in columns, and singly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.intake.rules.items import KnownItem, Work
from banli.intake.rules.moments import days

NONE = pa.scalar(None, pa.string())


Clock = Mapping[str, Any]
"""Columns by the names of :data:`CLOCK`; one that is not there says nothing."""


def begun_clock(rows: pa.RecordBatch, statutory: Any, work: Work) -> Clock:
    """What acceptances say of their clocks; ``statutory`` the limit of each in working days."""
    day = days(rows.column("accept_date"))
    return {
        "accepted_on": day,
        "limit_days": statutory,
        "promised_due": rows.column("promise_date"),
        "statutory_due": work.dues(day, statutory),
    }


def ended_clock(rows: pa.RecordBatch, accepted_day: Any, promised: Any, statutory: Any, work: Work) -> Clock:
    """What ends say; the other columns are those of their acceptance, null where there was none."""
    limit = pc.if_else(pc.is_valid(accepted_day), statutory, pa.scalar(None, pa.int32()))
    return {
        "accepted_on": accepted_day,
        "limit_days": limit,
        "promised_due": promised,
        "statutory_due": work.dues(accepted_day, limit),
        "took_days": work.tooks(accepted_day, days(rows.column("result_date"))),
    }


def accepted(rows: pa.RecordBatch, clock: Clock) -> Any:
    """Bodies of acceptances."""
    return joined({**version(rows), **_told(clock)})


def ended(rows: pa.RecordBatch, clock: Clock) -> Any:
    """Bodies of ends."""
    deleted = pc.equal(rows.column("result_type"), "3")
    result = pc.if_else(deleted, pa.scalar('"3"'), NONE)
    return joined({**version(rows), **_told(clock), "result": result})


def _told(clock: Clock) -> dict[str, Any]:
    return {
        key: quoted(column) if pa.types.is_date(column.type) else column.cast(pa.string())
        for key, column in clock.items()
    }


def said(rows: pa.RecordBatch, names: Mapping[str, str], clock: Clock | None = None) -> Any:
    """Bodies that repeat texts of the row (key -> column), and what ``clock`` says."""
    texts = {key: escaped(rows.column(name)) for key, name in names.items()}
    return joined({**version(rows), **texts, **_told(clock or {})})


def version(rows: pa.RecordBatch) -> dict[str, Any]:
    """The version of a report where it says more than that it is the first."""
    number, told = rows.column("dataver"), rows.column("cd_time")
    written = pc.if_else(pc.greater(number, 1), number, pa.scalar(None, pa.int64()))
    if told.null_count == len(told):
        return {"dataver": written.cast(pa.string())}
    stamp = pc.if_else(
        pc.is_null(number), told.cast(pa.timestamp("s"), safe=False), pa.scalar(None, pa.timestamp("s"))
    )
    return {"dataver": written.cast(pa.string()), "reported": quoted(stamp)}


def joined(parts: Mapping[str, Any]) -> Any:
    """One JSON object for each row from columns of JSON; null leaves its key out, and nothing at all is ''."""
    pieces = [
        pc.binary_join_element_wise(f'"{key}":', value, ",", "")
        for key, value in sorted(parts.items())
        if value.null_count < len(value)
    ]
    if not pieces:
        return pa.repeat("", len(next(iter(parts.values()))))
    # Not null_handling="skip": it loses the rows in which every piece is null.
    every = pc.binary_join_element_wise(*pieces, "", null_handling="replace", null_replacement="")
    inside = pc.utf8_rtrim(every, ",")
    return pc.if_else(pc.equal(inside, ""), "", pc.binary_join_element_wise("{", inside, "}", ""))


def quoted(column: Any) -> Any:
    """Days and moments as JSON texts."""
    return pc.binary_join_element_wise('"', column.cast(pa.string()), '"', "")


def escaped(column: Any) -> Any:
    """Texts as JSON texts."""
    coded = column.dictionary_encode()
    return pa.array([dumped(one) for one in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)


def dumped(value: object) -> str:
    """One value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# The same, row by row.


def accepted_one(row: Mapping[str, Any], item: KnownItem, work: Work) -> dict[str, Any]:
    """The body of one acceptance."""
    day = row["accept_date"].date()
    due = None if item.statutory is None else work.due(day, item.statutory)
    return kept(
        {
            "accepted_on": day,
            **version_one(row),
            "limit_days": item.statutory,
            "promised_due": row["promise_date"],
            "statutory_due": due,
        }
    )


def ended_one(row: Mapping[str, Any], acceptance: Mapping[str, Any] | None, work: Work) -> dict[str, Any]:
    """The body of one end; ``acceptance`` is the body of the acceptance."""
    return kept(
        {
            **version_one(row),
            "result": "3" if row["result_type"] == "3" else None,
            **clocked(acceptance, row["result_date"].date(), work),
        }
    )


CLOCK = ("accepted_on", "limit_days", "promised_due", "statutory_due", "took_days")
"""What an end takes over from its acceptance."""


def clocked(acceptance: Mapping[str, Any] | None, last: date, work: Work) -> dict[str, Any]:
    """What an end on the day ``last`` says of its clock; every key, None where it is not known."""
    if acceptance is None:
        return dict.fromkeys(CLOCK)
    taken = {key: acceptance.get(key) for key in CLOCK}
    return {**taken, "took_days": work.took(date.fromisoformat(acceptance["accepted_on"]), last)}


def said_one(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """As :func:`said`, for one row."""
    return kept({**version_one(row), **{key: row[name] for key, name in names.items()}})


def version_one(row: Mapping[str, Any]) -> dict[str, Any]:
    """As :func:`version`, for one row."""
    number, told = row["dataver"], row["cd_time"]
    return {
        "dataver": number if number and number > 1 else None,
        "reported": told.replace(microsecond=0) if told and not number else None,
    }


def kept(body: Mapping[str, Any]) -> dict[str, Any]:
    """``body`` without what is None; days and moments as texts."""
    return {key: _plain(value) for key, value in body.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else value
