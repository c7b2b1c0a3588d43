"""What the forms for comments and proposals do, by the name of the act."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from banli.desk.weekly.acts import Done, Handler, sent
from banli.kernel.actors import Actor
from banli.screens.parameters import whole
from banli.weekly.service import (
    Issue,
    answer_comment,
    comment,
    decline_rewording,
    propose_rewording,
    settle_comment,
    take_rewording,
    take_rewording_back,
)


def _line(request: HttpRequest) -> int:
    return whole(request.POST.get("line", "")) or 0


def _comment(by: Actor, found: Issue, request: HttpRequest) -> Done:
    line = _line(request)
    said, quote = request.POST.get("comment", ""), request.POST.get("quote", "")
    comment(by=by, issue_id=found.pk, line_id=line or None, quote=quote, text=said)
    return Done(_("The comment stands at its place."), line=line)


def _answer(by: Actor, found: Issue, request: HttpRequest) -> Done:
    answer_comment(by=by, comment_id=sent(request, "to"), text=request.POST.get("comment", ""))
    return Done(_("The comment is answered."), line=_line(request))


def _settle(by: Actor, found: Issue, request: HttpRequest) -> Done:
    done = request.POST.get("done") == "yes"
    settle_comment(by=by, comment_id=sent(request, "to"), done=done)
    words = _("The comment is dealt with.") if done else _("The comment is open again.")
    return Done(words, line=_line(request))


def _reword(by: Actor, found: Issue, request: HttpRequest) -> Done:
    propose_rewording(
        by=by,
        issue_id=found.pk,
        version=sent(request, "version"),
        line_id=sent(request, "line"),
        text=request.POST.get("text", ""),
    )
    return Done(_("The words are proposed; the editor decides about them."), line=_line(request))


def _accept(by: Actor, found: Issue, request: HttpRequest) -> Done:
    over = request.POST.get("over") == "yes"
    take_rewording(
        by=by, rewording_id=sent(request, "rewording"), version=sent(request, "version"), over=over
    )
    return Done(_("The proposed words stand in the line now."), line=_line(request))


def _refuse(by: Actor, found: Issue, request: HttpRequest) -> Done:
    reason = request.POST.get("reason", "")
    decline_rewording(by=by, rewording_id=sent(request, "rewording"), reason=reason)
    return Done(_("The line stays as it is; the reason stands with the proposal."), line=_line(request))


def _withdraw(by: Actor, found: Issue, request: HttpRequest) -> Done:
    take_rewording_back(by=by, rewording_id=sent(request, "rewording"))
    return Done(_("Your proposal is taken back."), line=_line(request))


TALK: dict[str, Handler] = {
    "comment": _comment,
    "answer": _answer,
    "settle": _settle,
    "reword": _reword,
    "accept": _accept,
    "refuse": _refuse,
    "withdraw": _withdraw,
}
