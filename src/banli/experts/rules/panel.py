"""What becomes of a panel after the draw: stand-ins, opinions, the conclusion. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from banli.experts.states import DECLINE, RECUSE, Outcome, PanelState, SeatState, Transition, Verdict
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop

FAVOURABLE = frozenset({Verdict.AGREES, Verdict.AGREES_WITH_CONDITIONS})


@dataclass(frozen=True)
class Seat:
    """A drawn expert: ``place`` in the drawn order, and the verdict of the latest opinion, where one was given."""

    expert: str
    place: int
    state: SeatState
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Tally:
    """How a panel stands: counts by verdict, and the members who differ from the majority."""

    outcome: Outcome
    agrees: int
    with_conditions: int
    disagrees: int
    dissenting: tuple[str, ...]


def sitting(seats: Iterable[Seat]) -> list[Seat]:
    """The members, in drawn order."""
    return sorted((one for one in seats if one.state is SeatState.SITTING), key=lambda one: one.place)


def panel_state(seats: Sequence[Seat], wanted: int, concluded: bool) -> PanelState:
    """Where a panel of ``wanted`` members stands."""
    members = sitting(seats)
    if concluded:
        return PanelState.CONCLUDED
    if len(members) < wanted:
        return PanelState.SHORT
    return PanelState.READY if all(one.verdict for one in members) else PanelState.WAITING


def next_stand_in(seats: Iterable[Seat]) -> Seat | None:
    """The stand-in who moves up: the first in drawn order."""
    waiting = [one for one in seats if one.state is SeatState.STANDBY]
    return min(waiting, key=lambda one: one.place, default=None)


def check_leaving(seat: Seat, transition: Transition, reason: str, concluded: bool) -> None:
    """Raise where ``seat`` cannot be left so: a member whose opinion is given can only be recused."""
    if concluded:
        raise Refused(gettext_noop("The panel has concluded: nothing about it changes any more."))
    if seat.state not in transition.sources:
        raise Refused(gettext_noop("This expert has left the panel before."))
    if transition is DECLINE and seat.verdict is not None:
        raise Refused(
            gettext_noop(
                "This expert has given an opinion and cannot decline any more; a recusal is still possible."
            )
        )
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why the expert leaves the panel."))])


def leaving(recused: bool) -> Transition:
    """How a seat is left."""
    return RECUSE if recused else DECLINE


def check_opinion(seat: Seat, verdict: Verdict, text: str, concluded: bool) -> None:
    """Raise where no opinion can be given from ``seat``, or not without its words."""
    if concluded:
        raise Refused(gettext_noop("The panel has concluded: nothing about it changes any more."))
    if seat.state is not SeatState.SITTING:
        raise Refused(gettext_noop("Only members of the panel give an opinion."))
    if unsaid(text, "text"):
        missing = {
            Verdict.AGREES: gettext_noop("Write down what the expert says."),
            Verdict.AGREES_WITH_CONDITIONS: gettext_noop("Write down the conditions."),
            Verdict.DISAGREES: gettext_noop("Write down why the expert does not agree."),
        }
        raise Invalid([Problem("text", missing[verdict])])


def check_conclusion(seats: Sequence[Seat], wanted: int, concluded: bool, text: str) -> None:
    """Raise where the panel cannot conclude: an opinion is missing, a member is missing, or the words are."""
    members = sitting(seats)
    match panel_state(seats, wanted, concluded):
        case PanelState.CONCLUDED:
            raise Refused(gettext_noop("The panel has concluded: nothing about it changes any more."))
        case PanelState.SHORT:
            raise Refused(
                gettext_noop(
                    "The panel has %(sitting)s members of %(wanted)s and no stand-in is left: draw another panel."
                ),
                sitting=len(members),
                wanted=wanted,
            )
        case PanelState.WAITING:
            raise Refused(
                gettext_noop("%(missing)s of %(wanted)s members have not given their opinion yet."),
                missing=sum(one.verdict is None for one in members),
                wanted=wanted,
            )
    if unsaid(text, "text"):
        raise Invalid([Problem("text", gettext_noop("Write down what the panel concludes."))])


def tally(seats: Sequence[Seat]) -> Tally:
    """The majority of the members' verdicts, and who differs from it.

    More than half decide; conditions of some become conditions of the panel unless more than half agree without.
    Without a majority those who do not agree are noted as differing.
    """
    members = sitting(seats)
    counts = Counter(one.verdict for one in members)
    agrees, conditions = counts[Verdict.AGREES], counts[Verdict.AGREES_WITH_CONDITIONS]
    against, half = counts[Verdict.DISAGREES], len(members) / 2
    if against > half:
        outcome = Outcome.AGAINST
    elif agrees > half:
        outcome = Outcome.FOR
    elif agrees + conditions > half:
        outcome = Outcome.FOR_WITH_CONDITIONS
    else:
        outcome = Outcome.DIVIDED
    minority = FAVOURABLE if outcome is Outcome.AGAINST else frozenset({Verdict.DISAGREES})
    differing = tuple(one.expert for one in members if one.verdict in minority)
    return Tally(outcome, agrees, conditions, against, differing)
