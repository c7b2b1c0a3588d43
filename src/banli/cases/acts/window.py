"""What the window does: correct on the spot, accept, ask for one correction, refuse acceptance, decide, deliver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.ban import bar
from banli.cases.acts.dates_and_rights import check_ground
from banli.cases.acts.notices import decide, filled_in, give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.observers import tell_granted, tell_watchers, watched_form
from banli.cases.acts.serving import tell
from banli.cases.acts.silence import begin_clock, check, lapsed, promised_rows, settle
from banli.cases.acts.tasks import begin_ready, taken_by
from banli.cases.acts.transition import Change, check_who, move, told_due
from banli.cases.models import Case, Material, Promise
from banli.cases.rules.acceptance import (
    changed_fields,
    check_corrected,
    check_correction,
)
from banli.cases.rules.clocks import day_of, limit_of
from banli.cases.rules.decision import check_reason
from banli.cases.rules.delivery import Served, check_delivery, names, served_on
from banli.cases.rules.grounds import check_not_accepted
from banli.cases.rules.promises import check_declared, latest
from banli.cases.rules.why_not import (
    raise_for,
    why_not_accept,
    why_not_ask_correction,
    why_not_decide_on_the_spot,
    why_not_deliver,
    why_not_refuse_acceptance,
)
from banli.cases.states import (
    ACCEPT,
    ARCHIVE,
    ASK_CORRECTION,
    CORRECT_ON_THE_SPOT,
    DECIDE_ON_THE_SPOT,
    DELIVER,
    FIND_NOT_REQUIRED,
    REFUSE_ACCEPTANCE,
)
from banli.catalogue.service import ItemSpec, applicant_of
from banli.credit.states import BanGround
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.worktime.service import OPEN_END, Awaited, calendar, iso


@transaction.atomic
def accept(
    *,
    by: Actor,
    number: str,
    promised: Mapping[str, date | None] | None = None,
    declared: bool = False,
    version: int | None = None,
) -> Case:
    """Accept the application: the limits are pinned, the clock and the first steps begin (art. 32(5), 42).

    After the fifth day it is accepted by silence already, from the day of receipt, and that is what is written (art.
    32(4)).

    :param promised: materials of the item's 容缺 list that come later, with the day they are promised for (None: the
        last day the item allows).
    :param declared: the applicant made the item's declaration in place of proof (告知承诺).
    """
    case = selectors.for_officer(number)
    spec = selectors.spec_of(case)
    if lapsed(case):
        check_who(case, ACCEPT, by, version)
        check_declared(spec, declared)
        return settle(case, promised, declared, by.window)
    check(case, ACCEPT, by, version)
    raise_for(why_not_accept(selectors.facts_of(case, by)))
    check_declared(spec, declared)
    rows = promised_rows(case, spec, promised or {}, declared)
    change = begin_clock(case, spec)
    change.window_id = by.window or case.window_id
    told = [_told_promise(row, spec) for row in rows]
    limit = told_due(change)
    paper = {
        "promised": told,
        "statutory": dict(change.limits["statutory"]),
        "officer": "" if Role.SYSTEM in by.roles else by.name,
    }
    notice = give_notice(case, "acceptance", {**limit, **paper})
    Promise.objects.bulk_create(rows)
    begun = begin_ready(case, spec, taken_by(case, spec))
    body = {**paper_told(notice), **limit, **({"begun": begun} if begun else {})}
    return move(case, ACCEPT, change, by, body | ({"promised": len(told)} if told else {}))


def _told_promise(row: Promise, spec: ItemSpec) -> dict[str, Any]:
    """What the paper says of something promised: its day, or what is known of it."""
    told = {"what": row.what, "name": row.text, "until": iso(row.until)}
    material = next((one for one in spec.materials if one.key == row.what), None)
    if row.until != OPEN_END or material is None:
        return told
    found = latest(material, clock.today(), calendar())
    return told | ({"awaits": found.as_data()} if isinstance(found, Awaited) else {})


@transaction.atomic
def correct_on_the_spot(
    *, by: Actor, number: str, form: Mapping[str, Any], version: int | None = None
) -> Case:
    """The applicant mends at the window what can be mended there; the record says which fields (art. 32(3))."""
    case = selectors.for_officer(number)
    check(case, CORRECT_ON_THE_SPOT, by, version)
    spec = selectors.spec_of(case)
    known = {material.key for material in selectors.materials_of(case)}
    clean = watched_form(spec, form, known)
    check_ground(spec, clean, day_of(case.submitted_at))
    changed = changed_fields(case.form, clean)
    check_corrected(changed)
    move(case, CORRECT_ON_THE_SPOT, Change.of(case), by, {"changed": changed})
    write_form(case, spec, clean)
    return case


def write_form(case: Case, spec: ItemSpec, clean: dict[str, Any]) -> None:
    """Keep mended answers, and what they say of the applicant."""
    who = applicant_of(spec, clean)
    case.form = clean
    case.applicant, case.applicant_code = who["name"], who["code"]
    case.contact, case.mobile = who["contact"], who["mobile"]
    case.save(update_fields=["form", "applicant", "applicant_code", "contact", "mobile"])
    tell_watchers(case, spec)


@transaction.atomic
def ask_correction(
    *,
    by: Actor,
    number: str,
    points: Sequence[Mapping[str, str]],
    version: int | None = None,
) -> Case:
    """One complete correction notice (art. 32(4)); the days to answer it are counted from its service.

    :param points: ``{"where": field key or "material.<key>", "label": …, "problem": …}`` for each fault.
    """
    case = selectors.for_officer(number)
    check(case, ASK_CORRECTION, by, version)
    raise_for(why_not_ask_correction(selectors.facts_of(case, by)))
    told = [
        point["where"] for notice in selectors.notices(case, "correction") for point in notice.body["points"]
    ]
    check_correction(points, told)
    limit = limit_of("correction", selectors.spec_of(case).correction)
    paper = tell(case, "correction", {"points": [dict(point) for point in points]}, limit)
    return move(case, ASK_CORRECTION, Change.of(case), by, {**paper, "points": len(points)})


@transaction.atomic
def refuse_acceptance(
    *,
    by: Actor,
    number: str,
    reasons: str,
    proper_organ: str = "",
    ground: str = "not_ours",
    version: int | None = None,
) -> Case:
    """Refuse acceptance in writing, on a ground that applies: not our competence, naming the proper organ (art. 32(2));
    the applicant is barred; false material, with a warning (art. 78); or what the item's own rules do not let in.

    :param ground: a key of ``rules.grounds.refusals`` for this application.
    """
    case = selectors.for_officer(number)
    check(case, REFUSE_ACCEPTANCE, by, version)
    facts = selectors.facts_of(case, by)
    spec = facts.spec
    raise_for(why_not_refuse_acceptance(facts, ground))
    found = facts.refusals[ground]
    check_not_accepted(found, reasons, proper_organ)
    told = {"reasons": reasons, "words": found.words.zh, "basis": found.basis, "warns": found.warns}
    body: dict[str, object] = {"ground": ground}
    if found.warns:
        body |= {"warned": True, **bar(case, spec, by, BanGround.FALSE_MATERIAL)}
    notice = give_notice(case, "not_accepted", {**told, "proper_organ": proper_organ if found.organ else ""})
    return move(case, REFUSE_ACCEPTANCE, Change.of(case), by, {**paper_told(notice), **body})


@transaction.atomic
def find_not_required(*, by: Actor, number: str, reasons: str, version: int | None = None) -> Case:
    """The matter needs no permit: tell the applicant at once (art. 32(1))."""
    case = selectors.for_officer(number)
    check(case, FIND_NOT_REQUIRED, by, version)
    if unsaid(reasons, "reasons"):
        raise Invalid([Problem("reasons", gettext_noop("Say why no permit is needed."))])
    notice = give_notice(case, "not_required", {"reasons": reasons})
    return move(case, FIND_NOT_REQUIRED, Change.of(case), by, paper_told(notice))


@transaction.atomic
def decide_on_the_spot(
    *, by: Actor, number: str, said: Mapping[str, Any] | None = None, version: int | None = None
) -> Case:
    """Decide an accepted instant item at the window, at once and in writing (art. 34(2)).

    :param said: what the paper of this item asks the officer to fill in, by key.
    """
    case = selectors.for_officer(number)
    check(case, DECIDE_ON_THE_SPOT, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_decide_on_the_spot(facts))
    spec = facts.spec
    decision = decide(case, by, granted=True, body=filled_in(spec, "granted", said))
    body = {**paper_told(decision), "on_the_spot": True}
    return tell_granted(move(case, DECIDE_ON_THE_SPOT, Change.of(case), by, body), spec, by)


@transaction.atomic
def deliver(
    *,
    by: Actor,
    number: str,
    way: str = "window",
    receiver: str = "",
    place: str = "",
    post_number: str = "",
    witnesses: Sequence[str] = (),
    version: int | None = None,
) -> Case:
    """Hand the result over (art. 44: within ten days), with the proof of it (送达回证).

    :param way: one of ``states.DELIVERY_WAYS``; each asks what ``rules.delivery.check_delivery`` says.
    :param receiver: who took it; the applicant where nobody is named.
    """
    case = selectors.for_officer(number)
    check(case, DELIVER, by, version)
    raise_for(why_not_deliver(selectors.facts_of(case, by)))
    told = Served(
        way, receiver.strip() or case.applicant, place.strip(), post_number.strip(), names(witnesses)
    )
    check_delivery(told)
    served = served_on(way, clock.today()).isoformat()
    notice = give_notice(
        case, "delivery", {**asdict(told), "witnesses": list(told.witnesses), "served_on": served}
    )
    change = Change.of(case)
    # Who decides and hands over on the same day at the counter was seen once.
    same_visit = case.channel == "counter" and day_of(case.submitted_at) == clock.today()
    change.visits += way == "window" and not same_visit
    body = {**paper_told(notice), "way": way, "visits": change.visits, "served_on": served}
    return move(case, DELIVER, change, by, body)


@transaction.atomic
def archive(*, by: Actor, number: str, note: str, version: int | None = None) -> Case:
    """Put an ended case into the archive, saying where its file lies."""
    case = selectors.for_officer(number)
    check(case, ARCHIVE, by, version)
    check_reason(note)
    return move(case, ARCHIVE, Change.of(case), by, {"file": note})


def hand_in(case: Case, keys: Sequence[str]) -> None:
    """Write down that materials came on paper."""
    now = clock.now()
    Material.objects.bulk_create(Material(case=case, key=key, handed_in_at=now) for key in keys)
