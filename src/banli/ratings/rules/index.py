"""The values that are published of ratings (GB/T 39734-2020 annex B), as data: name, numerator, denominator. Pure.

The text of annex B is not at hand. The rates are those that provinces publish under 国办发〔2019〕51号 (参评率, 好评率,
差评率, 回访率, 整改率, 按期整改率); numerator and denominator are the house's reading and stand beside each value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from banli.kernel.text import Words
from banli.ratings.states import BAD, Grade, RatingState


@dataclass(frozen=True)
class Counted:
    """One rating as the values count it; days are Shanghai days, None for what did not happen."""

    grade: int
    state: str
    call_by: date | None = None
    called_on: date | None = None
    mend_by: date | None = None
    mended_on: date | None = None

    @property
    def bad(self) -> bool:
        """True for a bad one that was not deemed invalid."""
        return self.grade in BAD and self.state != RatingState.VOID


@dataclass(frozen=True)
class IndexValue:
    """One published value: which ratings are in ``whole``, and which of them in ``part``, on a day."""

    key: str
    name: Words
    basis: Words
    whole: Callable[[Counted, date], bool]
    part: Callable[[Counted, date], bool]


def _valid(one: Counted, _day: date) -> bool:
    return one.state != RatingState.VOID


def _bad(one: Counted, _day: date) -> bool:
    return one.bad


def _mend_is_due(one: Counted, day: date) -> bool:
    return one.bad and one.mend_by is not None and (one.mended_on is not None or one.mend_by < day)


VALUES: tuple[IndexValue, ...] = (
    IndexValue(
        "good",
        Words(zh="好评率", en="Good ratings"),
        Words(
            zh="非常满意、满意、基本满意的评价数 ÷ 有效评价数",
            en="very satisfied, satisfied and basically satisfied, of all valid ratings",
        ),
        _valid,
        lambda one, _day: one.grade not in BAD,
    ),
    IndexValue(
        "bad",
        Words(zh="差评率", en="Bad ratings"),
        Words(
            zh="不满意、非常不满意的评价数 ÷ 有效评价数",
            en="dissatisfied and very dissatisfied, of all valid ratings",
        ),
        _valid,
        _bad,
    ),
    IndexValue(
        "called",
        Words(zh="差评回访率", en="Called back"),
        Words(zh="已回访的差评数 ÷ 差评数", en="bad ratings whose rater was called back, of all bad ones"),
        _bad,
        lambda one, _day: one.called_on is not None,
    ),
    IndexValue(
        "mended",
        Words(zh="差评整改率", en="Mended"),
        Words(zh="已整改的差评数 ÷ 差评数", en="bad ratings that were mended, of all bad ones"),
        _bad,
        lambda one, _day: one.mended_on is not None,
    ),
    IndexValue(
        "mended_in_time",
        Words(zh="差评按期整改率", en="Mended in time"),
        Words(
            zh="在期限内整改的差评数 ÷ 已整改或者期限已过的差评数",
            en="bad ratings mended by their last day, of those mended or past it",
        ),
        _mend_is_due,
        lambda one, _day: (
            one.mended_on is not None and one.mend_by is not None and one.mended_on <= one.mend_by
        ),
    ),
)
"""The values over ratings; how many of the cases were rated at all (参评率) is counted over cases."""
BY_KEY = {one.key: one for one in VALUES}


@dataclass(frozen=True)
class Share:
    """A part of a whole; ``percent`` is None where the whole is nothing: no data, and never 100 %."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """One decimal."""
        return round(self.part * 100 / self.whole, 1) if self.whole else None


def share(value: IndexValue, rows: Iterable[Counted], day: date) -> Share:
    """One value over ``rows`` as they stand on ``day``."""
    whole = [one for one in rows if value.whole(one, day)]
    return Share(sum(value.part(one, day) for one in whole), len(whole))


def spread(rows: Iterable[Counted]) -> dict[Grade, int]:
    """How many valid ratings each grade has, best first; those without any as 0."""
    found = dict.fromkeys(Grade, 0)
    for one in rows:
        if one.state != RatingState.VOID:
            found[Grade(one.grade)] += 1
    return found
