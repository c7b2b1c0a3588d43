"""Cases told row by row: what each row brought, and the text of what is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from banli.cases.service import Changed
from banli.intake.rules.copy_text import NOTHING, PAUSED_FOR, TOPIC, ZONE, Stamp
from banli.intake.rules.items import Items, KnownItem, Work
from banli.intake.rules.known_cases import Fact, Held, Outcome, Story
from banli.intake.rules.reject import OTHER_SOURCE, Reject, rejected
from banli.intake.rules.tables import CHANNELS, ITEM_LENGTH
from banli.intake.states import Table
from banli.kernel import clock
from banli.ledger.service import GENESIS, Entry, compact, digest


@dataclass
class Told:
    """One case after its rows."""

    story: Story
    stamp: Stamp
    rejects: dict[Table, list[Reject]] = field(default_factory=dict)
    outcomes: dict[Table, list[Outcome]] = field(default_factory=dict)

    @property
    def events(self) -> list[Fact]:
        """The events to write."""
        return self.story.new

    @property
    def is_new(self) -> bool:
        """True where the case is written for the first time."""
        return self.story.held is None and bool(self.story.new)

    def write(
        self, case_id: int, ids: Iterator[int], cases: list[str], events: list[str], changed: list[Changed]
    ) -> None:
        """Add the text of the case's rows; ``case_id`` is the id of a new case."""
        if not self.events:
            return
        held, item = self.story.held, self.story.item
        subject = held.id if held else case_id
        scope = held.department if held else item.department if item else ""
        facet = held.kind if held else item.kind if item else ""
        head = held.head if held else GENESIS
        for fact in self.events:
            entry = Entry(
                *(TOPIC, str(subject), fact.seq, fact.name, scope, facet, _aware(fact.at)),
                *(_aware(self.stamp.recorded_at), self.stamp.actor, compact(fact.body)),
            )
            head = digest(head, entry)
            events.append(_event(next(ids), entry, head))
        if held:
            changed.append(self._changed(held, head))
        elif item:
            cases.append(self._case(case_id, item, head))

    def _changed(self, held: Held, head: bytes) -> Changed:
        now = self.story.standing()
        return Changed(
            id=held.id,
            was=held.version,
            state=now.state,
            version=self.story.seq,
            head=head,
            accepted_at=_aware(now.accepted_at) if now.accepted_at else None,
            statutory_due_on=date.fromisoformat(now.statutory_due_on) if now.statutory_due_on else None,
            paused_on=now.paused_on.date() if now.paused_on else None,
            completed_at=_aware(now.completed_at) if now.completed_at else None,
            result=now.result,
        )

    def _case(self, case_id: int, item: KnownItem, head: bytes) -> str:
        now = self.story.standing()
        first = self.story.applied or now.accepted_at or self.events[0].at
        cells = (
            *(case_id, self.story.number, item.revision, item.kind, item.department, self.story.channel),
            *(_safe(self.stamp.source), now.state, self.story.seq, rf"\\x{head.hex()}", "", "", "", "", "{}"),
            *(_moment(first), _moment(now.accepted_at), now.statutory_due_on or NOTHING, "{}", 0),
            now.paused_on.date().isoformat() if now.paused_on else NOTHING,
            PAUSED_FOR if now.paused_on else "",
            *("[]", _moment(now.completed_at), now.result),
        )
        return "\t".join(map(str, cells)) + "\n"


def tell(
    rows: dict[Table, pa.RecordBatch], held: dict[str, Held], items: Items, work: Work, stamp: Stamp
) -> list[Told]:
    """Tell every row of ``rows`` to its case: acceptances first, ends last, older versions before later ones."""
    found: dict[str, Told] = {}
    for table, batch in rows.items():
        for row in sorted(batch.to_pylist(), key=_order):
            told = found.get(row["project_no"])
            if told is None:
                told = found[row["project_no"]] = _begin(row, held, items, work, stamp)
            case = held.get(row["project_no"])
            if case is not None and case.source != stamp.source:
                outcome: Outcome | Reject = rejected(row["line"], "project_no", OTHER_SOURCE, case.number)
            else:
                _look(told.story, table, row, items)
                outcome = told.story.tell(table, row)
            if isinstance(outcome, Reject):
                told.rejects.setdefault(table, []).append(outcome)
            else:
                told.outcomes.setdefault(table, []).append(outcome)
    return list(found.values())


def _begin(row: dict[str, Any], held: dict[str, Held], items: Items, work: Work, stamp: Stamp) -> Told:
    number = row["project_no"]
    story = Story(number, None, held.get(number), work, stamp.recorded_at)
    return Told(story, stamp)


def _look(story: Story, table: Table, row: dict[str, Any], items: Items) -> None:
    """What the row says of the case as a whole."""
    item = items.by_code.get(row.get("task_code") or row["project_no"][:ITEM_LENGTH])
    if table is Table.ACCEPT:
        story.item = item.on((row["apply_date"] or row["accept_date"]).date()) if item else None
        if not story.new:
            story.channel = CHANNELS.get(row["apply_type"] or "", "counter")
            story.applied = row["apply_date"]
    elif table is Table.RESULT and story.item is None:
        story.item = item.on(row["result_date"].date()) if item else None


def _order(row: dict[str, Any]) -> tuple[int, datetime, int]:
    return (row["dataver"] or 1, row["cd_time"] or datetime.min, row["line"])  # noqa: DTZ901 # wall time


def _event(event_id: int, entry: Entry, head: bytes) -> str:
    cells = (
        *(event_id, entry.topic, entry.subject, entry.seq, entry.name, entry.scope, entry.facet),
        *(entry.at.isoformat(), entry.at.date().isoformat(), entry.recorded_at.isoformat(), entry.actor),
        *(_safe(entry.body), rf"\\x{head.hex()}"),
    )
    return "\t".join(map(str, cells)) + "\n"


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=clock.SHANGHAI)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(" ") + ZONE if moment else NOTHING


def _safe(text: str) -> str:
    return text.replace("\\", "\\\\")
