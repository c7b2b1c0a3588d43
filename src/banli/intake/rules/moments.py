"""Moments and days in columns. A moment without a zone is one of Shanghai; what is no moment becomes null."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

LOCAL = pa.timestamp("us")
"""Shanghai wall time in microseconds."""
OFFSET = timedelta(hours=8)
"""Shanghai against UTC, without a change since 1992."""
FIRST = date(1992, 1, 1)
"""The first day that is taken: before it Shanghai had summer time."""
DAY_US = 86_400_000_000
PLAIN = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$"
OTHERS = (
    (
        re.compile(
            r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?"
        ),
        "",
    ),
    (re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?"), ""),
)
ZONE = re.compile(r"(.*\d{1,2}:\d{2}.*?)\s?(Z|[+-]\d{2}:?\d{2})")


def moments(column: Any) -> Any:
    """``column`` of texts, days or moments as Shanghai wall time; null where there is none or it is none."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        if kind.tz is None:
            return column.cast(LOCAL, safe=False)
        utc = column.cast(pa.timestamp("us", "UTC"), safe=False).cast(pa.int64())
        return pc.add(utc, int(OFFSET.total_seconds()) * 1_000_000).cast(LOCAL)
    if pa.types.is_date(kind):
        return column.cast(LOCAL)
    text = column.cast(pa.string())
    plain = pc.match_substring_regex(text, PLAIN)
    if pc.all(plain, min_count=0, skip_nulls=True).as_py():
        try:
            return text.cast(LOCAL)
        except pa.ArrowInvalid:
            pass
    return pa.chunked_array([pa.array(map(_moment, text.to_pylist()), LOCAL)])


def days(moment: Any) -> Any:
    """The day of each moment."""
    return moment.cast(pa.date32(), safe=False)


def utc_us(moment: Any) -> Any:
    """Microseconds since 1970 UTC of Shanghai wall times."""
    return pc.subtract(moment.cast(pa.int64()), int(OFFSET.total_seconds()) * 1_000_000)


def midnight(moment: Any) -> Any:
    """True where a moment is the beginning of its day: then only the day was reported."""
    us = moment.cast(pa.int64())
    return pc.equal(us, pc.multiply(pc.divide(us, DAY_US), DAY_US))


def _moment(text: str | None) -> datetime | None:
    """One text, in any of the ways that systems write a moment."""
    if not text:
        return None
    zone = ZONE.fullmatch(text)
    plain = zone[1] if zone else text
    for shape, _none in OTHERS:
        found = shape.fullmatch(plain)
        if found:
            break
    else:
        return None
    parts: tuple[Any, ...] = (*found.groups(), None)
    year, month, day, hour, minute, second, fraction = parts[:7]
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        moment = datetime(  # noqa: DTZ001 # wall time
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro
        )
        return moment + _shift(zone[2]) if zone else moment
    except (ValueError, OverflowError):
        return None


def _shift(zone: str) -> timedelta:
    """From wall time in ``zone`` to wall time in Shanghai."""
    if zone == "Z":
        return OFFSET
    away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return OFFSET - (away if zone[0] == "+" else -away)


def zone() -> timezone:
    """Shanghai as a fixed offset."""
    return timezone(OFFSET)
