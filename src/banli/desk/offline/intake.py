"""An application taken in at the counter without a network: the item's form as it was stored, a receipt with a leased
number, and the same act as at the counter once the network is back. Its day 0 is the day on the device."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from banli.cases.service import (
    GRANTS,
    HELP_NAMES,
    Case,
    CasePermission,
    note_help,
    observers,
    off_network,
    query_password,
    save_draft,
    submit_draft,
)
from banli.catalogue.service import (
    EX_OFFICIO,
    ItemSpec,
    asks_applicant,
    check_insisted,
    closed_because,
    comparisons,
    current,
    items,
    validate_form,
)
from banli.desk.offline.kind import Absolute, Files, Kind, leased_number
from banli.desk.offline.visits import tie_to_ticket
from banli.documents.service import qr_image
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid
from banli.kernel.query_number import grouped
from banli.kernel.text import gettext_noop
from banli.offline.service import Became, Happened, LeasedNumber, Wanted, is_late
from banli.people.service import department, windows
from banli.ratings.service import note_visit
from banli.screens.item_form import ANYWAY, COUNTER, question, typed_from
from banli.screens.rating_address import rating_address_of
from banli.screens.uploads import attach_all

KEEPS = 4
"""Unused numbers of each item that a window's device holds."""
PREFIX = "intake"
PAPER, HELP = "on_paper", "help"
ELSEWHERE = gettext_noop("This item is taken in at another window.")


def kinds(by: Actor) -> Iterator[Kind]:
    """The items that ``by`` takes in at a window without a network: those of the own department that are open, are
    applied for, and ask no databank while the applicant waits."""
    if by.window and GRANTS.may(by, CasePermission.ACCEPT, department=by.department):
        for card in items(department=by.department):
            spec = current(card.slug).spec
            if _possible(spec) and closed_because(spec, clock.today()) is None:
                yield _kind(spec)


def kind_of(by: Actor, slug: str) -> Kind | None:
    """The item of a record that comes in; None where ``by`` does not take it in. Raises :class:`Missing`."""
    spec = current(slug).spec
    may = GRANTS.may(by, CasePermission.ACCEPT, department=spec.department)
    return _kind(spec) if may and _possible(spec) else None


def _kind(spec: ItemSpec) -> Kind:
    return Kind(
        f"{PREFIX}:{spec.slug}",
        spec.name,
        "counter",
        _Form(spec),
        _Take(spec.slug),
        wanted=_Wanted(spec),
        printed=_Printed(spec),
        paper=_Paper(spec),
    )


def _possible(spec: ItemSpec) -> bool:
    own = spec.enforcement is not None or spec.kind in EX_OFFICIO
    return not own and spec.answer is None


@dataclass(frozen=True)
class _Form:
    """All questions of the item and all its materials; the device shows those that apply to what was answered."""

    spec: ItemSpec

    def __call__(self, by: Actor) -> str:
        spec = self.spec
        asked = [field for field in spec.form.fields if asks_applicant(field, {})]
        keys = {field.key for field in asked}
        sections = [
            (
                section.title,
                section.help,
                [question(one, None, side=COUNTER) for one in section.fields if one in asked],
            )
            for section in spec.form.sections
        ]
        wanted = [one for one in spec.materials if one.necessity != "checked"]
        # What hangs on a fact that the platform derives is shown in any case, and not asked before it came in.
        unsure = {one.key for one in wanted if not {c.field for c in comparisons(one.when)} <= keys}
        when = {field.key: field.show_when for field in asked if field.show_when is not None}
        when |= {
            f"material.{one.key}": one.when
            for one in wanted
            if one.when is not None and one.key not in unsure
        }
        context = {
            "number": f"case:{spec.slug}",
            "revision": current(spec.slug).number,
            "sections": [one for one in sections if one[2]],
            "shown": " ".join(sorted(keys)),
            "materials": [(one, one.key in unsure) for one in wanted],
            "rules": json.dumps(
                {
                    "when": {key: one.model_dump(mode="json", by_alias=True) for key, one in when.items()},
                    "types": {field.key: field.type for field in asked},
                    "required": [field.key for field in asked if field.required],
                    "materials": {one.key: str(one.name) for one in wanted},
                    "materials_required": [
                        one.key for one in wanted if one.necessity == "required" and one.key not in unsure
                    ],
                    "applicant": spec.form.applicant,
                }
            ),
            "helps": [(str(one), words) for one, words in HELP_NAMES.items()],
        }
        return render_to_string("desk/offline/forms/intake.html", context)


