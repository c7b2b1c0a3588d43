"""The register the checker knows: names of organisations, titles of laws, terms; and what is nearly one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from banli.weekly.rules.house_style import HAN

SHORTEST_NAME = 6
"""Names of fewer characters are too easily near to another."""
SHORTEST_TITLE = 4
LONG_TITLE = 8
"""A title of so many characters may differ by two and still be meant."""
NAME = re.compile(
    rf"(?:四川省|省)[{HAN}]{{1,24}}?(?:厅|委员会|委|总队|管理局|中心|办公室|地质队|一四一队|局)"
)
TITLE = re.compile(r"《([^《》]+)》")
STATE = "中华人民共和国"
EDITION = re.compile(r"[（(][^（()）]*[)）]$")
SOUGHT = 3
"""A name may miss or have too many of this many characters where both its ends stand in the text."""
ENDS = 4
"""Characters of either end."""


@dataclass(frozen=True)
class Register:
    """What the house calls things."""

    names: tuple[str, ...] = ()
    """Organisations, full and short, the longest first."""
    laws: tuple[str, ...] = ()
    """Titles of laws without 《》."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """Terms that are often written wrongly, and how they are written."""
    words: tuple[str, ...] = ()
    """Names, posts and set phrases of which one character may be wrong."""


class Near(NamedTuple):
    """What stands in a text, what of the register it is near to, and from where to where that would be put."""

    found: str
    meant: str
    start: int
    end: int


def register(
    names: Iterable[str],
    laws: Iterable[str] = (),
    terms: Mapping[str, str] | None = None,
    words: Iterable[str] = (),
) -> Register:
    """A register of names once each, the longest first."""
    ordered = tuple(sorted(set(names), key=lambda name: (-len(name), name)))
    return Register(ordered, tuple(dict.fromkeys(laws)), dict(terms or {}), tuple(dict.fromkeys(words)))


def organisations(departments: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The names of departments told by full and short name; the short one also with 省 before it."""
    for name, short in departments:
        yield from (name, short, f"省{short}")


def near_names(text: str, known: Register) -> Iterator[Near]:
    """Names that look like an organisation's, are not in the register, and are nearly one that is; each place once."""
    found: list[tuple[int, int, Near]] = []
    for one in NAME.finditer(text):
        at = one.start()
        if any(text.startswith(name, at) for name in known.names):
            continue
        near = next(
            ((name, length) for name in _long(known) if (length := _near(text, at, name))),
            None,
        )
        if near:
            name, length = near
            found.append((*one.span(), Near(one[0], name, at, at + length)))
    for said in _between_ends(text, known):
        if not any(said.start < other_end and other < said.end for other, other_end, _ in found):
            found.append((said.start, said.end, said))
    yield from (said for _start, _end, said in found)


def _long(known: Register) -> Iterator[str]:
    return (name for name in known.names if len(name) >= SHORTEST_NAME)


def _between_ends(text: str, known: Register) -> Iterator[Near]:
    """Long names that begin and end as registered, with characters missing or changed between."""
    covered = [span for name in known.names for span in places(text, name)]
    for name in (one for one in known.names if len(one) >= 2 * SHORTEST_NAME):
        between = len(name) - 2 * ENDS
        shape = rf"{re.escape(name[:ENDS])}[{HAN}]{{{between - SOUGHT},{between + SOUGHT}}}?{re.escape(name[-ENDS:])}"
        for one in re.finditer(shape, text):
            right = any(start <= one.start() and one.end() <= end for start, end in covered)
            if not right and distance(one[0], name, SOUGHT) <= SOUGHT:
                yield Near(one[0], name, *one.span())


def places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """From where to where ``name`` stands in the text."""
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + 1)


def _near(text: str, start: int, name: str) -> int:
    """How many characters at ``start`` are ``name`` but for one or two; the nearest reading, 0 for none."""
    apart = {
        length: distance(text[start : start + length], name, 2)
        for length in range(len(name) - 2, len(name) + 3)
        if length > 0 and text[start + length - 1 : start + length] == name[-1]
    }
    near = [length for length, steps in apart.items() if 0 < steps <= 2]
    return min(near, key=lambda length: (apart[length], length), default=0)


def near_titles(text: str, known: Register) -> Iterator[Near]:
    """Titles in 《》 that are no law of the register, and nearly one that is."""
    laws = {short_title(law): law for law in known.laws}
    for one in TITLE.finditer(text):
        title = short_title(one[1])
        if title in laws or len(title) < SHORTEST_TITLE:
            continue
        most = 2 if len(title) >= LONG_TITLE else 1
        apart = {law: distance(title, law, most) for law in laws}
        near = min(apart, key=lambda law: (apart[law], law), default="")
        if near and apart[near] <= most:
            edition = EDITION.search(one[1])
            meant = laws[near] + (edition[0] if edition and not EDITION.search(laws[near]) else "")
            yield Near(one[0], f"《{meant}》", *one.span())


def short_title(title: str) -> str:
    """A title without the state's name before it and the edition after it."""
    return EDITION.sub("", "".join(title.split())).removeprefix(STATE)


def wrong_terms(text: str, known: Register) -> Iterator[Near]:
    """Terms the register writes otherwise, at each place; a term within its right form is none."""
    for wrong, right in known.terms.items():
        covered = list(places(text, right)) if wrong in right else []
        for start, end in places(text, wrong):
            if not any(left <= start and end <= stop for left, stop in covered):
                yield Near(wrong, right, start, end)


def distance(one: str, other: str, most: int) -> int:
    """Characters to change, add or leave out to make one text the other; more than ``most`` is not counted further."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, left in enumerate(one, start=1):
        above, row[0] = row[0], place
        for column, right in enumerate(other, start=1):
            above, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, above + (left != right)),
            )
        if min(row) > most:
            return most + 1
    return row[-1]
