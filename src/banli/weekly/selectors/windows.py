"""What windows were asked for and sent: the editor's overview, and what a department sees of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.kernel.together import Wanted, together
from banli.people.service import departments, windows
from banli.weekly.models import Ask, Contribution, Delivery, Frame, Issue, Line
from banli.weekly.rules.drafts import Draft, earlier_draft
from banli.weekly.rules.text_changes import Stretch, text_changes
from banli.weekly.selectors.archive import unread
from banli.weekly.states import Sent, State


@dataclass(frozen=True)
class Answer:
    """What came of asking one department."""

    department: str
    name: str
    ask: Ask | None
    """None where it sent without being asked."""
    sent: tuple[Contribution, ...]

    @property
    def missing(self) -> bool:
        """True where nothing came and nobody said that there is nothing."""
        return self.ask is not None and not self.sent and not self.ask.nothing


def answers(issue: Issue) -> list[Answer]:
    """Every department that was asked or sent something, in their official order."""
    asks = {ask.department: ask for ask in issue.asks.all()}
    sent: dict[str, list[Contribution]] = {}
    for one in issue.contributions.exclude(state=Sent.TAKEN_BACK).select_related("line", "file"):
        sent.setdefault(one.department, []).append(one)
    return [
        Answer(one.code, one.short_name, asks.get(one.code), tuple(sent.get(one.code, ())))
        for one in departments()
        if one.code in asks or one.code in sent
    ]


@dataclass(frozen=True)
class Comparison:
    """A line a window sent in against its draft before, and against that draft's line where an editor changed it."""

    before: Contribution
    of_window: tuple[Stretch, ...]
    """What the window changed."""
    of_editor: tuple[Stretch, ...] = ()
    """What the editor changed in the draft before; nothing where that is nothing."""

    @property
    def line(self) -> Line | None:
        """The line of the issue that the draft before became."""
        return self.before.line if self.before.state == Sent.TAKEN else None


def compared(sent: Sequence[Contribution]) -> dict[int, Comparison]:
    """The lines of one department that go on from an earlier one of it, by line, in the order they came."""
    ordered = sorted((one for one in sent if not one.shows), key=lambda one: one.pk)
    drafts = [Draft(one.pk, one.section, one.source_subject, one.text) for one in ordered]
    rows = {one.pk: one for one in ordered}
    found: dict[int, Comparison] = {}
    for place, draft in enumerate(drafts):
        earlier = earlier_draft(draft, drafts[:place])
        if earlier is not None:
            found[draft.name] = _against(rows[earlier.name], rows[draft.name])
    return found


def _against(before: Contribution, now: Contribution) -> Comparison:
    line = before.line if before.state == Sent.TAKEN else None
    edited = line is not None and line.text not in (before.text, now.text)
    return Comparison(
        before,
        tuple(text_changes(before.text, now.text)),
        tuple(text_changes(before.text, line.text)) if line is not None and edited else (),
    )


def missing_asks(issue: Issue) -> list[Ask]:
    """Asks nobody has answered."""
    return [one.ask for one in answers(issue) if one.missing and one.ask is not None]


def ask_of(issue: Issue, department: str) -> Ask | None:
    """What a department was asked for this issue."""
    return issue.asks.filter(department=department).first()


def contribution(contribution_id: int) -> Contribution:
    """The line a window sent. Raises :class:`Missing`."""
    found = Contribution.objects.select_related("issue").filter(pk=contribution_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such line."))
    return found


def own_contributions(issue: Issue, department: str) -> list[Contribution]:
    """What a department sent for an issue, with what became of it."""
    return list(issue.contributions.filter(department=department).select_related("line", "file"))


def owed_and_received(department: str, limit: int) -> tuple[list[Ask], list[Delivery]]:
    """What :func:`open_asks` and ``delivered_to`` tell, read by one statement; nothing before there is a frame."""
    asks, copies = together(
        Frame.objects.order_by("pk"),
        Wanted(_open_asks(department), {"issue": ()}),
        Wanted(unread(department).order_by("-pk")[:limit], {"issue": ()}),
    )
    return sorted(asks, key=_due), copies


def open_asks(department: str) -> list[Ask]:
    """Issues this department is asked to send lines for and has not answered, the nearest deadline first."""
    return sorted(_open_asks(department).select_related("issue", "issue__frame"), key=_due)


def _open_asks(department: str) -> QuerySet[Ask]:
    sent = Contribution.objects.filter(department=department, issue=OuterRef("issue"))
    return Ask.objects.filter(
        ~Exists(sent.exclude(state=Sent.TAKEN_BACK)),
        department=department,
        nothing=False,
        issue__state__in=[State.COLLECTING, State.DRAFT],
    )


def issues_open_for_lines() -> list[Issue]:
    """Issues that windows may send lines for, latest first."""
    found = Issue.objects.filter(state__in=[State.COLLECTING, State.DRAFT], mends=None)
    return list(found.select_related("frame").order_by("-first_day"))


def deadline(issue: Issue) -> str:
    """Until when windows were asked for lines, as ISO text; '' where nobody was."""
    return issue.lines_due.isoformat() if issue.lines_due else ""


def departments_with_windows() -> list[tuple[str, str]]:
    """Code and short name of each department that has a window, in their official order."""
    codes = {one.department_id for one in windows()}
    return [(one.code, one.short_name) for one in departments() if one.code in codes]


def _due(ask: Ask) -> float:
    return ask.issue.lines_due.timestamp() if ask.issue.lines_due else 0.0
