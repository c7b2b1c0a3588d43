"""A week of the hall as a pack file tells it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from banli.hall.rules.records import (
    FindingRecord,
    LeaderVisitRecord,
    PatrolRecord,
    RemarkRecord,
)
from banli.kernel.records import Code, Part, Text


class FindingEntry(FindingRecord):
    """A finding and what became of it."""

    rectified_on: date | None = None
    rectification: str = ""
    rechecked_on: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> FindingEntry:
        if self.rechecked_on and not self.rectified_on:
            raise ValueError("a finding is rectified before it is rechecked")
        return self

    def record(self) -> FindingRecord:
        """The finding alone."""
        return FindingRecord(**{name: getattr(self, name) for name in FindingRecord.model_fields})


class SeenAgain(Part):
    """What a round saw of a finding of another round that was open then."""

    public_id: Code
    finding: Code
    """The public id of the finding, which stands earlier in the file or is on record."""
    note: Text


class PatrolEntry(PatrolRecord):
    """A patrol with its findings, and what it saw of findings that were open already."""

    findings: list[FindingEntry] = []
    seen_again: list[SeenAgain] = []

    def record(self) -> PatrolRecord:
        """The patrol alone."""
        return PatrolRecord(**{name: getattr(self, name) for name in PatrolRecord.model_fields})


class DemandTask(Part):
    """What became of one of a visit's demands: who has to do it by when, and the proof where it is done."""

    demand: Annotated[int, Field(ge=1, le=50)]
    """Its place among the visit's demands, from 1."""
    department: Code
    due_on: date
    closed_on: date | None = None
    proof: str = ""

    @model_validator(mode="after")
    def _is_proved(self) -> DemandTask:
        if bool(self.closed_on) != bool(self.proof):
            raise ValueError("closed_on and proof stand together")
        return self


class LeaderVisitEntry(LeaderVisitRecord):
    """A leader's visit with what became of its demands."""

    tasks: list[DemandTask] = []

    @model_validator(mode="after")
    def _tasks_are_demanded(self) -> LeaderVisitEntry:
        places = [one.demand for one in self.tasks]
        if len(set(places)) < len(places):
            raise ValueError("a demand has one task")
        if any(place > len(self.demands) for place in places):
            raise ValueError("a task names a demand that the visit does not have")
        return self

    def record(self) -> LeaderVisitRecord:
        """The visit alone."""
        return LeaderVisitRecord(**{name: getattr(self, name) for name in LeaderVisitRecord.model_fields})


class HallWeek(Part):
    """Everything of the hall in one week."""

    patrols: list[PatrolEntry] = []
    remarks: list[RemarkRecord] = []
    leader_visits: list[LeaderVisitEntry] = []

    @model_validator(mode="after")
    def _everything_is_named_once(self) -> HallWeek:
        findings = [finding for patrol in self.patrols for finding in patrol.findings]
        again = [one for patrol in self.patrols for one in patrol.seen_again]
        records = (*self.patrols, *findings, *self.remarks, *self.leader_visits)
        seen: set[str] = set()
        for public_id in (*(one.public_id for one in records), *(one.public_id for one in again)):
            if not public_id:
                raise ValueError("every entry of a week file needs its public_id")
            if public_id in seen:
                raise ValueError(f"public_id {public_id} stands here twice")
            seen.add(public_id)
        return self
