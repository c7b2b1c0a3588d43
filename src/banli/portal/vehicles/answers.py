"""Answers from the vehicles that the applicant keeps: what can be chosen, and what it fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from banli.catalogue.service import Field, ItemSpec, Wrong, read_answer
from banli.kernel.actors import Actor
from banli.screens.item_form import Typed, as_text
from banli.vehicles.service import Vehicle, answers, find_vehicle, is_driving, vehicles

DRIVING, DRAWN = "kept_tractor", "kept_trailer"
"""Names of the two lists on the page. No field is called so: the check of an item refuses it."""


@dataclass(frozen=True)
class Chooser:
    """The vehicles to choose from, and the section before which they are offered."""

    part: str
    driving: tuple[Vehicle, ...]
    drawn: tuple[Vehicle, ...]
    chosen: frozenset[str] = frozenset()


def chooser(spec: ItemSpec, by: Actor, chosen: frozenset[str] = frozenset()) -> Chooser | None:
    """What ``by`` can choose from in a form that asks for vehicles; None where nothing can be chosen."""
    counts = {one.key: sum(bool(field.vehicle) for field in one.fields) for one in spec.form.sections}
    most = max(counts, key=lambda key: counts[key])
    kept = vehicles(by) if counts[most] else []
    if not kept:
        return None
    driving = tuple(one for one in kept if is_driving(one.kind))
    return Chooser(most, driving, tuple(one for one in kept if one not in driving), chosen)


def chosen_in(sent: Mapping[str, Any]) -> frozenset[str]:
    """The vehicles that were chosen on the page."""
    return frozenset(str(one) for one in (sent.get(DRIVING), sent.get(DRAWN)) if one)


def filled(spec: ItemSpec, typed: Typed, sent: Mapping[str, Any], by: Actor) -> tuple[Typed, list[Field]]:
    """What was typed with the answers of the chosen vehicles in place of what stood there, and the fields filled.

    :raises Missing: where a vehicle is not the applicant's.
    """
    driving, drawn = (
        find_vehicle(str(sent[name]), by).facts if sent.get(name) else None for name in (DRIVING, DRAWN)
    )
    told = answers(driving, drawn)
    after, fields = dict(typed), []
    for field in spec.form.fields:
        if field.vehicle and field.vehicle in told and _takes(field, told[field.vehicle]):
            after[field.key] = as_text(told[field.vehicle])
            fields.append(field)
    return after, fields


def _takes(field: Field, value: Any) -> bool:
    """Whether the item's field takes this answer: its bounds and its choices are its own."""
    try:
        return read_answer(field, value) is not None
    except Wrong:
        return False
