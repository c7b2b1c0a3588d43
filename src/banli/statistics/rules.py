"""What is counted and under which name: indicators and groups as data, and the digest of a figure. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from banli.kernel.errors import Refused
from banli.kernel.text import Words, gettext_noop

Cell = tuple[date, str, str, str]
"""(day, department, kind, event name): the finest grain that is counted."""


@dataclass(frozen=True)
class Indicator:
    """A number with a name: which events of a case it counts. A change of meaning is a new ``version``."""

    key: str
    version: int
    names: tuple[str, ...]
    title: Words
    definition: Words


@dataclass(frozen=True)
class Group:
    """Kinds of power that are reported in one line."""

    key: str
    facets: tuple[str, ...]
    title: Words


ACCEPTED = Indicator(
    key="accepted",
    version=1,
    names=("accepted",),
    title=Words(zh="受理", en="Accepted"),
    definition=Words(
        zh="统计期内作出受理决定的办件数，按受理日期（北京时间）计，与办件此后的状态无关。",
        en="Cases accepted within the period, by the day of acceptance (Beijing time), whatever became of them later.",
    ),
)
COMPLETED = Indicator(
    key="completed",
    version=1,
    names=("granted", "not_accepted", "refused", "terminated", "withdrawn"),
    title=Words(zh="办结", en="Completed"),
    definition=Words(
        zh=(
            "统计期内办结的办件数，按办结日期（北京时间）计，含期前受理、期内办结的办件。"
            "准予、不予许可、不予受理、受理后撤回（退件）和终止均计为办结；"
            "作废、删除、不需要许可以及受理前撤回不计。"
        ),
        en=(
            "Cases ended within the period, by the day they ended (Beijing time), those accepted before it included."
            " Granted, refused, acceptance refused, withdrawn after acceptance and terminated all count;"
            " voided, deleted, not requiring a licence, and withdrawn before acceptance do not."
        ),
    ),
)
INDICATORS = (ACCEPTED, COMPLETED)

LICENCE = Group("licence", ("01",), Words(zh="行政许可事项", en="Administrative licences"))
PUBLIC_SERVICE = Group("public_service", ("20",), Words(zh="公共服务事项", en="Public services"))
OTHER_NINE = Group(
    "other_nine",
    ("02", "03", "04", "05", "06", "07", "08", "09", "10"),
    Words(zh="其它九类行权事项", en="The other nine kinds of administrative power"),
)
GROUPS = (LICENCE, PUBLIC_SERVICE, OTHER_NINE)
SCOPE = Words(zh="省本级", en="Provincial level")

COUNTED = tuple(sorted({name for indicator in INDICATORS for name in indicator.names}))
"""Names of all events that any indicator counts."""


@dataclass(frozen=True)
class Row:
    """One line of a statement: what it is about, and the value of each indicator by its key."""

    key: str
    values: Mapping[str, int]


def check_range(from_: date, to: date) -> None:
    """Raise :class:`Refused` where the period ends before it begins."""
    if from_ > to:
        raise Refused(
            gettext_noop("The period ends before it begins: from %(from)s to %(to)s."),
            **{"from": from_.isoformat(), "to": to.isoformat()},
        )


def rows_by(counts: Iterable[tuple[str, str, int]], keys: Iterable[str] = ()) -> list[Row]:
    """Rows from (key, event name, n): first those of ``keys`` in their order, then the others by key."""
    order = list(keys)
    found: dict[str, dict[str, int]] = {key: {} for key in order}
    for key, name, n in counts:
        values = found.setdefault(key, {})
        for indicator in INDICATORS:
            if name in indicator.names:
                values[indicator.key] = values.get(indicator.key, 0) + n
    every = order + sorted(found.keys() - set(order))
    return [Row(key, {one.key: found[key].get(one.key, 0) for one in INDICATORS}) for key in every]


def group_of(facet: str) -> str:
    """Key of the group a kind of power is reported in; '' for a kind outside the three."""
    return next((group.key for group in GROUPS if facet in group.facets), "")


def in_groups(counts: Iterable[tuple[str, str, int]]) -> list[Row]:
    """The three lines of the report from (kind, event name, n)."""
    grouped = ((group_of(facet), name, n) for facet, name, n in counts)
    return rows_by((row for row in grouped if row[0]), (group.key for group in GROUPS))


def figure_digest(facts: Mapping[str, object]) -> str:
    """SHA-256 in hex over ``facts`` as JSON with sorted keys and no spaces, UTF-8."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def by_kind(counts: Mapping[Cell, int]) -> dict[tuple[str, date, str], int]:
    """Counts by (event name, day, kind), in the order rows are locked in."""
    summed: dict[tuple[str, date, str], int] = {}
    for (day, _scope, facet, name), n in counts.items():
        key = (name, day, facet)
        summed[key] = summed.get(key, 0) + n
    return dict(sorted(summed.items()))


def by_department(counts: Mapping[Cell, int]) -> dict[tuple[str, date, str, str], int]:
    """Counts by (event name, day, department, kind), in the order rows are locked in."""
    return {
        (name, day, scope, facet): n
        for (day, scope, facet, name), n in sorted(counts.items(), key=lambda one: (one[0][3], *one[0][:3]))
    }
