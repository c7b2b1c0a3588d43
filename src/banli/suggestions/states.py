"""The closed tables of suggestions: kinds, sources, outcomes, the states, and who may move one.

A suggestion (意见建议) goes to the department it concerns, which adopts it or says why not. What somebody could not get
done (办不成事) goes to one desk of the centre, which takes it up and answers for it; no department passes it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class SuggestionKind(StrEnum):
    SUGGESTION = "suggestion"
    """意见建议."""
    OBSTACLE = "obstacle"
    """办不成事: somebody came with a matter and could not get it done."""


KIND_NAMES: dict[SuggestionKind, Words] = {
    SuggestionKind.SUGGESTION: Words(zh="意见建议", en="suggestion"),
    SuggestionKind.OBSTACLE: Words(zh="办不成事", en="could not get it done"),
}


class SuggestionSource(StrEnum):
    """How it came to the centre."""

    WINDOW = "window"
    ONLINE = "online"
    VISIT = "visit"
    """Collected outside the hall: outreach, visits, trainings."""
    HOTLINE = "hotline"
    """12345: handed over as a file."""


SOURCE_NAMES: dict[SuggestionSource, Words] = {
    SuggestionSource.WINDOW: Words(zh="窗口", en="window"),
    SuggestionSource.ONLINE: Words(zh="网上", en="online"),
    SuggestionSource.VISIT: Words(zh="走访", en="on a visit"),
    SuggestionSource.HOTLINE: Words(zh="12345热线", en="12345 hotline"),
}
BY_HAND = (SuggestionSource.WINDOW, SuggestionSource.VISIT)
"""What an officer writes down."""


class SuggestionOutcome(StrEnum):
    """What became of it."""

    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly_adopted"
    NOT_ADOPTED = "not_adopted"
    GOT_DONE = "got_done"
    SHOWN_THE_WAY = "shown_the_way"
    """The person was told how and where it can be done, and who helps."""
    NOT_POSSIBLE = "not_possible"
    """Law does not allow it; the reason is told."""


OUTCOME_NAMES: dict[SuggestionOutcome, Words] = {
    SuggestionOutcome.ADOPTED: Words(zh="采纳", en="adopted"),
    SuggestionOutcome.PARTLY_ADOPTED: Words(zh="部分采纳", en="adopted in part"),
    SuggestionOutcome.NOT_ADOPTED: Words(zh="未采纳", en="not adopted"),
    SuggestionOutcome.GOT_DONE: Words(zh="已办成", en="got done"),
    SuggestionOutcome.SHOWN_THE_WAY: Words(zh="已指明办理途径", en="the way was shown"),
    SuggestionOutcome.NOT_POSSIBLE: Words(zh="依法不能办理", en="law does not allow it"),
}
OUTCOMES: dict[SuggestionKind, tuple[SuggestionOutcome, ...]] = {
    SuggestionKind.SUGGESTION: (
        SuggestionOutcome.ADOPTED,
        SuggestionOutcome.PARTLY_ADOPTED,
        SuggestionOutcome.NOT_ADOPTED,
    ),
    SuggestionKind.OBSTACLE: (
        SuggestionOutcome.GOT_DONE,
        SuggestionOutcome.SHOWN_THE_WAY,
        SuggestionOutcome.NOT_POSSIBLE,
    ),
}


class SuggestionState(StrEnum):
    RECEIVED = "received"
    ASSIGNED = "assigned"
    TAKEN_UP = "taken_up"
    ANSWERED = "answered"
    PUBLISHED = "published"
    SET_ASIDE = "set_aside"
    """It is nothing of the centre's, or nothing at all; whoever said it reads why."""


STATE_NAMES: dict[SuggestionState, Words] = {
    SuggestionState.RECEIVED: Words(zh="待分办", en="received"),
    SuggestionState.ASSIGNED: Words(zh="待部门答复", en="with the department"),
    SuggestionState.TAKEN_UP: Words(zh="协调办理中", en="taken up"),
    SuggestionState.ANSWERED: Words(zh="已答复", en="answered"),
    SuggestionState.PUBLISHED: Words(zh="已公开", en="published"),
    SuggestionState.SET_ASIDE: Words(zh="不予办理", en="set aside"),
}


class SuggestionOwner(StrEnum):
    """Whose turn it is."""

    GIVER = "giver"
    CENTRE = "centre"
    DESK = "desk"
    """The one desk for what could not be done (“办不成事”反映窗口)."""
    DEPARTMENT = "department"
    NOBODY = "nobody"


OWNERS: dict[SuggestionState, SuggestionOwner] = {
    SuggestionState.RECEIVED: SuggestionOwner.CENTRE,
    SuggestionState.ASSIGNED: SuggestionOwner.DEPARTMENT,
    SuggestionState.TAKEN_UP: SuggestionOwner.DESK,
    SuggestionState.ANSWERED: SuggestionOwner.NOBODY,
    SuggestionState.PUBLISHED: SuggestionOwner.NOBODY,
    SuggestionState.SET_ASIDE: SuggestionOwner.NOBODY,
}
OPEN = (SuggestionState.RECEIVED, SuggestionState.ASSIGNED, SuggestionState.TAKEN_UP)
"""Somebody still has to do something about it."""


@dataclass(frozen=True)
class SuggestionMove:
    """One act: of a thing of one of ``kinds``, from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[SuggestionState, ...]
    target: SuggestionState
    event: str
    owner: SuggestionOwner
    kinds: tuple[SuggestionKind, ...] = tuple(SuggestionKind)


S, Owner, K = SuggestionState, SuggestionOwner, SuggestionKind
GIVE = SuggestionMove("give", (), S.RECEIVED, "suggestion_given", Owner.GIVER)
GIVE_TO_DEPARTMENT = SuggestionMove(
    "give_to_department", (), S.ASSIGNED, "suggestion_given", Owner.GIVER, (K.SUGGESTION,)
)
ASSIGN = SuggestionMove(
    "assign", (S.RECEIVED, S.ASSIGNED), S.ASSIGNED, "suggestion_assigned", Owner.CENTRE, (K.SUGGESTION,)
)
GIVE_BACK = SuggestionMove(
    "give_back", (S.ASSIGNED,), S.RECEIVED, "suggestion_given_back", Owner.DEPARTMENT, (K.SUGGESTION,)
)
TAKE_UP = SuggestionMove("take_up", (S.RECEIVED,), S.TAKEN_UP, "obstacle_taken_up", Owner.DESK, (K.OBSTACLE,))
ANSWER = SuggestionMove(
    "answer", (S.ASSIGNED,), S.ANSWERED, "suggestion_answered", Owner.DEPARTMENT, (K.SUGGESTION,)
)
SETTLE = SuggestionMove("settle", (S.TAKEN_UP,), S.ANSWERED, "suggestion_answered", Owner.DESK, (K.OBSTACLE,))
SET_ASIDE = SuggestionMove("set_aside", (S.RECEIVED,), S.SET_ASIDE, "suggestion_set_aside", Owner.CENTRE)
PUBLISH = SuggestionMove("publish", (S.ANSWERED,), S.PUBLISHED, "suggestion_published", Owner.CENTRE)
UNPUBLISH = SuggestionMove("unpublish", (S.PUBLISHED,), S.ANSWERED, "suggestion_unpublished", Owner.CENTRE)
TRANSITIONS = (
    *(GIVE, GIVE_TO_DEPARTMENT, ASSIGN, GIVE_BACK, TAKE_UP),
    *(ANSWER, SETTLE, SET_ASIDE, PUBLISH, UNPUBLISH),
)
BY_ACT = {move.act: move for move in TRANSITIONS}
