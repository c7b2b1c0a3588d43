"""The columns of an issue, where each stands, and why an act on one cannot be done: one rule for act and page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Denied, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import User
from banli.weekly.models import Frame, Issue, IssueColumn, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.columns import FIRST, Column, column_of, columns_told, has_section, works_on
from banli.weekly.rules.outline import SENDABLE, WRITABLE, Section
from banli.weekly.states import (
    LEAVE_OUT,
    PASS_COLUMN,
    RETURN_REVIEWED,
    RETURN_UNSIGNED,
    SEND_COLUMN,
    SETTLED,
    TAKE_UP,
    ColumnState,
    ColumnStep,
    Owner,
    State,
)

NEEDED = {
    Owner.EDITOR: WeeklyPermission.EDIT,
    Owner.CHECKER: WeeklyPermission.CHECK,
    Owner.SIGNER: WeeklyPermission.SIGN,
}
OTHERS = gettext_noop("The column %(column)s is worked on by others.")
NOT_NOW = gettext_noop("The column %(column)s is not at the point where that can be done.")
NOT_WRITTEN = gettext_noop("Columns are sent, reviewed and signed off while the issue is a draft.")
SAME = gettext_noop("Whoever sent the column %(column)s to be reviewed cannot review it.")
EMPTY = gettext_noop(
    "The column %(column)s has no line yet. Write one, or leave the column out with a reason."
)
HAS_LINES = gettext_noop("The column %(column)s has %(count)s lines. Take them out before you leave it out.")
NEEDS_FIRST = gettext_noop("The column %(column)s is the first one and cannot be left out.")
WAITS = gettext_noop("The column %(column)s is neither signed off nor left out with a reason.")
NO_SECTION = gettext_noop("This issue has no column in which that section stands.")


@dataclass(frozen=True)
class Standing:
    """A column of an issue and where it stands."""

    column: Column
    row: IssueColumn
    count: int
    """How many lines it has."""

    @property
    def state(self) -> ColumnState:
        """Where it stands."""
        return ColumnState(self.row.state)


def frame_columns(frame: Frame) -> tuple[Column, ...]:
    """Every column that a frame tells, in printed order."""
    return columns_told(frame.column, frame.outline, frame.columns)


def issue_columns(issue: Issue, rows: Sequence[IssueColumn] | None = None) -> tuple[Column, ...]:
    """The columns of an issue in printed order; the first one alone where it was opened with no other."""
    kept = {one.key for one in (issue.columns.all() if rows is None else rows)} | {FIRST}
    return tuple(one for one in frame_columns(issue.frame) if one.key in kept)


def standings(issue: Issue) -> list[Standing]:
    """Each column with where it stands; nothing for an issue of a single column."""
    rows = {one.key: one for one in issue.columns.all()}
    if not rows:
        return []
    every = issue_columns(issue, list(rows.values()))
    counts: dict[str, int] = {}
    for section in issue.lines.values_list("section", flat=True):
        key = column_of(every, Section(section)).key
        counts[key] = counts.get(key, 0) + 1
    return [Standing(one, rows[one.key], counts.get(one.key, 0)) for one in every]


def standing(issue: Issue, key: str) -> Standing:
    """The column of that key. Raises :class:`Missing`."""
    found = next((one for one in standings(issue) if one.column.key == key), None)
    if found is None:
        raise Missing(gettext_noop("There is no such column in this issue."))
    return found


def own_lines(issue: Issue, key: str) -> list[Line]:
    """The lines of one column in their order."""
    every = issue_columns(issue)
    rows = issue.lines.select_related("exhibit__file").order_by("order", "id")
    return [one for one in rows if column_of(every, Section(one.section)).key == key]


def username_of(by: Actor) -> str:
    """The user name of whoever ``by`` is, or stands in for; '' for nobody in the house."""
    key = by.behalf or by.id
    return User.objects.filter(pk=key).values_list("username", flat=True).first() or "" if key else ""


def why_not_work(issue: Issue, by: Actor, key: str, owner: Owner = Owner.EDITOR) -> BanliError | None:
    """Why ``by`` does not edit, review or sign the column ``key``; None where it is theirs."""
    if not GRANTS.may(by, NEEDED[owner]):
        return Denied(gettext_noop("You are not allowed to do this."))
    every = issue_columns(issue)
    if len(every) == 1 or by.label == "system" or works_on(every, key, owner, username_of(by)):
        return None
    return Denied(OTHERS, column=_title(every, key))


def why_not_step(step: ColumnStep, issue: Issue, one: Standing, by: Actor) -> BanliError | None:
    """Why ``by`` cannot do ``step`` with that column now; None where they can. The act raises the same."""
    refused = why_not_work(issue, by, one.column.key, step.owner)
    if refused is not None:
        return refused
    title = one.column.title
    begun = issue.state == State.DRAFT or (issue.state == State.COLLECTING and step in (LEAVE_OUT, TAKE_UP))
    reviews_own = step is PASS_COLUMN and by.label == one.row.sent_by
    leaves_out = step is LEAVE_OUT
    against = (
        (not begun, Refused(NOT_WRITTEN)),
        (one.state not in step.sources, Refused(NOT_NOW, column=title)),
        (reviews_own, Refused(SAME, column=title)),
        (step is SEND_COLUMN and not one.count, Refused(EMPTY, column=title)),
        (leaves_out and one.column.key == FIRST, Refused(NEEDS_FIRST, column=title)),
        (leaves_out and one.count > 0, Refused(HAS_LINES, column=title, count=one.count)),
    )
    return next((refused for holds, refused in against if holds), None)


def return_step(one: Standing) -> ColumnStep:
    """Who gives that column back where it stands: its signer instead of signing, else its reviewer."""
    return RETURN_UNSIGNED if one.state is ColumnState.TO_SIGN else RETURN_REVIEWED


def why_not_together(issue: Issue) -> BanliError | None:
    """Why an issue cannot go to its signer or be signed yet: the first column that it waits for; None for none."""
    waiting = next((one for one in standings(issue) if one.state not in SETTLED), None)
    return Refused(WAITS, column=waiting.column.title) if waiting else None


def check_together(issue: Issue) -> None:
    """Raise what :func:`why_not_together` says."""
    refused = why_not_together(issue)
    if refused is not None:
        raise refused


def check_work(issue: Issue, by: Actor, key: str, owner: Owner = Owner.EDITOR) -> None:
    """Raise what :func:`why_not_work` says."""
    refused = why_not_work(issue, by, key, owner)
    if refused is not None:
        raise refused


def check_has_section(issue: Issue, section: Section) -> None:
    """Raise :class:`Refused` where the issue has no column in which ``section`` stands."""
    if not has_section(issue_columns(issue), section):
        raise Refused(NO_SECTION)


def writable_sections(issue: Issue, by: Actor) -> tuple[Section, ...]:
    """The sections of an issue to which ``by`` may add lines as an editor."""
    every = issue_columns(issue)
    mine = {one.key for one in every if why_not_work(issue, by, one.key) is None}
    return tuple(one for one in WRITABLE if has_section(every, one) and column_of(every, one).key in mine)


def sendable_sections(issue: Issue, department: str) -> tuple[Section, ...]:
    """The sections for which a window sends lines: of the first column, and of those it contributes to."""
    further = [
        plan.section
        for one in issue_columns(issue)[1:]
        if not one.windows or department in one.windows
        for plan in one.plans
        if plan.section is not Section.TRADING_SUMMARY
    ]
    return (*SENDABLE, *further)


def headings_of(issue: Issue) -> Mapping[Section, str]:
    """The heading of each section that the columns of an issue name."""
    return {plan.section: plan.heading for one in issue_columns(issue) for plan in one.plans}


def _title(columns: Sequence[Column], key: str) -> str:
    return next(one.title for one in columns if one.key == key)
