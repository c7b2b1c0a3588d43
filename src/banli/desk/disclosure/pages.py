"""Publication of decisions at the desk: the clock of the organ, one decision with its acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from banli.catalogue.service import revision
from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, undone
from banli.disclosure.service import (
    DESK_PAGE,
    GRANTS,
    DisclosurePermission,
    Publication,
    due_publications,
    find_publication,
    keep_back,
    kept_back,
    limit_to_publish,
    may_move,
    publication_clock,
    publish_all,
    publish_online,
    release,
    take_back,
    to_take_back,
    why_not_move,
)
from banli.disclosure.states import BY_ACT, GROUNDS, KIND_NAMES, PublicationKind, PublicationState
from banli.kernel import clock
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens.paging import day_and_id
from banli.screens.parameters import whole
from banli.worktime.service import OPEN_END

STATE_NAMES: Mapping[PublicationState, Any] = {
    PublicationState.DUE: pgettext_lazy("publication", "To be made public"),
    PublicationState.PUBLIC: pgettext_lazy("publication", "Public"),
    PublicationState.KEPT_BACK: pgettext_lazy("publication", "Kept back"),
    PublicationState.TAKEN_BACK: pgettext_lazy("publication", "Taken back"),
}
FORMS = ("publish_online", "keep_back", "release", "take_back")


@screen
def disclosure(request: HttpRequest) -> HttpResponse:
    """What is due by its last day, what must be taken back, what is kept back."""
    by = actor(request)
    GRANTS.require(by, DisclosurePermission.READ)
    rows = due_publications(by, day_and_id(request.GET.get("after", "")))
    names = {one.code: named(one) for one in departments()}
    end = rows[-1] if len(rows) == DESK_PAGE else None
    context = {
        "clock": publication_clock(by),
        "rows": [_row(one, names) for one in rows],
        "annulled": [_row(one, names) for one in to_take_back(by)],
        "held_back": [_row(one, names) for one in kept_back(by)],
        "may_publish": bool(by.department)
        and GRANTS.may(by, DisclosurePermission.PUBLISH, department=by.department),
        "following": f"?after={end.due_on.isoformat()}.{end.pk}" if end else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/disclosure/disclosure.html", "disclosure", context)


def _row(one: Publication, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "publication": one,
        "item": revision(one.revision_id).spec.name,
        "department": names.get(one.department_id, one.department_id),
        "kind": KIND_NAMES[PublicationKind(one.kind)],
        "due": None if one.due_on == OPEN_END else one.due_on,
        "late": one.state == PublicationState.DUE and one.due_on < clock.today(),
        "state": STATE_NAMES[PublicationState(one.state)],
        "ground": GROUNDS.get(one.ground),
    }


@screen
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Make public what was ticked; what cannot be is said."""
    keys = [key for text in request.POST.getlist("key")[:DESK_PAGE] if (key := whole(text)) is not None]
    done, faults = publish_all(by=actor(request), keys=keys)
    if done:
        messages.success(request, _("%(n)s decisions are public now.") % {"n": done})
    for words in {str(one) for one in faults}:
        messages.warning(request, words)
    if not keys:
        messages.warning(request, _("Tick what is to be made public."))
    return redirect("desk:disclosure")


@screen
def publication(request: HttpRequest, key: int) -> HttpResponse:
    """One decision: what strangers read or will read, and what may be done with it."""
    return _page(request, key)


def _page(
    request: HttpRequest,
    key: int,
    act: str = "",
    errors: list[str] | None = None,
    words: Undone = NOTHING,
    status: int = 200,
) -> HttpResponse:
    by = actor(request)
    version = version_of("disclosure", find_publication(key, by).case.number)
    one = find_publication(key, by)
    names = {row.code: named(row) for row in departments()}
    context = {
        **_row(one, names),
        "limit": limit_to_publish(revision(one.revision_id).spec),
        "forms": [name for name in FORMS if _offered(one, name, by)],
        "grounds": [(name, ground.words, ground.article) for name, ground in GROUNDS.items()],
        "version": version,
        "act": act,
        "errors": errors or [],
        "words": words,
        "typed": {"ground": request.POST.get("ground", ""), "reason": request.POST.get("reason", "")},
    }
    return show(request, "desk/disclosure/publication.html", "disclosure", context, status)


def _offered(one: Publication, name: str, by: Any) -> bool:
    move = BY_ACT[name]
    if name == "publish_online" and one.ended_on is not None:
        return False
    return may_move(by, move, one.department_id) and why_not_move(move, one.state) is None


@screen
@require_POST
def act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Make public, keep back, release or take back; where it is not done the page says why and keeps what was typed."""
    by, sent = actor(request), request.POST
    find_publication(key, by)
    who: dict[str, Any] = {"by": by, "key": key, "version": seen(request)}
    ground, reason = sent.get("ground", ""), sent.get("reason", "")
    acts: dict[str, Callable[[], object]] = {
        "publish_online": partial(publish_online, **who),
        "keep_back": partial(keep_back, **who, ground=ground, reason=reason),
        "release": partial(release, **who),
        "take_back": partial(take_back, **who, reason=reason),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such act here."))
    try:
        acts[name]()
    except Invalid as error:
        return _page(request, key, name, [str(one) for one in error.problems], status=422)
    except (Refused, Stale) as error:
        typed = {field: str(value) for field, value in sent.items()}
        return _page(request, key, name, words=undone(error, typed), status=409)
    messages.success(request, _("Noted."))
    return redirect("desk:publication", key)
