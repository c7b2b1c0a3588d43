"""Manuscripts as they were read, and what their pieces are proposed to become."""

from __future__ import annotations

from collections.abc import Sequence

from banli.files.service import StoredFile
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.weekly.models import Issue, Manuscript, ManuscriptPicture
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.manuscript_words import DROPPED
from banli.weekly.rules.outline import SENDABLE, WRITABLE, Section, planned
from banli.weekly.rules.pieces import PICTURE, TABLE, piece
from banli.weekly.rules.proposal import Proposed, proposal
from banli.weekly.states import From, State

LATEST = 20


def may_hand_in(issue: Issue, by: Actor) -> bool:
    """True where ``by`` may hand a manuscript in for the issue now: an editor for the draft, a window for its lines."""
    if GRANTS.may(by, WeeklyPermission.EDIT):
        return issue.state == State.DRAFT
    sends = bool(by.department) and GRANTS.may(by, WeeklyPermission.SEND, department=by.department)
    return sends and issue.state in {State.COLLECTING, State.DRAFT} and issue.mends_id is None


def sections_for(by: Actor) -> tuple[Section, ...]:
    """Where lines of a manuscript of ``by`` may go."""
    return WRITABLE if GRANTS.may(by, WeeklyPermission.EDIT) else SENDABLE


def manuscripts(issue: Issue, by: Actor, *sources: From) -> list[Manuscript]:
    """What was handed in for the issue by whoever works for the same department as ``by``, latest first."""
    found = issue.manuscripts.filter(department=_whose(by), source__in=sources)
    return list(found.defer("pieces")[:LATEST])


def find_manuscript(manuscript_id: int, by: Actor) -> Manuscript:
    """The manuscript, for whoever works for the department it came from. Raises :class:`Missing`."""
    found = Manuscript.objects.select_related("issue", "issue__frame")
    one = found.filter(pk=manuscript_id, department=_whose(by)).first()
    if one is None:
        raise Missing(gettext_noop("There is no such manuscript."))
    return one


def proposed(one: Manuscript, by: Actor) -> list[Proposed]:
    """What its pieces are proposed to become."""
    headings = {plan.section: plan.heading for plan in planned(one.issue.frame.outline)}
    read = [piece(told) for told in one.pieces]
    return proposal(read, sections_for(by), headings, exhibits=True)


def left_behind(one: Manuscript) -> Sequence[tuple[str, int]]:
    """What was left behind of it or became something else, in words with a place for their ``count``."""
    dropped = dict(one.dropped)
    if one.source != From.RETURNED:
        # Tables come along as they are, and pictures but for those of which only the name did.
        dropped.pop(TABLE, None)
        dropped[PICTURE] = sum(told["kind"] == PICTURE and not told.get("media") for told in one.pieces)
    return [(words, dropped[kind]) for kind, words in DROPPED.items() if dropped.get(kind)]


def picture_of(one: Manuscript, digest: str) -> StoredFile | None:
    """A picture of that manuscript by its digest; None where it has none such."""
    found = one.pictures.select_related("file").filter(file__sha256=digest).first()
    return found.file if found else None


def handed_in_picture(issue: Issue, digest: str, by: Actor) -> StoredFile | None:
    """A picture of a manuscript of ``by``'s department, or one a window sent in that ``by`` may see; else None."""
    own = ManuscriptPicture.objects.select_related("file").filter(
        manuscript__issue=issue, manuscript__department=_whose(by), file__sha256=digest
    )
    if one := own.first():
        return one.file
    sent = issue.contributions.select_related("file").filter(file__sha256=digest)
    if not GRANTS.may(by, WeeklyPermission.READ):
        sent = sent.filter(department=_whose(by))
    came = sent.first()
    return came.file if came else None


def _whose(by: Actor) -> str:
    """As :func:`banli.weekly.acts.reading.whose_lines`; what fits no manuscript where ``by`` hands none in."""
    if GRANTS.may(by, WeeklyPermission.EDIT):
        return ""
    return by.department or "?"
