"""What each paper of the centre is told of the record: names of facts, and of lists with their parts."""

from __future__ import annotations

from collections.abc import Mapping

from banli.circulars.states import CircularKind

Known = Mapping[str, tuple[str, ...]]
"""A fact's name -> the parts of its entries, where it is a list; () for a single text or number."""

HEAD: Known = {"begins": (), "ends": (), "made_on": (), "centre": ()}
"""First and last day of the period and the day of the paper, in words; the centre's name."""
COUNTS: Known = {
    "accepted": (),
    "completed": (),
    "kinds": ("name", "accepted", "completed", "share"),
    "departments": ("name", "accepted", "completed", "share"),
    "on_time": (),
    "signals": (),
    "ratings": (),
    "good": (),
}
"""Of a month or year.

``share``: completed of a hundred accepted, with one digit; '' where nothing was accepted. ``ratings`` and ``good``
are 0 where so few rated that they could be told.
"""
FACTS: Mapping[CircularKind, Known] = {
    CircularKind.RECTIFICATION: {
        **HEAD,
        "department": (),
        "findings": ("dimension", "place", "note", "points", "day"),
        "count": (),
        "points": (),
    },
    CircularKind.SUPERVISION: {
        **HEAD,
        "departments": ("name", "blue", "yellow", "red", "explained"),
        "red": ("number", "department", "rule", "day", "explanation"),
        "count": (),
        "red_count": (),
        "red_more": (),
        "unexplained": (),
    },
    CircularKind.MONTHLY: {**HEAD, **COUNTS},
    CircularKind.YEARLY: {**HEAD, **COUNTS, "months": ("name", "accepted", "completed")},
}
