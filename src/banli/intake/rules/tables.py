"""The fields of the exchange tables that are read, and what each must be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from banli.intake.states import ENDS, Table

CHANNELS = {"1": "counter", "2": "online", "3": "online", "4": "counter", "9": "counter"}
"""办理形式 -> channel; a courier's papers reach the counter."""
OPERATIONS = {"I": "I", "U": "U", "D": "D"}
KINDS = tuple(f"{number:02}" for number in range(1, 21))
"""事项类型: kinds of items."""
GRADES = ("1", "2", "3", "4", "5")
"""满意度: 1 非常满意 … 5 非常不满意."""
ITEM_LENGTH = 31
"""Characters of an item's task code (实施编码), with which a case number begins."""


class Kind(Enum):
    """What a field holds."""

    NUMBER = auto()
    KEY = auto()
    TEXT = auto()
    MOMENT = auto()
    DAY = auto()
    CODE = auto()
    INTEGER = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in the file, what it holds, whether a row needs it; ``codes`` where it is coded."""

    name: str
    kind: Kind
    needed: bool = False
    codes: tuple[str, ...] = ()
    future: bool = False
    """True where the day may lie in the future."""


NUMBER = Field("project_no", Kind.NUMBER, needed=True)
COMMON = (
    Field("dataver", Kind.INTEGER),
    Field("cd_time", Kind.MOMENT),
    Field("cd_operation", Kind.CODE, codes=tuple(OPERATIONS)),
)
FIELDS: dict[Table, tuple[Field, ...]] = {
    Table.TASK: (
        Field("task_code", Kind.KEY, needed=True),
        Field("task_name", Kind.TEXT, needed=True),
        Field("task_type", Kind.CODE, needed=True, codes=KINDS),
        Field("dept_code", Kind.KEY, needed=True),
        Field("promise_day", Kind.INTEGER),
        Field("anticipate_day", Kind.INTEGER),
    ),
    Table.ACCEPT: (
        NUMBER,
        Field("task_code", Kind.KEY, needed=True),
        Field("accept_date", Kind.MOMENT, needed=True),
        Field("promise_date", Kind.DAY, future=True),
        Field("apply_date", Kind.MOMENT),
        Field("apply_type", Kind.CODE, codes=tuple(CHANNELS)),
        *COMMON,
    ),
    Table.SPECIAL: (
        NUMBER,
        Field("special_name", Kind.TEXT),
        Field("special_time", Kind.MOMENT, needed=True),
        Field("end_time", Kind.MOMENT),
        *COMMON,
    ),
    Table.PROCESS: (
        NUMBER,
        Field("process_name", Kind.TEXT, needed=True),
        Field("event_name", Kind.TEXT),
        Field("event_start_time", Kind.MOMENT),
        Field("event_end_time", Kind.MOMENT, needed=True),
        *COMMON,
    ),
    Table.RESULT: (
        NUMBER,
        Field("task_code", Kind.KEY),
        Field("result_type", Kind.CODE, needed=True, codes=tuple(ENDS)),
        Field("result_date", Kind.MOMENT, needed=True),
        *COMMON,
    ),
    Table.SATISFACTION: (
        NUMBER,
        Field("satisfaction", Kind.CODE, needed=True, codes=GRADES),
        Field("assess_time", Kind.MOMENT, needed=True),
    ),
}
TELLING = {
    "accept_date": Table.ACCEPT,
    "special_time": Table.SPECIAL,
    "process_name": Table.PROCESS,
    "result_date": Table.RESULT,
    "satisfaction": Table.SATISFACTION,
    "task_type": Table.TASK,
}
"""A column that only one table has."""


def table_of(file_name: str, columns: Iterable[str] = ()) -> Table | None:
    """Which table a file holds: by its name, else by its columns."""
    name = file_name.lower()
    for table in sorted(Table, key=len, reverse=True):
        if table in name:
            return table
    found = {TELLING[column] for column in columns if column in TELLING}
    return found.pop() if len(found) == 1 else None


def wanted(table: Table) -> list[str]:
    """The columns of ``table`` that are read."""
    return [one.name for one in FIELDS[table]]


def lacking(table: Table, columns: Iterable[str]) -> list[str]:
    """The columns that ``table`` needs and a file does not have."""
    have = set(columns)
    return [one.name for one in FIELDS[table] if one.needed and one.name not in have]