@dataclass(frozen=True)
class _Paper:
    """The receipt, its places empty."""

    spec: ItemSpec

    def __call__(self, by: Actor) -> str:
        here = next((one for one in windows(by.department) if one.pk == by.window), None)
        context = {"spec": self.spec, "department": department(by.department), "window": here}
        return render_to_string("desk/offline/papers/receipt.html", context)


@dataclass(frozen=True)
class _Wanted:
    spec: ItemSpec

    def __call__(self, by: Actor) -> list[Wanted]:
        series = off_network.series_of(self.spec, clock.today())
        return [Wanted(f"case:{self.spec.slug}", series, KEEPS)]


@dataclass(frozen=True)
class _Printed:
    """What the receipt with a number says of it: as the receipt with a network does."""

    spec: ItemSpec

    def __call__(self, row: LeasedNumber, absolute: Absolute) -> dict[str, str]:
        number = off_network.number_of(self.spec, row.day, row.serial)
        return {
            "number": number,
            "query": grouped(row.query_number),
            "password": query_password(number),
            "due": off_network.last_day(self.spec).isoformat(),
            "rating_qr": qr_image(absolute(rating_address_of(number))),
            "qr": qr_image(absolute(f"{reverse('portal:track')}?number={row.query_number}")),
        }


@dataclass(frozen=True)
class _Take:
    """The act of the counter, for the moment on the device."""

    slug: str

    def __call__(self, by: Actor, sent: QueryDict, files: Files, when: Happened) -> Became:
        late = is_late(when.at, clock.recording())
        with clock.told(when.at):
            revision = current(self.slug)
            spec = revision.spec
            if spec.department != by.department:
                raise Denied(ELSEWHERE)
            draft = _kept(by, spec, sent, files)
            row, why = leased_number(by, sent, off_network.series_of(spec, when.day), when)
            written = off_network.OffNetwork(
                serial=row.serial if row else None, query_number=row.query_number if row else "", late=late
            )
            case = submit_draft(
                by=by,
                draft_id=draft,
                channel="counter",
                on_paper=sent.getlist(PAPER),
                known=sent.get("known", ""),
                electronic=bool(sent.get("electronic")),
                written=written,
            )
            note_visit(case=case, by=by)
            tie_to_ticket(by, sent, [case])
            if (how := sent.get(HELP, "")) in HELP_NAMES:
                note_help(by=by, number=case.number, how=how)
        notes = _notes(case, revision.number, sent, why)
        return Became(reverse("desk:case", args=[case.number]), case.number, notes)


def _kept(by: Actor, spec: ItemSpec, sent: QueryDict, files: Files) -> UUID:
    """The draft with what was written and photographed. Raises :class:`Invalid` with every fault at its place."""
    draft = UUID(str(sent["entry"]))
    typed = observers.carried_over(spec, typed_from(spec, sent, {}, COUNTER))
    save_draft(by=by, item=spec.slug, draft_id=draft, form=typed)
    if problems := attach_all(by, draft, files, [one.key for one in spec.materials]):
        raise Invalid(problems)
    clean, faults = validate_form(spec, typed)
    if not faults:
        check_insisted(spec, clean, sent.get(ANYWAY, ""))
    return draft


def _notes(case: Case, revision: int, sent: Mapping[str, Any], why: str) -> list[str]:
    """What the clerk has to know of a case that came in otherwise than it was written."""
    notes = []
    if why:
        told = _(
            "%(why)s The application is on record as %(number)s: tell the applicant, and hand over a new receipt."
        )
        notes.append(told % {"why": why, "number": case.number})
    if sent.get("revision", "") != str(revision):
        notes.append(
            _("The item was changed after its form was stored on the device: look through the answers.")
        )
    return notes
