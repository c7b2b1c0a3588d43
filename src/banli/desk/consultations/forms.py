"""The forms of a consultation's page: opinion, meeting, conclusion, calling off; each field named by its form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.consultations.service import Answered
from banli.consultations.states import STANCE_NAMES, Stance
from banli.desk.kit.act_forms import ActForm, Filled, prefix_of
from banli.desk.kit.fields import choices
from banli.desk.trading.forms import room_words
from banli.kernel.text import Words
from banli.trading.service import rooms


def _stances(first: str) -> tuple[tuple[str, Any], ...]:
    return (("", first), *choices(STANCE_NAMES))


def opinion_form(seat: int, version: int, filled: Filled) -> ActForm:
    """What a department or division that was asked says."""
    of = prefix_of("opinion", seat)
    return ActForm(
        "opinion",
        _("Mend the opinion") if version else _("Give your opinion"),
        _("Give the opinion"),
        version,
        (
            filled.entry(of, "stance", _("What you say to it"), "choice", options=_stances(_("Choose"))),
            filled.entry(of, "text", _("Reasons and conditions"), "area"),
        ),
        seat,
    )


def meeting_form(version: int, filled: Filled) -> ActForm:
    """A meeting that was held."""
    of = prefix_of("meeting", -1)
    return ActForm(
        "meeting",
        _("Write down a meeting"),
        _("Keep the meeting"),
        version,
        (
            filled.entry(of, "held_on", _("Held on"), "date"),
            filled.entry(of, "place", _("Place"), "text"),
            filled.entry(of, "chair", _("Who chaired it"), "text"),
            filled.entry(of, "present", _("Who was there"), "lines", _("One to a line, with department.")),
            filled.entry(of, "text", _("What was said"), "area"),
        ),
    )


def room_form(version: int, filled: Filled) -> ActForm:
    """A room for a meeting to come, in the one calendar of the rooms."""
    of = prefix_of("room", -1)
    known = (("", _("Choose")), *((one.key, room_words(one)) for one in rooms()))
    at = _("As 09:30.")
    return ActForm(
        "room",
        _("Book a room for a meeting"),
        _("Book the room"),
        version,
        (
            filled.entry(of, "room", pgettext("trading", "Room"), "choice", options=known),
            filled.entry(of, "day", pgettext("record", "Day"), "date"),
            filled.entry(of, "start", pgettext("trading", "Begins"), "text", at),
            filled.entry(of, "finish", pgettext("trading", "Ends"), "text", at),
        ),
    )


def room_back_form(version: int, filled: Filled) -> ActForm:
    """Giving the room of the meeting back."""
    of = prefix_of("room-back", -1)
    asked = filled.entry(of, "reason", pgettext("plan", "Reason"), "area")
    return ActForm(
        "room-back", _("Give the room back"), _("Give the room back"), version, (asked,), danger=True
    )


def conclusion_form(version: int, answers: list[Answered], filled: Filled) -> ActForm:
    """What the consultation comes to."""
    of = prefix_of("conclude", -1)
    against = "、".join(one.who for one in answers if one.stance is Stance.DISAGREES)
    asked = [
        filled.entry(of, "outcome", _("What it comes to"), "choice", options=_stances(_("Choose"))),
        filled.entry(of, "text", pgettext("consultation", "Conclusion"), "area"),
    ]
    if against:
        about = _("Not in agreement: %(names)s.") % {"names": against}
        label = _("Why it goes on against an objection")
        asked.append(filled.entry(of, "on_objections", label, "area", about, required=False))
    silent = "、".join(one.who for one in answers if one.stance is None)
    return ActForm(
        "conclude",
        pgettext("consultation", "Conclude"),
        _("Keep the conclusion"),
        version,
        tuple(asked),
        about=_("Not answered in time, which agrees to nothing: %(names)s.") % {"names": silent}
        if silent
        else "",
    )


def call_off_form(version: int, filled: Filled) -> ActForm:
    """Ending it without a conclusion."""
    of = prefix_of("call-off", -1)
    return ActForm(
        "call-off",
        _("Call it off"),
        _("Call the consultation off"),
        version,
        (filled.entry(of, "reason", pgettext("consultation", "Why it is called off"), "area"),),
        danger=True,
    )


def stance_words(stance: str) -> Words | str:
    """What a stance is called; '' for none."""
    return STANCE_NAMES[Stance(stance)] if stance else ""
