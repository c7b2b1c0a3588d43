"""Comments of the public at the desk: those that wait for an answer, those of a case, one with its answer; and the
files that strangers read of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import Case, find
from banli.desk.kit.frame import actor, screen, show
from banli.disclosure.service import (
    DESK_PAGE,
    GRANTS,
    Comment,
    DisclosurePermission,
    answer_comment,
    comments_counted,
    find_comment,
    listed_comments,
    public_files,
    publicities_of,
    publicity_of_case,
    put_up_file,
    take_down_file,
    title_faults,
)
from banli.files.service import receive
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.masking import masked_address, masked_name
from banli.kernel.text import gettext_noop
from banli.screens.item_form import by_place
from banli.screens.papers import of_a_stranger
from banli.screens.parameters import whole
from banli.screens.statuses import status_of

ADOPTED = {"yes": True, "no": False}


def _row(one: Comment, *, plain: bool = False) -> dict[str, Any]:
    """A comment; name and contact are whole for who answers it alone."""
    return {
        "comment": one,
        "project": one.task.case,
        "contact": one.contact if plain else masked_address(one.contact),
        "name": one.name if plain else masked_name(one.name),
        "answer": getattr(one, "answer", None),
    }


@screen
def comments(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first."""
    by = actor(request)
    GRANTS.require(by, DisclosurePermission.READ)
    rows = listed_comments(by, before=whole(request.GET.get("after", "")))
    context = {
        "rows": [_row(one) for one in rows],
        "following": f"?after={rows[-1].pk}" if len(rows) == DESK_PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/disclosure/comments.html", "disclosure", context)


@screen
def comment(request: HttpRequest, number: str) -> HttpResponse:
    """One comment."""
    return _comment(request, number)


def _comment(
    request: HttpRequest,
    number: str,
    errors: dict[str, list[str]] | None = None,
    words: str = "",
    status: int = 200,
) -> HttpResponse:
    by = actor(request)
    one = find_comment(number, by)
    answers = GRANTS.may(by, DisclosurePermission.PUBLISH, department=one.task.case.department_id)
    wrong = errors or {}
    context = {
        **_row(one, plain=answers),
        "files": [each.file for each in one.files.select_related("file").order_by("pk")],
        "may_answer": answers and getattr(one, "answer", None) is None,
        "wrong": {"adopted": wrong.get("adopted", []), "text": wrong.get("text", [])},
        "words": words,
        "typed": {"adopted": request.POST.get("adopted", ""), "text": request.POST.get("text", "")},
    }
    return show(request, "desk/disclosure/comment.html", "disclosure", context, status)


@screen
@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Note whether it was taken up, and why."""
    sent = request.POST
    try:
        adopted = ADOPTED.get(sent.get("adopted", ""))
        answer_comment(by=actor(request), number=number, adopted=adopted, text=sent.get("text", ""))
    except Invalid as error:
        return _comment(request, number, by_place(error.problems), status=422)
    except Refused as error:
        return _comment(request, number, words=str(error), status=status_of(error))
    messages.success(request, _("Noted."))
    return redirect("desk:comment", number)


@screen
def comment_file(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """A file that came with a comment, to be saved."""
    found = find_comment(number, actor(request)).files.select_related("file").filter(file_id=key).first()
    if found is None:
        raise Missing(gettext_noop("There is no such file."))
    return of_a_stranger(found.file)


@screen
def put_up(request: HttpRequest, number: str) -> HttpResponse:
    """What strangers read of a case, with its files and comments."""
    return _put_up(request, number)


def _put_up(request: HttpRequest, number: str, wrong: dict[str, list[str]] | None = None) -> HttpResponse:
    by = actor(request)
    case = publicity_of_case(number, by)
    context = {
        "case": case,
        "publicities": publicities_of(case),
        "files": public_files(case),
        "counted": comments_counted(case),
        "rows": [_row(one) for one in listed_comments(by, case=number)],
        "may_publish": _may_publish(by, case),
        "wrong": {name: (wrong or {}).get(name, []) for name in ("title", "file")},
        "title": request.POST.get("title", ""),
    }
    return show(request, "desk/disclosure/put_up.html", "cases", context, 422 if wrong else 200)


def _may_publish(by: Actor, case: Case) -> bool:
    return GRANTS.may(by, DisclosurePermission.PUBLISH, department=case.department_id)


@screen
@require_POST
def put_up_act(request: HttpRequest, number: str) -> HttpResponse:
    """Put a file up for strangers, or take one down."""
    by = actor(request)
    find(number, by)
    if key := request.POST.get("down", ""):
        take_down_file(by=by, number=number, key=whole(key) or 0)
        messages.success(request, _("Nobody outside reads the file any more."))
        return redirect("desk:put_up", number)
    if not _may_publish(by, publicity_of_case(number, by)):
        raise Refused(gettext_noop("You are not allowed to do this."))
    sent, title = request.FILES.get("file"), request.POST.get("title", "")
    try:
        problems = title_faults(title)
        if sent is None:
            problems.append(Problem("file", gettext_noop("Choose a file first.")))
        if problems or sent is None:
            raise Invalid(problems)
        put_up_file(by=by, number=number, title=title, file=receive(by=by, sent=sent))
    except Invalid as error:
        return _put_up(request, number, by_place(error.problems))
    messages.success(request, _("Everybody reads the file on the public page now."))
    return redirect("desk:put_up", number)
