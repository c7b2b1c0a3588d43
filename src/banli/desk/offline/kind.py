"""One kind of record that is written without a network: its empty form, and the act that it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from banli.kernel.actors import Actor
from banli.offline.service import Became, Happened, LeasedNumber, Wanted, use_number

Files = MultiValueDict[str, Any]
Absolute = Callable[[str], str]
"""The whole address of a path of the site."""
DIGITS = 9
"""Of a serial, at most."""


@dataclass(frozen=True)
class Kind:
    """A form is the one of the page that asks the same with a network; the device keeps it encrypted."""

    key: str
    title: Any
    page: str
    """The address of the page that asks the same with a network: whoever may open it may write this."""
    form: Callable[[Actor], str]
    """The empty form, as HTML without a frame."""
    take: Callable[[Actor, QueryDict, Files, Happened], Became]
    """The act. It is called once for each record, in one transaction with the note that it came in."""
    offered: Callable[[Actor], bool] = lambda _by: True
    copy: Callable[[], list[dict[str, Any]]] = list
    """What a device takes along to look at beside the form: as little as is needed for it."""
    wanted: Callable[[Actor], list[Wanted]] = lambda _by: []
    """The series of which the device holds unused numbers for it."""
    printed: Callable[[LeasedNumber, Absolute], dict[str, str]] = lambda _row, _absolute: {}
    """What a paper with that number says of it, by the names of the places in ``paper``."""
    paper: Callable[[Actor], str] = lambda _by: ""
    """The paper that is handed over, as HTML with places that the device fills in; '' for none."""


def leased_number(
    by: Actor, sent: QueryDict, series: str, when: Happened, of: str = ""
) -> tuple[LeasedNumber | None, str]:
    """The number on the paper that was handed over, used; or None and, where there was one, why it may not stand.

    :param of: the item of a bundle whose case has the number; '' for the number of the whole.
    """
    place = f".{of}" if of else ""
    serial = sent.get(f"serial{place}", "")
    if not series or not (serial.isdecimal() and len(serial) <= DIGITS):
        return None, ""
    row, why = use_number(
        by=by, device=UUID(str(sent["device"])), series=series, serial=int(serial), day=when.day
    )
    return row, gettext(why) % {"number": sent.get(f"number{place}", "")[:60]} if why else ""


def moment(text: str) -> datetime | None:
    """The moment that a device wrote, with its time zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
