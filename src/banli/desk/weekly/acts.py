"""What the forms of the studio do, by the name of the act; each says in a sentence what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.http import HttpRequest
from django.utils.translation import gettext as _

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.screens.parameters import whole
from banli.weekly.service import (
    Issue,
    Mode,
    Section,
    add_line,
    archive,
    ask_for_lines,
    collect,
    decline_line,
    dismiss_remark,
    distribute,
    edit_line,
    issue_line,
    mend_line,
    move_line,
    open_erratum,
    pass_review,
    publish,
    remind,
    remove_line,
    return_issue,
    send_for_review,
    set_mode,
    sign_off,
    take_line,
    word_statement,
)


@dataclass(frozen=True)
class Done:
    """What to say, the issue to go to where it is another one, and the line to go on with."""

    words: str
    subject: str = ""
    line: int = 0


class Seen(TypedDict):
    """The version somebody read, and what they confirmed to have seen."""

    version: int
    confirmed: str


Handler = Callable[[Actor, Issue, HttpRequest], Done]


def sent(request: HttpRequest, name: str) -> int:
    """A whole number of the form; one that fits nothing where there is none."""
    found = whole(request.POST.get(name, ""))
    return -1 if found is None else found


def section_of(request: HttpRequest, name: str) -> Section:
    """A section of the form. Raises :class:`Missing` where there is no such one."""
    try:
        return Section(request.POST.get(name, ""))
    except ValueError:
        raise Missing(gettext_noop("There is no such page.")) from None


def _collect(by: Actor, found: Issue, request: HttpRequest) -> Done:
    collect(by=by, issue_id=found.pk, version=sent(request, "version"))
    return Done(_("Drawn from the record. Six figures are frozen."))


def _edit(by: Actor, found: Issue, request: HttpRequest) -> Done:
    edit_line(
        by=by,
        issue_id=found.pk,
        version=sent(request, "version"),
        line_id=sent(request, "line"),
        text=request.POST.get("text", ""),
    )
    return Done(_("The line is rewritten."))


def _mend(by: Actor, found: Issue, request: HttpRequest) -> Done:
    line = sent(request, "line")
    version, key = sent(request, "version"), request.POST.get("key", "")
    mend_line(by=by, issue_id=found.pk, version=version, line_id=line, key=key)
    return Done(_("The place is mended."), line=line)


def _dismiss(by: Actor, found: Issue, request: HttpRequest) -> Done:
    line = sent(request, "line")
    dismiss_remark(
        by=by,
        issue_id=found.pk,
        version=sent(request, "version"),
        line_id=line,
        key=request.POST.get("key", ""),
        reason=request.POST.get("reason", ""),
    )
    return Done(_("The remark is let stand; it comes back if the line changes."), line=line)


def _remove(by: Actor, found: Issue, request: HttpRequest) -> Done:
    remove_line(by=by, issue_id=found.pk, version=sent(request, "version"), line_id=sent(request, "line"))
    return Done(_("The line is taken out."))


def _add(by: Actor, found: Issue, request: HttpRequest) -> Done:
    section = section_of(request, "add")
    add_line(by=by, issue_id=found.pk, section=section, text=request.POST.get("text", ""))
    return Done(_("The line is added."))


def _move(by: Actor, found: Issue, request: HttpRequest) -> Done:
    move_line(
        by=by,
        issue_id=found.pk,
        line_id=sent(request, "line"),
        section=section_of(request, "section"),
        place=sent(request, "place"),
    )
    return Done(_("The line is moved; numbers follow."))


def _mode(by: Actor, found: Issue, request: HttpRequest) -> Done:
    try:
        mode = Mode(request.POST.get("mode", ""))
    except ValueError:
        raise Missing(gettext_noop("There is no such page.")) from None
    set_mode(by=by, issue_id=found.pk, mode=mode)
    return Done(_("The issue is printed this way now."))


def _wording(by: Actor, found: Issue, request: HttpRequest) -> Done:
    word_statement(
        by=by,
        issue_id=found.pk,
        version=sent(request, "version"),
        wording=request.POST.get("wording", ""),
    )
    return Done(_("The statement is worded this way now."))


def _seen(request: HttpRequest) -> Seen:
    return {"version": sent(request, "version"), "confirmed": request.POST.get("confirmed", "")}


def _send(by: Actor, found: Issue, request: HttpRequest) -> Done:
    send_for_review(by=by, issue_id=found.pk, **_seen(request))
    return Done(_("Sent to be checked."))


def _pass(by: Actor, found: Issue, request: HttpRequest) -> Done:
    pass_review(by=by, issue_id=found.pk, **_seen(request))
    return Done(_("Checked, and passed on to be signed off."))


def _return(by: Actor, found: Issue, request: HttpRequest) -> Done:
    return_issue(
        by=by,
        issue_id=found.pk,
        version=sent(request, "version"),
        reason=request.POST.get("reason", ""),
    )
    return Done(_("Given back to the editor."))


def _sign_off(by: Actor, found: Issue, request: HttpRequest) -> Done:
    signed = sign_off(by=by, issue_id=found.pk, **_seen(request))
    return Done(_("Signed off as %(issue)s.") % {"issue": issue_line(signed)})


def _publish(by: Actor, found: Issue, request: HttpRequest) -> Done:
    publish(by=by, issue_id=found.pk)
    return Done(_("Published. The files are kept as they are."))


def _erratum(by: Actor, found: Issue, request: HttpRequest) -> Done:
    made = open_erratum(by=by, issue_id=found.pk)
    return Done(_("An erratum is open: write what it puts right."), made.subject)


def _ask(by: Actor, found: Issue, request: HttpRequest) -> Done:
    try:
        due = datetime.fromisoformat(request.POST.get("due", ""))
    except ValueError:
        raise Invalid([Problem("due", gettext_noop("Say until when, day and hour."))]) from None
    if due.tzinfo is None:
        due = due.replace(tzinfo=clock.SHANGHAI)
    told, seen = request.POST.getlist("departments"), request.POST.get("seen", "")
    ask_for_lines(by=by, issue_id=found.pk, departments=told, due=due, seen=seen)
    return Done(_("The windows are asked."))


def _remind(by: Actor, found: Issue, request: HttpRequest) -> Done:
    count = len(remind(by=by, issue_id=found.pk))
    return Done(_("%(count)s departments are reminded.") % {"count": count})


def _take(by: Actor, found: Issue, request: HttpRequest) -> Done:
    place = whole(request.POST.get("in_place_of", ""))
    take_line(
        by=by,
        contribution_id=sent(request, "contribution"),
        in_place_of=place,
        version=sent(request, "version"),
    )
    return Done(_("The line stands in the issue now."))


def _decline(by: Actor, found: Issue, request: HttpRequest) -> Done:
    decline_line(by=by, contribution_id=sent(request, "contribution"), reason=request.POST.get("reason", ""))
    return Done(_("The line is left out, and its window is told why."))


def _distribute(by: Actor, found: Issue, request: HttpRequest) -> Done:
    count = len(distribute(by=by, issue_id=found.pk))
    return Done(_("Sent to %(count)s recipients.") % {"count": count})


def _archive(by: Actor, found: Issue, request: HttpRequest) -> Done:
    made = archive(by=by, issue_id=found.pk, retention=request.POST.get("retention", ""))
    return Done(_("Archived as %(number)s.") % {"number": made.number})


HANDLERS: dict[str, Handler] = {
    "collect": _collect,
    "edit": _edit,
    "mend": _mend,
    "dismiss": _dismiss,
    "remove": _remove,
    "add": _add,
    "move": _move,
    "mode": _mode,
    "wording": _wording,
    "send": _send,
    "pass": _pass,
    "return": _return,
    "sign-off": _sign_off,
    "publish": _publish,
    "erratum": _erratum,
    "ask": _ask,
    "remind": _remind,
    "take": _take,
    "decline": _decline,
    "distribute": _distribute,
    "archive": _archive,
}
PAGE_OF = {
    "ask": "issue_windows",
    "remind": "issue_windows",
    "take": "issue_windows",
    "decline": "issue_windows",
    "distribute": "issue_sending",
    "archive": "issue_sending",
}
"""Where an act leads back to; to the studio where nothing is said."""
