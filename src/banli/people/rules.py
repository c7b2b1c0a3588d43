"""Rules about people: how guessing is slowed down, how names and numbers are masked. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FAILURES_ALLOWED = 5
"""等保三级 asks for a limit on failed sign-ins; five is the usual one."""
LOCKED_FOR = timedelta(minutes=15)


def locked(failures: int, last_at: datetime, now: datetime) -> bool:
    """True while further tries are refused."""
    return failures >= FAILURES_ALLOWED and now - last_at < LOCKED_FOR


def failures_after(failures: int, last_at: datetime, now: datetime) -> int:
    """The count after one more failure; an old series of failures is forgotten."""
    return 1 if now - last_at >= LOCKED_FOR else failures + 1


def masked_name(name: str) -> str:
    """张三 -> 张*, 欧阳小明 -> 欧**明; a company's name is public and stays whole (over six characters)."""
    if len(name) <= 1 or len(name) > 6:
        return name
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_code(code: str) -> str:
    """An identity number or a mobile number with its middle hidden."""
    if len(code) <= 7:
        return code
    head, tail = (3, 4) if len(code) == 11 else (4, 2)
    return code[:head] + "*" * (len(code) - head - tail) + code[-tail:]
