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


def figures(text: str) -> str:
    """Chinese figures of a date as digits: 二〇二二 is 2022, 三 is 3, 二十一 is 21, 三十 is 30."""
    plain = "".join(str(DIGITS.index(one)) if one in DIGITS else one for one in _noughts(text))
    tens, mark, ones = plain.partition("十")
    return f"{tens or 1}{ones or 0}" if mark else plain


def _noughts(text: str) -> str:
    return text.replace("零", "〇").replace("○", "〇")
