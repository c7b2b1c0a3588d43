"""How a decision is served (送达), what each way must leave behind, and from which day the time to contest it runs.

The ways and their proof are those of civil procedure, which administrative law takes over (行政处罚法 61;
民事诉讼法 2021, 88 to 95, the numbers of its articles from memory).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from banli.cases.states import DELIVERY_WAYS
from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import unsaid
from banli.kernel.text import Words, gettext_noop

PUBLISHED_DAYS = 30
"""Calendar days after which what was published counts as served (民事诉讼法 2021, 95; from memory)."""
WAYS: dict[str, Words] = {
    "window": Words(zh="直接送达", en="handed over"),
    "left": Words(zh="留置送达", en="left behind"),
    "post": Words(zh="邮寄送达", en="by post"),
    "published": Words(zh="公告送达", en="published"),
    "online": Words(zh="电子送达", en="electronically"),
    "email": Words(zh="电子邮件送达", en="by e-mail"),
    "answered": Words(zh="受送达人已答复", en="by being answered"),
}
"""The ways by their keys, as the proof names them."""


@dataclass(frozen=True)
class Served:
    """What is told of a delivery."""

    way: str
    receiver: str = ""
    """Who took it; the addressee where nobody else is named."""
    place: str = ""
    post_number: str = ""
    witnesses: tuple[str, ...] = ()


def check_delivery(told: Served) -> None:
    """How a result is handed over, with the proof of it. Raises :class:`Invalid` at each thing that is missing."""
    if told.way not in DELIVERY_WAYS:
        raise Invalid([Problem("way", gettext_noop("Choose how the result is handed over."))])
    if faults := list(check_proof(told)):
        raise Invalid(faults)


def check_proof(told: Served) -> Iterator[Problem]:
    """What the proof of a service lacks: what was left behind a place and a witness, post a number, a publication its
    place."""
    if told.way == "post" and unsaid(told.post_number, "post_number"):
        yield Problem("post_number", gettext_noop("Give the number of the letter."))
    if told.way == "left" and unsaid(told.place, "place"):
        yield Problem("place", gettext_noop("Say where it was left."))
    if told.way == "left" and not [one for one in told.witnesses if one.strip()]:
        yield Problem("witnesses", gettext_noop("Name who witnessed that it was left."))
    if told.way == "published" and unsaid(told.place, "place"):
        yield Problem("place", gettext_noop("Say where it was announced to the public."))


def served_on(way: str, day: date) -> date:
    """The day that counts as the day of service: what was published on ``day`` is served after thirty days."""
    return day + timedelta(days=PUBLISHED_DAYS) if way == "published" else day


def names(witnesses: Sequence[str]) -> tuple[str, ...]:
    """The names that say something."""
    return tuple(one.strip() for one in witnesses if one.strip())
