"""A file of the 12345 hotline: its rows read from CSV or a spreadsheet, each right or with its fault. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from banli.kernel.cells import plain, told
from banli.kernel.csvtext import fitted, head
from banli.kernel.days import NotADay, day_of
from banli.kernel.encodings import decoded
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.suggestions.rules.telling import Told, checked
from banli.suggestions.states import KIND_NAMES, SuggestionKind

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_NUMBER = 40
NUMBER, KIND, DAY, NAME, CONTACT, TEXT, OFFICE = (
    "工单编号",
    "类型",
    "日期",
    "姓名",
    "联系电话",
    "内容",
    "承办单位",
)
COLUMNS = (NUMBER, KIND, DAY, NAME, CONTACT, TEXT, OFFICE)
"""The columns as the hotline's list has them."""
NEEDED = (NUMBER, DAY, TEXT)
ALSO: Mapping[str, str] = {
    "工单号": NUMBER,
    "编号": NUMBER,
    "工单类型": KIND,
    "诉求类型": KIND,
    "来电日期": DAY,
    "来电时间": DAY,
    "受理时间": DAY,
    "来电人": NAME,
    "诉求人": NAME,
    "联系方式": CONTACT,
    "电话": CONTACT,
    "诉求内容": TEXT,
    "工单内容": TEXT,
    "承办部门": OFFICE,
}
"""What other hotlines call them."""
KINDS = {words.zh: kind for kind, words in KIND_NAMES.items()} | {
    "": SuggestionKind.SUGGESTION,
    "建议": SuggestionKind.SUGGESTION,
}

KIND_OF_FILE = gettext_noop("%(file)s: a file of the hotline ends in .csv or .xlsx.")
TOO_LARGE = gettext_noop("%(file)s: the file is larger than 16 MB or has more than 20,000 rows; divide it.")
NO_SPREADSHEET = gettext_noop("%(file)s cannot be read as a spreadsheet.")
NO_CSV = gettext_noop("%(file)s is not CSV: %(detail)s")
MISSING = gettext_noop("%(file)s: these columns are missing: %(names)s.")
NO_NUMBER = gettext_noop("The number of the order is missing.")
LONG_NUMBER = gettext_noop("The number has more than %(n)s characters.")
NO_KIND = gettext_noop("“%(kind)s” is none of %(known)s.")
NO_OFFICE = gettext_noop("No department is called “%(office)s”.")
AHEAD = gettext_noop("The day is still to come.")
NO_DAY = gettext_noop("The day is missing.")
TWICE = gettext_noop("The same number stands in row %(row)s.")
CELLS = gettext_noop("More cells stand here than the first row names.")


@dataclass(frozen=True)
class Order:
    """One row that can be taken in: the hotline's number, the day of the call, what was said."""

    row: int
    number: str
    day: date
    told: Told


@dataclass(frozen=True)
class RejectedOrder:
    """One row that cannot, and why; ``where`` is the column."""

    row: int
    number: str
    problem: Problem


def rows_of(name: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a file with their numbers as a spreadsheet counts them, under our names of the columns.

    :raises Refused: where it is neither CSV nor a spreadsheet, is too large, or lacks a column that is needed.
    """
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE, file=name)
    ending = name.rpartition(".")[2].lower()
    if ending not in ("csv", "xlsx"):
        raise Refused(KIND_OF_FILE, file=name)
    table = iter(_csv(name, content) if ending == "csv" else _spreadsheet(name, content))
    names = [ALSO.get(one, one) for one in (told(cell) for cell in next(table, (0, []))[1])]
    lacking = [one for one in NEEDED if one not in names]
    if lacking:
        raise Refused(MISSING, file=name, names="、".join(lacking))
    found: list[tuple[int, dict[str, str]]] = []
    for row, cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) == MOST_ROWS:
            raise Refused(TOO_LARGE, file=name)
        whole = fitted(cells, len(names))
        found.append((row, {"": ""} if whole is None else dict(zip(names, whole, strict=True))))
    return found


def _csv(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(content, name)
    first = next(io.StringIO(text, newline=None), "").rstrip("\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=head(first, COLUMNS)[1], strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise Refused(NO_CSV, file=name, detail=str(error)) from None


def _spreadsheet(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, load_workbook

    try:
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 2)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Refused(NO_SPREADSHEET, file=name) from error
    for row, cells in enumerate(rows, 1):
        yield row, [_cell(one) for one in cells]


def _cell(value: object) -> str:
    """A cell as a CSV file would have it: whole numbers without a point, days in ISO."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def read_orders(
    rows: Iterable[tuple[int, Mapping[str, str]]], offices: Mapping[str, str], today: date
) -> Iterator[Order | RejectedOrder]:
    """Each row as an order or with its first fault.

    :param offices: names and codes of departments, to their codes.
    """
    seen: dict[str, int] = {}
    for row, cells in rows:
        number = plain(cells.get(NUMBER, ""))
        try:
            order = _order(row, number, cells, offices, today)
            if number in seen:
                raise Invalid([Problem(NUMBER, TWICE, (("row", seen[number]),))])
        except Invalid as error:
            yield RejectedOrder(row, number, error.problems[0])
        else:
            yield order
        seen.setdefault(number, row)


COLUMN_OF = {"text": TEXT, "name": NAME, "contact": CONTACT}


def _order(row: int, number: str, cells: Mapping[str, str], offices: Mapping[str, str], today: date) -> Order:
    if TEXT not in cells:
        raise Invalid([Problem("", CELLS)])
    if not number:
        raise Invalid([Problem(NUMBER, NO_NUMBER)])
    if len(number) > LONGEST_NUMBER:
        raise Invalid([Problem(NUMBER, LONG_NUMBER, (("n", LONGEST_NUMBER),))])
    kind, office = told(cells.get(KIND, "")), told(cells.get(OFFICE, ""))
    if kind not in KINDS:
        known = "、".join(words.zh for words in KIND_NAMES.values())
        raise Invalid([Problem(KIND, NO_KIND, (("kind", kind), ("known", known)))])
    if office and office not in offices:
        raise Invalid([Problem(OFFICE, NO_OFFICE, (("office", office),))])
    said = Told(
        KINDS[kind],
        told(cells.get(TEXT, "")),
        told(cells.get(NAME, "")),
        plain(cells.get(CONTACT, "")),
        department=offices.get(office, ""),
    )
    try:
        said = checked(said, reachable=False)
    except Invalid as error:
        first = error.problems[0]
        raise Invalid([Problem(COLUMN_OF[first.where], first.message, first.params)]) from None
    return Order(row, number, _day(cells.get(DAY, ""), today), said)


def _day(text: str, today: date) -> date:
    try:
        day = day_of(plain(text))
    except NotADay as error:
        raise Invalid([Problem(DAY, error.reason)]) from None
    if day is None:
        raise Invalid([Problem(DAY, NO_DAY)])
    if day > today:
        raise Invalid([Problem(DAY, AHEAD)])
    return day
