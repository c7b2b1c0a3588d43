"""Small numbers in Chinese figures."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """``number`` (1 to 99) in Chinese figures: 一, 十, 二十一.

    :raises ValueError: outside that range.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"Chinese figures are written for 1 to 99, not {number}")
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return front + (DIGITS[ones] if ones else "")
