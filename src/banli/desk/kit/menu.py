"""The menu on the side: the places one may enter, grouped by business; what one's department has none of comes last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from banli.authorities.service import network_of
from banli.catalogue.service import asking, enforced
from banli.desk.permissions import may_open
from banli.experts.service import visible_panels
from banli.kernel.actors import Actor
from banli.people.service import present
from banli.projects.service import visible_plans
from banli.roster.service import GRANTS, RosterPermission, covers_of, waiting_corrections, waiting_leaves

Group = tuple[Any, tuple[tuple[str, Any], ...]]

GROUPS: tuple[Group, ...] = (
    (
        pgettext_lazy("desk menu", "Cases"),
        (
            ("today", pgettext_lazy("desk", "Today")),
            ("counter", pgettext_lazy("desk", "Counter")),
            ("queue", pgettext_lazy("desk", "Queue")),
            ("identity", pgettext_lazy("desk", "Identity")),
            ("cases", pgettext_lazy("desk", "Cases")),
            ("consultations", pgettext_lazy("desk", "Consultations")),
            ("enforcement", pgettext_lazy("desk", "Enforcement")),
            ("certificates", pgettext_lazy("desk", "Certificates")),
            ("disclosure", pgettext_lazy("desk", "Publication")),
        ),
    ),
    (
        pgettext_lazy("desk menu", "Business"),
        (
            ("projects", pgettext_lazy("desk", "Projects")),
            ("trading", pgettext_lazy("desk", "Public resource trading")),
            ("experts", pgettext_lazy("desk", "Experts")),
            ("roadside", pgettext_lazy("desk", "Roads")),
            ("authorities", pgettext_lazy("desk", "Authorities")),
        ),
    ),
    (
        pgettext_lazy("desk menu", "Oversight"),
        (
            ("overview", pgettext_lazy("desk", "Overview")),
            ("supervision", pgettext_lazy("desk", "Supervision")),
            ("ratings", pgettext_lazy("desk", "Ratings")),
            ("assessment", pgettext_lazy("desk", "Assessment")),
            ("suggestions", pgettext_lazy("desk", "Suggestions")),
            ("credit", pgettext_lazy("desk", "Credit")),
            ("hall", pgettext_lazy("desk", "Hall")),
            ("roster", pgettext_lazy("desk", "Roster")),
            ("entry", pgettext_lazy("desk", "Entry")),
            ("messages", pgettext_lazy("desk", "Messages")),
        ),
    ),
    (
        pgettext_lazy("desk menu", "Reports"),
        (
            ("issues", pgettext_lazy("desk", "Weekly report")),
            ("figures", pgettext_lazy("desk", "Figures")),
            ("circulars", pgettext_lazy("desk", "Circulars")),
            ("exports", pgettext_lazy("desk", "Exports")),
        ),
    ),
    (
        pgettext_lazy("desk menu", "Basics"),
        (
            ("items", pgettext_lazy("desk", "Items")),
            ("calendars", pgettext_lazy("desk", "Public holidays")),
            ("ledger", pgettext_lazy("desk", "Ledger")),
        ),
    ),
    (
        pgettext_lazy("desk menu", "Accounts"),
        (
            ("people", pgettext_lazy("desk", "People")),
            ("sign_ins", pgettext_lazy("desk", "Sign-ins")),
            ("looks", pgettext_lazy("desk", "Looks")),
        ),
    ),
)
"""Places of the desk in the order of the side, by the name of their address."""
STANDS_IN, LEAVE_WAITS, CORRECTIONS_WAIT = "stands_in", "leave_waits", "corrections_wait"
MORE = pgettext_lazy("desk menu", "More")


USED: dict[str, Callable[[Actor], QuerySet[Any]]] = {
    "projects": visible_plans,
    "experts": visible_panels,
    "enforcement": lambda by: enforced(by.department),
    "roadside": lambda by: asking("roads", by.department),
    "authorities": lambda by: network_of(by.department),
}
"""Places of a business that most departments do not have, with the query that finds something where one has it."""


def menu(by: Actor, section: str, waiting: int, most: int, used: Mapping[str, bool]) -> list[dict[str, Any]]:
    """The groups with the places ``by`` may enter; today says how many cases wait, of ``most`` that are counted.

    A place whose business the own department does not have (``used``) moves to the last group, which is closed:
    somebody begins.
    """
    groups: list[dict[str, Any]] = []
    rare: list[dict[str, Any]] = []
    for title, places in GROUPS:
        shown: list[dict[str, Any]] = []
        for name, label in places:
            if not may_open(name, by.roles):
                continue
            count = f"{waiting}{'+' if waiting == most else ''}" if name == "today" and waiting else ""
            place = {"url": f"desk:{name}", "label": label, "current": name == section, "count": count}
            (shown if used.get(name, True) else rare).append(place)
        if shown:
            groups.append({"title": title, "places": shown, "closed": False, "open": True})
    if rare:
        here = any(place["current"] for place in rare)
        groups.append({"title": MORE, "places": rare, "closed": True, "open": here})
    return groups


def used_by(by: Actor) -> dict[str, bool]:
    """Of the businesses that most departments do not have, whether the own department has one; and whether ``by`` could
    stand in for somebody now, and has leave or attendance to decide. Asked in one query."""
    if not by.department:
        return {}
    asked: dict[str, QuerySet[Any]] = {
        name: rows(by) for name, rows in USED.items() if may_open(name, by.roles)
    }
    asked[STANDS_IN] = covers_of(by.id)
    if GRANTS.may(by, RosterPermission.DECIDE):
        asked |= {LEAVE_WAITS: waiting_leaves(by), CORRECTIONS_WAIT: waiting_corrections(by)}
    return present(**asked)
