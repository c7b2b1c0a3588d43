"""Deciding a proposed ban at the desk: noting the answer, confirming, dismissing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from banli.credit.service import confirm, dismiss, find_proposal, note_views
from banli.desk.credit.pages import subject_page
from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen
from banli.desk.kit.history import Undone


def _act(request: HttpRequest, number: str, act: Callable[[], Any]) -> HttpResponse:
    """Do it and show the subject; where it is not done, the words stand at the proposal and nothing typed is lost."""
    of = find_proposal(number, actor(request)).subject.public_id
    typed = request.POST.get("reason", "")

    def page(words: Undone, status: int) -> HttpResponse:
        return subject_page(request, of, status, words=words, about=number, typed=typed)

    return tried(request, act, page, "desk:credit_subject", of)


@screen
@require_POST
def confirm_ban(request: HttpRequest, number: str) -> HttpResponse:
    """Impose a proposed ban."""
    version = seen(request)
    return _act(request, number, lambda: confirm(proposal=number, by=actor(request), version=version))


@screen
@require_POST
def dismiss_ban(request: HttpRequest, number: str) -> HttpResponse:
    """Do not impose a proposed ban, with the reason."""
    reason, version = request.POST.get("reason", ""), seen(request)
    return _act(
        request, number, lambda: dismiss(proposal=number, reason=reason, by=actor(request), version=version)
    )


@screen
@require_POST
def note_answer(request: HttpRequest, number: str) -> HttpResponse:
    """Put on record what whom it concerns said."""
    views = request.POST.get("reason", "")
    return _act(request, number, lambda: note_views(proposal=number, views=views, by=actor(request)))
