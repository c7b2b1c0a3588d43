"""The right to ground that an application claims, as the register of rights knows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from banli.areas.service import Claim
from banli.catalogue.service import ItemSpec, holds, on_register


def claim_of(spec: ItemSpec, form: Mapping[str, Any], applied_on: date) -> Claim | None:
    """The right that these clean answers apply for; None where the item keeps no register."""
    found = on_register(spec)
    if found is None:
        return None
    key, register = found
    until = form.get(register.until)
    return Claim(
        register=register.name,
        number=str(form.get(register.number, "")),
        corners=str(form.get(key, "")),
        fresh=register.fresh is not None and holds(register.fresh, form),
        holders=tuple(str(form[one]) for one in register.holders if one in form),
        number_at=register.number,
        corners_at=key,
        applied_on=applied_on,
        until=date.fromisoformat(until) if isinstance(until, str) else None,
        until_at=register.until if until else "",
    )
