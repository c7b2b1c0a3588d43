"""Cases handed in together (一件事一次办) that hang on each other: one waits for another, or ends with it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banli.cases.states import OPEN, Result, State
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

WAITS, ENDS = "waits", "ends"
"""How a case hangs on another: it is granted only after it, or is taken back where the other is not granted."""
GRANTED = str(Result.CERTIFICATE)


@dataclass(frozen=True)
class Needed:
    """A case that another one hangs on, as it stands now."""

    number: str
    how: str
    name: str
    state: str
    result: str

    @property
    def granted(self) -> bool:
        """True once it was granted and not revoked since."""
        return self.result == GRANTED and self.state != State.REVOKED

    @property
    def failed(self) -> bool:
        """True once it ended in any other way."""
        return self.state not in OPEN and not self.granted


def check_not_waiting(needed: Iterable[Needed]) -> None:
    """Raise :class:`Refused` where a case that this one waits for is not granted yet."""
    for one in needed:
        if not one.granted:
            message = gettext_noop(
                "It was handed in together with “%(name)s” (%(number)s) and is granted after that one, which is not"
                " granted yet."
            )
            raise Refused(message, name=one.name, number=one.number)


def needs_of(
    items: Mapping[str, str], hangs: Mapping[str, Iterable[tuple[str, str]]]
) -> dict[str, list[dict[str, str]]]:
    """Each case number with what it hangs on, as it is kept.

    :param items: the case number of each item that was handed in.
    :param hangs: item -> (item it hangs on, how); what was not handed in is passed over.
    """
    return {
        items[item]: [{"number": items[other], "how": how} for other, how in rows if other in items]
        for item, rows in hangs.items()
        if item in items
    }
