"""Reading a manuscript: a Word file, a pasted text, or the issue itself as it came back; kept piece by piece.

Nothing stands in the issue yet: what becomes of the pieces is decided by whoever takes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from banli.files.service import read_word, store
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid
from banli.people.service import department
from banli.weekly.acts.transition import locked, note
from banli.weekly.models import Issue, Manuscript, ManuscriptPicture, Version
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_act, check_open_for_lines
from banli.weekly.rules.manuscript_words import LARGEST, fault
from banli.weekly.rules.pasted import TooMuch, marked_up, plain
from banli.weekly.rules.pieces import Piece, piece
from banli.weekly.rules.proposal import tally
from banli.weekly.rules.returned import is_own_exhibit, returned
from banli.weekly.states import ADD_LINE, From, State

NAME_MOST = 120
FILE, TEXT, RETURNED = "file", "pasted", "returned"
"""Fields that faults are told at."""


@dataclass(frozen=True)
class Read:
    """The piece of a manuscript that a line was read from."""

    manuscript: Manuscript
    place: int

    @property
    def subject(self) -> str:
        """How a line names it as its source."""
        return f"{self.manuscript.pk}-{self.place}"

    @property
    def told(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {"manuscript": self.manuscript.pk, "place": self.place, "sha256": self.manuscript.sha256}


def read_file(*, by: Actor, issue_id: int, name: str, content: bytes) -> Manuscript:
    """Read a Word file for an issue; the same file of the same person once.

    :raises Invalid: at ``file``: what it is instead, and what to do.
    """
    whose, read = whose_lines(by), _of_file(From.WORD, name, content)
    pieces, dropped, media = _opened(read.name, content, FILE)
    return _keep(by, issue_id, whose, read, pieces, dropped, media)


def read_returned(*, by: Actor, issue_id: int, name: str, content: bytes) -> Manuscript:
    """Read the draft of an issue that comes back from Word; what it changes is for an editor to take or not.

    :raises Invalid: at ``returned``, also where it is no draft of this issue.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    read = _of_file(From.RETURNED, name, content)
    every, dropped, _media = _opened(read.name, content, RETURNED)
    pieces = [one for one in every if not is_own_exhibit(one)]
    found = returned(pieces)
    known = Version.objects.filter(issue=issue_id, number=found.version if found else 0)
    if found is None or found.issue != issue_id or not known.exists():
        raise Invalid([fault("not_ours", read.name, RETURNED)])
    return _keep(by, issue_id, "", read, pieces, dropped)


def _of_file(source: From, name: str, content: bytes) -> Manuscript:
    return Manuscript(source=source.value, name=_called(name), sha256=hashlib.sha256(content).hexdigest())


Opened = tuple[list[Piece], Mapping[str, int], Mapping[str, bytes]]


def _opened(name: str, content: bytes, where: str) -> Opened:
    """The pieces of a Word file, what was left behind, its pictures. Raises :class:`Invalid` at ``where``."""
    if not content or len(content) > LARGEST:
        raise Invalid([fault("too_large" if content else "empty", name, where)])
    told = read_word(content)
    if told.fault:
        raise Invalid([fault(told.fault, name, where)])
    if not told.pieces:
        raise Invalid([fault("nothing_in_it", name, where)])
    return [piece(one) for one in told.pieces], told.dropped, told.media


def read_pasted(*, by: Actor, issue_id: int, text: str, markup: str = "") -> Manuscript:
    """Read a text that was pasted: as ``markup`` where the clipboard had some, else as plain paragraphs.

    :raises Invalid: at ``pasted``, where there is nothing or too much.
    """
    whose = whose_lines(by)
    dropped: Mapping[str, int] = {}
    try:
        pieces = plain(text)
        if markup.strip():
            pieces, dropped = marked_up(markup)
    except TooMuch:
        raise Invalid([fault("pasted_too_much", "", TEXT)]) from None
    if not pieces:
        raise Invalid([fault("pasted_nothing", "", TEXT)])
    digest = hashlib.sha256((markup.strip() or text).encode()).hexdigest()
    return _keep(by, issue_id, whose, Manuscript(source=From.PASTED, sha256=digest), pieces, dropped)


def whose_lines(by: Actor) -> str:
    """The department whose lines a manuscript of ``by`` becomes; '' for an editor, who writes into the issue."""
    if GRANTS.may(by, WeeklyPermission.EDIT):
        return ""
    code = department(by.department).code
    GRANTS.require(by, WeeklyPermission.SEND, department=code)
    return code


def check_takes_lines(issue: Issue, whose: str) -> None:
    """Raise :class:`Refused` where the issue takes no lines of a window, or of its editor, any more."""
    if whose:
        check_open_for_lines(State(issue.state))
    else:
        check_act(ADD_LINE, State(issue.state))


@transaction.atomic
def _keep(
    by: Actor,
    issue_id: int,
    whose: str,
    read: Manuscript,
    pieces: Sequence[Piece],
    dropped: Mapping[str, int],
    media: Mapping[str, bytes] | None = None,
) -> Manuscript:
    issue = locked(issue_id)
    check_takes_lines(issue, whose)
    same = issue.manuscripts.filter(
        sha256=read.sha256, source=read.source, read_by=by.label, department=whose
    )
    if known := same.first():
        return known
    read.issue, read.department, read.read_by, read.read_at = issue, whose, by.label, clock.now()
    read.pieces = [one.told for one in pieces]
    read.dropped = {**dropped, **tally(pieces)}
    read.save()
    for digest, content in (media or {}).items():
        kept = store(by=by, name=f"{digest[:16]}.jpg", content=content)
        ManuscriptPicture.objects.create(manuscript=read, file=kept)
    told = {"manuscript": read.pk, "source": read.source, "name": read.name, "sha256": read.sha256}
    note("manuscript_read", issue, by, {**told, "pieces": len(pieces)})
    return read


def _called(name: str) -> str:
    """The name of a file without its folder and what cannot be shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return " ".join("".join(sign for sign in last if sign.isprintable()).split())[-NAME_MOST:] or "DOCX"
