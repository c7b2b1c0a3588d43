"""Search in Chinese without a dictionary: pairs of characters, pinyin and its initials, words of other scripts.

Documents and queries are written as PostgreSQL's own tsvector and tsquery texts, so that no parser and no locale of
the server has a say in what a word is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from banli.catalogue.rules.definition.spec import ItemSpec

RUNS = re.compile(r"[\u3400-\u9fff]+|[0-9a-z]+")
ASKING = re.compile(
    "请问|我们|我想|我要|我的|想要|需要|怎么样|怎么|怎样|如何|在哪里|在哪儿|哪里|哪儿|在哪|什么|多久|多少|有没有|能不能|可不可以|可以"
    "|办理|申请|手续|查询|一家|一个|一下|[我想要去能办查吗呢的了么啊吧个在]"
)
"""Words with which everybody asks for anything; they say nothing of what is asked for."""
SHORT = 3
"""Up to so many parts a query is a word or two, of which more than half must be met; else a quarter, and two."""
POSITION_MAX = 16_000
QUERY_MAX = 60


def normal(text: str) -> str:
    """``text`` as it is searched: full-width signs as plain ones, small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def _runs(text: str) -> list[str]:
    return RUNS.findall(normal(text))


def _chinese(run: str) -> bool:
    return run[0] >= "\u3400"


def tokens(text: str) -> Iterator[str]:
    """The words of ``text`` in order: each pair of neighbouring characters and the last single one; other words."""
    for run in _runs(text):
        if _chinese(run):
            yield from (run[index : index + 2] for index in range(len(run)))
        else:
            yield run


def pinyin_tokens(text: str) -> Iterator[str]:
    """Pinyin and its initials from every character on: 大件运输 is found by ``dajian``, ``djys``, ``yunshu``."""
    for run in _runs(text):
        if _chinese(run):
            spoken = syllables(run)
            for index in range(len(spoken)):
                yield "".join(spoken[index:])[:60]
                yield "".join(one[0] for one in spoken[index:])


def pinyin_key(text: str) -> str:
    """A key that sorts Chinese names the way a reader looks them up."""
    return " ".join(syllables(text))[:400]


def document(spec: ItemSpec) -> str:
    """The search document of an item: names weigh most, then keywords and pinyin, then summary, then the rest."""
    rest = [
        spec.result.name,
        *(question.question for question in spec.faq),
        *(law.title for law in spec.laws),
    ]
    parts = [
        ("A", [spec.name.zh, spec.name.en], tokens),
        ("B", list(spec.keywords), tokens),
        ("B", [spec.name.zh, *spec.keywords], pinyin_tokens),
        ("C", [spec.summary.zh, spec.summary.en, spec.task_code], tokens),
        ("D", [text for words in rest for text in (words.zh, words.en)], tokens),
    ]
    found: list[str] = []
    position = 0
    for weight, texts, split in parts:
        for text in texts:
            for token in split(text):
                position += 1
                if position < POSITION_MAX:
                    found.append(f"'{token}':{position}{weight}")
            position += 1
    return " ".join(found)


def _phrase(run: str) -> str:
    if not _chinese(run) or len(run) == 1:
        return f"'{run}':*"
    pairs = [run[index : index + 2] for index in range(len(run) - 1)]
    return "(" + " <-> ".join(f"'{pair}'" for pair in pairs) + ")"


def strict_query(text: str) -> str:
    """A tsquery in which every run of the entered text must be met; '' where nothing can be searched for."""
    return " & ".join(_phrase(run) for run in _runs(text[:QUERY_MAX]))


def asked_for(text: str) -> str:
    """What is left of a question without the words of asking; '' where that is nothing."""
    return ASKING.sub(" ", normal(text[:QUERY_MAX])).strip()


def reworded(text: str, synonyms: Mapping[str, str]) -> str:
    """``text`` in the words of the catalogue: the longest that was said first, none in what was put in its place."""
    if not synonyms:
        return text
    said = sorted(synonyms, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, said)), lambda found: synonyms[found[0]], normal(text[:QUERY_MAX]))


def loose_parts(text: str) -> tuple[str, ...]:
    """A tsquery for each pair of characters and each word of a question; an item is better the more it meets."""
    parts: list[str] = []
    for run in _runs(asked_for(text)):
        if _chinese(run) and len(run) > 1:
            parts += [f"'{run[index : index + 2]}'" for index in range(len(run) - 1)]
        elif len(run) > 2 and not _chinese(run):
            parts.append(f"'{run}':*")
    return tuple(dict.fromkeys(parts))


def enough(parts: int) -> int:
    """How many of ``parts`` an item must meet: one common pair does not make an answer."""
    return parts // 2 + 1 if parts <= SHORT else max(2, (parts + 2) // 4)


def syllables(text: str) -> list[str]:
    """Pinyin without tones, and what is no Chinese as it stands.

    Its tables take half a second to load, so only what publishes an item or finds nothing otherwise loads them.
    """
    from pypinyin import lazy_pinyin

    found: list[str] = lazy_pinyin(text)
    return found
