"""How near an item comes to a question that meets none of its words: a word of the item inside the question, one that
sounds alike (most slips of Chinese typing are words of the same sound), an English word with letters exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from banli.catalogue.rules.search import normal, syllables
from banli.kernel.text import Words

NEAR = 80.0
"""From here on an item is offered; what sounds the same has 100, a word inside the question more than that."""
INSIDE = 100.0
FEW = 3
"""Up to so many syllables all of them must sound alike; of more, one in five may differ."""
SHORTEST_WORD = 5
"""Letters of an English word, or of pinyin typed, below which a slip makes it any other."""
LATIN = re.compile(r"[a-z]+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Sounds that many speakers do not keep apart, and what stands for both."""


def words_of(name: Words, keywords: Iterable[str]) -> list[str]:
    """The words by which people know an item: its names and its keywords, each once."""
    said = (name.zh, *keywords, name.en)
    return list(dict.fromkeys(normal(one).strip() for one in said if one.strip()))


def sound_of(text: str) -> str:
    """Pinyin of the Chinese in ``text``, syllables apart, without what many do not hear; '' where there is none."""
    spoken = " ".join(syllables("".join(CHINESE.findall(normal(text)))))
    for heard, plain in CONFUSED:
        spoken = spoken.replace(heard, plain)
    return spoken


def nearness(question: str, sound: str, words: Sequence[str], sounds: Sequence[str]) -> float:
    """From 0 to 100 and more: the length of the longest word inside the question, else the nearest sound or spelling.

    :param sound: of the question, as :func:`sound_of` gives it.
    :param sounds: of the words.
    """
    inside = max((len(one) for one in words if _inside(one, question)), default=0)
    if inside:
        return INSIDE + inside
    return max(_sounding(sound.split(), sounds), _spelled(question, words, sounds))


def _inside(word: str, question: str) -> bool:
    return len(word) > 1 and bool(CHINESE.search(word)) and word in question


def _sounding(asked: Sequence[str], sounds: Iterable[str]) -> float:
    """How much of a word, or of a longer word's part, is heard in the question; by syllables."""
    if len(asked) < 2:
        return 0.0
    best = 0.0
    for one in sounds:
        word = one.split()
        if len(word) >= 2:
            least = 100.0 if min(len(word), len(asked)) <= FEW else NEAR
            best = max(best, fuzz.partial_ratio(word, asked, score_cutoff=least))
    return best


def _spelled(question: str, words: Iterable[str], sounds: Iterable[str]) -> float:
    asked = [one for one in LATIN.findall(question) if len(one) >= SHORTEST_WORD]
    if not asked:
        return 0.0
    known = {one for word in words for one in LATIN.findall(word) if len(one) >= SHORTEST_WORD}
    known |= {one.replace(" ", "") for one in sounds if len(one.split()) > 2}
    return max((fuzz.ratio(one, other, score_cutoff=NEAR) for one in asked for other in known), default=0.0)
