"""The dictionary of the house: what the pack says, what editors added, a form to add and a button to strike off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from banli.desk.kit.frame import actor, screen, show
from banli.desk.weekly.names import named_all
from banli.desk.weekly.word import at_fields
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.printable import require
from banli.kernel.text import gettext_noop
from banli.weekly.service import (
    GRANTS,
    WeeklyPermission,
    add_word,
    own_words,
    pack_words,
    strike_word,
)
from banli.weekly.states import Entered

KINDS = {
    Entered.NAME: pgettext_lazy("dictionary", "Names"),
    Entered.POST: pgettext_lazy("dictionary", "Posts"),
    Entered.LAW: pgettext_lazy("dictionary", "Laws"),
    Entered.PHRASE: pgettext_lazy("dictionary", "Set phrases"),
    Entered.TERM: pgettext_lazy("dictionary", "Terms often written wrongly"),
}


@screen
@require_http_methods(["GET", "HEAD", "POST"])
def dictionary(request: HttpRequest) -> HttpResponse:
    """Every entry by kind; an editor adds one, and where it is not taken, what was typed stays."""
    by = actor(request)
    GRANTS.require(by, WeeklyPermission.READ)
    if request.method != "POST":
        return _page(request)
    try:
        require(request.POST.dict())
        made = add_word(
            by=by, kind=_kind(request), text=request.POST.get("text", ""), wrong=request.POST.get("wrong", "")
        )
    except Invalid as error:
        return _page(request, error.problems)
    messages.success(request, _("“%(word)s” stands in the dictionary.") % {"word": made.text})
    return redirect("desk:issue_dictionary")


@screen
@require_POST
def strike(request: HttpRequest, word: int) -> HttpResponse:
    """Strike an entry off that an editor added."""
    gone = strike_word(by=actor(request), word_id=word)
    messages.success(request, _("“%(word)s” is struck off.") % {"word": gone.text})
    return redirect("desk:issue_dictionary")


def _kind(request: HttpRequest) -> Entered:
    try:
        return Entered(request.POST.get("kind", ""))
    except ValueError:
        raise Missing(gettext_noop("There is no such page.")) from None


def _page(request: HttpRequest, problems: tuple[Problem, ...] | list[Problem] = ()) -> HttpResponse:
    errors = at_fields(problems)
    own, packed = own_words(), pack_words()
    names = named_all(one.added_by for one in own)
    rows = [
        (label, packed[kind], [(one, names[one.added_by]) for one in own if one.kind == kind])
        for kind, label in KINDS.items()
    ]
    context = {
        "rows": rows,
        "kinds": [(kind.value, label, request.POST.get("kind") == kind) for kind, label in KINDS.items()],
        "may_edit": GRANTS.may(actor(request), WeeklyPermission.EDIT),
        "text": request.POST.get("text", ""),
        "wrong": request.POST.get("wrong", ""),
        "text_errors": errors.get("text", []),
        "wrong_errors": errors.get("wrong", []),
        "other_errors": errors.get("all", []),
    }
    return show(request, "desk/weekly/issue_dictionary.html", "issues", context, 422 if problems else 200)
