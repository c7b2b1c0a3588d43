"""What the token of a certificate is to say, from its face and from the facts it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.catalogue.service import ItemSpec
from banli.kernel.masking import masked_in, masked_name, masked_numbers
from banli.licences.models import Certificate
from banli.licences.rules.token import TokenFacts, VehicleFacts
from banli.roads.service import vehicle_of, way_of

ROADS = "roads"
"""Permits of items that ask this adviser are permits to drive a way: their tokens tell vehicle and way."""


def token_facts(found: Certificate, spec: ItemSpec, facts: Mapping[str, Any]) -> TokenFacts:
    """What stands in the code of ``found``; it must have its place in the list of standings."""
    assert found.status_index is not None, "a token names the place of its standing"
    vehicle = _vehicle(facts) if ROADS in spec.rules.ask else None
    last = found.valid_to
    if vehicle is not None and last is None and (told := vehicle_of(facts)) is not None:
        last = told.last
    return TokenFacts(
        number=masked_numbers(masked_in(found.face_number, found.holder, found.holder_code)),
        holder=masked_name(found.holder, found.holder_code),
        title=found.title["zh"],
        first=found.valid_from,
        last=last,
        index=found.status_index,
        vehicle=vehicle,
    )


def _vehicle(facts: Mapping[str, Any]) -> VehicleFacts | None:
    told = vehicle_of(facts)
    if told is None:
        return None
    way = way_of(facts)
    return VehicleFacts(
        tractor=str(facts.get("tractor_plate") or ""),
        trailer=str(facts.get("trailer_plate") or ""),
        height_m=told.height_m,
        width_m=told.width_m,
        length_m=told.length_m,
        mass_kg=told.mass_kg,
        stations=way.stations if way else (),
    )
