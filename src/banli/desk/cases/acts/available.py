"""The acts an officer may do with a case now, each with what it asks for. One is the next; the others stand behind.

Whether an act may be done is asked of the cases alone, by the rule that the act itself obeys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from banli.cases.service import Facts, possible, refused
from banli.cases.states import TRANSITIONS, Transition
from banli.desk.cases.acts.offer import Offer
from banli.desk.cases.acts.table import ACT_FORMS
from banli.screens.words_by_kind import act_words

OF_ACT = {one.act: one for one in TRANSITIONS}
AT_DESK: tuple[Transition, ...] = tuple(OF_ACT[name] for name in ACT_FORMS)


@dataclass(frozen=True)
class Withheld:
    """An act that people look for and that cannot be done now, with the reason."""

    label: str
    why: str


def offered(facts: Facts) -> tuple[Offer, ...]:
    """What may be done now by this person, the next act first, the rare ones last."""
    found = [offer_of(facts, one.act, key) for one, key in possible(facts, AT_DESK)]
    return tuple(sorted(found, key=lambda offer: offer.rare))


def withheld(facts: Facts) -> list[Withheld]:
    """The acts of this person that the state would allow and a rule refuses, with the rule's words."""
    sought = [OF_ACT[name] for name, kind in ACT_FORMS.items() if facts.state in kind.looked_for]
    found = refused(facts, sought)
    return [Withheld(_label(facts, one.act, key), str(refusal)) for one, key, refusal in found]


def _label(facts: Facts, name: str, key: str) -> str:
    kind = ACT_FORMS[name]
    words = kind.words(facts, key) if key else ""
    label = act_words(name, facts.spec.kind)[0] or kind.label
    return str(_("%(act)s: %(what)s") % {"act": label, "what": words} if words else label)


def offer_of(facts: Facts, name: str, key: str = "") -> Offer:
    """The act ``name`` as the page would offer it, whether or not it may be done now."""
    kind = ACT_FORMS[name]
    return Offer(
        name=name,
        label=_label(facts, name, key),
        button=act_words(name, facts.spec.kind)[1] or kind.button,
        fields=kind.fields(facts, key),
        about=kind.about(facts, key),
        danger=kind.danger,
        reads=kind.reads,
        key=key,
        link=reverse(kind.page, args=[facts.case.number]) if kind.page else "",
        rare=kind.rare(facts, key),
    )


def filled(offer: Offer, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> Offer:
    """``offer`` with what was typed into it and what was wrong with it."""
    fields = (
        replace(
            field,
            value=typed.get(field.name, "" if field.kind == "check" else field.value),
            errors=tuple(words for place in field.places for words in errors.get(place, ())),
        )
        for field in offer.fields
    )
    return replace(offer, fields=tuple(fields))
