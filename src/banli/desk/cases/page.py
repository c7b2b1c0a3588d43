"""The page of one case: the file on the left, the clock, the next act and the timeline on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from banli.cases.service import (
    Case,
    Facts,
    Review,
    answer_of,
    completions_of,
    cosigned,
    decision,
    facts_of,
    find,
    hearings_of,
    look_at_material,
    look_in_full,
    notices,
    opens_materials,
    opinions,
    paper_name,
    readings,
    review_of,
    signed_papers_of,
    whose,
    why_not,
)
from banli.cases.states import CONSULT, State
from banli.catalogue.service import ItemSpec, draw
from banli.desk.cases.acts.available import (
    filled,
    offer_of,
    offered,
    withheld,
)
from banli.desk.cases.acts.offer import Offer, mark_of
from banli.desk.cases.file import closed, file_of, marked, masked
from banli.desk.cases.handled import handler
from banli.desk.cases.progress import (
    conflict,
    lanes,
    promise_lines,
    waits_for,
)
from banli.desk.cases.rows import clock_words
from banli.desk.cases.timeline import (
    STEPS,
    entries,
)
from banli.desk.certificates.pages import tag
from banli.desk.consultations.rows import row_of
from banli.desk.kit.frame import (
    LOOKED,
    actor,
    screen,
    show,
)
from banli.desk.kit.written_offline import taken_in_offline
from banli.desk.permissions import may_open
from banli.disclosure.service import comments_counted, is_put_up
from banli.enforcement.service import is_own
from banli.files.service import words_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid
from banli.kernel.masking import masked_name
from banli.kernel.text import Words
from banli.licences.service import concerned, of_case
from banli.people.service import departments, named
from banli.screens.answers import answered
from banli.screens.parameters import whole
from banli.screens.uploads import rows_of
from banli.screens.words import ANSWERED
from banli.screens.words_by_kind import state_words
from banli.supervision.service import watched
from banli.tickets.service import visits_of
from banli.worktime.service import calendar

ABOUT: dict[str, Any] = {
    "renewal": gettext_lazy("The certificate it renews"),
    "change": gettext_lazy("The certificate it changes"),
    "ending": gettext_lazy("The certificate it ends"),
}


@dataclass(frozen=True)
class Attempt:
    """An act that was tried and not done: what was typed, what was wrong, and what happened meanwhile."""

    act: str = ""
    key: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    words: str = ""
    seen: int | None = None
    """The version the page showed where somebody else was faster."""

    @property
    def mark(self) -> str:
        """The offer it was an attempt at."""
        return mark_of(self.act, self.key)


@dataclass(frozen=True)
class Look:
    """Whether the page shows names and numbers in full, and what was wrong where it was asked to."""

    reason: str = ""
    errors: Sequence[str] = ()
    whole: bool = False


@screen
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case; ``beside`` in the query names a material whose file stands beside the check list.

    The case of an organ's own procedure has a page of its own.
    """
    read = find(number, actor(request))
    if is_own(read):
        return redirect("desk:enforcement_case", number)
    return case_page(request, number, read=read)


