"""An issue as it went out, as it came back from Word, and as it stands now: what was changed where, and by both.

A line that the studio changed meanwhile, and Word as well, is a conflict: both texts are shown, and nobody's is taken
unless somebody says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from banli.weekly.rules.outline import WRITABLE, Section
from banli.weekly.rules.returned import Came

Placed = tuple[Came, Section, tuple[str, ...]]
"""A line that came back, its section, and what stands before it there, nearest first."""


class Change(StrEnum):
    """What happened to a line in Word."""

    REWRITTEN = "rewritten"
    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True)
class Kept:
    """A line of the issue, as it went out or as it stands now."""

    line: int
    section: Section
    heading: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One change to be taken or not, by its ``key``."""

    key: str
    change: Change
    line: int | None
    """None for a line that is not in the issue."""
    section: Section
    """Where it stands, or is to stand."""
    before: str
    """Its words as they went out; '' for a new one."""
    came: str
    """Its words as they came back; '' where it is gone."""
    now: str
    """Its words as they stand in the issue now; '' where it is not there."""
    conflict: bool = False
    """True where the studio changed, moved or removed it as well."""
    after: tuple[str, ...] | None = None
    """What is added or moved: what stands before it in its section, nearest first, by line or key. None: its end."""


def differences(out: Sequence[Kept], came: Sequence[Came], now: Sequence[Kept]) -> list[Difference]:
    """What Word changed, in the order of the document, and last what is gone; nothing where nothing was edited."""
    base = {one.line: one for one in out if one.section in WRITABLE}
    present = {one.line: one for one in now}
    rows = _placed(came, base)
    moved = _moved([one.line for one in out if one.line in base], rows, base)
    moved_here = _order_changed(out, now)
    found: list[Difference] = []
    for came_line, section, after in rows:
        line = came_line.line
        if line is None or line not in base:
            key = f"a{came_line.place}"
            found.append(
                Difference(key, Change.ADDED, None, section, "", _folded(came_line.text), "", after=after)
            )
            continue
        found += _changes(base[line], came_line.text, present.get(line))
        if line in moved and line in present:
            one = present[line]
            told = Difference(
                f"m{line}", Change.MOVED, line, section, one.text, one.text, one.text, after=after
            )
            both = line in moved_here or one.section is not base[line].section
            found.append(Difference(**{**vars(told), "conflict": both}))
    back = {one.line for one in came}
    return [*found, *_gone(base, back, present)]


def _changes(out: Kept, text: str, now: Kept | None) -> list[Difference]:
    words = _without_heading(out, text)
    if words == _folded(out.text) or (now and words == _folded(now.text)):
        return []
    key = f"r{out.line}"
    if now is None:
        return [Difference(key, Change.REWRITTEN, None, out.section, out.text, words, "", conflict=True)]
    conflict = _folded(now.text) != _folded(out.text)
    return [Difference(key, Change.REWRITTEN, out.line, now.section, out.text, words, now.text, conflict)]


def _gone(base: Mapping[int, Kept], back: set[int | None], present: Mapping[int, Kept]) -> list[Difference]:
    return [
        Difference(
            f"g{line}", Change.GONE, line, one.section, one.text, "", present[line].text,
            _folded(present[line].text) != _folded(one.text),
        )
        for line, one in base.items()
        if line not in back and line in present
    ]  # fmt: skip


def _placed(came: Sequence[Came], base: Mapping[int, Kept]) -> list[Placed]:
    """Every line that came back with its section, and what stands before it there."""
    before: dict[Section, tuple[str, ...]] = {}
    made: list[Placed] = []
    section: Section = WRITABLE[0]
    for one in came:
        home = base[one.line].section if one.line in base and one.line is not None else section
        told = one.section if one.section in WRITABLE else None
        section = told or home
        made.append((one, section, before.get(section, ())))
        name = str(one.line) if one.line in base else f"a{one.place}"
        before[section] = (name, *before.get(section, ()))
    return made


def _moved(order: Sequence[int], rows: Iterable[Placed], base: Mapping[int, Kept]) -> set[int]:
    """Lines that stand elsewhere than they did: in another section, or out of the order of the others."""
    rank = {line: place for place, line in enumerate(order)}
    known = [
        (one.line, section) for one, section, _after in rows if one.line is not None and one.line in base
    ]
    found = {line for line, section in known if section is not base[line].section}
    for section in {section for _line, section in known}:
        stayed = [line for line, where in known if where is section and line not in found]
        found |= set(stayed) - set(_longest([rank[line] for line in stayed], stayed))
    return found


def _order_changed(out: Sequence[Kept], now: Sequence[Kept]) -> set[int]:
    """Lines that the studio moved since the draft went out."""
    rank = {one.line: place for place, one in enumerate(out)}
    both = [one.line for one in now if one.line in rank]
    return set(both) - set(_longest([rank[line] for line in both], both))


def _longest(ranks: Sequence[int], lines: Sequence[int]) -> list[int]:
    """The most of ``lines`` whose ranks rise: those stayed where they were, the others were moved."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for place, rank in enumerate(ranks):
        length = bisect_left(tails, rank)
        tails[length : length + 1] = [rank]
        at[length : length + 1] = [place]
        before.append(at[length - 1] if length else None)
    made, place_now = [], at[-1] if at else None
    while place_now is not None:
        made.append(lines[place_now])
        place_now = before[place_now]
    return made[::-1]


def _without_heading(out: Kept, text: str) -> str:
    """The words of a line after the heading that its record gives it, which is not edited."""
    words = _folded(text)
    head = f"{out.heading}：" if out.heading else ""
    if head and not words.startswith(head):
        bare = words.partition("：")[2]
        return bare or words
    return words.removeprefix(head)


def _folded(text: str) -> str:
    """As a line is stored: tabs are spaces, none at the ends."""
    return text.replace("\t", " ").strip(" ")
