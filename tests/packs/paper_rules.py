"""What no paper of any case may say, and what each must: the eye of a lawyer and of a citizen as rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.packs.kept_papers import Made

from banli.documents.service import Certificate

KEY = re.compile(r"(?<![A-Za-z0-9.@/])[a-z]+(?:[_-][a-z]+)*(?![A-Za-z0-9.@/])")
"""A word in small Latin letters: a key that was printed in place of its Chinese."""
DOUBLED = re.compile(r"[。，；、：]{2,}|。”。|。。|。（[^）]*）+。")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
UNITS = re.compile(r"\d ?(?:km/h|km|kg|kV|m|t|USD)(?![A-Za-z0-9])")
TELEPHONE = re.compile(r"028-(\d+)")
HALF = re.compile(r"[\u4e00-\u9fff][,;:][\u4e00-\u9fff]")
GAP = re.compile(r"[\u4e00-\u9fff] +(?!川[A-Z]\d)[\u4e00-\u9fff]")
"""A card number of an officer stands after the name."""
LICENCE = re.compile(r"行政许可|准予许可")
RULING, LICENCE_KIND = "09", "01"
CONTESTED = frozenset({"not_accepted", "terminated", "revoked", "refused", "barred", "suspended", "ended"})


def texts(words: Mapping[str, Any]) -> Iterator[str]:
    """Every text of a paper."""
    for name in ("title", "remedies", "contact"):
        yield words[name]
    for name in ("paragraphs", "items", "closing"):
        yield from words[name]


OWN = frozenset({"02", "03", "04", "06"})
"""Kinds with a procedure of their own, whose papers say for themselves which may be contested."""
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "doubled marks": DOUBLED,
    "an ISO day": ISO_DAY,
    "a unit as a sign": UNITS,
    "a key in English": KEY,
    "a half-width mark": HALF,
    "a space in Chinese": GAP,
    "你（单位）": re.compile("你（单位）"),
    "an empty place": re.compile(r"“”|（）|：[。，；]"),
}


def faults(made: Made) -> Iterator[str]:
    """What is wrong with a paper."""
    paper, words, kind = made.paper, made.words, made.kind
    for text in texts(words):
        yield from (f"{paper}: {one} in {text!r}" for one in _in_text(text, kind))
    if kind in OWN:
        return
    if paper in CONTESTED or (paper == "granted" and kind == RULING):
        if "自收到本" not in words["remedies"]:
            yield f"{paper}: does not say where one may turn"
    elif words["remedies"]:
        yield f"{paper}: may not be contested"


def certificate_faults(sheet: Certificate) -> Iterator[str]:
    """What is wrong with a certificate, a statement or an answer: what is typed by people stands on it as typed."""
    rows = [cell for grid in sheet.grids for row in grid.rows for cell in row]
    for text in (sheet.title, *(row.value for row in sheet.rows), *rows, *sheet.conditions):
        for name in ("doubled marks", "an ISO day", "a unit as a sign", "an empty place"):
            if found := PATTERNS[name].search(text):
                yield f"certificate: {name} ({found[0]}) in {text!r}"
    yield from (f"certificate: nothing after {row.label!r}" for row in sheet.rows if not row.value.strip())


def _in_text(text: str, kind: str) -> Iterator[str]:
    for name, pattern in PATTERNS.items():
        if found := pattern.search(text):
            yield f"{name} ({found[0]})"
    for number in TELEPHONE.findall(text):
        if len(number) != 8:
            yield f"a telephone number with {len(number)} digits"
    if kind != LICENCE_KIND and LICENCE.search(text):
        yield "a licence, which this is not"
