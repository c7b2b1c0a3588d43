"""The catalogue as the desk reads it, and what administrators and reviewers do with an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.catalogue.service import (
    GRANTS,
    KINDS,
    NECESSITIES,
    UNITS,
    Draft,
    ItemSpec,
    Permission,
    Retirement,
    closed_because,
    draft,
    drafts,
    draw,
    history,
    publish_draft,
    resume_item,
    retire_item,
    retirement,
    return_draft,
    review_draft,
    search,
    state_of,
    states,
    suspend_item,
    suspensions,
)
from banli.catalogue.service import items as all_items
from banli.catalogue.states import State
from banli.desk.items.forms import FORMS, OPEN_CASES, item_form
from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, undone
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.printable import require
from banli.kernel.text import Words, gettext_noop
from banli.ledger.service import version_of
from banli.people.service import department, named

STATE_NAMES = {
    State.DRAFT: gettext_noop("Draft"),
    State.REVIEWED: gettext_noop("Reviewed"),
    State.PUBLISHED: gettext_noop("In force"),
    State.SUSPENDED: gettext_noop("Suspended"),
    State.RETIRED: gettext_noop("Retired"),
}
TONES = {
    State.DRAFT: "",
    State.REVIEWED: "action",
    State.PUBLISHED: "done",
    State.SUSPENDED: "warning",
    State.RETIRED: "overdue",
}


def tag(state: State) -> dict[str, str]:
    """A state as a tag: its words and its tone."""
    return {"words": _(STATE_NAMES[state]), "tone": TONES[state]}


@screen
def items(request: HttpRequest) -> HttpResponse:
    """Every item with its state, or those found by what was typed; and the drafts that wait."""
    words = request.GET.get("q", "").strip()
    cards = search(words) if words else all_items()
    known = states(clock.today())
    context = {
        "rows": [(card, tag(known[card.slug])) for card in cards],
        "drafts": [(row, tag(State(row.state)), _name(row)) for row in drafts()],
        "words": words,
        "kinds": KINDS,
    }
    return show(request, "desk/items/items.html", "items", context)


def _name(row: Draft) -> Words:
    return ItemSpec.model_validate(row.definition).name


@screen
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """One item: its current revision or else its draft, what is prepared, and what may be done with it."""
    return _page(request, slug)


def _page(request: HttpRequest, slug: str, error: Exception | None = None, status: int = 200) -> HttpResponse:
    by, today, version = actor(request), clock.today(), version_of("item", slug)
    problems = error.problems if isinstance(error, Invalid) else []
    prepared, state = draft(slug), state_of(slug, today)
    revisions = history(slug)
    spec = (
        revisions[0].spec if revisions else ItemSpec.model_validate(prepared.definition if prepared else {})
    )
    context = {
        "revision": revisions[0] if revisions else None,
        "spec": spec,
        "slug": slug,
        "version": version,
        "state": tag(state),
        "department": named(department(spec.department)),
        "closed": closed_because(spec, today) if revisions else None,
        "end": retirement(slug),
        "suspensions": suspensions(slug),
        "revisions": revisions,
        "draft": prepared,
        "draft_state": tag(State(prepared.state)) if prepared else None,
        "drawing": draw(spec) if not (prepared and prepared.faults and not revisions) else "",
        "may": _may(by, state, prepared),
        "forms": {name: item_form(name, slug, request.POST, problems) for name in FORMS},
        "words": NOTHING if error is None or problems else undone(error, request.POST),
        "units": UNITS,
        "necessities": NECESSITIES,
    }
    return show(request, "desk/items/item.html", "items", context, status)


def _may(by: Actor, state: State, prepared: Draft | None) -> dict[str, bool]:
    """What ``by`` may do with the item now: who, by the grants; when, by the table."""
    ends = GRANTS.may(by, Permission.END_ITEM)
    in_force = state in (State.PUBLISHED, State.SUSPENDED)
    own = prepared.department_id if prepared else ""
    reviews = prepared is not None and GRANTS.may(by, Permission.REVIEW_ITEM, department=own)
    sound = prepared is not None and not prepared.faults and prepared.drafted_by != by.label
    waits = prepared is not None and prepared.state == State.DRAFT
    return {
        "review": reviews and sound and waits,
        "return": reviews,
        "publish": prepared is not None and not waits and GRANTS.may(by, Permission.PUBLISH_ITEM),
        "suspend": ends and state is State.PUBLISHED,
        "resume": ends and state is State.SUSPENDED,
        "retire": ends and in_force,
    }


@screen
@require_POST
def act(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Do an act with the item or its draft; where it is not done, what was typed stays.

    The fields of a form are called after its act, so that one page can hold several: ``suspend.because``.
    """
    if name not in HANDLERS:
        raise Missing(gettext_noop("There is no such page."))
    try:
        require({place.removeprefix(f"{name}."): text for place, text in request.POST.items()})
        done = HANDLERS[name](actor(request), slug, request)
    except Invalid as error:
        return _page(request, slug, _placed(name, error), 422)
    except (Refused, Stale) as error:
        return _page(request, slug, error, 409)
    messages.success(request, done)
    return redirect("desk:item", slug)


