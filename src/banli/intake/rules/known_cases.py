"""A case that is held, or reported twice in one go: row by row, against what the record says of it.

A row that says what is held already changes nothing. One that says something else supersedes it where its version is a
later one: an event takes the old one back, another says what is so. Nothing is ever rewritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from banli.intake.rules import bodies
from banli.intake.rules.items import KnownItem, Work
from banli.intake.rules.new_cases import PROCEDURE, STEP_SAID
from banli.intake.rules.reject import (
    CONFLICT,
    ENDS_FIRST,
    NOT_KNOWN,
    NOTHING_TO_DELETE,
    OTHER_ITEM,
    TOO_EARLY,
    UNKNOWN_ITEM,
    Reject,
    rejected,
)
from banli.intake.states import (
    ACCEPTED,
    ANNULMENTS,
    ENDS,
    EX_OFFICIO,
    PAUSED,
    RESUMED,
    STEP,
    SUFFIX,
    WITHOUT_ACCEPTANCE,
    Table,
)

END_EVENTS = frozenset(event for event, _state in ENDS.values())
CODES = {event: code for code, (event, _state) in reversed(ENDS.items())}
VERSIONED = ("dataver", "reported")


class Outcome(StrEnum):
    """What a row brought."""

    FRESH = "fresh"
    SAME = "same"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Fact:
    """An event of a case: ``at`` in Shanghai wall time."""

    seq: int
    name: str
    at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A case as the record has it."""

    id: int
    number: str
    version: int
    head: bytes
    source: str
    kind: str
    department: str
    channel: str
    submitted_at: datetime
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case is after its rows."""

    state: str
    accepted_at: datetime | None
    statutory_due_on: str | None
    paused_on: datetime | None
    completed_at: datetime | None
    result: str


@dataclass
class Story:
    """One case while its rows are told; ``held`` is None where it is new."""

    number: str
    item: KnownItem | None
    held: Held | None
    work: Work
    now: datetime
    channel: str = "counter"
    applied: datetime | None = None
    live: list[Fact] = field(default_factory=list)
    new: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seq = self.held.version if self.held else 0
        facts = self.held.facts if self.held else ()
        gone = {one.body.get("annuls") for one in facts if one.name in ANNULMENTS}
        self.live = [one for one in facts if one.name not in ANNULMENTS and one.seq not in gone]

    def tell(self, table: Table, row: Mapping[str, Any]) -> Outcome | Reject:
        """Take one row; what it brought, or why it is not taken."""
        if self.held is None and self.item is None:
            return _no(row, "task_code", UNKNOWN_ITEM, row.get("task_code"))
        if table is not Table.ACCEPT and not self._stands(table, row):
            return _no(row, "project_no", NOT_KNOWN, self.number)
        told = {
            Table.ACCEPT: self._accept,
            Table.RESULT: self._end,
            Table.SPECIAL: self._special,
            Table.PROCESS: self._step,
        }[table](row)
        if table is Table.ACCEPT and isinstance(told, Outcome) and told is not Outcome.SAME:
            self._refresh()
        return told

    def standing(self) -> Standing:
        """What the case is now."""
        accepted, end = self._one(ACCEPTED), self._end_now()
        waiting = next((one for one in self._all(PAUSED) if not self._resumed(one)), None)
        at = accepted.at if accepted else None
        due = accepted.body.get("statutory_due") if accepted else None
        if end:
            code = str(end.body.get("result") or CODES[end.name])
            return Standing(ENDS[code][1], at, due, None, end.at, code)
        if waiting:
            return Standing("paused", at, due, waiting.at, None, "")
        if accepted:
            return Standing("in_review", at, due, None, None, "")
        return Standing(ENDS["3"][1], None, None, None, self.now, "3")

    def _stands(self, table: Table, row: Mapping[str, Any]) -> bool:
        """True where the row needs no acceptance or finds one."""
        if self._one(ACCEPTED) or row["cd_operation"] == "D":
            return True
        kind = self.held.kind if self.held else self.item.kind if self.item else ""
        if table is Table.RESULT:
            return kind in EX_OFFICIO or row["result_type"] in WITHOUT_ACCEPTANCE
        return self._end_now() is not None

    def _accept(self, row: Mapping[str, Any]) -> Outcome | Reject:
        held = self._one(ACCEPTED)
        if row["cd_operation"] == "D":
            return self._delete(row, held)
        item, end = self.item, self._end_now()
        if item is None:
            return _no(row, "task_code", UNKNOWN_ITEM, row["task_code"])
        if self.held and (item.kind, item.department) != (self.held.kind, self.held.department):
            return _no(row, "task_code", OTHER_ITEM, row["task_code"])
        if end and _before(end.at, row["accept_date"]):
            return _no(row, "accept_date", TOO_EARLY, row["accept_date"])
        return self._replace(
            row, held, ACCEPTED, row["accept_date"], bodies.accepted_one(row, item, self.work)
        )

    def _end(self, row: Mapping[str, Any]) -> Outcome | Reject:
        held, accepted = self._end_now(), self._one(ACCEPTED)
        if row["cd_operation"] == "D":
            return self._delete(row, held)
        if accepted and _before(row["result_date"], accepted.at):
            return _no(row, "result_date", TOO_EARLY, row["result_date"])
        body = bodies.ended_one(row, accepted.body if accepted else None, self.work)
        return self._replace(row, held, ENDS[row["result_type"]][0], row["result_date"], body)

    def _special(self, row: Mapping[str, Any]) -> Outcome | Reject:
        begun = next((one for one in self._all(PAUSED) if one.at == row["special_time"]), None)
        ended = self._resumed(begun) if begun else None
        if row["cd_operation"] == "D":
            if ended:
                self._annul(ended)
            return self._delete(row, begun)
        end = row["end_time"]
        if end and end < row["special_time"]:
            return _no(row, "end_time", ENDS_FIRST, end)
        body = bodies.said_one(row, PROCEDURE)
        told = self._replace(row, begun, PAUSED, row["special_time"], body)
        if isinstance(told, Reject) or (end is None and ended is None):
            return told
        if end is None:
            return told
        accepted = self._one(ACCEPTED)
        due = accepted.body.get("promised_due") if accepted else None
        then = self._replace(row, ended, RESUMED, end, bodies.kept({**body, "promised_due": due}))
        return told if then is Outcome.SAME else then

    def _step(self, row: Mapping[str, Any]) -> Outcome | Reject:
        body = bodies.said_one(row, STEP_SAID)
        at, said = row["event_end_time"], _content(STEP, body)
        held = next(
            (one for one in self._all(STEP) if one.at == at and _content(STEP, one.body) == said), None
        )
        if row["cd_operation"] == "D":
            return self._delete(row, held)
        return Outcome.SAME if held else self._add(STEP, at, body)

    def _replace(
        self, row: Mapping[str, Any], held: Fact | None, name: str, at: datetime, body: Mapping[str, Any]
    ) -> Outcome | Reject:
        if held is None:
            return self._add(name, at, body)
        if (held.name, held.at, _content(name, held.body)) == (name, at, _content(name, body)):
            return Outcome.SAME
        if _version(body) <= _version(held.body):
            return _no(row, "dataver", CONFLICT, row["dataver"] or row["cd_time"])
        self._annul(held)
        self._add(name, at, {**body, "supersedes": held.seq})
        return Outcome.CORRECTED

    def _delete(self, row: Mapping[str, Any], held: Fact | None) -> Outcome | Reject:
        if held is None:
            return _no(row, "cd_operation", NOTHING_TO_DELETE, "D")
        self._annul(held)
        return Outcome.CORRECTED

    def _refresh(self) -> None:
        """What an end says of its acceptance follows the acceptance."""
        end, accepted = self._end_now(), self._one(ACCEPTED)
        if end is None:
            return
        clock = bodies.clocked(accepted.body if accepted else None, end.at.date(), self.work)
        rest = {key: value for key, value in end.body.items() if key not in bodies.CLOCK}
        body = {**rest, **bodies.kept(clock)}
        if body != end.body:
            self._annul(end)
            self._add(end.name, end.at, {**body, "supersedes": end.seq})

    def _annul(self, held: Fact) -> None:
        self.live.remove(held)
        self.seq += 1
        self.new.append(Fact(self.seq, f"{held.name}{SUFFIX}", held.at, {"annuls": held.seq}))

    def _add(self, name: str, at: datetime, body: Mapping[str, Any]) -> Outcome:
        self.seq += 1
        fact = Fact(self.seq, name, at, body)
        self.live.append(fact)
        self.new.append(fact)
        return Outcome.FRESH

    def _all(self, name: str) -> list[Fact]:
        return [one for one in self.live if one.name == name]

    def _one(self, name: str) -> Fact | None:
        return next(iter(self._all(name)), None)

    def _end_now(self) -> Fact | None:
        return next((one for one in self.live if one.name in END_EVENTS), None)

    def _resumed(self, begun: Fact) -> Fact | None:
        """The end of a special procedure: the first after its beginning."""
        later = [one for one in self._all(RESUMED) if one.at >= begun.at]
        return min(later, key=lambda one: one.at, default=None)


def facts_of(rows: Iterable[tuple[int, str, datetime, str]]) -> tuple[Fact, ...]:
    """Events from (number, name, Shanghai wall time, body)."""
    return tuple(Fact(seq, name, at, json.loads(body) if body else {}) for seq, name, at, body in rows)


def _no(row: Mapping[str, Any], name: str, reason: str, value: object = "") -> Reject:
    return rejected(row["line"], name, reason, value)


def _content(name: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What a report says: without its version, and without what we work out from calendar, item and acceptance."""
    apart = {*VERSIONED, "supersedes", *bodies.CLOCK}
    if name == ACCEPTED:
        apart.remove("promised_due")
    return {key: value for key, value in body.items() if key not in apart}


def _version(body: Mapping[str, Any]) -> tuple[int, str]:
    return (int(body.get("dataver") or 1), str(body.get("reported") or ""))


def _before(moment: datetime, other: datetime) -> bool:
    """As :func:`banli.intake.rules.new_cases.before`."""
    day_only = any(one == one.replace(hour=0, minute=0, second=0, microsecond=0) for one in (moment, other))
    return moment < other and not (day_only and moment.date() == other.date())
