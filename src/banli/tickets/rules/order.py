"""Who is called next. Pure: the same tickets give the same answer, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from banli.tickets.states import Lane

GOES_FIRST = (Lane.PRIORITY, Lane.BOOKED)
"""Lanes that are called before the ordinary one, each before the next."""


@dataclass(frozen=True)
class Waiting:
    """A ticket in line: its place in the order of arrival, its lane, and how many calls it lets go before it."""

    id: int
    place: int
    lane: Lane = Lane.ORDINARY
    lets_go: int = 0


def in_order(waiting: Iterable[Waiting], in_a_row: int, most: int) -> Iterator[Waiting]:
    """The tickets in the order in which they are called; who asks for the next one alone pays for no other.

    A priority group goes first, then who comes by appointment; after ``most`` of them in a row (``in_a_row`` of them
    were called last) somebody else who waits is called, so that nobody waits for ever. Whoever missed a call lets
    ``lets_go`` others go first.

    :param in_a_row: how many of a priority group or by appointment were called one after the other until now.
    """
    left = sorted(waiting, key=lambda one: one.place)
    lets_go = {one.id: one.lets_go for one in left}
    while left:
        ready = [one for one in left if lets_go[one.id] == 0] or left
        chosen = _next(ready, in_a_row, most)
        in_a_row = in_a_row + 1 if chosen.lane is not Lane.ORDINARY else 0
        left.remove(chosen)
        yield chosen
        for one in left:
            lets_go[one.id] = max(0, lets_go[one.id] - 1)


def _next(ready: Sequence[Waiting], in_a_row: int, most: int) -> Waiting:
    first = [one for lane in GOES_FIRST for one in ready if one.lane is lane]
    others = [one for one in ready if one.lane is Lane.ORDINARY]
    if first and (in_a_row < most or not others):
        return first[0]
    return others[0] if others else first[0]
