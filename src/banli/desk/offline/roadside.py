"""A check at a toll station, written without a network.

The device takes a copy of the live permits along, of each only what the check looks at. It shows the permit beside the
form; the comparison that counts is the one of the act, with the permits as they are when the record comes in.
"""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from banli.desk.kit.fields import choices, entries, faults, values
from banli.desk.offline.kind import Files, Kind
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.offline.service import Became, Happened
from banli.people.service import Register, keeps
from banli.roads.service import network
from banli.roadside.service import (
    GRANTS,
    CheckRecord,
    Permitted,
    RoadsidePermission,
    live_permits,
    permitted,
    record_check,
)
from banli.roadside.states import DIRECTION_NAMES

MOST = 1_000
"""Permits that are taken along; those that ends first are the ones left out."""


def _form(by: Actor) -> str:
    options = {
        "station": (("", gettext("Choose")), *((one, one) for one in sorted(network().neighbours))),
        "direction": choices(DIRECTION_NAMES),
    }
    asked = entries(CheckRecord, {}, {}, options, {"public_id", "department"})
    return render_to_string("desk/offline/forms/roadside.html", {"entries": asked})


def _take(by: Actor, sent: QueryDict, files: Files, when: Happened) -> Became:
    told = values(CheckRecord, sent) | {
        "department": by.department,
        "public_id": f"CY-{clock.today():%Y%m%d}-{sent['token']}",
    }
    try:
        record = CheckRecord.model_validate(told)
    except ValidationError as error:
        wrong = faults(error).items()
        raise Invalid([Problem(where, str(words)) for where, found in wrong for words in found]) from None
    made = record_check(record=record, by=by)
    notes = [gettext("Alarm: tell the road police at once")] if made.alarm else []
    notes += [one["words"]["zh"] for one in made.differences]
    return Became(reverse("desk:roadside_check", args=[made.public_id]), made.public_id, notes)


def _may(by: Actor) -> bool:
    return keeps(by, Register.ROADSIDE) and GRANTS.may(by, RoadsidePermission.CHECK, department=by.department)


def _copy() -> list[dict[str, Any]]:
    rows = live_permits(clock.today(), None).order_by("-valid_to", "-id")[:MOST]
    return [_row(one.face_number, found) for one in rows if (found := permitted(one)) is not None]


def _row(face: str, permit: Permitted) -> dict[str, Any]:
    """A permit by what it is found by, and its lines as the form shows them."""
    vehicle = permit.vehicle
    told = (
        (pgettext("permit copy", "Days"), f"{vehicle.first} – {vehicle.last}"),
        (pgettext("permit copy", "Plates"), " ".join(one for one in (permit.tractor, permit.trailer) if one)),
        (
            pgettext("permit copy", "Size"),
            f"{vehicle.length_m:g} × {vehicle.width_m:g} × {vehicle.height_m:g} m",
        ),
        (pgettext("permit copy", "Mass"), f"{vehicle.mass_kg:.10g} kg"),
        (pgettext("permit copy", "Way"), permit.way.written if permit.way else "—"),
    )
    return {"names": [face, permit.number, permit.tractor], "title": face, "lines": told}


CHECK = Kind("roadside", _("Check a vehicle at a toll station"), "roadside_new", _form, _take, _may, _copy)
