"""Drafts of this browser that somebody has begun: with an answer or a file, and not handed in yet."""

from __future__ import annotations

from django.http import HttpRequest

from banli.cases.service import DECLARED, Draft, draft_materials, draft_of, reuse, whose
from banli.portal.kit.visitor import actor_of, drafts


def begun(request: HttpRequest) -> dict[str, Draft]:
    """The drafts that can be gone on with, by item. A page that was only looked at is none."""
    found = {}
    for slug, draft_id in drafts(request).items():
        draft = draft_of(draft_id)
        if draft is None or draft.item is None or draft.case_id is not None:
            continue
        if _may_go_on(request, draft) and _has_something(draft):
            found[slug] = draft
    return found


def _may_go_on(request: HttpRequest, draft: Draft) -> bool:
    """True for what is one's own, begun without an account, or of a company for which the visitor may act."""
    if draft.company:
        return not whose.why_not_draft(draft, actor_of(request))
    return draft.owner_id in (None, getattr(request.user, "pk", None))


def _has_something(draft: Draft) -> bool:
    """True where a question is answered or a file handed over."""
    answered = any(
        value not in ("", None, [])
        for key, value in draft.form.items()
        if key not in (DECLARED, reuse.REUSED)
    )
    return answered or bool(draft_materials(draft.pk))
