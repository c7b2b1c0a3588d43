"""How often the wait that was told comes true: seeded days of a hall, played by the queue's own rules.

A day has 5,000 tickets at 60 windows in 14 lines; people come in two waves, a service takes as long as a lognormal draw
around the line's usual time, a tenth of the visitors belongs to a group that goes first. Who is called next is
``tickets.rules.order``, what is told is ``tickets.rules.wait``; nothing else decides.

    python benchmarks/queue_wait.py [--days 5] [--seed 1]

Prints the share of real waits inside the interval that was told, the share that was out by more than ten minutes, and
how wide the interval was. No clock is looked at: time is the day's own.
"""

from __future__ import annotations

import argparse
import heapq
import random
import statistics
from dataclasses import dataclass, field

from banli.tickets.rules.order import Waiting, in_order
from banli.tickets.rules.wait import expected_wait
from banli.tickets.states import Lane

TICKETS, WINDOWS, LINES = 5_000, 60, 14
OPENS, CLOSES = 9 * 3600, 17 * 3600
USUAL = (3, 4, 5, 6)
"""Minutes a service takes, by line in turns."""
SPREAD = 0.5
"""Of the logarithm of a service time."""
LATE = 600
FIRST = 2


@dataclass
class Line:
    """One line on its day."""

    usual: float
    windows: int
    free: int = 0
    in_a_row: int = 0
    first: int = 0
    came: int = 0
    waiting: dict[int, Waiting] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """What was told to somebody, and what came true; seconds."""

    least: int
    most: int
    real: float


def day(seed: int) -> list[Told]:
    """Play one day."""
    chance = random.Random(seed)
    lines = [
        Line(USUAL[place % len(USUAL)] * 60.0, WINDOWS // LINES + (place < WINDOWS % LINES))
        for place in range(LINES)
    ]
    for line in lines:
        line.free = line.windows
    room = [line.windows / line.usual for line in lines]
    events: list[tuple[float, int, str, int]] = []
    for number in range(TICKETS):
        wave = chance.choice((10.0, 14.5)) * 3600
        at = min(max(chance.gauss(wave, 4_500), OPENS), CLOSES - 3_600)
        heapq.heappush(events, (at, number, "comes", chance.choices(range(LINES), room)[0]))
    came: dict[int, tuple[float, int, int]] = {}
    told: list[Told] = []
    number = TICKETS
    while events:
        now, ticket, what, place = heapq.heappop(events)
        line = lines[place]
        if what == "comes":
            lane = Lane.PRIORITY if chance.random() < 0.1 else Lane.ORDINARY
            line.first += lane is Lane.PRIORITY
            line.came += 1
            line.waiting[ticket] = Waiting(ticket, len(came), lane)
            order = in_order(line.waiting.values(), line.in_a_row, FIRST)
            ahead = next(place for place, one in enumerate(order) if one.id == ticket)
            wait = expected_wait(
                ahead,
                line.windows,
                line.took,
                line.usual,
                busy=line.windows - line.free,
                overtaken=0.0 if lane is Lane.PRIORITY else line.first / line.came,
            )
            assert wait is not None
            came[ticket] = (now, wait.least, wait.most)
        else:
            line.free += 1
        while line.free and line.waiting:
            chosen = next(in_order(line.waiting.values(), line.in_a_row, FIRST))
            line.in_a_row = line.in_a_row + 1 if chosen.lane is Lane.PRIORITY else 0
            del line.waiting[chosen.id]
            line.free -= 1
            since, least, most = came[chosen.id]
            told.append(Told(least, most, now - since))
            took = chance.lognormvariate(0.0, SPREAD) * line.usual
            line.took.append(took)
            number += 1
            heapq.heappush(events, (now + took, number, "ends", place))
    return told


def main() -> None:
    """Play the days and print what came true."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--days", type=int, default=5)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    told = [one for seed in range(given.seed, given.seed + given.days) for one in day(seed)]
    inside = sum(one.least <= one.real <= one.most for one in told)
    out = sum(one.real < one.least - LATE or one.real > one.most + LATE for one in told)
    wide = statistics.median((one.most - one.least) / 60 for one in told)
    real = statistics.median(one.real / 60 for one in told)
    print(f"{len(told):,} tickets, seeds {given.seed} to {given.seed + given.days - 1}")
    print(f"inside the interval that was told: {100 * inside / len(told):.1f} %")
    print(f"out by more than ten minutes: {100 * out / len(told):.1f} %")
    print(f"median wait {real:.1f} minutes, median width of the interval {wide:.1f} minutes")


if __name__ == "__main__":
    main()
