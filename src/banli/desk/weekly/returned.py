"""Word out and back: the draft with its marks, and line by line what was changed in it, to be taken or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from banli.desk.kit.frame import actor, screen, show
from banli.desk.weekly.acts import sent
from banli.desk.weekly.issue import MEDIA
from banli.desk.weekly.names import named
from banli.desk.weekly.word import at_fields
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.screens import papers
from banli.weekly.service import (
    GRANTS,
    HEADINGS,
    Change,
    Difference,
    Manuscript,
    Stretch,
    WeeklyPermission,
    came_back,
    changed_in_word,
    draft_file,
    find_manuscript,
    issue_called,
    left_behind,
    may_hand_in,
    take_changes,
    text_changes,
)
from banli.weekly.states import From

CHANGES = {
    Change.REWRITTEN: (pgettext_lazy("in Word", "rewritten"), "action"),
    Change.ADDED: (pgettext_lazy("in Word", "new"), "done"),
    Change.GONE: (pgettext_lazy("in Word", "taken out"), "overdue"),
    Change.MOVED: (pgettext_lazy("in Word", "moved"), ""),
}


@dataclass(frozen=True)
class Row:
    """A change on the page: what Word did to the words, and what the studio did meanwhile."""

    one: Difference
    chosen: bool
    errors: list[str]

    @property
    def words(self) -> str:
        """What was done to the line."""
        return str(CHANGES[self.one.change][0])

    @property
    def tone(self) -> str:
        """The colour of that."""
        return CHANGES[self.one.change][1]

    @property
    def heading(self) -> str:
        """The section it stands in, or is to stand in."""
        return HEADINGS[self.one.section]

    @property
    def word(self) -> list[Stretch]:
        """What Word did to the words that went out."""
        return text_changes(self.one.before, self.one.came)

    @property
    def studio(self) -> list[Stretch]:
        """What the studio did to them meanwhile; nothing where both do not differ in words."""
        if not self.one.conflict or self.one.before == self.one.now:
            return []
        return text_changes(self.one.before, self.one.now)


@screen
@require_safe
def draft(request: HttpRequest, week: str) -> HttpResponse:
    """The issue as it stands, for Word: every line bears a mark by which it is known again."""
    by, issue = actor(request), issue_called(week)
    GRANTS.require(by, WeeklyPermission.EDIT)
    if not may_hand_in(issue, by):
        raise Refused(gettext_noop("This issue is not at the point where that can be done."))
    name = f"weekly-{week}-v{issue.version}.docx"
    return papers.answer(papers.Paper(draft_file(issue), name, MEDIA["docx"]), save=True)


@screen
@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: HttpRequest, week: str, number: int) -> HttpResponse:
    """What was changed in Word, each change to be taken or not; what the studio changed as well is a conflict."""
    by, read = actor(request), find_manuscript(number, actor(request))
    if read.source != From.RETURNED:
        raise Missing(gettext_noop("There is no such page."))
    if request.method != "POST":
        return _page(request, by, read)
    keys = request.POST.getlist("take")
    try:
        count = take_changes(by=by, manuscript_id=read.pk, version=sent(request, "version"), keys=keys)
    except (Invalid, Refused, Stale) as error:
        problems = error.problems if isinstance(error, Invalid) else [Problem("", str(error))]
        return _page(request, by, read, problems, keys, 422 if isinstance(error, Invalid) else 409)
    told = ngettext("%(count)s change is taken.", "%(count)s changes are taken.", count) % {"count": count}
    messages.success(request, told if count else _("These changes stand in the issue already."))
    return redirect("desk:issue_returned", week, number)


def _page(
    request: HttpRequest,
    by: Actor,
    read: Manuscript,
    problems: Sequence[Problem] = (),
    keys: Collection[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    issue, errors = issue_called(read.issue.subject), at_fields(problems)
    rows = [
        Row(one, not one.conflict if keys is None else one.key in keys, errors.get(one.key, []))
        for one in changed_in_word(read)
    ]
    context = {
        "issue": issue,
        "read": read,
        "reader": named(read.read_by),
        "went": came_back(read).version,
        "open": may_hand_in(issue, by),
        "rows": rows,
        "conflicts": sum(row.one.conflict for row in rows),
        "dropped": [_(words) % {"count": count} for words, count in left_behind(read)],
        "words": errors.get("all", []),
        "wrong": bool(errors),
    }
    return show(request, "desk/weekly/issue_returned.html", "issues", context, status)
