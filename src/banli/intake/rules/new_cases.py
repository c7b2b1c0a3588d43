"""Cases nobody reported before, from all their rows at once: their columns, and their events in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.intake.rules import bodies
from banli.intake.rules.items import Items, Work
from banli.intake.rules.moments import LOCAL, days, midnight
from banli.intake.rules.reject import ENDS_FIRST, NOT_KNOWN, TOO_EARLY, UNKNOWN_ITEM, Reject, rejected
from banli.intake.rules.tables import CHANNELS, ITEM_LENGTH
from banli.intake.states import (
    ACCEPTED,
    ENDS,
    EX_OFFICIO,
    PAUSED,
    RESUMED,
    STEP,
    WITHOUT_ACCEPTANCE,
    Table,
)

PROCEDURE = {"procedure": "special_name"}
NO_CLOCK: Mapping[str, Any] = {}
STEP_SAID = {"action": "event_name", "step": "process_name"}
CLOCK = {
    "accepted_on": pa.date32(),
    "promised_due": pa.date32(),
    "statutory_due": pa.date32(),
    "took_days": pa.int32(),
    "limit_days": pa.int32(),
}
EVENT = pa.schema(
    [
        *(
            ("case", pa.int32()),
            ("rank", pa.int8()),
            ("at", LOCAL),
            ("name", pa.string()),
            ("body", pa.string()),
        ),
        *CLOCK.items(),
    ]
)
"""``case`` is the place of the case in the table of new cases; the last five say what the body says."""


@dataclass(slots=True)
class Fresh:
    """New cases and their events, sorted by case and in order; ``rejects`` by table."""

    cases: pa.RecordBatch
    events: pa.RecordBatch
    rejects: dict[Table, list[Reject]]


def items_of(rows: pa.RecordBatch, items: Items) -> Any:
    """The place of the item of each row: by its code, else by the beginning of its case number."""
    code = rows.column("task_code")
    first = pc.utf8_slice_codeunits(rows.column("project_no"), 0, ITEM_LENGTH)
    return items.places(pc.coalesce(code, first))


def build(rows: dict[Table, pa.RecordBatch], items: Items, work: Work) -> Fresh:
    """Make new cases of ``rows``, in which no case has two acceptances or two ends.

    A row that does not fit its case is rejected by itself.
    """
    return _Builder(rows, items, work).build()


class _Builder:
    def __init__(self, rows: dict[Table, pa.RecordBatch], items: Items, work: Work) -> None:
        self.items, self.work = items, work
        self.accept, self.special = rows[Table.ACCEPT], rows[Table.SPECIAL]
        self.process, self.result = rows[Table.PROCESS], rows[Table.RESULT]
        self.rejects: dict[Table, list[Reject]] = {table: [] for table in Table}

    def build(self) -> Fresh:
        """Everything, in the order in which one part needs the other."""
        self.accept, self.item = self._known(Table.ACCEPT, self.accept)
        alone = self._ends()
        self.numbers = pa.concat_arrays([self.accept.column("project_no"), alone.column("project_no")])
        if len(alone):
            self.item = pa.concat_arrays([self.item, items_of(alone, self.items)])
        self.item = self.items.on(self.item, days(self._applied()))
        self._between()
        return Fresh(self._cases(), self._events(), self.rejects)

    def _known(self, table: Table, rows: pa.RecordBatch) -> tuple[pa.RecordBatch, Any]:
        """The rows whose item is known, and the place of it."""
        item = items_of(rows, self.items)
        if item.null_count:
            rows = self._only(table, rows, pc.is_valid(item), "task_code", UNKNOWN_ITEM)
            item = item.drop_null()
        return rows, item

    def _only(self, table: Table, rows: pa.RecordBatch, keep: Any, field: str, reason: str) -> pa.RecordBatch:
        keep = pc.fill_null(keep, True)
        if pc.all(keep, min_count=0).as_py():
            return rows
        bad = rows.filter(pc.invert(keep))
        shown = bad.column(field).to_pylist()
        for line, value in zip(bad.column("line").to_pylist(), shown, strict=True):
            self.rejects[table].append(rejected(line, field, reason, value))
        return rows.filter(keep)

    def _ends(self) -> pa.RecordBatch:
        """Keep the ends that fit; the rows of those that end a case without an acceptance."""
        place = self._place(self.result, self.accept.column("project_no"))
        accepted = self.accept.column("accept_date").take(place)
        early = before(self.result.column("result_date"), accepted)
        self.result = self._only(Table.RESULT, self.result, pc.invert(early), "result_date", TOO_EARLY)
        place = self._place(self.result, self.accept.column("project_no"))
        if not place.null_count:
            return self.result.slice(0, 0)
        lonely = pc.is_null(place)
        item = items_of(self.result, self.items)
        known = pc.or_(pc.invert(lonely), pc.is_valid(item))
        kind = self.items.kind.take(item)
        may = pc.or_(
            pc.is_in(kind, value_set=pa.array(sorted(EX_OFFICIO))),
            pc.is_in(self.result.column("result_type"), value_set=pa.array(sorted(WITHOUT_ACCEPTANCE))),
        )
        free = pc.or_(pc.invert(lonely), pc.or_(may, pc.is_null(item)))
        kept = self._only(Table.RESULT, self.result, free, "project_no", NOT_KNOWN)
        known = known.filter(free)
        self.result = self._only(Table.RESULT, kept, known, "project_no", UNKNOWN_ITEM)
        place = self._place(self.result, self.accept.column("project_no"))
        return self.result.filter(pc.is_null(place))

    def _between(self) -> None:
        """Keep the special procedures and steps of a case that is there."""
        for table, name in ((Table.SPECIAL, "special"), (Table.PROCESS, "process")):
            rows = getattr(self, name)
            there = pc.is_in(rows.column("project_no"), value_set=self.numbers)
            setattr(self, name, self._only(table, rows, there, "project_no", NOT_KNOWN))
        begun, ended = self.special.column("special_time"), self.special.column("end_time")
        order = pc.fill_null(pc.greater_equal(ended, begun), True)
        self.special = self._only(Table.SPECIAL, self.special, order, "end_time", ENDS_FIRST)

    @staticmethod
    def _place(rows: pa.RecordBatch, numbers: Any) -> Any:
        return pc.index_in(rows.column("project_no"), value_set=numbers)

    def _cases(self) -> pa.RecordBatch:
        count, accepted = len(self.numbers), len(self.accept)
        blank = count - accepted
        end = pc.index_in(self.numbers, value_set=self.result.column("project_no"))
        result = self.result.column("result_type").take(end)
        waiting = self.special.filter(pc.is_null(self.special.column("end_time")))
        held = pc.index_in(self.numbers, value_set=waiting.column("project_no"))
        open_ = pc.is_null(result)
        paused = pc.if_else(
            open_, days(waiting.column("special_time")).take(held), pa.scalar(None, pa.date32())
        )
        states = pa.array([state for _event, state in ENDS.values()])
        ended = states.take(pc.index_in(result, value_set=pa.array(list(ENDS))))
        at = _longer(self.accept.column("accept_date"), blank)
        completed = self.result.column("result_date").take(end)
        statutory = self.items.statutory.take(self.item)
        places = pc.index_in(self.accept.column("apply_type"), value_set=pa.array(list(CHANNELS)))
        channel = pc.fill_null(pa.array(list(CHANNELS.values())).take(places), "counter")
        columns = {
            "number": self.numbers,
            "item": self.item,
            "channel": pa.concat_arrays([channel, pa.repeat("counter", blank)]),
            "state": pc.coalesce(ended, pc.if_else(pc.is_valid(paused), "paused", "in_review")),
            "submitted_at": self._applied(),
            "accepted_at": at,
            "statutory_due_on": self.work.dues(days(at), statutory),
            "paused_on": paused,
            "completed_at": completed,
            "result": pc.fill_null(result, ""),
        }
        return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))

    def _applied(self) -> Any:
        """When each case was applied for: as its acceptance says, else when it was accepted, else when it ended."""
        blank = len(self.numbers) - len(self.accept)
        end = pc.index_in(self.numbers, value_set=self.result.column("project_no"))
        return pc.coalesce(
            _longer(self.accept.column("apply_date"), blank),
            _longer(self.accept.column("accept_date"), blank),
            self.result.column("result_date").take(end),
        )

    def _events(self) -> pa.RecordBatch:
        parts = [self._acceptances(), self._results()]
        if len(self.special):
            ended = self.special.filter(pc.is_valid(self.special.column("end_time")))
            place = self._place(ended, self.accept.column("project_no"))
            due = {"promised_due": self.accept.column("promise_date").take(place)}
            for rows, name, field, clock in (
                (self.special, PAUSED, "special_time", {}),
                (ended, RESUMED, "end_time", due),
            ):
                said = bodies.said(rows, PROCEDURE, clock)
                case = self._place(rows, self.numbers)
                parts.append(self._part(case, 1, rows.column(field), name, said, clock))
        if len(self.process):
            said = bodies.said(self.process, STEP_SAID)
            moment = self.process.column("event_end_time")
            parts.append(self._part(self._place(self.process, self.numbers), 1, moment, STEP, said))
        every = pa.concat_batches(parts)
        if len(parts) == 2 and len(self.result) == 0:
            return every
        order = pc.sort_indices(every, [("case", "ascending"), ("rank", "ascending"), ("at", "ascending")])
        return every.take(order)

    def _acceptances(self) -> pa.RecordBatch:
        rows = self.accept
        statutory = self.items.statutory.take(self.item.slice(0, len(rows)))
        clock = bodies.begun_clock(rows, statutory, self.work)
        case = pa.array(range(len(rows)), pa.int32())
        return self._part(case, 0, rows.column("accept_date"), ACCEPTED, bodies.accepted(rows, clock), clock)

    def _results(self) -> pa.RecordBatch:
        rows = self.result
        place = self._place(rows, self.accept.column("project_no"))
        case = self._place(rows, self.numbers)
        clock = bodies.ended_clock(
            rows,
            days(self.accept.column("accept_date")).take(place),
            self.accept.column("promise_date").take(place),
            self.items.statutory.take(self.item.take(case)),
            self.work,
        )
        names = pa.array([event for event, _state in ENDS.values()])
        name = names.take(pc.index_in(rows.column("result_type"), value_set=pa.array(list(ENDS))))
        return self._part(case, 2, rows.column("result_date"), name, bodies.ended(rows, clock), clock)

    @staticmethod
    def _part(
        case: Any, rank: int, at: Any, name: Any, body: Any, clock: Mapping[str, Any] = NO_CLOCK
    ) -> pa.RecordBatch:
        count = len(case)
        names = pa.repeat(name, count) if isinstance(name, str) else name
        said = [clock[key] if key in clock else pa.nulls(count, kind) for key, kind in CLOCK.items()]
        return pa.RecordBatch.from_arrays(
            [case.cast(pa.int32()), pa.repeat(pa.scalar(rank, pa.int8()), count), at, names, body, *said],
            schema=EVENT,
        )


def said(fresh: Fresh, items: Items) -> pa.RecordBatch:
    """What the events of new cases say, as columns: case, name, day, where each is booked, and their clocks."""
    events, cases = fresh.events, fresh.cases
    case = events.column("case")
    item = cases.column("item").take(case)
    columns = {
        "case": case,
        "name": events.column("name"),
        "day": days(events.column("at")),
        "scope": items.department.take(item),
        "facet": items.kind.take(item),
        "channel": cases.column("channel").take(case),
        "item": items.item.take(item),
        **{key: events.column(key) for key in CLOCK},
    }
    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))


def before(moment: Any, other: Any) -> Any:
    """True where ``moment`` lies before ``other``; a day without a time is not before a time of the same day."""
    same = pc.and_(pc.equal(days(moment), days(other)), pc.or_(midnight(moment), midnight(other)))
    return pc.fill_null(pc.and_(pc.less(moment, other), pc.invert(same)), False)


def _longer(column: Any, more: int) -> Any:
    return pa.concat_arrays([column, pa.nulls(more, column.type)]) if more else column
