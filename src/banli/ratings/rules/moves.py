"""When something may be rated, and when a rating may be moved. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop
from banli.ratings.rules.book import Book
from banli.ratings.states import BAD, Grade, RatingMove, RatingState

LONGEST = 500
"""Characters of what somebody writes beside the grade."""
LONGEST_SAID = 2_000
WHOLE_CASE = 0


@dataclass(frozen=True)
class Known:
    """What is known of a case when somebody wants to rate: the day it ended, the visit to be rated (0 for none),
    whether that or the whole case is rated already."""

    ended_on: date | None
    visit: int = 0
    visited_on: date | None = None
    rated: Collection[int] = ()


def occasion_of(known: Known) -> int | None:
    """What can be rated now: a visit while the case goes on, then the case as a whole; None for nothing yet."""
    if known.ended_on is not None and WHOLE_CASE not in known.rated:
        return WHOLE_CASE
    return known.visit or (None if known.ended_on is None else WHOLE_CASE)


def why_not_rate(known: Known, occasion: int | None, today: date, within: int) -> Refused | None:
    """Why ``occasion`` may not be rated; None where it may. ``within``: calendar days after it."""
    if occasion is None:
        return Refused(
            gettext_noop("You can rate this once you were served at a window, or the case has ended.")
        )
    if occasion in known.rated:
        return Refused(gettext_noop("This has been rated. Each visit and each case is rated once."))
    day = known.ended_on if occasion == WHOLE_CASE else known.visited_on
    if day is None:
        return Refused(
            gettext_noop("You can rate this once you were served at a window, or the case has ended.")
        )
    if (today - day).days > within:
        return Refused(gettext_noop("The time to rate this is over: it was %(n)s days."), n=within)
    return None


@dataclass(frozen=True)
class Said:
    """What a rater says: the grade's code, keys of reasons, a text."""

    grade: str
    reasons: Sequence[str] = ()
    text: str = ""


def checked(said: Said, book: Book, *, at_window: bool) -> tuple[Grade, list[str], str]:
    """Grade, reasons and text, clean. Raises :class:`Invalid` with every fault at its place.

    No grade is chosen for anybody: what is not rated is not rated. A bad one needs no reason to count.
    """
    problems = []
    grade = next((one for one in Grade if str(int(one)) == said.grade), None)
    if grade is None:
        problems.append(Problem("grade", gettext_noop("Please choose one of the five grades.")))
    text = said.text.strip()
    if wrong := fault(text):
        problems.append(wrong.at("text"))
    if len(text) > LONGEST:
        problems.append(
            Problem("text", gettext_noop("Please keep it under %(n)s characters."), (("n", LONGEST),))
        )
    if grade is None or problems:
        raise Invalid(problems)
    offered = {one.key for one in book.offered(grade, at_window=at_window)}
    # Reasons ticked for a grade that was changed afterwards do not belong to what was sent.
    return grade, [one for one in dict.fromkeys(said.reasons) if one in offered], text


def is_bad(grade: int) -> bool:
    """True for 不满意 and 非常不满意."""
    return grade in BAD


WHY_NOT: dict[RatingState, str] = {
    RatingState.RECORDED: gettext_noop("This rating is no bad one: nothing follows from it."),
    RatingState.TO_CALL: gettext_noop("Whoever rated is called back first."),
    RatingState.TO_MEND: gettext_noop("It waits for the department to mend it or to appeal."),
    RatingState.APPEALED: gettext_noop("The department has appealed; the centre judges that first."),
    RatingState.TO_REPLY: gettext_noop("It was mended; whoever rated is told next."),
    RatingState.REPLIED: gettext_noop("It was answered; only whoever rated may rate once more."),
    RatingState.RATED_AGAIN: gettext_noop("It was rated a second time; that ends it."),
    RatingState.VOID: gettext_noop("This rating was deemed not valid; it stays as it is."),
}


def why_not_move(move: RatingMove, state: str, appealed: bool) -> Refused | None:
    """Why the table has no such move from ``state``; an appeal that was judged is not made again."""
    if state not in move.sources:
        return Refused(WHY_NOT[RatingState(state)])
    if move.act == "appeal" and appealed:
        return Refused(gettext_noop("The department has appealed before; an appeal is judged once."))
    return None


def check_said(where: str, text: str) -> str:
    """``text`` without the space around it. Raises :class:`Invalid` where nothing is said, or too much."""
    told = text.strip()
    if wrong := fault(told):
        raise Invalid([wrong.at(where)])
    if not told:
        raise Invalid([Problem(where, gettext_noop("Please write a sentence or two."))])
    if len(told) > LONGEST_SAID:
        message = gettext_noop("Please keep it under %(n)s characters.")
        raise Invalid([Problem(where, message, (("n", LONGEST_SAID),))])
    return told
