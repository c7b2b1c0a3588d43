"""The forms of a project's page, one for each act; each field named by its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.desk.kit.act_forms import ActForm, Filled, prefix_of
from banli.desk.kit.fields import choices
from banli.kernel.text import Words
from banli.screens.words import day_words
from banli.trading.service import Facts, TradingProject, first_closing, is_sale, rooms, why_not
from banli.trading.states import (
    ABOUT_NAMES,
    ANNOUNCE,
    BOOK,
    CANCEL,
    CHANGE,
    CLOSE,
    FAIL,
    FAILURE_NAMES,
    HOLD,
    OBJECT,
    RESUME,
    SUSPEND,
    TELL,
    TERMINATE,
    WITHDRAW,
    TradingMove,
    TradingState,
)

Build = Callable[[TradingProject, int, Filled], ActForm]


@dataclass(frozen=True)
class Offered:
    """A form that is offered; ``waits`` says why its act cannot be done yet."""

    form: ActForm
    waits: str
    first: bool
    """True where it is the one thing to do now."""


def _announce(row: TradingProject, version: int, filled: Filled) -> ActForm:
    of = prefix_of("announce", -1)
    day, basis = first_closing(row)
    rules = (
        _("Not before %(day)s: %(basis)s.") % {"day": day_words(day), "basis": basis} if day else str(basis)
    )
    return ActForm(
        "announce",
        _("Publish the notice"),
        _("Publish it today"),
        version,
        (
            filled.entry(of, "text", _("Text of the notice"), "area"),
            filled.entry(of, "closes_on", _("Registration ends on"), "date", rules),
        ),
    )


def _session(name: str, title: str, button: str) -> Build:
    def build(row: TradingProject, version: int, filled: Filled) -> ActForm:
        of = prefix_of(name, -1)
        known = tuple((one.key, room_words(one)) for one in rooms())
        at = _("As 09:30.")
        return ActForm(
            name,
            title,
            button,
            version,
            (
                filled.entry(
                    of, "room", pgettext("trading", "Room"), "choice", options=(("", _("Choose")), *known)
                ),
                filled.entry(of, "day", pgettext("record", "Day"), "date"),
                filled.entry(of, "start", pgettext("trading", "Begins"), "text", at),
                filled.entry(of, "finish", pgettext("trading", "Ends"), "text", at),
            ),
        )

    return build


def room_words(room: Any) -> str:
    """A room and how many it seats."""
    return _("%(room)s (%(n)d seats)") % {"room": room_name(room), "n": room.seats}


def room_name(room: Any) -> str:
    """What a room is called in the reader's language."""
    return str(Words(zh=room.name, en=room.name_en))


def _hold(row: TradingProject, version: int, filled: Filled) -> ActForm:
    of = prefix_of("hold", -1)
    asked = filled.entry(of, "bidders", _("How many took part"), "number")
    return ActForm("hold", _("The session was held"), _("Note the session"), version, (asked,))


def _tell(row: TradingProject, version: int, filled: Filled) -> ActForm:
    of = prefix_of("result", -1)
    label = pgettext("trading", "Buyer") if is_sale(row) else pgettext("trading", "Winner")
    return ActForm(
        "result",
        _("Put up the result"),
        _("Put it up today"),
        version,
        (
            filled.entry(of, "winner", label, "text"),
            filled.entry(of, "winner_code", _("Credit code"), "text"),
            filled.entry(of, "amount", _("Amount of the result (yuan)"), "text"),
        ),
    )


def _reason(name: str, title: str, button: str, *, danger: bool = False) -> Build:
    def build(row: TradingProject, version: int, filled: Filled) -> ActForm:
        of = prefix_of(name, -1)
        asked = filled.entry(of, "reason", pgettext("plan", "Reason"), "area")
        return ActForm(name, title, button, version, (asked,), danger=danger)

    return build


def _fail(row: TradingProject, version: int, filled: Filled) -> ActForm:
    of = prefix_of("fail", -1)
    known = (("", _("Choose")), *choices(FAILURE_NAMES))
    return ActForm(
        "fail",
        _("It failed"),
        _("Note that it failed"),
        version,
        (
            filled.entry(of, "failure", _("How it came to nothing"), "choice", options=known),
            filled.entry(of, "reason", pgettext("plan", "Reason"), "area"),
        ),
        danger=True,
    )


def _object(row: TradingProject, version: int, filled: Filled) -> ActForm:
    of = prefix_of("object", -1)
    known = (("", _("Choose")), *choices(ABOUT_NAMES))
    return ActForm(
        "object",
        _("Note an objection"),
        _("Note the objection"),
        version,
        (
            filled.entry(of, "who", _("Who objects"), "text"),
            filled.entry(of, "about", _("Objects to"), "choice", options=known),
            filled.entry(of, "text", _("What it says"), "area"),
        ),
    )


def answer_form(place: int, version: int, filled: Filled) -> ActForm:
    """The answer to the objection at that place."""
    of = prefix_of("answer", place)
    known = (("", _("Choose")), ("no", _("it is not right")), ("yes", _("it is right")))
    return ActForm(
        "answer",
        _("Answer it"),
        _("Keep the answer"),
        version,
        (
            filled.entry(of, "upheld", _("What was found"), "choice", options=known),
            filled.entry(of, "text", _("Answer"), "area"),
        ),
        place,
    )


def _plain(name: str, title: str, button: str) -> Build:
    return lambda _row, version, _filled: ActForm(name, title, button, version, ())


def forms_of() -> Mapping[str, tuple[TradingMove, Build]]:
    """The acts of a page in their order, in the reader's language."""
    return {
        "announce": (ANNOUNCE, _announce),
        "book": (BOOK, _session("book", _("Book a room"), _("Book it"))),
        "hold": (HOLD, _hold),
        "result": (TELL, _tell),
        "close": (CLOSE, _plain("close", _("Close the project"), _("Close it"))),
        "resume": (RESUME[TradingState.ANNOUNCED], _plain("resume", _("Let it go on"), _("Go on"))),
        "move": (CHANGE, _session("move", _("Move the session"), _("Move it"))),
        "cancel": (CANCEL, _reason("cancel", _("Cancel the session"), _("Give the room back"), danger=True)),
        "object": (OBJECT, _object),
        "withdraw": (
            WITHDRAW,
            _reason("withdraw", _("Withdraw the result"), _("Withdraw it now"), danger=True),
        ),
        "suspend": (SUSPEND, _reason("suspend", _("Suspend the project"), _("Suspend it"), danger=True)),
        "fail": (FAIL, _fail),
        "terminate": (
            TERMINATE,
            _reason("terminate", _("Terminate the project"), _("Terminate it"), danger=True),
        ),
    }


FIRST = ("announce", "hold", "book", "result", "close", "resume")
"""What a project waits for, the first that its state allows."""


def offered(row: TradingProject, facts: Facts, version: int, filled: Filled) -> list[Offered]:
    """The forms of the page: what is to be done now first, which says why where it cannot be done yet."""
    table, found = forms_of(), []
    possible = [name for name, (move, _build) in table.items() if facts.state in move.sources]
    able = [name for name in possible if why_not(table[name][0], facts) is None]
    first = next((name for name in FIRST if name in able), next((n for n in FIRST if n in possible), ""))
    for name in sorted(possible, key=lambda one: one != first):
        move, build = table[name]
        error = why_not(move, facts)
        tried = filled.prefix == prefix_of(name, -1)
        if error is None or name == first or tried:
            found.append(Offered(build(row, version, filled), str(error) if error else "", name == first))
    return found
