"""The numbers that Word counts itself: which list a paragraph belongs to, and what stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from banli.files.rules.word.formats import written
from banli.files.rules.word.names import value, w

PLACE = re.compile(r"%([1-9])")
LEVELS = 9
BULLET = "bullet"
LINKS_MOST = 20
"""Lists that name another list as theirs, one after the other."""


@dataclass(frozen=True)
class Level:
    """A level of a list: its format, what is written with %1 for its count, where it starts, what begins it anew."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """The level (from 1) after which it begins anew; every higher one where nothing is said, none where it is 0."""


@dataclass
class Counted:
    """How far the lists of a file have counted; asked paragraph by paragraph in the file's order."""

    lists: dict[str, dict[int, Level]]
    """Levels by the name of the abstract list."""
    numbers: dict[str, tuple[str, dict[int, Level], dict[int, int]]]
    """Lists in use by their number: the abstract one, levels of their own, levels that start anew."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def before(self, number: str, depth: int) -> str | None:
        """What stands before the next paragraph of list ``number`` on level ``depth``; None for a bullet or no list."""
        if number not in self.numbers or not 0 <= depth < LEVELS:
            return None
        abstract, own, starts = self.numbers[number]
        levels = {**self.lists.get(abstract, {}), **own}
        counts = self.counts.setdefault(abstract, {})
        if number not in self.begun:
            self.begun.add(number)
            for level, start in starts.items():
                counts[level] = start - 1
        here = levels.get(depth, Level())
        counts[depth] = counts.get(depth, here.start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            after = levels.get(deeper, Level()).restart
            if after is None or (after and depth < after):
                del counts[deeper]
        if here.form == BULLET:
            return None
        return PLACE.sub(lambda found: self._count(counts, levels, int(found[1]) - 1), here.text)

    @staticmethod
    def _count(counts: dict[int, int], levels: dict[int, Level], level: int) -> str:
        one = levels.get(level, Level())
        return written(one.form, counts.get(level, one.start))


def counted(root: Any) -> Counted:
    """The lists of a numbering part; none where there is no such part."""
    if root is None:
        return Counted({}, {})
    abstracts = {value(one, "abstractNumId"): one for one in root.iterchildren(w("abstractNum"))}
    lists = {name: _levels(one) for name, one in abstracts.items()}
    linked = {
        str(link.get(w("val"))): name
        for name, one in abstracts.items()
        for link in one.iterchildren(w("styleLink"))
    }
    for name, one in abstracts.items():
        other = next((str(link.get(w("val"))) for link in one.iterchildren(w("numStyleLink"))), None)
        if not lists[name] and other in linked:
            lists[name] = lists[linked[other]]
    numbers = {}
    for one in root.iterchildren(w("num")):
        abstract = one.find(w("abstractNumId"))
        name = "" if abstract is None else str(abstract.get(w("val")))
        numbers[value(one, "numId")] = (name, *_overrides(one))
    return Counted(lists, numbers)


def _overrides(one: Any) -> tuple[dict[int, Level], dict[int, int]]:
    levels, starts = {}, {}
    for override in one.iterchildren(w("lvlOverride")):
        depth = _whole(value(override, "ilvl"))
        levels.update(_levels(override))
        start = override.find(w("startOverride"))
        if start is not None:
            starts[depth] = _whole(start.get(w("val")), 1)
    return levels, starts


def _levels(parent: Any) -> dict[int, Level]:
    return {_whole(value(one, "ilvl")): _level(one) for one in parent.iterchildren(w("lvl"))}


def _level(one: Any) -> Level:
    told = {name: one.find(w(name)) for name in ("numFmt", "lvlText", "start", "lvlRestart")}
    said = {name: None if found is None else found.get(w("val")) for name, found in told.items()}
    form = said["numFmt"]
    if told["numFmt"] is None:
        # Word keeps formats beyond its first list in a choice with a fallback that means nothing here.
        form = next((found.get(w("val")) for found in one.iter(w("numFmt"))), None)
    restart = said["lvlRestart"]
    return Level(
        str(form or "decimal"),
        str(said["lvlText"] or ""),
        _whole(said["start"], 1),
        None if restart is None else _whole(restart),
    )


def _whole(text: Any, otherwise: int = 0) -> int:
    try:
        return max(-1, min(int(str(text)), 9_999))
    except ValueError:
        return otherwise
