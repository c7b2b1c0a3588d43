"""What the applicant does: draft, hand in, correct, take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from banli.cases import selectors
from banli.cases.acts.path import Change, check, move, open_case
from banli.cases.models import Case, Draft, Material
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.rules import acceptance_due, check_open_for_applications
from banli.cases.states import RESUBMIT, RETRACT, SUBMIT, WITHDRAW
from banli.catalogue.service import (
    ItemRevision,
    ItemSpec,
    applicant_of,
    closed_because,
    current,
    derive,
    materials,
    validate_form,
)
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.numbering.service import take
from banli.worktime.service import calendar

ON_PAPER = "paper"
"""In place of file ids: the material was handed in on paper at the window."""


@transaction.atomic
def save_draft(*, by: Actor, item: str, draft_id: UUID, form: Mapping[str, Any]) -> Draft:
    """Keep what was typed so far, checked in nothing; a draft already handed in stays as it is."""
    GRANTS.require(by, CasePermission.APPLY)
    draft, _made = Draft.objects.select_for_update().get_or_create(
        pk=draft_id,
        defaults={
            "item_id": current(item).item_id,
            "owner_id": by.id,
            "changed_at": clock.now(),
        },
    )
    if draft.case_id is None:
        draft.form, draft.changed_at = dict(form), clock.now()
        draft.save(update_fields=["form", "changed_at"])
    return draft


@transaction.atomic
def attach(*, by: Actor, draft_id: UUID, key: str, file: StoredFile) -> Material:
    """Hand a stored file in with a draft, for the material ``key``."""
    GRANTS.require(by, CasePermission.APPLY)
    draft = Draft.objects.filter(pk=draft_id, case__isnull=True).first()
    if draft is None:
        raise Missing(gettext_noop("This draft was handed in or does not exist."))
    return Material.objects.create(draft=draft, key=key, file=file, handed_in_at=clock.now())


@transaction.atomic
def detach(*, by: Actor, draft_id: UUID, material_id: int) -> None:
    """Take a file out of a draft again."""
    GRANTS.require(by, CasePermission.APPLY)
    Material.objects.filter(pk=material_id, draft_id=draft_id, draft__case__isnull=True).delete()


def submit_draft(*, by: Actor, draft_id: UUID, channel: str = "online", on_paper: Sequence[str] = ()) -> Case:
    """Hand a draft in. Doing it again, or twice at once, leads to the same case.

    :param on_paper: as in :func:`submit`.
    :raises Invalid: with every fault of form and materials at its place.
    """
    with transaction.atomic():
        # The draft alone, without a join: what is joined to a row that was waited for is as old as the waiting.
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            raise Missing(gettext_noop("This draft was handed in or does not exist."))
        if draft.case is not None:
            return draft.case
        handed_in = list(Material.objects.filter(draft=draft).values_list("key", flat=True))
        case = submit(
            by=by,
            item=draft.item.slug,
            form=draft.form,
            handed_in=handed_in,
            channel=channel,
            on_paper=on_paper,
        )
        Material.objects.filter(draft=draft).update(case=case)
        draft.case, draft.form = case, {}
        draft.save(update_fields=["case", "form"])
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
) -> Case:
    """Hand in an application for ``item``: online, or by a clerk at the window for somebody there.

    :param handed_in: keys of the materials for which files come with it.
    :param on_paper: keys of the materials handed in on paper (at the window only).
    :raises Invalid: with every fault of form and materials at its place.
    :raises Refused: where the item takes no applications today.
    """
    revision = current(item)
    spec = revision.spec
    at_window = channel == "counter"
    department = spec.department if at_window else ""
    GRANTS.require(
        by,
        CasePermission.ACCEPT if at_window else CasePermission.APPLY,
        department=department,
    )
    check_open_for_applications(spec, closed_because(spec, clock.today()))
    clean = checked_form(spec, form, {*handed_in, *on_paper})
    case = _new_case(revision, clean, by, channel)
    open_case(case, SUBMIT, by, {"number": case.number, "channel": channel})
    now = clock.now()
    Material.objects.bulk_create(Material(case=case, key=key, handed_in_at=now) for key in on_paper)
    return case


def checked_form(spec: ItemSpec, form: Mapping[str, Any], handed_in: set[str]) -> dict[str, Any]:
    """The answers, clean. Raises :class:`Invalid` with every fault of form and materials."""
    clean, problems = validate_form(spec, form)
    if not problems:
        facts = derive(spec, clean)
        problems = [
            Problem(
                f"material.{material.key}",
                gettext_noop("“%(name)s” is missing."),
                (("name", material.name),),
            )
            for material in materials(spec, facts)
            if material.necessity == "required" and material.key not in handed_in
        ]
    if problems:
        raise Invalid(problems)
    return clean


def _new_case(revision: ItemRevision, clean: dict[str, Any], by: Actor, channel: str) -> Case:
    spec, now = revision.spec, clock.now()
    who = applicant_of(spec, clean)
    at_window = channel == "counter"
    return Case(
        id=_next_id(),
        number=_next_number(spec),
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
        due_on=acceptance_due(now.date(), calendar()),
    )


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_case', 'id'))")
        return int(cursor.fetchone()[0])


def _next_number(spec: ItemSpec) -> str:
    """31 characters of task code, eight of the day, a serial of the item and day (four or more)."""
    day = clock.today().strftime("%Y%m%d")
    serial = take(f"case:{spec.task_code}:{day}")
    return f"{spec.task_code}{day}{serial:04d}"


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
    spec = selectors.spec_of(case)
    known = set(Material.objects.filter(case=case).values_list("key", flat=True))
    clean = checked_form(spec, form, known | {key for key, _file in files})
    change = Change.of(case)
    change.due_on = acceptance_due(clock.today(), calendar())
    changed = sorted(key for key in {*clean, *case.form} if clean.get(key) != case.form.get(key))
    move(
        case,
        RESUBMIT,
        change,
        by,
        {"changed": [*changed, *(f"material.{key}" for key, _file in files)]},
    )
    who = applicant_of(spec, clean)
    case.form = clean
    case.applicant, case.applicant_code = who["name"], who["code"]
    case.contact, case.mobile = who["contact"], who["mobile"]
    case.save(update_fields=["form", "applicant", "applicant_code", "contact", "mobile"])
    now = clock.now()
    Material.objects.bulk_create(
        Material(case=case, key=key, file=file, handed_in_at=now) for key, file in files
    )
    return case


@transaction.atomic
def withdraw(*, by: Actor, number: str, reason: str = "", version: int | None = None) -> Case:
    """The applicant takes the application back, before or after acceptance."""
    case = selectors.for_applicant(number, by)
    transition = RETRACT if case.state in RETRACT.sources else WITHDRAW
    check(case, transition, by, version)
    change = Change.of(case)
    change.paused_on = None
    if len(reason) > 500:
        raise Refused(gettext_noop("Please keep the reason under 500 characters."))
    return move(case, transition, change, by, {"reason": reason} if reason else None)
