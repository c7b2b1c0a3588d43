"""Columns (栏目) of a bulletin: which sections each has, who works on it, and which one a section belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.weekly.rules.outline import FURTHER, Plan, Section, planned
from banli.weekly.states import ColumnStep, Owner

FIRST = "first"
"""Key of the first column, whose title stands above the body."""


@dataclass(frozen=True)
class Column:
    """A column of an issue as its pack tells it."""

    key: str
    title: str
    plans: tuple[Plan, ...]
    windows: tuple[str, ...] = ()
    """Codes of the departments that are asked for its lines; empty for every one with a window."""
    takes: Mapping[str, Section] | None = None
    """Topic of a record to the section in which its line stands."""
    people: Mapping[Owner, tuple[str, ...]] | None = None
    """Who edits, reviews and signs it, by user name; None for whoever has the role and works on no other column."""

    @property
    def sections(self) -> frozenset[Section]:
        """The sections whose lines are its own."""
        return frozenset(plan.section for plan in self.plans)


def columns_told(
    title: str, outline: Iterable[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]
) -> tuple[Column, ...]:
    """The columns of a frame in printed order: the first one, then those of ``rows``."""
    return (Column(FIRST, title, planned(outline)), *(_column(row) for row in rows))


def _column(row: Mapping[str, Any]) -> Column:
    return Column(
        row["key"],
        row["title"],
        tuple(
            Plan(Section(one["section"]), one["heading"], one.get("printed", "")) for one in row["outline"]
        ),
        tuple(row["windows"]),
        {topic: Section(section) for topic, section in row["takes"].items()},
        {
            Owner.EDITOR: tuple(row["editors"]),
            Owner.CHECKER: tuple(row["reviewers"]),
            Owner.SIGNER: tuple(row["signers"]),
        },
    )


def begun(rows: Iterable[Mapping[str, Any]], first_day: date) -> list[str]:
    """Keys of the further columns that an issue beginning on ``first_day`` has."""
    return [row["key"] for row in rows if date.fromisoformat(row["since"]) <= first_day]


def column_of(columns: Sequence[Column], section: Section) -> Column:
    """The column a section belongs to; the first one where no other has it."""
    return next((one for one in columns if section in one.sections), columns[0])


def has_section(columns: Sequence[Column], section: Section) -> bool:
    """True where lines may stand in ``section`` of an issue with these columns."""
    return section not in FURTHER or any(section in one.sections for one in columns)


def works_on(columns: Sequence[Column], key: str, owner: Owner, username: str) -> bool:
    """True where somebody with the role of ``owner`` works on that column: named for it, or for no other."""
    column = next(one for one in columns if one.key == key)
    if column.people is not None:
        return username in column.people.get(owner, ())
    return not any(username in (one.people or {}).get(owner, ()) for one in columns)


def placed(columns: Sequence[Column], topic: str, otherwise: Section) -> Section:
    """The section in which a record of ``topic`` stands: that of the column that takes it."""
    return next((one.takes[topic] for one in columns if one.takes and topic in one.takes), otherwise)


def changed_columns(
    columns: Sequence[Column], before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Keys of the columns whose lines differ between two versions of an issue, in printed order."""

    def own(rows: Sequence[Mapping[str, Any]], key: str) -> list[Mapping[str, Any]]:
        return [row for row in rows if column_of(columns, Section(row["section"])).key == key]

    return [one.key for one in columns if own(before, one.key) != own(after, one.key)]


def acts_of(state: str, steps: Iterable[ColumnStep]) -> list[ColumnStep]:
    """The steps that leave ``state``, in the order of the table."""
    return [step for step in steps if state in step.sources]
