"""When an act on an issue is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from banli.kernel.errors import Denied, Invalid, Problem, Refused, Stale
from banli.kernel.printable import blank, require
from banli.kernel.text import gettext_noop
from banli.weekly.rules.numbers import empty, wordless
from banli.weekly.rules.outline import SENDABLE, WRITABLE, Entry, Section
from banli.weekly.states import DISCUSSED, State, Transition

LONGEST = 4_000
"""Characters of one line."""
REASON_MAX = 500
COMMENT_MAX = 2_000
LINE_BREAKS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")


def check_act(step: Transition, state: State) -> None:
    """Raise :class:`Refused` where ``step`` does not start from ``state``."""
    if state not in step.sources:
        raise Refused(gettext_noop("This issue is not at the point where that can be done."))


def check_version(known: int, present: int) -> None:
    """Raise :class:`Stale` where the issue has changed since it was read."""
    if known != present:
        raise Stale(gettext_noop("Somebody changed this issue in the meantime. Please look at it again."))


def clean_line(text: str) -> str:
    """``text`` as it is stored: its paragraphs on lines of their own, else as typed, numbers included.

    :raises Invalid: where it is empty or too long, or holds what cannot be printed.
    """
    paragraphs = LINE_BREAKS.split(text.replace("\t", " ").strip(" "))
    clean = "\n".join(one for one in paragraphs if not empty(one))
    if wordless(clean) or blank(clean):
        raise Invalid([Problem("text", gettext_noop("A line needs its text."))])
    if len(clean) > LONGEST:
        raise Invalid(
            [Problem("text", gettext_noop("A line has at most %(most)s characters."), (("most", LONGEST),))]
        )
    require(clean, "text")
    return clean


def clean_comment(text: str) -> str:
    """What somebody says about a place. Raises :class:`Invalid` where nothing or too much is said."""
    clean = "\n".join(one.strip() for one in LINE_BREAKS.split(text.strip()))
    if blank(clean):
        raise Invalid([Problem("comment", gettext_noop("Please write what you want to say."))])
    if len(clean) > COMMENT_MAX:
        raise Invalid(
            [
                Problem(
                    "comment",
                    gettext_noop("A comment has at most %(most)s characters."),
                    (("most", COMMENT_MAX),),
                )
            ]
        )
    require(clean, "comment")
    return clean


def check_discussed(state: State) -> None:
    """Raise :class:`Refused` where an issue is not written yet, or nothing is said about it any more."""
    if state not in DISCUSSED:
        raise Refused(gettext_noop("Comments and proposals belong to an issue that is being written."))


def clean_reason(text: str) -> str:
    """Why something is given back or not taken. Raises :class:`Invalid` where nothing or too much is said."""
    clean = " ".join(text.split())
    if blank(clean):
        raise Invalid([Problem("reason", gettext_noop("Please say why."))])
    if len(clean) > REASON_MAX:
        raise Invalid(
            [
                Problem(
                    "reason", gettext_noop("A line has at most %(most)s characters."), (("most", REASON_MAX),)
                )
            ]
        )
    require(clean, "reason")
    return clean


def check_other_person(by: str, sent_by: str) -> None:
    """Raise :class:`Refused` where somebody would check what they sent themselves."""
    if by == sent_by:
        raise Refused(gettext_noop("Whoever sent the issue to be checked cannot check it."))


def check_own_department(mine: str, theirs: str) -> None:
    """Raise :class:`Denied` for what belongs to another department, or to nobody in the house."""
    if not theirs or mine != theirs:
        raise Denied(gettext_noop("You are not allowed to do this."))


def check_writable(section: Section) -> None:
    """Raise :class:`Refused` for the statement, which is made from figures alone."""
    if section not in WRITABLE:
        raise Refused(gettext_noop("The statement is made from its figures and is not edited by hand."))


def check_sendable(section: Section, of_record: Section | None = None) -> None:
    """Raise :class:`Refused` for a section that windows do not write for; a record's own section takes its line."""
    if section not in SENDABLE and section is not of_record:
        raise Refused(gettext_noop("Windows send no lines for this section."))


def check_open_for_lines(state: State) -> None:
    """Raise :class:`Refused` where an issue takes no lines from windows any more."""
    if state not in {State.COLLECTING, State.DRAFT}:
        raise Refused(gettext_noop("This issue takes no more lines: it is being checked or is signed."))


def check_line_version(changed_in: int, seen: int, theirs: str) -> None:
    """Raise :class:`Stale` where the line itself changed after the version somebody saw; tells what it says now."""
    if changed_in > seen:
        raise Stale(
            gettext_noop("Somebody changed this line in the meantime. It says now: %(theirs)s"), theirs=theirs
        )


def check_complete(entries: Iterable[Entry], period_end: date, today: date, *, erratum: bool = False) -> None:
    """Raise :class:`Refused` where an issue cannot be signed: no statement, or its period is not over.

    An erratum needs no statement, but something to put right; an exhibit alone says neither.
    """
    said = {entry.section for entry in entries if entry.inset is None}
    if today < period_end:
        raise Refused(gettext_noop("The reporting period is not over yet."))
    if erratum:
        if Section.CORRECTIONS not in said:
            raise Refused(gettext_noop("An erratum has to say what it puts right."))
        return
    if Section.STATEMENT not in said:
        raise Refused(gettext_noop("The issue has no statement yet."))
