"""Where answers lead: the question that is next, or the end."""

from __future__ import annotations

from dataclasses import dataclass

from banli.guidance.rules.definition import Ending, Reply, Turn, Walk

LINK = "."
"""Between the answers of a way, as they stand in an address."""


@dataclass(frozen=True)
class Said:
    """A question that was answered, and the way that leads back to it."""

    turn: Turn
    reply: Reply
    back: str


@dataclass(frozen=True)
class Place:
    """Where somebody stands in a walk: ``turn`` is the next question, or None at the ``end``."""

    said: tuple[Said, ...]
    way: str
    turn: Turn | None
    end: Ending | None
    strayed: bool
    """True where the way named an answer that its question has not: it was written down when the walk was another."""

    def onward(self, key: str) -> str:
        """The way with one more answer."""
        return f"{self.way}{LINK}{key}" if self.way else key

    @property
    def back(self) -> str | None:
        """The way to the question before; None at the first."""
        return self.said[-1].back if self.said else None


def follow(walk: Walk, way: str) -> Place:
    """Where ``way``, answers joined by dots, leads. What it says after an answer that is not there is left out."""
    said: list[Said] = []
    gone: list[str] = []
    turn: Turn | None = walk.turns[walk.start]
    end: Ending | None = None
    keys = way.split(LINK) if way else []
    for key in keys:
        reply = turn.reply(key) if turn else None
        if turn is None or reply is None:
            return Place(tuple(said), LINK.join(gone), turn, end, strayed=True)
        said.append(Said(turn, reply, LINK.join(gone)))
        gone.append(key)
        turn, end = (walk.turns[reply.to], None) if reply.to else (None, reply.end)
    return Place(tuple(said), LINK.join(gone), turn, end, strayed=False)
