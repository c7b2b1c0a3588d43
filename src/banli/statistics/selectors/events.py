"""How an event counts, in SQL: the one way for outbox, bulk intake, rebuilding, recounting and opening.

:func:`measured` gives a query with one row for each event that counts and the measures read from its body, and one
row with ``sign`` -1 for each event that a correction takes back. Sums of sign times measure are the facts. The
text stands in ``sql/events.sql``.

A body that is no JSON object, or says something else than a day (ISO) or a whole number under a key, says nothing
there: an event can always be folded.
"""

from __future__ import annotations

from collections.abc import Iterable

from banli.kernel.statements import filled, statements
from banli.statistics.rules.happenings import (
    ACCEPTANCES,
    ANNULLED,
    CLOSINGS,
    COMPLETIONS,
    DUE_MOVERS,
    STANDSTILLS,
)

EVENT = ("id", "subject", "seq", "name", "scope", "facet", "at", "day", "recorded_at", "actor", "body")


def listed(names: Iterable[str]) -> str:
    """Names of events as a list in SQL."""
    return ", ".join(f"'{name}'" for name in names)


def annuls(event: str) -> str:
    """The condition that ``event`` takes another one back; the index of such events answers it."""
    return f"right({event}.name, {len(ANNULLED)}) = '{ANNULLED}'"


SQL = statements("statistics", "events")
ALL = "ledger_event_view"
IN_BLOCK, BY_ID, FOLDED = SQL["in_block"], SQL["by_id"], SQL["folded"]
WAITING = filled(SQL["waiting"], which="true")
WAITING_CORRECTIONS = filled(SQL["waiting"], which=annuls("o"))
"""Sources of events: FROM items that give rows of the record."""

BODY = SQL["body"]
DUE = filled(SQL["day"], text=SQL["promised"])
TAKEN_BACK = filled(
    SQL["taken_back"],
    columns=", ".join(f"e.{one}" for one in EVENT),
    annuls=annuls("given"),
    said=f"({filled(BODY, body='s.body')})",
    earlier=annuls("earlier"),
    earlier_said=f"({filled(BODY, body='earlier.body')})",
)
FOLLOWED = filled(SQL["followed"], movers=listed(DUE_MOVERS))
MEASURED = filled(
    SQL["measured"],
    columns=", ".join(f"e.{one}" for one in EVENT if one != "body"),
    read=listed((*DUE_MOVERS, "submitted")),
    body=filled(BODY, body="e.body"),
    accepted_on=filled(SQL["day"], text="b.body ->> 'accepted_on'"),
    promised_due=filled(DUE, body="b.body"),
    statutory_due=filled(SQL["day"], text="b.body ->> 'statutory_due'"),
    took_days=filled(SQL["whole"], text="b.body ->> 'took_days'"),
    limit_days=filled(SQL["whole"], text="b.body ->> 'limit_days'"),
    visits=filled(SQL["whole"], text="b.body ->> 'visits'"),
    visits_declared=filled(SQL["whole"], text="b.body ->> 'visits_declared'"),
    reused=filled(SQL["whole"], text="b.body ->> 'reused'"),
    acceptances=listed(ACCEPTANCES),
    closings=listed(CLOSINGS),
    completions=listed(COMPLETIONS),
)

DUE_MOVES = filled(
    SQL["due_moves"],
    acceptances=listed(ACCEPTANCES),
    standing=listed((*STANDSTILLS, *CLOSINGS)),
    movers=listed(DUE_MOVERS),
    annuls=annuls("s"),
    before_due=filled(DUE, body=f"({filled(BODY, body='before.body')})"),
    said=f"({filled(BODY, body='s.body')})",
)


def measured(source: str, days: str = "true", annulments: str = "", *, all_followed: bool = False) -> str:
    """The query over events of ``source``, for use as a CTE or in FROM.

    :param days: a condition on the event ``e`` itself, also on one that is taken back.
    :param annulments: where the events that take others back come from; ``source`` where nothing is given.
    :param all_followed: no case has to be looked up: whose they are is not asked, or they are all our own.
    """
    taken_back = "\n    UNION ALL\n" + filled(TAKEN_BACK, source=annulments or source)
    followed = "true" if all_followed else FOLLOWED
    return filled(MEASURED, followed=followed, taken_back=taken_back, source=source, days=days)


def own(source: str, days: str, *, all_followed: bool = False) -> str:
    """The same without what is taken back, for whoever asks event by event whether it still stands."""
    followed = "true" if all_followed else FOLLOWED
    return filled(MEASURED, followed=followed, taken_back="", source=source, days=days)


def due_moves(name: str) -> str:
    """The query over rows of :func:`measured` that are called ``name`` in the statement."""
    return filled(DUE_MOVES, measured=name)
