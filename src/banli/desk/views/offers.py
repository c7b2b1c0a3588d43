"""The acts an officer may do with a case now, each with what it asks for. One is the next; the others stand behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from banli.cases.states import acts_from
from banli.desk.views.kind import Facts, Kind, Offer
from banli.desk.views.kinds import KINDS

__all__ = ["KINDS", "Facts", "Offer", "filled", "offered"]


def offered(facts: Facts) -> tuple[Offer, ...]:
    """What may be done now by this person, the next act first, the rare ones last."""
    now = {one.act: one for one in acts_from(facts.state)}
    found = [
        offer
        for name, kind in KINDS.items()
        if name in now and kind.whose(facts, now[name]) and kind.fits(facts)
        for offer in _offers(facts, name, kind)
    ]
    return tuple(sorted(found, key=lambda offer: offer.rare))


def _offers(facts: Facts, name: str, kind: Kind) -> Iterator[Offer]:
    for key, words in kind.keys(facts):
        yield offer_of(facts, name, key, words)


def offer_of(facts: Facts, name: str, key: str = "", words: Any = "") -> Offer:
    """The act ``name`` as the page would offer it, whether or not it may be done now."""
    kind = KINDS[name]
    label = _("%(act)s: %(what)s") % {"act": kind.label, "what": words} if words else kind.label
    return Offer(
        name=name,
        label=label,
        button=kind.button,
        asks=kind.asks(facts, key),
        about=kind.about(facts, key),
        danger=kind.danger,
        reads=kind.reads,
        key=key,
        link=reverse(kind.page, args=[facts.case.number]) if kind.page else "",
        rare=kind.rare(facts),
    )


def filled(offer: Offer, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> Offer:
    """``offer`` with what was typed into it and what was wrong with it."""
    asks = (
        replace(
            ask,
            value=typed.get(ask.name, "" if ask.kind == "check" else ask.value),
            errors=tuple(words for place in ask.places for words in errors.get(place, ())),
        )
        for ask in offer.asks
    )
    return replace(offer, asks=tuple(asks))
