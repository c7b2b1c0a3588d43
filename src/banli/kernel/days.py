"""Days and moments as programs and people write them: one reader for forms, certificates and exchange files.

A moment with a zone is read as wall time of Shanghai, one without a zone is such already.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from banli.kernel.cells import EXPONENT, SPOILED, plain
from banli.kernel.numerals import figures
from banli.kernel.text import gettext_noop

OFFSET = timedelta(hours=8)
"""Shanghai against UTC, without a change since 1992."""
NOT_A_DAY = gettext_noop("This is not a date such as 2022-10-17 or 2022-10-17 09:30:00.")
TWO_DIGITS = gettext_noop("The year has two digits here; write all four, such as 2022-10-17.")
WHICH_FIRST = gettext_noop(
    "Day and month cannot be told apart here; write the year first, such as 2022-10-17."
)
COUNTED = gettext_noop(
    "This counts days or seconds and is not a date; format the column as a date, such as 2022-10-17."
)
NEVER = frozenset(
    date(*day)
    for day in ((1, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (9999, 12, 31))
)
"""Days that programs write where there is none."""

NOUGHT = re.compile(r"0000(?P<s>[-/.]?)00?(?P=s)00?([T ]00?:00(:00(\.0+)?)?)?")
DAYS = (
    re.compile(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[- ](?P<n>[A-Za-z]{3,9}|\d{1,2}月) ?[- ](?P<y>\d{4}|\d{2})"),
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HALVES = {"am": 0, "上午": 0, "pm": 12, "下午": 12}
HALF = r"(?:AM|PM|am|pm|上午|下午)"
TIME = re.compile(
    rf"(?P<before>{HALF})? ?(?P<h>\d{{1,2}})(?P<c>[:.])(?P<i>\d{{2}})(?:(?P=c)(?P<sec>\d{{2}})"
    rf"(?:[.,](?P<f>\d{{1,9}}))?)? ?(?P<after>{HALF})?"
)
COMPACT = re.compile(r"(?P<h>\d{2})(?P<i>\d{2})(?P<sec>\d{2})?(?:\.(?P<f>\d{1,9}))?")
ZONE = re.compile(r"(?P<sign>[+-])(?P<hours>\d{2})(?::?(?P<minutes>\d{2}))?(?:\[[\w/+-]+\])?")
ZONES = {"Z": timedelta(0), "UTC": timedelta(0), "GMT": timedelta(0), "Asia/Shanghai": OFFSET, "PRC": OFFSET}
WEEKDAY = re.compile(r" ?(?:星期|礼拜|周)[一二三四五六日天]")
CHINESE_TIME = re.compile(r"(\d{1,2})[时点](?:(\d{1,2})分)?(?:(\d{1,2})秒)?")
FIGURES = re.compile(r"[〇零○一二三四五六七八九十]+(?=[年月日号])")
COUNTS = re.compile(r"\d{5}(\.\d+)?|\d{9,10}(\.\d+)?|\d{13}|\d{16}|\d{19}")
SHORT_YEAR = re.compile(r"\d{2}([-/.年])\d{1,2}[-/.月]\d{1,2}\D.*|\d{1,2}([-/.])\d{1,2}\2\d{2}\D.*")
YEAR_LAST = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}\D.*")


class NotADay(ValueError):
    """No day can be read; ``reason`` is a catalogue key."""

    def __init__(self, reason: str = NOT_A_DAY) -> None:
        super().__init__(reason)
        self.reason = reason


def moment_of(text: str) -> datetime | None:
    """The moment that ``text`` says; None where it says that there is none.

    A year of two digits is taken only with the name of a month, as Oracle writes it: 00 to 49 lie after 2000.

    :raises NotADay: where it says something else.
    """
    text = plain(text)
    if not text or NOUGHT.fullmatch(text):
        return None
    text = _digits(text)
    for shape in DAYS:
        if (found := shape.match(text)) is None:
            continue
        try:
            day = _day(found.groupdict())
            rest = text[found.end() :]
            moment = datetime.combine(day, datetime.min.time())
            moment += _time(rest, compact=shape is DAYS[2])
            return None if day in NEVER else moment + _shift(rest)
        except (ValueError, OverflowError):
            continue
    raise NotADay(_reason(text))


def day_of(text: str) -> date | None:
    """The day of :func:`moment_of`."""
    moment = moment_of(text)
    return moment.date() if moment else None


def _digits(text: str) -> str:
    """Chinese figures and words of the time as digits, single blanks, no day of the week."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"\s+", " ", WEEKDAY.sub("", text))
    text = re.sub(r" ?([年月日号时点分秒]) ?(?=\d|$)", r"\1", text) if "年" in text else text
    text = FIGURES.sub(lambda found: figures(found[0]), text)
    text = CHINESE_TIME.sub(lambda found: ":".join((one or "0").zfill(2) for one in found.groups()), text)
    return re.sub(r"(\d{8}|\d{12}|\d{14})\.0+", r"\1", text) if text.isascii() else text


def _day(parts: dict[str, str | None]) -> date:
    year, name = parts["y"] or "", parts.get("n")
    month = int(parts["m"] or 0) if name is None else _month(name)
    century = 0 if len(year) == 4 else 2000 if int(year) < 50 else 1900
    return date(century + int(year), month, int(parts["d"] or 0))


def _month(name: str) -> int:
    return int(name[:-1]) if name.endswith("月") else MONTHS.index(name[:3].lower()) + 1


def _zone(rest: str) -> tuple[str, str]:
    """The time, and the zone behind it."""
    for name in ZONES:
        if rest.endswith(name):
            return rest.removesuffix(name).rstrip(), name
    found = re.fullmatch(rf"(.*[\d M午]) ?({ZONE.pattern})", rest.lstrip("T"))
    return (found[1].rstrip(), found[2]) if found else (rest, "")


def _time(rest: str, *, compact: bool) -> timedelta:
    """The time of the day behind a day; none is midnight."""
    if not rest:
        return timedelta(0)
    time, _name = _zone(rest)
    time = time.removeprefix("T").strip()
    found = TIME.fullmatch(time) or (COMPACT.fullmatch(time) if compact else None)
    if found is None:
        raise NotADay
    parts = found.groupdict()
    hour, minute, second = int(parts["h"]), int(parts["i"]), int(parts["sec"] or 0)
    half = parts.get("before") or parts.get("after")
    if hour > (12 if half else 23) or minute > 59 or second > 59:
        raise NotADay
    hour = hour % 12 + HALVES[half.lower()] if half else hour
    micro = int((parts["f"] or "0")[:6].ljust(6, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)


def _shift(rest: str) -> timedelta:
    """From wall time in the zone that ``rest`` ends with to wall time in Shanghai."""
    _time, name = _zone(rest)
    if not name:
        return timedelta(0)
    if name in ZONES:
        return OFFSET - ZONES[name]
    found = ZONE.fullmatch(name)
    assert found is not None
    away = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return OFFSET - (away if found["sign"] == "+" else -away)


def _reason(text: str) -> str:
    if EXPONENT.fullmatch(text):
        return SPOILED
    if COUNTS.fullmatch(text):
        return COUNTED
    if YEAR_LAST.fullmatch(f"{text} "):
        return WHICH_FIRST
    return TWO_DIGITS if SHORT_YEAR.fullmatch(f"{text} ") else NOT_A_DAY
