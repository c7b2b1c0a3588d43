"""Whether an application may renew, change or end the certificate it names (art. 49, 50), and what differs from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from banli.catalogue.rules import Concern, Concerns, Line, holds
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.licences.rules.validity import Standing

RENEWABLE = frozenset({Standing.VALID, Standing.DEEMED_RENEWED, Standing.RENEWING})
USABLE = RENEWABLE | {Standing.NOT_YET}
"""What may be changed or ended: also before its first day, as a permit whose route is closed by then."""


@dataclass(frozen=True)
class Named:
    """The certificate that stands in the register under the number."""

    holder_code: str
    item: str
    standing: Standing
    valid_to: date | None
    marred: bool = False
    """Something stands on it that speaks against renewal without another examination."""
    lines: Mapping[str, str] = field(default_factory=dict)
    """What stands on its face, by line."""


def faults(found: Named | None, *, about: Concern, holder_code: str, items: Collection[str]) -> list[Problem]:
    """What is wrong with the number that ``about`` names, in the applicant's words.

    :param items: the items whose certificate it may be.
    """
    where = about.where
    if found is None or found.item not in items:
        message = gettext_noop("No certificate of this item has this number. Copy it from the certificate.")
        return [Problem(where, message)]
    if found.holder_code != holder_code:
        return [Problem(where, gettext_noop("This certificate belongs to another holder."))]
    if found.standing == Standing.SUSPENDED:
        message = gettext_noop(
            "This certificate is suspended; it can be renewed or changed once it is restored."
        )
        return [Problem(where, message)]
    if found.standing not in (RENEWABLE if about.kind == "renewal" else USABLE):
        message = gettext_noop("This certificate does not hold any longer. Apply for a new one.")
        return [Problem(where, message)]
    if about.unmarred and found.marred:
        message = gettext_noop(
            "The certificate was suspended in its term for a fatal accident; answer yes here."
        )
        return [Problem(about.unmarred, message)]
    return []


@dataclass(frozen=True)
class Beside:
    """One line of the face: as it stands on the certificate, and as the application has it; '' where it is absent."""

    line: Line
    before: str

    @property
    def differs(self) -> bool:
        """True where the two say something else."""
        return self.before != self.line.value


def beside(before: Mapping[str, str], lines: Collection[Line]) -> list[Beside]:
    """The lines of the application with what the certificate says of them."""
    return [Beside(one, before.get(one.key, "")) for one in lines]


def differences(
    rule: Concerns, pairs: Collection[Beside], told: Collection[str] | None, facts: Mapping[str, object]
) -> Iterator[Problem]:
    """What the application says otherwise than the certificate and may not, or does not tell.

    :param told: options that the applicant ticked as changed; None where the form does not ask.
    """
    known = {one.line.key: one for one in pairs}
    for same in rule.same:
        pair = known.get(same.line)
        if pair and pair.before and pair.differs and (same.when is None or holds(same.when, facts)):
            message = gettext_noop("By the certificate, %(label)s is “%(value)s”.")
            yield Problem(same.at, message, (("label", pair.line.label), ("value", pair.before)))
    if rule.told is None or told is None:
        return
    for option, line in rule.told.lines.items():
        pair = known.get(line)
        if pair is None or pair.differs == (option in told):
            continue
        params = (("label", pair.line.label), ("value", pair.before))
        if pair.differs:
            message = gettext_noop(
                "%(label)s differs from the certificate (“%(value)s”): tell it as changed."
            )
        else:
            message = gettext_noop("%(label)s stands on the certificate just so; it has not changed.")
        yield Problem(rule.told.field, message, params)
