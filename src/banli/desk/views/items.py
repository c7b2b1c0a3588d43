"""The catalogue as the desk reads it: items, their limits, materials, procedure and revisions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from banli.catalogue.service import KINDS, NECESSITIES, UNITS, closed_because, current, history, search
from banli.catalogue.service import items as all_items
from banli.desk.views.frame import screen, show
from banli.kernel import clock
from banli.people.service import department, named


@screen
def items(request: HttpRequest) -> HttpResponse:
    """Every item, or those found by what was typed."""
    words = request.GET.get("q", "").strip()
    cards = search(words) if words else all_items()
    return show(request, "desk/items.html", "items", {"cards": cards, "words": words, "kinds": KINDS})


@screen
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """One item in its current revision, with the earlier ones."""
    revision = current(slug)
    spec = revision.spec
    context = {
        "revision": revision,
        "spec": spec,
        "department": named(department(spec.department)),
        "closed": closed_because(spec, clock.today()),
        "revisions": history(slug),
        "units": UNITS,
        "necessities": NECESSITIES,
    }
    return show(request, "desk/item.html", "items", context)
