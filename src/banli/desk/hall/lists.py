"""The list of who comes to an activity, as its pages show it."""

from __future__ import annotations

from typing import Any

from banli.fieldwork.service import Attendee, Outing, came_to, fieldwork_book, names_go_on


def list_told(outing: Outing, people: list[Attendee], may: bool) -> dict[str, Any]:
    """Who is on the list, for those who may read it; how many, and how many came; and until when the names are kept and
    on what that rests, or since when they are gone."""
    numbers, term = came_to(outing, people), fieldwork_book().attendees
    return {
        "people": people if may else [],
        "listed": numbers.listed,
        "came": numbers.came,
        "kept": {
            "goes_on": names_go_on(outing.day, term.keep_days),
            "gone_on": outing.names_removed_on,
            "basis": term.basis,
        },
    }


NO_LIST: dict[str, Any] = {"people": [], "listed": 0, "came": 0, "kept": {}}
"""The same of an activity that was on no plan."""
