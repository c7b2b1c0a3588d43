"""The expert pool at the desk: who may be drawn, what they declared, suspending and restoring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import (
    Sheet,
    answer,
    seen,
    tried,
)
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import Undone
from banli.experts.service import (
    GRANTS,
    ExpertPermission,
    ExpertRecord,
    Panel,
    add_expert,
    declare,
    expert_fields,
    fields_kept,
    find_expert,
    latest_panels,
    restore,
    states_of,
    suspend,
)
from banli.experts.service import experts as search
from banli.experts.states import PANEL_NAMES, PanelState
from banli.kernel.errors import Denied, Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import named, regions
from banli.screens.parameters import whole

PAGE = 50
TONES = {
    PanelState.WAITING: "action",
    PanelState.READY: "warning",
    PanelState.SHORT: "overdue",
    PanelState.CONCLUDED: "done",
}


def field_names() -> dict[str, str]:
    """Names of the fields of expertise by code, in the active language."""
    english = (get_language() or "zh").startswith("en")
    return {one.code: one.name_en if english and one.name_en else one.name for one in expert_fields()}


def panel_rows(panels: Sequence[Panel]) -> list[dict[str, Any]]:
    """Panels with where they stand."""
    states = states_of(panels)
    return [
        {"panel": panel, "state": PANEL_NAMES[states[panel.pk]], "tone": TONES[states[panel.pk]]}
        for panel in panels
    ]


@screen
def pool(request: HttpRequest) -> HttpResponse:
    """Experts, newest first, found by words and field; or the panels of the department."""
    by, view = actor(request), request.GET.get("view", "pool")
    words, field = request.GET.get("q", "").strip(), request.GET.get("field", "")
    after, names = whole(request.GET.get("after", "")) or 0, field_names()
    panels = latest_panels(by, after) if view == "panels" else []
    found = [] if view == "panels" else search(words, field if field in names else "", after)
    last = [*panels, *found][-1:]
    context = {
        "view": "panels" if view == "panels" else "pool",
        "views": (("pool", pgettext("experts", "Pool")), ("panels", pgettext("experts", "Panels"))),
        "words": words,
        "field": field,
        "fields": list(names.items()),
        "rows": [(one, [names.get(code, code) for code in one.fields]) for one in found],
        "panels": panel_rows(panels),
        "may_keep": GRANTS.may(by, ExpertPermission.KEEP_POOL) and bool(fields_kept(by)),
        "following": str(last[0].pk) if last and len([*panels, *found]) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/experts/experts.html", "experts", context)


@screen
def expert(request: HttpRequest, public_id: str) -> HttpResponse:
    """One expert with what was declared."""
    return _page(request, public_id)


def _page(request: HttpRequest, public_id: str, status: int = 200, **tried: Any) -> HttpResponse:
    version = version_of("experts", public_id)
    found, names, by = find_expert(public_id), field_names(), actor(request)
    ours = not fields_kept(by).isdisjoint(found.fields)
    context = {
        "expert": found,
        "version": version,
        "fields": [names.get(code, code) for code in found.fields],
        "may_keep": ours and GRANTS.may(by, ExpertPermission.KEEP_POOL),
        "act": "",
        "words": "",
        "reason": "",
        "employer": found.employer,
        "kin": "\n".join(found.kin),
        "interests": "\n".join(found.interests),
        **tried,
    }
    return show(request, "desk/experts/expert.html", "experts", context, status)


@screen
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Suspend, restore, or take down what an expert declares anew."""
    by, sent, version = actor(request), request.POST, seen(request)
    typed = {key: sent.get(key, "") for key in ("reason", "employer", "kin", "interests") if key in sent}
    acts = {
        "suspend": lambda: suspend(expert=public_id, reason=typed.get("reason", ""), by=by, version=version),
        "restore": lambda: restore(expert=public_id, by=by, version=version),
        "declare": lambda: declare(
            expert=public_id,
            employer=typed.get("employer", ""),
            kin=lines(typed.get("kin", "")),
            interests=lines(typed.get("interests", "")),
            by=by,
            version=version,
        ),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))

    def page(words: Undone, status: int) -> HttpResponse:
        return _page(request, public_id, status, act=name, words=words, **typed)

    return tried(request, acts[name], page, "desk:expert", public_id)


def lines(text: str) -> list[str]:
    """One entry of each line that holds something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@screen
def new(request: HttpRequest) -> HttpResponse:
    """Take somebody into the pool."""
    by = actor(request)
    GRANTS.require(by, ExpertPermission.KEEP_POOL)
    kept = fields_kept(by)
    if not kept and expert_fields():
        raise Denied(gettext_noop("Experts of these fields are kept by another department."))
    sheet = Sheet(
        section="experts",
        title=_("A new expert"),
        crumbs=((reverse("desk:experts"), pgettext("desk", "Experts")),),
        shape=ExpertRecord,
        series="ZJ",
        button=_("Take into the pool"),
        options={"region": (("", _("Choose")), *((one.code, named(one)) for one in regions()))},
        boxes=tuple((code, name) for code, name in field_names().items() if code in kept),
    )

    def record(made: ExpertRecord) -> str:
        return reverse("desk:expert", args=[add_expert(record=made, by=by).public_id])

    return answer(request, sheet, {}, {}, record)
