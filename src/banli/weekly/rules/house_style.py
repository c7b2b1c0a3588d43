"""The house style of the printed word, applied: full-width marks, no stray spaces, the house's words.

GB/T 15834-2011 for marks in Chinese text, GB/T 15835-2011 for figures; numbers and Latin words keep their own marks
and spaces. No letter, digit or Chinese character is lost or moved; a title in 《》 stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from banli.weekly.rules.numbers import BLANK
from banli.weekly.rules.paired_marks import TITLE, brackets, kept

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FULL = "，。；：！？、（）“”‘’《》〔〕—…"
SPACE = r" \t\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
WIDER = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
WORDS = {"其它": "其他"}
"""Words the house writes one way, whatever was typed."""
APART = re.compile(r"(?<![尤极何耳莫])其它(?!们)")
"""其它 as a word; 尤其它们, 极其它 and 土耳其它 only have its characters beside each other."""
RATHER = re.compile(r"与其它[^。；]*(?:不如|毋宁|宁可)")

CHINESE = re.compile(rf"[{HAN}]")
WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％＂＇"} | {
    code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
POINT = re.compile(r"(?<=\d)．(?=\d)")
HALF = re.compile(
    rf"(?<=[{HAN}{FULL}])[,;:!?]|[,;:!?](?=[{HAN}（“《])|[,;:!?](?=[”’）》]*$)"
    rf"|(?<=[{HAN}）”》])\.(?=[{HAN}（“《])"
)
DOTS = re.compile(rf"(?<=[{HAN}{FULL}])\.{{3,}}|\.{{3,}}(?=[{HAN}{FULL}])|。{{3,}}|…+")
GAPS = re.compile(rf"(?<=[{HAN}{FULL}])[{SPACE}]+|[{SPACE}]+(?=[{HAN}{FULL}])")
QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
INNER = re.compile(r"(?<=[A-Za-z])['’](?=[A-Za-z])|(?<=\d)[\"'](?![\"'])")
"""Apostrophes, minutes and inches."""

ENDS = "。！？…：!?:—"
CLOSING = "）》”’"
"""What may follow the mark that ends a sentence and ends none itself: 推进“放管服” lacks its stop (GB/T 15834)."""


def in_style(text: str, fixes: Mapping[str, str] | None = None) -> str:
    """A paragraph in the house style, with a full stop where it has no end."""
    return finished(normalised(text, fixes))


def normalised(text: str, fixes: Mapping[str, str] | None = None) -> str:
    """``text`` in the house style; ``fixes`` are misprints of this issue and what is meant instead."""
    for wrong, right in (fixes or {}).items():
        text = text.replace(wrong, right)
    text, titles = _without_titles(house_words(text))
    before = None
    # A mark that becomes full-width takes the spaces beside it along, which brings other marks beside Chinese words.
    while text != before:
        before, text = text, _marked(text)
    return _with_titles(text, titles)


def _marked(text: str) -> str:
    text = half_digits(text)
    if not CHINESE.search(text):
        return text.strip(BLANK)
    return curly(full_width(DOTS.sub("……", GAPS.sub("", text)))).strip(BLANK)


def _without_titles(text: str) -> tuple[str, list[str]]:
    """Every title as one rare character in its marks, so that nothing in it is touched; that character comes first."""
    sign = next(chr(code) for code in range(0x30000, 0x31000) if chr(code) not in text)
    titles = [sign]

    def away(found: re.Match[str]) -> str:
        titles.append(found[0])
        return f"《{sign}》"

    return TITLE.sub(away, text), titles


def _with_titles(text: str, titles: list[str]) -> str:
    sign, *rest = titles
    for one in rest:
        text = text.replace(f"《{sign}》", one, 1)
    return text


def house_words(text: str) -> str:
    """``text`` with the house's words; what is quoted or the title of a work stays as it is."""
    for found in reversed(house_places(text)):
        text = text[: found.start()] + WORDS[found[0]] + text[found.end() :]
    return text


def house_places(text: str) -> list[re.Match[str]]:
    """Where the house writes a word otherwise than ``text`` does."""
    apart = kept(text) + [found.span() for found in RATHER.finditer(text)]
    return [
        found
        for found in APART.finditer(text)
        if not any(start <= found.start() < end for start, end in apart)
    ]


def half_digits(text: str) -> str:
    """``text`` with half-width figures and Latin letters (GB/T 15835-2011, 5.1)."""
    return POINT.sub(".", text.translate(WIDE))


def full_width(text: str) -> str:
    """``text`` with full-width brackets and marks wherever they belong to Chinese words or to a number of a list."""
    signs = list(text)
    for start, end in brackets(text):
        around = text[max(start - 1, 0) : start] + text[end + 1 : end + 2]
        if CHINESE.search(text[start + 1 : end] + around) or (start == 0 and end > 1):
            signs[start], signs[end] = "（", "）"
    return HALF.sub(lambda found: WIDER[found[0]], "".join(signs))


def curly(text: str) -> str:
    """``text`` with quotation marks instead of straight ones, where every one of them has its other half."""
    for straight, (opening, closing) in QUOTES.items():
        own = {found.start() for found in INNER.finditer(text)}
        signs, depth = list(text), 0
        for place, sign in enumerate(text):
            if place in own:
                continue
            if sign == straight:
                signs[place] = closing if depth else opening
            if signs[place] in (opening, closing):
                depth += 1 if signs[place] == opening else -1
            if depth < 0:
                break
        if depth == 0:
            text = "".join(signs)
    return text


def finished(text: str) -> str:
    """``text`` in one paragraph, with a full stop where it has no end; what is not Chinese ends as it was typed."""
    line = " ".join(text.split())
    if not CHINESE.search(line) or _ended(line):
        return line
    bare = line.rstrip(" ；;，,.、")
    return bare if _ended(bare) else bare + "。"


def _ended(text: str) -> bool:
    return text.rstrip(CLOSING).endswith(tuple(ENDS))
