"""The acts an officer may do with a case now, each with what it asks for. One is the next; the others stand behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from banli.cases.service import REMEDIES, Case, Running, may_act, procedures
from banli.cases.states import State, acts_from
from banli.catalogue.service import SPECIAL_KINDS, Finding, ItemSpec, certified, derive
from banli.desk.views.words import WAYS
from banli.kernel import clock
from banli.kernel.actors import Actor


@dataclass(frozen=True)
class Ask:
    """One thing an act asks for. ``kind``: text, long, number, choice or agree (yes and no)."""

    name: str
    label: Any
    kind: str = "long"
    help: Any = ""
    value: str = ""
    options: tuple[tuple[str, Any], ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """An act as the page offers it. ``reads``: its form takes the marks made while reading the file."""

    name: str
    label: Any
    button: Any
    asks: tuple[Ask, ...] = ()
    about: Any = ""
    danger: bool = False
    reads: bool = False

    @property
    def plain(self) -> bool:
        """True where one click does it."""
        return not self.asks and not self.reads


@dataclass(frozen=True)
class Facts:
    """What decides which acts fit a case."""

    case: Case
    spec: ItemSpec
    by: Actor
    findings: tuple[Finding, ...] = ()
    running: Running | None = None


@dataclass(frozen=True)
class Kind:
    """How an act of the state table looks at the desk, and when it makes sense beyond its state."""

    label: Any
    button: Any
    asks: Callable[[Facts], tuple[Ask, ...]] = field(default=lambda facts: ())
    fits: Callable[[Facts], bool] = field(default=lambda facts: True)
    about: Any = ""
    danger: bool = False
    reads: bool = False


def procedures_of(spec: ItemSpec) -> tuple[tuple[str, Any], ...]:
    """The special procedures the item allows, by key, in the reader's words."""
    own = {one.key: one.name for one in spec.special_procedures}
    return tuple((key, own.get(key, SPECIAL_KINDS[one.kind])) for key, one in procedures(spec))


def _pause_asks(facts: Facts) -> tuple[Ask, ...]:
    return (
        Ask("procedure", _("Which procedure"), "choice", options=procedures_of(facts.spec)),
        Ask("reason", _("Reason, as the applicant will read it")),
        Ask(
            "officers",
            _("Officers"),
            "text",
            _("For an inspection two or more names, with a comma between them."),
        ),
    )


def _other_person(facts: Facts) -> bool:
    return facts.case.reviewer_id is None or facts.case.reviewer_id != facts.by.id


def _may_be_granted(facts: Facts) -> bool:
    return _other_person(facts) and not any(finding.forbids for finding in facts.findings)


def _ends_in_certificate(facts: Facts) -> bool:
    return certified(facts.spec, derive(facts.spec, facts.case.form))


def _may_be_extended(facts: Facts) -> bool:
    due = facts.case.statutory_due_on
    return not facts.case.extended_days and due is not None and clock.today() <= due


