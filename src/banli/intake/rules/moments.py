"""Moments and days in columns. A moment without a zone is one of Shanghai; what is no moment becomes null."""

from __future__ import annotations

from datetime import date, timezone
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.kernel.days import OFFSET

LOCAL = pa.timestamp("us")
"""Shanghai wall time in microseconds."""
FIRST = date(1992, 1, 1)
"""The first day that is taken: before it Shanghai had summer time."""
DAY_US = 86_400_000_000
HUGE = (1 << 63) - 1
UNITS = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
LEAST, FAR, MOST = -62_135_596_800, 253_339_228_800, 253_402_300_799
"""Seconds since 1970 of the first and last of the years 1 to 9999, and of the beginning of 9998."""


def moments(column: Any) -> Any:
    """Days or moments as Shanghai wall time, in a column; a moment without a zone is one already."""
    kind = column.type
    if pa.types.is_date(kind):
        return _within(column.cast(pa.timestamp("s"), safe=False) if pa.types.is_date64(kind) else column)
    local = _within(column)
    if kind.tz is None:
        return local
    return pc.add(local.cast(pa.int64()), int(OFFSET.total_seconds()) * 1_000_000).cast(LOCAL)


def _within(column: Any) -> Any:
    """In microseconds; what lies beyond the years 1 to 9999 lies in the last but one of them."""
    day = pa.types.is_date32(column.type)
    unit = 1 / 86_400 if day else UNITS[column.type.unit]
    number = column.cast(pa.int32() if day else pa.int64())
    low, far, high = (max(-HUGE, min(HUGE, int(seconds * unit))) for seconds in (LEAST, FAR, MOST))
    odd = pc.or_(pc.less(number, low), pc.greater(number, high))
    if pc.any(odd, min_count=0).as_py():
        number = pc.if_else(odd, pa.scalar(far, number.type), number)
    return number.cast(pa.date32()).cast(LOCAL) if day else _local(number, column.type.unit)


def _local(number: Any, unit: str) -> Any:
    return number.cast(pa.timestamp(unit)).cast(LOCAL, safe=False)


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


def zone() -> timezone:
    """Shanghai as a fixed offset."""
    return timezone(OFFSET)
