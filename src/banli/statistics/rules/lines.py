"""What a reading can be broken down by, and how its sums become lines. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from banli.kernel.errors import Refused
from banli.kernel.text import Words, gettext_noop
from banli.statistics.rules.formulas import STOCKS, Form, Number, Sums, open_cases, value
from banli.statistics.rules.groups import GROUPS, KINDS, group_of
from banli.statistics.rules.happenings import ACCEPTANCES
from banli.statistics.rules.indicator import Indicator
from banli.statistics.rules.periods import Period


class By(StrEnum):
    """What the lines of a reading are."""

    KIND = "kind"
    """The three lines of the report."""
    CODE = "code"
    """Each kind of power by its code."""
    DEPARTMENT = "department"
    ITEM = "item"
    AREA = "area"
    """The region of the department."""
    CHANNEL = "channel"
    OUTCOME = "outcome"
    """National result codes of what ended."""
    DAY = "day"
    MONTH = "month"


BY_TITLES = {
    By.KIND: Words(zh="权力类别", en="Kind"),
    By.CODE: Words(zh="事项类型", en="Kind of power"),
    By.DEPARTMENT: Words(zh="部门", en="Department"),
    By.ITEM: Words(zh="事项", en="Item"),
    By.AREA: Words(zh="地区", en="Area"),
    By.CHANNEL: Words(zh="渠道", en="Channel"),
    By.OUTCOME: Words(zh="办结结果", en="Outcome"),
    By.DAY: Words(zh="日期", en="Day"),
    By.MONTH: Words(zh="月份", en="Month"),
}
CHANNELS = {
    "online": Words(zh="网上", en="Online"),
    "counter": Words(zh="窗口", en="At the window"),
}
RESULTS = {
    "0": Words(zh="准予（出证办结）", en="Granted"),
    "1": Words(zh="不予许可", en="Refused"),
    "2": Words(zh="作废", en="Voided"),
    "4": Words(zh="转报办结", en="Forwarded"),
    "5": Words(zh="退件", en="Returned or withdrawn"),
    "6": Words(zh="不予受理", en="Acceptance refused"),
}
WITHOUT_DAYS = frozenset({By.ITEM, By.CHANNEL, By.OUTCOME})
"""Where the days used, and the promised limits of open cases, are not kept."""
WITHOUT_STOCK = frozenset({By.OUTCOME, By.DAY, By.MONTH})
"""Where "open at a moment" makes no lines."""

NOW, BEFORE, UNTIL = "now", "before", "until"


@dataclass
class Line:
    """One line: its key, and its sums by the period they are of."""

    key: str
    sums: dict[str, Sums] = field(default_factory=dict)

    def of(self, label: str) -> Sums:
        """The sums of a period; empty ones where nothing happened."""
        return self.sums.setdefault(label, Sums())

    def add(self, other: Line) -> None:
        """Take in another line."""
        for label, sums in other.sums.items():
            self.of(label).add(sums)

    def number(self, indicator: Indicator, total: Line, label: str = NOW) -> Number | None:
        """The value of ``indicator``; None where the record holds nothing to make it from."""
        sums, scope = self.of(label), self._scope(indicator, label)
        if sums.of(indicator.beside, "n") and not sums.of(indicator.names, "n"):
            return None
        if scope and scope.of(ACCEPTANCES, "n") and not scope.of(ACCEPTANCES, "followed"):
            return None
        return value(indicator.formula, indicator.names, sums, total.of(label))

    def _scope(self, indicator: Indicator, label: str) -> Sums | None:
        """What tells whether anybody follows the cases that ``indicator`` calls open: all up to the period's end."""
        formula = indicator.formula
        if formula.form not in STOCKS or formula.part != "followed":
            return None
        return self.of(label.removesuffix(BEFORE) + UNTIL if label.endswith(BEFORE) else label)

    def known(self, indicator: Indicator, label: str = NOW) -> tuple[int, int]:
        """Of how many cases the value could be made, and how many there were."""
        measure, names = indicator.base
        sums = self.of(label)
        form, part = indicator.formula.form, indicator.formula.part
        if scope := self._scope(indicator, label):
            begun, followed = (scope.of(ACCEPTANCES, one) for one in ("n", "followed"))
            if followed != begun:
                return followed, begun
        if form is Form.OPEN_OVERDUE:
            limits = sums.followed_known if part == "followed" else sums.known
            return limits, open_cases(indicator.formula, sums)
        if indicator.beside:
            return sums.of(indicator.beside, "followed"), sums.of(indicator.beside, "n")
        if indicator.formula.form is Form.PERCENTILE:
            return sums.days.total(), sums.of(names, "n")
        return sums.of(names, measure), sums.of(names, "n")


def kept_by(indicator: Indicator, by: By | None) -> bool:
    """True where the indicator is kept by what is asked for."""
    form = indicator.formula.form
    stock = form in STOCKS and by in WITHOUT_STOCK
    days = form in {Form.PERCENTILE, Form.OPEN_OVERDUE} and by in WITHOUT_DAYS
    return not (stock or days)


def check_kept(indicators: Iterable[Indicator], by: By | None) -> None:
    """Raise :class:`Refused` for the first that is not :func:`kept_by`."""
    for one in indicators:
        if not kept_by(one, by):
            raise Refused(
                gettext_noop("The indicator %(indicator)s cannot be broken down by %(by)s."),
                indicator=one.key,
                by=str(by),
            )


def check_comparable(by: By, compared: bool) -> None:
    """Raise :class:`Refused` where lines of another period would never meet: days and months."""
    if compared and by in {By.DAY, By.MONTH}:
        raise Refused(gettext_noop("Days and months cannot be compared with an earlier period line by line."))


def expected_keys(by: By, period: Period) -> list[str]:
    """Keys that have a line also where nothing happened, in their order."""
    if by is By.KIND:
        return [group.key for group in GROUPS]
    if by is By.CODE:
        return sorted(KINDS)
    if by is By.DAY:
        first, last = period.first.toordinal(), period.last.toordinal()
        return [date.fromordinal(day).isoformat() for day in range(first, last + 1)]
    return []


def lines(found: Mapping[str, Line], by: By, period: Period) -> list[Line]:
    """Lines in their order: expected ones first, then the others by key; kinds put together where asked."""
    if by is By.KIND:
        grouped: dict[str, Line] = {}
        for key, line in found.items():
            group = group_of(key)
            grouped.setdefault(group, Line(group)).add(line)
        found = grouped
    order = expected_keys(by, period)
    every = order + sorted(found.keys() - set(order))
    return [found.get(key) or Line(key) for key in every]


def in_all(found: Iterable[Line]) -> Line:
    """The sum of all lines."""
    total = Line("")
    for line in found:
        total.add(line)
    return total


@dataclass(frozen=True)
class Row:
    """One line of a statement: what it is about, and the value of each counted indicator by its key."""

    key: str
    values: Mapping[str, int]


def rows(found: Sequence[Line], counted: Sequence[Indicator]) -> list[Row]:
    """Lines as plain counts."""
    return [Row(line.key, {one.key: line.of(NOW).of(one.names, "n") for one in counted}) for line in found]
