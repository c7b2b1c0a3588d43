"""Entries of the dictionary of the house: how one is entered, and words of a text that are nearly one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import blank, require
from banli.kernel.text import gettext_noop
from banli.weekly.rules.paired_marks import kept
from banli.weekly.rules.register import SHORTEST_TITLE, Near, Register, distance, places, short_title
from banli.weekly.states import Entered

LONGEST = 60
SHORTEST = 5
"""Entries of fewer characters are too easily near to another word; they complete and are not checked."""


def clean_word(kind: Entered, text: str, wrong: str = "") -> tuple[str, str]:
    """An entry as it is kept: without spaces, a law without 《》; the wrong writing for a term alone.

    :raises Invalid: where one is missing or too long, or a term is written as it is said to be wrong.
    """
    told = _clean(text, "text")
    if kind is Entered.LAW:
        told = _clean(told.strip("《》"), "text")
    if kind is not Entered.TERM:
        return told, ""
    other = _clean(wrong, "wrong")
    if other == told:
        raise Invalid([Problem("wrong", gettext_noop("The wrong writing is the same as the right one."))])
    return told, other


def _clean(text: str, where: str) -> str:
    clean = "".join(text.split())
    if blank(clean) or len(clean) < 2:
        raise Invalid([Problem(where, gettext_noop("An entry has at least two characters."))])
    if len(clean) > LONGEST:
        raise Invalid(
            [Problem(where, gettext_noop("An entry has at most %(most)s characters."), (("most", LONGEST),))]
        )
    require(clean, where)
    return clean


def near_words(text: str, known: Register) -> Iterator[Near]:
    """Words that are an entry but for one character within it, and no other entry.

    Quoted words and titles are left alone. The ends of an entry have to be there: 市医疗保障局 is not 省医疗保障局.
    """
    covered = [span for word in (*known.words, *known.names) for span in places(text, word)] + kept(text)
    for word in sorted((one for one in known.words if len(one) >= SHORTEST), key=len, reverse=True):
        for start, end in _near(text, word):
            if not any(start < stop and begin < end for begin, stop in covered):
                covered.append((start, end))
                yield Near(text[start:end], word, start, end)


def _near(text: str, word: str) -> Iterator[tuple[int, int]]:
    for start, _ in places(text, word[0]):
        for length in (len(word), len(word) - 1, len(word) + 1):
            end = start + length
            said = text[start:end]
            if len(said) == length and said[-1] == word[-1] and distance(said, word, 1) == 1:
                yield start, end
                break


def bare_titles(text: str, laws: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Titles of laws that stand in a text without 《》: the title as it stands, from where to where."""
    covered = kept(text)
    titles = {form for law in laws for form in (law, short_title(law)) if len(form) >= SHORTEST_TITLE}
    for title in sorted(titles, key=len, reverse=True):
        for start, end in places(text, title):
            if not any(start < stop and begin < end for begin, stop in covered):
                covered.append((start, end))
                yield title, start, end
