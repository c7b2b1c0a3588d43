"""Taking what was changed in Word: each change by the act that the studio has for it, all that were chosen or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Stale
from banli.kernel.text import gettext_noop
from banli.weekly.acts.editing import add_line, edit_line, move_line, remove_line
from banli.weekly.acts.manuscripts import NOTHING, held
from banli.weekly.acts.reading import Read, check_takes_lines
from banli.weekly.models import Issue, Manuscript
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.comparison import Change, Difference
from banli.weekly.selectors.drafts import changed_in_word
from banli.weekly.selectors.issues import find_issue, lines
from banli.weekly.states import From


@transaction.atomic
def take_changes(*, by: Actor, manuscript_id: int, version: int, keys: Collection[str]) -> int:
    """Take changes of a draft that came back; how many. What was taken before, or stands so already, is none.

    :param version: the version of the issue the changes were looked at in.
    :raises Stale: where a line that is to be changed was changed after that.
    :raises Invalid: where nothing was chosen, or a line would have no text.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    read = held(manuscript_id, by)
    if read.source != From.RETURNED:
        raise Missing(NOTHING)
    check_takes_lines(read.issue, "")
    if not keys:
        raise Invalid([Problem("", gettext_noop("Choose at least one change."))])
    chosen = [one for one in changed_in_word(read) if one.key in keys]
    _check_seen(read.issue, version, chosen)
    now: dict[str, int] = {}
    for one in chosen:
        _take(by, read, version, one, now)
    if chosen:
        read.taken = [*read.taken, *(one.key for one in chosen)]
        read.save(update_fields=["taken"])
    return len(chosen)


def _check_seen(issue: Issue, version: int, chosen: Iterable[Difference]) -> None:
    """Raise :class:`Stale` where a chosen line changed after ``version``: its words now were not seen."""
    changed = {one.pk for one in lines(issue) if one.version > version}
    if any(one.line in changed for one in chosen):
        raise Stale(
            gettext_noop("Somebody changed one of these lines in the meantime. Please look at it again.")
        )


def _take(by: Actor, read: Manuscript, version: int, one: Difference, now: dict[str, int]) -> None:
    """Take one change; ``now`` remembers which line each added one became."""
    issue = read.issue_id
    place = int(one.key[1:])
    try:
        if one.change is Change.ADDED or (one.change is Change.REWRITTEN and one.line is None):
            add_line(by=by, issue_id=issue, section=one.section, text=one.came, piece=Read(read, place))
            now[one.key] = added = lines(find_issue(issue))[-1].pk
            _move(by, issue, added, one, now)
        elif one.line is None:
            raise Missing(NOTHING)
        elif one.change is Change.REWRITTEN:
            seen = find_issue(issue).version
            edit_line(by=by, issue_id=issue, version=seen, line_id=one.line, text=one.came)
        elif one.change is Change.GONE:
            remove_line(by=by, issue_id=issue, version=find_issue(issue).version, line_id=one.line)
        else:
            _move(by, issue, one.line, one, now)
    except Invalid as error:
        raise Invalid([Problem(one.key, wrong.message, wrong.params) for wrong in error.problems]) from None


def _move(by: Actor, issue: int, line: int, one: Difference, now: dict[str, int]) -> None:
    """Put a line after the nearest of those before it in Word that stands in its section; first where none does."""
    if one.after is None:
        return
    others = [row.pk for row in lines(find_issue(issue)) if row.section == one.section and row.pk != line]
    known = (now.get(name) or (int(name) if name.isdecimal() else 0) for name in one.after)
    before = next((name for name in known if name in others), None)
    place = others.index(before) + 2 if before is not None else 1
    move_line(by=by, issue_id=issue, line_id=line, section=one.section, place=place)
