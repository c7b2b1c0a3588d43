"""What people say about an issue, as the studio shows it: comments with answers, proposed words against the line's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from banli.desk.weekly.names import named_all
from banli.kernel.actors import Actor
from banli.weekly.service import Comment, Issue, Rewording, Stretch, comments, rewordings, text_changes
from banli.weekly.states import Sent

OFFERED = {
    Sent.WAITING: (pgettext_lazy("weekly", "waiting"), "warning"),
    Sent.TAKEN: (pgettext_lazy("weekly", "taken"), "done"),
    Sent.DECLINED: (pgettext_lazy("weekly", "declined"), "overdue"),
    Sent.TAKEN_BACK: (pgettext_lazy("weekly", "taken back"), ""),
}


@dataclass(frozen=True)
class Voice:
    """A comment with its answers, each with a name; ``gone`` where its words stand there no longer."""

    one: Comment
    who: str
    done_by: str
    replies: tuple[tuple[Comment, str], ...]

    @property
    def gone(self) -> bool:
        """True where the line says the quoted words no longer."""
        line = self.one.line
        return bool(self.one.quote) and (line is None or self.one.quote not in line.text)


@dataclass(frozen=True)
class Offer:
    """Proposed words: what they change, what became of them, and what the line says where that is something else."""

    one: Rewording
    who: str
    decided_by: str
    words: str
    tone: str
    mine: bool

    @property
    def proposed(self) -> list[Stretch]:
        """What the proposal changes in the words it began with."""
        return text_changes(self.one.before, self.one.text)

    @property
    def meanwhile(self) -> list[Stretch]:
        """What others changed in them since, while the proposal waits; nothing where that is nothing."""
        line = self.one.line
        if self.one.state != Sent.WAITING or line is None or not self.one.stale:
            return []
        return text_changes(self.one.before, line.text)


def talk_of(issue: Issue, by: Actor, line: int | None) -> dict[str, Any]:
    """Comments and proposals of a line, or those that wait anywhere in the issue where no line is chosen."""
    said, offered = comments(issue), rewordings(issue)
    labels = [one.said_by for root, replies in said for one in (root, *replies)]
    labels += [root.done_by for root, _ in said] + [one.proposed_by for one in offered]
    names = named_all([*labels, *(one.decided_by for one in offered)])
    voices = [
        Voice(
            root,
            names[root.said_by],
            names[root.done_by],
            tuple((one, names[one.said_by]) for one in replies),
        )
        for root, replies in said
    ]
    offers = [
        Offer(
            one,
            names[one.proposed_by],
            names[one.decided_by],
            str(OFFERED[Sent(one.state)][0]),
            OFFERED[Sent(one.state)][1],
            one.proposed_by == by.label,
        )
        for one in offered
    ]
    if line is not None:
        return {
            "voices": [one for one in voices if one.one.line_id == line],
            "offers": [one for one in offers if one.one.line_id == line],
        }
    return {
        "voices": [one for one in voices if one.one.line_id is None or not one.one.done_by],
        "offers": [one for one in offers if one.one.state == Sent.WAITING],
    }
