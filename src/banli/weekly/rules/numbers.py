"""The numbering style of official documents: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3), whatever was typed."""

from __future__ import annotations

import re

from banli.kernel.numerals import chinese

TYPED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(]\s*(?:[一二三四五六七八九十]+|\d+)\s*[)）]|\d+[.．、](?!\d))\s*"
)
ENDS = "。！？…："
CLOSING = "”’）》"


def mark(level: int, number: int) -> str:
    """The mark of the ``number``-th heading or item on ``level`` (1 to 3); what stands deeper is marked as on 3."""
    return (f"{chinese(number)}、", f"（{chinese(number)}）", f"（{number}）")[min(level, 3) - 1]


def heading_mark(level: int, number: int) -> str:
    """The mark of a heading: as :func:`mark`, but 1. on the third level."""
    return f"{number}." if level == 3 else mark(level, number)


def numbered(text: str) -> bool:
    """True where somebody typed a number before ``text``."""
    return TYPED.match(text) is not None


def unnumbered(text: str) -> str:
    """``text`` without a number somebody typed before it; the house numbers itself."""
    return TYPED.sub("", text, count=1).strip()


def finished(text: str) -> str:
    """``text`` in one paragraph, with a full stop where it has no end."""
    line = " ".join(text.split())
    return line if line.rstrip(CLOSING).endswith(tuple(ENDS)) else line.rstrip("；;，,.") + "。"
