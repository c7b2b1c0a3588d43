"""Whether an application may renew or change the certificate it names (art. 49, 50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.licences.rules.standing import Standing

USABLE = frozenset({Standing.VALID, Standing.DEEMED_RENEWED, Standing.RENEWING})


@dataclass(frozen=True)
class Named:
    """The certificate that stands in the register under the number."""

    holder_code: str
    item: str
    standing: Standing
    valid_to: date | None
    marred: bool = False
    """Something stands on it that speaks against renewal without another examination."""


def faults(found: Named | None, *, where: str, holder_code: str, item: str, unmarred: str) -> list[Problem]:
    """What is wrong with the number, in the applicant's words; ``unmarred`` as in ``catalogue.Concern``."""
    if found is None or found.item != item:
        message = gettext_noop("No certificate of this item has this number. Copy it from the certificate.")
        return [Problem(where, message)]
    if found.holder_code != holder_code:
        return [Problem(where, gettext_noop("This certificate belongs to another holder."))]
    if found.standing == Standing.SUSPENDED:
        message = gettext_noop(
            "This certificate is suspended; it can be renewed or changed once it is restored."
        )
        return [Problem(where, message)]
    if found.standing not in USABLE:
        message = gettext_noop("This certificate does not hold any longer. Apply for a new one.")
        return [Problem(where, message)]
    if unmarred and found.marred:
        message = gettext_noop(
            "The certificate was suspended in its term for a fatal accident; answer yes here."
        )
        return [Problem(unmarred, message)]
    return []
