"""Patterns of induced ratings (诱导评价): what looks as if not the applicant had rated, or not freely. Pure.

A finding accuses nobody: it names ratings that somebody should look at, and counts them. 国办发〔2019〕51号 forbids to
force or lead people; the thresholds are the house's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from banli.kernel.text import Words
from banli.ratings.states import BAD, Grade, RatingChannel

BURST = timedelta(minutes=30)
FROM_ONE_DEVICE = 4
FROM_ONE_NETWORK = 8
IN_THE_SAME_MINUTE = 4
ALL_BEST = 10


class Pattern(StrEnum):
    ONE_DEVICE = "one_device"
    ONE_NETWORK = "one_network"
    SAME_MINUTE = "same_minute"
    ALL_BEST = "all_best"


PATTERN_NAMES: dict[Pattern, Words] = {
    Pattern.ONE_DEVICE: Words(
        zh="同一设备在半小时内给出多个好评", en="several good ratings from one device within half an hour"
    ),
    Pattern.ONE_NETWORK: Words(
        zh="同一网络在半小时内给出多个好评", en="many good ratings from one network within half an hour"
    ),
    Pattern.SAME_MINUTE: Words(
        zh="窗口评价在办理的同一分钟内给出", en="rated at the window in the very minute of being served"
    ),
    Pattern.ALL_BEST: Words(
        zh="同一窗口的评价全部为非常满意且没有文字",
        en="every rating of one window is the best, without a word",
    ),
}


@dataclass(frozen=True)
class Seen:
    """One rating as the patterns look at it."""

    number: str
    grade: int
    at: datetime
    served_at: datetime
    channel: str
    window: str = ""
    device: str = ""
    network: str = ""
    text: str = ""


@dataclass(frozen=True)
class Finding:
    """A pattern, where it was found, and the numbers of the ratings."""

    pattern: Pattern
    window: str
    numbers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many ratings."""
        return len(self.numbers)


def findings(rows: Iterable[Seen]) -> list[Finding]:
    """Every pattern in ``rows``, in the order of the table."""
    known = sorted(rows, key=lambda one: (one.at, one.number))
    good = [one for one in known if one.grade not in BAD]
    away = [one for one in good if one.channel != RatingChannel.SCREEN]
    return [
        *_bursts(Pattern.ONE_DEVICE, away, lambda one: one.device, FROM_ONE_DEVICE),
        *_bursts(Pattern.ONE_NETWORK, away, lambda one: one.network, FROM_ONE_NETWORK),
        *_same_minute(good),
        *_all_best(known),
    ]


def _by(rows: Iterable[Seen], key: Callable[[Seen], str]) -> list[list[Seen]]:
    groups: dict[str, list[Seen]] = defaultdict(list)
    for one in rows:
        if key(one):
            groups[key(one)].append(one)
    return [groups[name] for name in sorted(groups)]


def _finding(pattern: Pattern, rows: Sequence[Seen]) -> Finding:
    windows = {one.window for one in rows}
    return Finding(pattern, windows.pop() if len(windows) == 1 else "", tuple(one.number for one in rows))


def _bursts(pattern: Pattern, rows: Iterable[Seen], key: Callable[[Seen], str], least: int) -> list[Finding]:
    """Of each group the runs in which one follows another within :data:`BURST` of the first."""
    found = []
    for group in _by(rows, key):
        run: list[Seen] = []
        for one in [*group, None]:
            if one is not None and (not run or one.at - run[0].at <= BURST):
                run.append(one)
                continue
            if len(run) >= least:
                found.append(_finding(pattern, run))
            run = [] if one is None else [one]
    return found


def _same_minute(rows: Iterable[Seen]) -> list[Finding]:
    at_once = [
        one
        for one in rows
        if one.channel == RatingChannel.SCREEN and one.at - one.served_at < timedelta(minutes=1)
    ]
    groups = _by(at_once, lambda one: one.window)
    return [_finding(Pattern.SAME_MINUTE, group) for group in groups if len(group) >= IN_THE_SAME_MINUTE]


def _all_best(rows: Iterable[Seen]) -> list[Finding]:
    groups = _by(rows, lambda one: one.window)
    return [
        _finding(Pattern.ALL_BEST, group)
        for group in groups
        if len(group) >= ALL_BEST and all(one.grade == Grade.VERY_SATISFIED and not one.text for one in group)
    ]