def _words(request: HttpRequest, name: str) -> Words:
    return Words(zh=request.POST.get(name, "").strip(), en=request.POST.get(f"{name}_en", "").strip())


def _placed(act: str, error: Invalid) -> Invalid:
    """The faults at the fields of the form of ``act``."""
    return Invalid([replace(one, where=f"{act}.{one.where}") for one in error.problems])


def _day(request: HttpRequest, act: str, name: str) -> date | None:
    text = request.POST.get(f"{act}.{name}", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid([Problem(name, gettext_noop("This is not a day like 2022-10-17."))]) from None


def _review(by: Actor, slug: str, request: HttpRequest) -> str:
    review_draft(slug=slug, by=by, digest=request.POST.get("digest", ""))
    return _("Reviewed. An administrator can publish it now.")


def _return(by: Actor, slug: str, request: HttpRequest) -> str:
    because, digest = request.POST.get("return.because", ""), request.POST.get("digest", "")
    return_draft(slug=slug, by=by, because=because, digest=digest)
    return _("Given back with the reason.")


def _publish(by: Actor, slug: str, request: HttpRequest) -> str:
    made = publish_draft(slug=slug, by=by, digest=request.POST.get("digest", ""))
    return _("Published as revision %(number)s.") % {"number": made.number}


def _suspend(by: Actor, slug: str, request: HttpRequest) -> str:
    suspend_item(
        slug=slug,
        by=by,
        because=_words(request, "suspend.because"),
        law=_words(request, "suspend.law"),
        starts_on=_day(request, "suspend", "starts_on"),
        ends_on=_day(request, "suspend", "ends_on"),
        version=seen(request),
    )
    return _("The item is suspended; guide and application say why.")


def _resume(by: Actor, slug: str, request: HttpRequest) -> str:
    resume_item(slug=slug, by=by, version=seen(request))
    return _("The item takes applications again.")


def _retire(by: Actor, slug: str, request: HttpRequest) -> str:
    day, kept = _day(request, "retire", "on"), request.POST.get("retire.open_cases", "finish")
    if day is None:
        raise Invalid([Problem("on", gettext_noop("Give the first day on which nobody can apply."))])
    if kept not in dict(OPEN_CASES):
        raise Missing(gettext_noop("There is no such page."))
    end = Retirement(
        on=day,
        because=_words(request, "retire.because"),
        law=_words(request, "retire.law"),
        open_cases=kept,
        branch_to=request.POST.get("retire.branch_to", ""),
    )
    retire_item(slug=slug, by=by, end=end, version=seen(request))
    return _("The end of the item is set; guide and application say why.")


HANDLERS: dict[str, Callable[[Actor, str, HttpRequest], str]] = {
    "review": _review,
    "return": _return,
    "publish": _publish,
    "suspend": _suspend,
    "resume": _resume,
    "retire": _retire,
}
