"""The register of badges at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import Sheet, answer, seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import versions_of
from banli.people.service import departments, named, staff_of
from banli.roster.service import (
    GRANTS,
    TOPIC,
    BadgeRecord,
    RosterPermission,
    give_badge,
    report_badge_lost,
    take_back_badge,
)
from banli.roster.service import badges as all_badges
from banli.roster.states.badges import STATE_NAMES, BadgeState

TONES = {BadgeState.GIVEN: "done", BadgeState.LOST: "overdue"}


@screen
def badges(request: HttpRequest) -> HttpResponse:
    """Badges in somebody's hand, then those that were returned or lost."""
    return _page(request)


def _page(request: HttpRequest, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    found, may = all_badges(), GRANTS.may(actor(request), RosterPermission.KEEP_BADGES)
    versions = versions_of(TOPIC, [one.public_id for one in found])
    rows = [
        {
            "badge": one,
            "state": STATE_NAMES[BadgeState(one.state)],
            "tone": TONES.get(BadgeState(one.state), ""),
            "may": may and one.state == BadgeState.GIVEN,
            "version": versions.get(one.public_id, 0),
        }
        for one in found
    ]
    context: dict[str, Any] = {"rows": rows, "may": may, "words": words}
    return show(request, "desk/roster/badges.html", "roster", context, status)


@screen
def new_badge(request: HttpRequest) -> HttpResponse:
    """Give somebody a badge."""
    by = actor(request)
    GRANTS.require(by, RosterPermission.KEEP_BADGES)
    names = {one.code: named(one) for one in departments()}
    people = [(str(one.pk), f"{names[one.department_id or '']} · {one.display_name}") for one in staff_of()]
    sheet = Sheet(
        section="roster",
        title=_("Give a badge"),
        crumbs=(
            (reverse("desk:roster"), pgettext("desk", "Roster")),
            (reverse("desk:badges"), pgettext("roster", "Badges")),
        ),
        shape=BadgeRecord,
        series="GP",
        button=_("Give it"),
        options={"officer": (("", _("Choose")), *people)},
        labels={"number": pgettext("roster", "Number of the badge"), "officer": pgettext("roster", "Who")},
    )

    def record(made: BadgeRecord) -> str:
        give_badge(record=made, by=by)
        return reverse("desk:badges")

    return answer(request, sheet, {}, {}, record)


@screen
@require_POST
def badge_act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """A badge was returned, or is lost."""
    same: dict[str, Any] = {"badge": public_id, "by": actor(request), "version": seen(request)}
    acts: dict[str, Callable[[], object]] = {
        "returned": lambda: take_back_badge(**same),
        "lost": lambda: report_badge_lost(**same),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    return tried(request, acts[name], lambda words, status: _page(request, words, status), "desk:badges")
