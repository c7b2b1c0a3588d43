"""Why an act cannot be done now: one rule for the act, which raises it, and for the page, which shows it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.trading.rules.book import KindRules
from banli.trading.states import (
    BOOK,
    CANCEL,
    CHANGE,
    CLOSE,
    HOLD,
    STATE_NAMES,
    TELL,
    TradingMove,
    TradingState,
)

NO_SESSION = gettext_noop("No room is booked for its session yet.")


@dataclass(frozen=True)
class Facts:
    """What the acts on a project hang on, at a moment."""

    state: TradingState
    rules: KindRules
    now: datetime
    today: date
    session_at: datetime | None = None
    """When the booked session begins."""
    experts: int = 0
    """How many drawn experts sit."""
    result_until: date | None = None
    """The last day on which the result is put up."""
    open_objections: int = 0
    open_on_documents: int = 0
    """… of these those to the notice or the documents."""
    upheld: bool = False
    """An objection was found right since the result was told."""


def why_not(move: TradingMove, facts: Facts) -> Refused | None:
    """Why ``move`` cannot be done; None where it can."""
    if facts.state not in move.sources:
        return Refused(
            gettext_noop("The project stands at “%(state)s”: this cannot be done now."),
            state=STATE_NAMES[facts.state],
        )
    further = FURTHER.get(move)
    return further(facts) if further else None


def _why_not_book(facts: Facts) -> Refused | None:
    if facts.session_at is not None:
        return Refused(gettext_noop("A room is booked for it already: move that session."))
    return None


def _why_not_change(facts: Facts) -> Refused | None:
    return Refused(NO_SESSION) if facts.session_at is None else None


def _why_not_hold(facts: Facts) -> Refused | None:
    if facts.session_at is None:
        return Refused(NO_SESSION)
    if facts.now < facts.session_at:
        return Refused(gettext_noop("The session has not begun yet."))
    return _why_halted(facts)


def _why_halted(facts: Facts) -> Refused | None:
    """Why nothing goes on: an objection to the documents waits, and the law of the kind has everything wait for it."""
    if facts.rules.halts is None or not facts.open_on_documents:
        return None
    message = gettext_noop(
        "An objection to the documents waits, and all stands still until it is answered: %(basis)s."
    )
    return Refused(message, basis=facts.rules.halts)


def _why_not_tell(facts: Facts) -> Refused | None:
    if halted := _why_halted(facts):
        return halted
    least = facts.rules.experts
    if least is not None and facts.experts < least.number:
        return Refused(
            gettext_noop("%(sit)d drawn experts sit, and %(least)d are asked for: %(basis)s."),
            sit=facts.experts,
            least=least.number,
            basis=least.basis,
        )
    return None


def _why_not_close(facts: Facts) -> Refused | None:
    if facts.result_until is not None and facts.today <= facts.result_until:
        message = gettext_noop("The result is put up until %(day)s: it is closed after that.")
        return Refused(message, day=facts.result_until)
    if facts.open_objections:
        return Refused(gettext_noop("An objection waits for its answer: it is answered first."))
    if facts.upheld:
        return Refused(
            gettext_noop("An objection was found right: withdraw the result, or say that it failed.")
        )
    return None


FURTHER: Mapping[TradingMove, Callable[[Facts], Refused | None]] = {
    BOOK: _why_not_book,
    CHANGE: _why_not_change,
    CANCEL: _why_not_change,
    HOLD: _why_not_hold,
    TELL: _why_not_tell,
    CLOSE: _why_not_close,
}
"""What an act asks besides where the project stands."""


def why_not_enough(bidders: int, rules: KindRules) -> Refused | None:
    """Why a session with so many who take part cannot be held."""
    least = rules.bidders
    if least is None or bidders >= least.number:
        return None
    return Refused(
        gettext_noop("Fewer than %(least)d take part, and so it fails: %(basis)s."),
        least=least.number,
        basis=least.basis,
    )
