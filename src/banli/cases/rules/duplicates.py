"""A second application of somebody for an item while an earlier one is open: pointed out, and never forbidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banli.kernel.errors import Invalid, Problem
from banli.kernel.masking import masked_code
from banli.kernel.text import gettext_noop

PLACE = "also-open"
"""Where it is told: no field of a form is called so."""


@dataclass(frozen=True)
class Twin:
    """An open application of the same applicant for the same item. ``own``: whoever asks may see it; ``mark`` stands
    for its number and tells it to nobody."""

    number: str
    own: bool
    mark: str

    @property
    def shown(self) -> str:
        """The number, masked before those who may not see the application."""
        return self.number if self.own else masked_code(self.number)


class AlreadyOpen(Invalid):
    """There are open ``twins`` that whoever hands in has not said to know."""

    def __init__(self, twins: Sequence[Twin]) -> None:
        message = gettext_noop(
            "An application of this applicant for this item is still open: %(numbers)s. Look whether it is the same "
            "matter; if you need another one, say so and go on."
        )
        numbers = ", ".join(one.shown for one in twins)
        super().__init__([Problem(PLACE, message, (("numbers", numbers),))])
        self.twins = list(twins)


def check_known(twins: Sequence[Twin], known: str) -> None:
    """Raise :class:`AlreadyOpen` where ``known``, the marks that were shown and sent back, lacks one of ``twins``."""
    told = set(known.split())
    if any(one.mark not in told for one in twins):
        raise AlreadyOpen(twins)
