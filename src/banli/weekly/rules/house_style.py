"""The house style of the printed word, applied: full-width marks, no stray spaces, the house's words.

GB/T 15834-2011 for marks in Chinese text; numbers and Latin words keep their own marks and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FULL = "，。；：！？、（）“”‘’《》〔〕—…"
WIDER = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
WORDS = {"其它": "其他"}
"""Words the house writes one way, whatever was typed."""

BRACKETS = re.compile(r"\(([^()（）]*)\)|（([^()（）]*)\)|\(([^()（）]*)）")
HALF = re.compile(rf"(?<=[{HAN}）”》])([,;:!?])|([,;:!?])(?=[{HAN}（“《])")
GAPS = re.compile(rf"(?<=[{HAN}{FULL}])[ \t\u3000\u00a0]+|[ \t\u3000\u00a0]+(?=[{HAN}{FULL}])")
CHINESE = re.compile(rf"[{HAN}]")


def normalised(text: str, fixes: Mapping[str, str] | None = None) -> str:
    """``text`` in the house style; ``fixes`` are misprints of this issue and what is meant instead."""
    for wrong, right in {**(fixes or {}), **WORDS}.items():
        text = text.replace(wrong, right)
    before = None
    # A mark that becomes full-width takes the spaces beside it along, which brings other marks beside Chinese words.
    while text != before:
        before, text = text, full_width(GAPS.sub("", text)).strip()
    return text


def full_width(text: str) -> str:
    """``text`` with full-width brackets and marks wherever they belong to Chinese words or to a number of a list."""
    return HALF.sub(lambda found: WIDER[found[0]], BRACKETS.sub(_wider, text))


def _wider(found: re.Match[str]) -> str:
    inside = next(part for part in found.groups() if part is not None)
    text = found.string
    around = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    if CHINESE.search(inside + around) or not (found.start() or inside == ""):
        return f"（{inside}）"
    return found[0]