@screen
@require_POST
def look(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case with names and numbers in full, once, for a reason that is kept."""
    reason = request.POST.get("reason", "")
    try:
        look_in_full(by=actor(request), number=number, reason=reason)
    except Invalid as error:
        return case_page(request, number, look=Look(reason, [str(one) for one in error.problems]), status=422)
    kept = [one for one in request.session.get(LOOKED, ()) if one != number]
    request.session[LOOKED] = [*kept[-19:], number]
    return case_page(request, number, look=Look(whole=True))


def case_page(
    request: HttpRequest,
    number: str,
    tried: Attempt | None = None,
    status: int = 200,
    look: Look | None = None,
    read: Case | None = None,
) -> HttpResponse:
    """Render the case; ``tried`` keeps what was typed where an act was not done, ``read`` is the case where it was
    read already."""
    told, by = number in request.session.get(LOOKED, ()), actor(request)
    context = case_context(read or find(number, by), by, tried or Attempt(), look or Look(), told)
    asked = [
        field.name.removeprefix("paper.")
        for one in context["offers"]
        for field in one.fields
        if field.kind == "file"
    ]
    wrong = tried.errors if tried else {}
    rows = rows_of(request, context["case"], asked, wrong)
    context["uploads"] = {f"paper.{key}": row for key, row in rows.items()}
    context["beside"] = _beside(request, context, whole(request.GET.get("beside", "")))
    return show(request, "desk/cases/case.html", "cases", context, status)


def _beside(request: HttpRequest, shown: Mapping[str, Any], material: int | None) -> dict[str, Any] | None:
    """The file handed in as ``material`` with its pages, or with its words; None where there is none to show.

    Pages write down by themselves that they were looked at; for words it is done here.
    """
    case: Case = shown["case"]
    for point in shown["file"].materials:
        for one in (file for file in point.files if file.pk == material):
            if pages := point.pages.get(one.pk):
                return {"where": point.where, "material": one, "pages": pages, "words": None}
            if one.pk in point.words:
                look_at_material(by=actor(request), case=case, material=one, told=shown["told"])
                return {"where": point.where, "material": one, "pages": (), "words": words_of(one.file)}
    return None


def case_context(found: Case, by: Actor, tried: Attempt, look: Look, told: bool) -> dict[str, Any]:
    """Everything the page shows; ``told``: ``by`` said why they look at the case in full."""
    facts = facts_of(found, by)
    spec, clocks = facts.spec, facts.running
    file = file_of(found, spec)
    opens = opens_materials(by=by, case=found, told=told)
    file = file if look.whole else masked(file, found, spec)
    file = file if opens else closed(file)
    notes = readings(found, by)
    offers = tuple(_begun(one, tried, notes) for one in offered(facts))
    reading = reading_act(offers)
    noted = {} if reading is None else notes.get(reading.mark, {})
    history = entries(facts.history, names_in(spec))
    state, certificate = State(facts.state), of_case(found)
    signed = signed_papers_of(found)
    seen = watched(found, calendar(), clock.today())
    return {
        "case": found,
        "applicant": found.applicant if look.whole else masked_name(found.applicant, found.applicant_code),
        "look": look,
        "cosigned": cosigned(found) if spec.cosigner else None,
        "handler": handler(whose.handled_by(found), whole=look.whole),
        "told": told,
        "opens": opens,
        "spec": spec,
        "visits": visits_of(found, spec.visits.number),
        "file": marked(file, tried.typed if tried.act else noted, tried.errors),
        "state_words": (ANSWERED if answered(found, spec) else state_words(state, found.kind)).officer,
        "state_tone": state_words(state, found.kind).tone,
        "clocks": clocks,
        "due": clocks.promised.due if clocks.promised and found.paused_on else found.due_on,
        "light": str(seen.light),
        "left": clock_words(found),
        "runs": found.completed_at is None and found.due_on is not None,
        "names": {one.code: named(one) for one in departments()},
        "to_answer": next((face for face in clocks.faces if face.key == "correction"), None),
        "handover": next((face for face in clocks.faces if face.key == "delivery"), None),
        "offers": tuple(one for one in offers if not one.rare),
        "rare_offers": tuple(one for one in offers if one.rare),
        "rare_open": any(one.mark == tried.mark for one in offers if one.rare),
        "reading": reading,
        "begun": {one.mark for one in offers if _has_words(notes.get(one.mark, {}))},
        "history": history,
        **taken_in_offline(facts.history),
        "meanwhile": [entry for entry in history if tried.seen is not None and entry.seq > tried.seen],
        "tried": tried,
        "general": _homeless(tried, offers),
        "kept": _kept(tried, facts) if tried.mark not in {offer.mark for offer in offers} else [],
        "told_off": tried.words if tried.mark not in {offer.mark for offer in offers} else "",
        "papers": [(one, paper_name(found, one), signed.get(one.number)) for one in notices(found)],
        "opinions": [(one, STEPS.get(one.step, one.step)) for one in opinions(found)],
        "decision": (decided := decision(found)),
        "decision_name": paper_name(found, decided) if decided else "",
        "decision_file": signed.get(decided.number) if decided else None,
        "completions": completions_of(found),
        "completes": may_open("case_complete", by.roles),
        "certificate": certificate,
        "answer": answer_of(found),
        "concerned": _concerned(found, spec),
        "certificate_title": Words.model_validate(certificate.title) if certificate else "",
        "withheld": withheld(facts),
        "put_up": comments_counted(found) if is_put_up(found) and found.accepted_at else None,
        "consultations": [row_of(one) for one in facts.every_consultation],
        "may_consult": why_not(facts, CONSULT) is None,
        **_progress(found, spec),
    }


def _begun(offer: Offer, tried: Attempt, notes: Mapping[str, Mapping[str, str]]) -> Offer:
    """The act with what was typed into it: by an attempt just now, else by what its reader noted before."""
    if offer.mark == tried.mark:
        return filled(offer, tried.typed, tried.errors)
    return filled(offer, notes[offer.mark], {}) if offer.mark in notes else offer


def _has_words(note: Mapping[str, str]) -> bool:
    """True where something was typed, besides the marks at points of the file."""
    return any(text for name, text in note.items() if not name.startswith(("mark.", "problem.")))


def _concerned(found: Case, spec: ItemSpec) -> dict[str, Any] | None:
    """The certificate the case is about, as it stands and line by line beside what the application says."""
    asked = concerned(found, spec)
    if asked is None:
        return None
    link, pairs = asked
    return {
        "certificate": link.certificate,
        "kind": ABOUT[link.kind],
        "tag": tag(link.certificate),
        "pairs": pairs,
    }


def _progress(found: Case, spec: ItemSpec) -> dict[str, Any]:
    """The review with its lanes and its picture, promises and hearings; nothing for what is decided at once."""
    whole = review_of(found) if found.accepted_at else Review()
    drawn = spec.case_type == "committed" and bool(whole.lanes)
    return {
        "lanes": lanes(whole) if spec.case_type == "committed" else [],
        "waits_for": waits_for(whole) if found.completed_at is None else "",
        "conflict": conflict(whole) if found.completed_at is None else "",
        "drawing": draw(spec, present=whole.present, finished=whole.finished) if drawn else "",
        "promises": promise_lines(found, spec),
        "hearings": hearings_of(found),
    }


def names_in(spec: ItemSpec) -> dict[str, Any]:
    """What steps, materials and the declaration of an item are called, by key."""
    named: dict[str, Any] = {one.key: one.name for one in spec.materials}
    return {**named, **{one.key: one.name for one in spec.steps}, "commitment": gettext("Declaration")}


def _homeless(tried: Attempt, offers: tuple[Offer, ...]) -> list[str]:
    """Faults of the whole, and those at a place that the form of the act does not show."""
    places = {
        place
        for offer in offers
        if offer.mark == tried.mark
        for field in offer.fields
        for place in field.places
    }
    reads = any(offer.reads for offer in offers if offer.mark == tried.mark)
    return [
        words
        for where, several in tried.errors.items()
        if not where or (where not in places and not reads)
        for words in several
    ]


def _kept(tried: Attempt, facts: Facts) -> list[tuple[str, str]]:
    """What was typed into an act that is no longer offered, with its labels, to be copied."""
    if not tried.act:
        return []
    known = {field.name: str(field.label) for field in offer_of(facts, tried.act, tried.key).fields}
    asks = [
        (known.get(name, ""), text)
        for name, text in tried.typed.items()
        if name not in ("csrfmiddlewaretoken", "version", "key", "agrees")
        and not name.startswith(("mark.", "problem."))
    ]
    crosses = [(key[8:], text) for key, text in tried.typed.items() if key.startswith("problem.")]
    return [(label, text) for label, text in (*asks, *crosses) if text]


def reading_act(offers: tuple[Offer, ...]) -> Offer | None:
    """The act that takes the marks made while reading, where one is offered."""
    return next((offer for offer in offers if offer.reads), None)
