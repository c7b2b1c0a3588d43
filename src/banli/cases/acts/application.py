"""What the applicant does: hand in, correct, take back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from banli.accounts.service import require_acting
from banli.cases import selectors
from banli.cases.acts.cosigning import told_cosigned
from banli.cases.acts.dates_and_rights import check_ground
from banli.cases.acts.drafts import DECLARED
from banli.cases.acts.notices import give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.observers import tell_watchers, watched_form
from banli.cases.acts.off_network import OffNetwork, number_of, series_of
from banli.cases.acts.serving import served_by_answer
from banli.cases.acts.silence import check, lapsed
from banli.cases.acts.transition import Change, move, open_case
from banli.cases.acts.window import write_form
from banli.cases.models import Case, Draft, Material
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.rules.acceptance import changed_fields, check_open_for_applications, check_who_begins
from banli.cases.rules.clocks import acceptance_due, day_of, received
from banli.cases.rules.drafts import check_files
from banli.cases.rules.duplicates import check_known
from banli.cases.rules.promises import check_declared
from banli.cases.rules.reuse import REUSED, reused_in
from banli.cases.selectors.whose import lacks_identity, takes_companies
from banli.cases.states import RESUBMIT, RETRACT, SUBMIT, WITHDRAW
from banli.catalogue.service import ItemRevision, ItemSpec, applicant_of, closed_because, current
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.numbering.service import take
from banli.worktime.service import calendar

ON_PAPER = "paper"
"""In place of file ids: the material was handed in on paper at the window."""


def submit_draft(
    *,
    by: Actor,
    draft_id: UUID,
    channel: str = "online",
    on_paper: Sequence[str] = (),
    known: str | None = None,
    electronic: bool = False,
    written: OffNetwork | None = None,
) -> Case:
    """Hand a draft in. Doing it again, or twice at once, leads to the same case.

    :param on_paper: as in :func:`submit`; so are ``known``, ``electronic`` and ``written``.
    :raises Invalid: with every fault of form and materials at its place.
    """

    def begun(draft: Draft, item: str, handed_in: Sequence[Material]) -> Case:
        form = dict(draft.form)
        declared, reused = bool(form.pop(DECLARED, False)), reused_in(form)
        form.pop(REUSED, None)
        taken = len(reused.standing(form)) if reused else 0
        signed = told_cosigned(current(item).spec, draft) if channel == "online" else {}
        case = submit(
            by=by,
            item=item,
            form=form,
            handed_in=[one.key for one in handed_in],
            channel=channel,
            on_paper=on_paper,
            declared=declared,
            known=known,
            together=draft.together,
            company=draft.company,
            electronic=electronic,
            told=signed | ({"reused": taken} if taken else {}),
            written=written,
        )
        if draft.needs:
            case.needs = draft.needs
            case.save(update_fields=["needs"])
        return case

    return case_of_draft(draft_id, begun)


def case_of_draft(draft_id: UUID, begun: Callable[[Draft, str, Sequence[Material]], Case]) -> Case:
    """The case a draft became, or becomes now by ``begun``, which is given the draft, its item and its material.

    Done again, or twice at once, it leads to the same case.
    """
    with transaction.atomic():
        # The draft alone, without a join: what is joined to a row that was waited for is as old as the waiting.
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            raise Missing(gettext_noop("This draft was handed in or does not exist."))
        if draft.case is not None:
            return draft.case
        if draft.item is None:
            raise Missing(gettext_noop("This draft was handed in or does not exist."))
        handed_in = list(Material.objects.filter(draft=draft).select_related("file"))
        case = begun(draft, draft.item.slug, handed_in)
        Material.objects.filter(draft=draft).update(case=case)
        draft.case, draft.form, draft.origin = case, {}, ""
        draft.save(update_fields=["case", "form", "origin"])
        return case


@transaction.atomic
def submit(
    *,
    by: Actor,
    item: str,
    form: Mapping[str, Any],
    handed_in: Sequence[str] = (),
    channel: str = "online",
    on_paper: Sequence[str] = (),
    declared: bool = False,
    known: str | None = None,
    together: str = "",
    company: str = "",
    electronic: bool = False,
    told: Mapping[str, Any] | None = None,
    written: OffNetwork | None = None,
) -> Case:
    """Hand in an application for ``item``: online, or by a clerk at the window for somebody there.

    :param handed_in: keys of the materials for which files come with it.
    :param on_paper: keys of the materials handed in on paper (at the window only).
    :param declared: the applicant makes the item's declaration in place of proof; it counts from acceptance on.
    :param known: the marks of applications of the same applicant that are still open, which whoever hands in says to
        know; None asks nobody. Screens always pass it.
    :param together: the number of the bundle that it is part of.
    :param company: credit code of the company whose case it is to be; its name and code take the place of what was
        typed, and :class:`Denied` says why ``by`` may not act for it.
    :param told: what the event says beside: a second party's signature; how many answers were taken over from a
        certificate or an earlier case and stand as they were (``reused``).
    :param electronic: the applicant agrees to be served electronically, on this platform and by e-mail.
    :param written: of one that was taken in without a network: its number. The caller lets the act count for the
        moment on the device (``clock.told``), which is its day 0.
    :raises Invalid: with every fault of form and materials at its place, :class:`AlreadyOpen` among them.
    :raises Refused: where the item takes no applications today.
    """
    revision = current(item)
    spec = revision.spec
    at_window = channel == "counter"
    # A bundle is taken in at the window of its lead; whoever hands it in is checked there.
    department = spec.department if at_window and not together else ""
    GRANTS.require(
        by,
        CasePermission.ACCEPT if at_window else CasePermission.APPLY,
        department=department,
    )
    form = for_company(by, company, spec, form, together=together) if company else form
    check_open_for_applications(spec.name, closed_because(spec, clock.today()))
    if not at_window and not company and (why := lacks_identity(spec, by)):
        raise Refused(why)
    check_declared(spec, declared)
    check_who_begins(spec.kind)
    clean = watched_form(spec, form, {*handed_in, *on_paper})
    check_ground(spec, clean, clock.today())
    twins = [] if known is None else selectors.open_twins(spec, clean, by)
    check_known(twins, known or "")
    case = new_case(revision, clean, by, channel, written)
    case.together, case.company, case.electronic = together, company, electronic
    if together and spec.department != by.department:
        case.window_id = None
    says = {
        "number": case.number,
        "channel": channel,
        **({"declared": True} if declared else {}),
        **(told or {}),
        **(written.told() if written else {}),
    }
    says |= {"together": together} if together else {}
    says |= {"electronic": True} if electronic else {}
    says |= {selectors.BESIDE: [one.number for one in twins]} if twins else {}
    open_case(case, SUBMIT, by, says)
    now = clock.now()
    Material.objects.bulk_create(Material(case=case, key=key, handed_in_at=now) for key in on_paper)
    tell_watchers(case, spec)
    return case


def for_company(
    by: Actor, company: str, spec: ItemSpec, form: Mapping[str, Any], together: str = ""
) -> Mapping[str, Any]:
    """The answers with the company's name and code, which nobody types. Raises :class:`Denied` and :class:`Refused`.

    :param together: in a company's bundle an item may be about a person, such as its driver, who is named as typed.
    """
    found = require_acting(by, company, [spec.slug])
    if not takes_companies(spec):
        if together:
            return form
        raise Refused(gettext_noop("Companies cannot apply for this item."))
    return {**form, spec.form.applicant: found.name, spec.form.applicant_code: found.code}


def new_case(
    revision: ItemRevision,
    clean: dict[str, Any],
    by: Actor,
    channel: str,
    written: OffNetwork | None = None,
) -> Case:
    """A case with these clean answers, its id and number taken, not yet written."""
    spec, now = revision.spec, clock.now()
    who = applicant_of(spec, clean)
    at_window = channel == "counter"
    received_on = received(now, spec, calendar())
    case = Case(
        id=_next_id(),
        number=_number(spec, written),
        revision_id=revision.id,
        kind=spec.kind,
        department_id=spec.department,
        window_id=(by.window or None) if at_window else None,
        channel=channel,
        applicant=who["name"],
        applicant_code=who["code"],
        contact=who["contact"],
        mobile=who["mobile"],
        owner_id=None if at_window else by.id,
        form=clean,
        submitted_at=now,
        received_on=received_on,
        visits=int(at_window),
        due_on=acceptance_due(received_on, calendar()),
    )
    case.query_number = (written.query_number if written else "") or case.query_number
    return case


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_case', 'id'))")
        return int(cursor.fetchone()[0])


def _number(spec: ItemSpec, written: OffNetwork | None) -> str:
    """The number on the receipt that was handed over without a network, or the next one of the item and day."""
    day, leased = clock.today(), written.serial if written else None
    return number_of(spec, day, leased if leased is not None else take(series_of(spec, day)))


@transaction.atomic
def resubmit(
    *,
    by: Actor,
    number: str,
    form: Mapping[str, Any],
    version: int | None = None,
    files: Sequence[tuple[str, StoredFile]] = (),
) -> Case:
    """Answer a correction notice with a mended form and, where asked, new files; the five days begin anew."""
    case = selectors.for_applicant(number, by)
    check(case, RESUBMIT, by, version)
    check_files((key, file.size) for key, file in files)
    spec = selectors.spec_of(case)
    known = set(Material.objects.filter(case=case).values_list("key", flat=True))
    together = case.together
    form = (
        for_company(by, case.company, spec, form, together)
        if case.company and Role.APPLICANT in by.roles
        else form
    )
    clean = watched_form(spec, form, known | {key for key, _file in files})
    check_ground(spec, clean, day_of(case.submitted_at))
    change = Change.of(case)
    change.received_on = received(clock.now(), spec, calendar())
    change.visits += Role.CLERK in by.roles
    changed = [*changed_fields(case.form, clean), *(f"material.{key}" for key, _file in files)]
    move(case, RESUBMIT, change, by, {"changed": changed, **served_by_answer(case)})
    write_form(case, spec, clean)
    now = clock.now()
    Material.objects.bulk_create(
        Material(case=case, key=key, file=file, handed_in_at=now) for key, file in files
    )
    return case


@transaction.atomic
def withdraw(*, by: Actor, number: str, reason: str = "", version: int | None = None) -> Case:
    """The applicant takes the application back, before or after acceptance."""
    case = selectors.for_applicant(number, by)
    transition = RETRACT if case.state in RETRACT.sources and not lapsed(case) else WITHDRAW
    check(case, transition, by, version)
    change = Change.of(case)
    change.end_pause(selectors.pause_notice(case))
    if len(reason) > 500:
        raise Refused(gettext_noop("Please keep the reason under 500 characters."))
    notice = give_notice(case, "withdrawn", {"reasons": reason, "accepted": transition is WITHDRAW})
    return move(
        case, transition, change, by, {**paper_told(notice), **({"reason": reason} if reason else {})}
    )


def open_forwarded(lower: Case, item: str, by: Actor) -> Case:
    """Open the upper organ's case for one that a lower organ examined: the same answers and material (art. 35)."""
    revision = current(item)
    spec = revision.spec
    check_open_for_applications(spec.name, closed_because(spec, clock.today()))
    handed_in = selectors.materials_of(lower)
    clean = watched_form(spec, lower.form, {material.key for material in handed_in})
    case = new_case(revision, clean, by, lower.channel)
    case.origin, case.owner_id, case.window_id, case.visits = lower.number, lower.owner_id, None, 0
    case.company, case.electronic = lower.company, lower.electronic
    open_case(case, SUBMIT, by, {"number": case.number, "channel": case.channel, "origin": lower.number})
    now = clock.now()
    Material.objects.bulk_create(
        Material(case=case, key=one.key, file=one.file, handed_in_at=now) for one in handed_in
    )
    tell_watchers(case, spec)
    return case