KINDS: dict[str, Kind] = {
    "accept": Kind(
        pgettext_lazy("desk act", "Accept"),
        pgettext_lazy("desk act", "Accept and begin the clock"),
        about=gettext_lazy("The limits are fixed and the notice of acceptance is made."),
    ),
    "resume": Kind(
        pgettext_lazy("desk act", "End the special procedure"),
        pgettext_lazy("desk act", "End it; the clock runs on"),
        lambda facts: (Ask("result", _("Result of the procedure")),),
    ),
    "review": Kind(
        pgettext_lazy("desk act", "Give an opinion"),
        pgettext_lazy("desk act", "Put before the approver"),
        lambda facts: (
            Ask("agrees", _("Proposal"), "agree"),
            Ask("opinion", _("Opinion"), help=_("What you marked while reading is added below it.")),
        ),
        reads=True,
    ),
    "decide_on_the_spot": Kind(
        pgettext_lazy("desk act", "Decide on the spot"),
        pgettext_lazy("desk act", "Grant now"),
        fits=lambda facts: facts.spec.case_type == "instant",
    ),
    "grant": Kind(
        pgettext_lazy("desk act", "Grant"),
        pgettext_lazy("desk act", "Grant in writing"),
        lambda facts: (Ask("opinion", _("Opinion"), help=_("May stay empty.")),),
        _may_be_granted,
    ),
    "issue": Kind(
        pgettext_lazy("desk act", "Issue the certificate"),
        pgettext_lazy("desk act", "Issue the certificate"),
        fits=_ends_in_certificate,
        about=gettext_lazy("It is numbered, typeset with its code and kept."),
    ),
    "deliver": Kind(
        pgettext_lazy("desk act", "Hand over the result"),
        pgettext_lazy("desk act", "Handed over"),
        lambda facts: (Ask("way", _("How"), "choice", options=tuple(WAYS.items())),),
        lambda facts: facts.case.state != State.GRANTED or not _ends_in_certificate(facts),
    ),
    "ask_correction": Kind(
        pgettext_lazy("desk act", "Ask for correction"),
        pgettext_lazy("desk act", "Send one notice with all points"),
        about=gettext_lazy(
            "Mark with a cross what is wrong and say what is needed; the notice is made of the marks."
        ),
        reads=True,
    ),
    "return_to_review": Kind(
        pgettext_lazy("desk act", "Send back to examination"),
        pgettext_lazy("desk act", "Send back"),
        lambda facts: (Ask("opinion", _("What is missing")),),
    ),
    "pause": Kind(
        pgettext_lazy("desk act", "Begin a special procedure"),
        pgettext_lazy("desk act", "Tell the applicant and stop the clock"),
        _pause_asks,
    ),
    "extend": Kind(
        pgettext_lazy("desk act", "Extend the limit"),
        pgettext_lazy("desk act", "Extend once"),
        lambda facts: (
            Ask("days", _("Working days, 1 to 10"), "number"),
            Ask("reason", _("Reason, as the applicant will read it")),
        ),
        _may_be_extended,
    ),
    "refuse": Kind(
        pgettext_lazy("desk act", "Refuse"),
        pgettext_lazy("desk act", "Refuse in writing"),
        lambda facts: (
            Ask("reasons", _("Reasons and articles")),
            Ask("remedies", _("Remedies"), value=REMEDIES),
        ),
        _other_person,
        danger=True,
    ),
    "refuse_acceptance": Kind(
        pgettext_lazy("desk act", "Refuse acceptance"),
        pgettext_lazy("desk act", "Refuse acceptance"),
        lambda facts: (
            Ask("reasons", _("Why it is not ours to accept")),
            Ask("proper_organ", _("The organ to turn to"), "text"),
        ),
        danger=True,
    ),
    "find_not_required": Kind(
        pgettext_lazy("desk act", "No permit needed"),
        pgettext_lazy("desk act", "Tell the applicant"),
        lambda facts: (Ask("reasons", _("Why no permit is needed")),),
    ),
}
"""Every act of the state table that an officer does, in the order in which it is the next one."""


def offered(facts: Facts) -> tuple[Offer, ...]:
    """What may be done now by this person, the next act first."""
    department = facts.case.department_id
    now = acts_from(State(facts.case.state))
    allowed = {one.act for one in now if may_act(facts.by, one, department=department)}
    return tuple(
        Offer(name, kind.label, kind.button, kind.asks(facts), kind.about, kind.danger, kind.reads)
        for name, kind in KINDS.items()
        if name in allowed and kind.fits(facts)
    )


def filled(offer: Offer, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> Offer:
    """``offer`` with what was typed into it and what was wrong with it."""
    asks = (
        replace(ask, value=typed.get(ask.name, ask.value), errors=tuple(errors.get(ask.name, ())))
        for ask in offer.asks
    )
    return replace(offer, asks=tuple(asks))
