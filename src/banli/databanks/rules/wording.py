"""Values of a databank in the words of a Chinese paper."""

from __future__ import annotations

import re
from datetime import date

from banli.databanks.rules.definition import Column

MONTH = re.compile(r"(\d{4})-(\d\d)")
AMOUNT = re.compile(r"-?\d+(\.\d{1,2})?")


def worded(column: Column, value: str) -> str:
    """``value`` as a paper says it: 2022年10月17日, 2022年10月, 12.50元; what is no such value stays as it is."""
    if column.type == "date":
        return _day(value)
    if column.type == "month" and (found := MONTH.fullmatch(value)):
        return f"{found[1]}年{int(found[2])}月"
    if column.type == "money" and AMOUNT.fullmatch(value):
        return f"{value}元"
    return value


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.year}年{day.month}月{day.day}日"
