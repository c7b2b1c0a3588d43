"""A bundle taken in at the counter of its lead without a network: one form, one receipt with leased numbers of the
bundle and of each of its cases, and the same act as at the counter once the network is back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from banli.bundles.service import (
    BundleRevision,
    BundleSpec,
    Written,
    bundles,
    current,
    every_material,
    hand_in,
    joined,
    number_of,
    series_of,
    specs_of,
    taken,
)
from banli.cases.service import (
    GRANTS,
    HELP_NAMES,
    AlreadyOpen,
    CasePermission,
    off_network,
    open_twins,
    query_password,
    save_draft,
    together,
)
from banli.catalogue.service import EX_OFFICIO, ItemSpec, closed_because
from banli.desk.counter.help import HELP, note_at_intake
from banli.desk.offline.bundle_form import drawn
from banli.desk.offline.intake import ELSEWHERE, KEEPS, PAPER
from banli.desk.offline.kind import Absolute, Files, Kind, leased_number
from banli.desk.offline.visits import tie_to_ticket
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid
from banli.kernel.query_number import grouped
from banli.offline.service import Became, Happened, LeasedNumber, Wanted, is_late
from banli.people.service import department, windows
from banli.screens.bundle_form import bundle_typed
from banli.screens.item_form import COUNTER
from banli.screens.uploads import attach_all

PREFIX = "bundle"
CASE = "case"
"""What the device calls the series of an item's numbers begins with it."""


def kinds(by: Actor) -> Iterator[Kind]:
    """The bundles whose lead's window ``by`` sits at, all items of which are open."""
    if by.window and GRANTS.may(by, CasePermission.ACCEPT, department=by.department):
        for one in bundles():
            if one.spec.lead == by.department and _open(specs_of(one.spec)):
                yield _kind(one)


def kind_of(by: Actor, slug: str) -> Kind | None:
    """The bundle of a record that comes in; None where ``by`` does not take it in. Raises :class:`Missing`."""
    found = current(slug)
    return _kind(found) if GRANTS.may(by, CasePermission.ACCEPT, department=found.spec.lead) else None


def _open(specs: Mapping[str, ItemSpec]) -> bool:
    return all(
        one.kind not in EX_OFFICIO and closed_because(one, clock.today()) is None for one in specs.values()
    )


def _kind(found: BundleRevision) -> Kind:
    spec = found.spec
    printed = _Printed(spec)
    paper = _Paper(spec)
    key = f"{PREFIX}:{spec.slug}"
    return Kind(
        key,
        spec.name,
        "counter",
        _Form(found),
        _Take(spec.slug),
        wanted=_wanted(spec),
        printed=printed,
        paper=paper,
    )


@dataclass(frozen=True)
class _Form:
    """Every question and every material once; the device shows those that apply."""

    revision: BundleRevision

    def __call__(self, by: Actor) -> str:
        found = drawn(self.revision.spec, specs_of(self.revision.spec))
        context = {
            "number": PREFIX,
            "revision": self.revision.number,
            "sections": found.sections,
            "shown": found.shown,
            "materials": found.materials,
            "rules": found.told(),
            "helps": [(str(one), words) for one, words in HELP_NAMES.items()],
        }
        return render_to_string("desk/offline/forms/intake.html", context)


@dataclass(frozen=True)
class _Paper:
    """The receipt, its places empty, with a line for every item."""

    spec: BundleSpec

    def __call__(self, by: Actor) -> str:
        here = next((one for one in windows(by.department) if one.pk == by.window), None)
        items = [(one, department(one.department)) for one in specs_of(self.spec).values()]
        context = {"spec": self.spec, "items": items, "window": here}
        return render_to_string("desk/offline/papers/bundle.html", context)


def _wanted(spec: BundleSpec) -> Any:
    def wanted(by: Actor) -> list[Wanted]:
        today = clock.today()
        of_items = [
            Wanted(f"{CASE}:{one.slug}", off_network.series_of(one, today), KEEPS)
            for one in specs_of(spec).values()
        ]
        return [Wanted(PREFIX, series_of(today), KEEPS), *of_items]

    return wanted


@dataclass(frozen=True)
class _Printed:
    """What the receipt says of the bundle's number and of that of a case."""

    spec: BundleSpec

    def __call__(self, row: LeasedNumber, absolute: Absolute) -> dict[str, str]:
        items = {off_network.series_of(one, row.day): one for one in specs_of(self.spec).values()}
        if (item := items.get(row.series)) is None:
            return {"number": number_of(row.day, row.serial)}
        number = off_network.number_of(item, row.day, row.serial)
        return {"number": number, "query": grouped(row.query_number), "password": query_password(number)}


@dataclass(frozen=True)
class _Take:
    """The act of the counter, for the moment on the device."""

    slug: str

    def __call__(self, by: Actor, sent: QueryDict, files: Files, when: Happened) -> Became:
        late = is_late(when.at, clock.recording())
        with clock.told(when.at):
            revision = current(self.slug)
            if revision.spec.lead != by.department:
                raise Denied(ELSEWHERE)
            draft, typed = _kept(by, revision.spec, sent, files)
            written, whys = _written(by, revision.spec, typed, sent, when, late=late)
            made = hand_in(
                by=by,
                draft_id=draft,
                channel="counter",
                on_paper=sent.getlist(PAPER),
                known=sent.get("known", ""),
                electronic=bool(sent.get("electronic")),
                written=written,
            )
            cases = list(together.handed_in_together(made.number))
            tie_to_ticket(by, sent, cases)
            note_at_intake(by=by, cases=cases, how=sent.get(HELP, ""))
        return Became(
            reverse("desk:matter", args=[made.number]), made.number, _notes(made.number, revision, sent, whys)
        )


def _kept(by: Actor, spec: BundleSpec, sent: QueryDict, files: Files) -> tuple[UUID, dict[str, Any]]:
    """The draft with what was written and photographed. Raises :class:`Invalid` with every fault at its place."""
    draft, specs = UUID(str(sent["entry"])), specs_of(spec)
    typed = dict(bundle_typed(spec, specs, sent, {}, COUNTER))
    save_draft(by=by, bundle=spec.slug, draft_id=draft, form=typed)
    if problems := attach_all(by, draft, files, [one.key for one in every_material(spec, specs)]):
        raise Invalid(problems)
    found, known = joined(spec, specs, typed), set(sent.get("known", "").split())
    if not found.problems:
        twins = [twin for item, form in found.forms.items() for twin in open_twins(specs[item], form, by)]
        if any(one.mark not in known for one in twins):
            raise AlreadyOpen(twins)
    return draft, typed


def _written(
    by: Actor, spec: BundleSpec, typed: dict[str, Any], sent: QueryDict, when: Happened, *, late: bool
) -> tuple[Written, list[str]]:
    """The numbers on the receipt that was handed over, and why those that may not stand do not."""
    specs = specs_of(spec)
    whole, why = leased_number(by, sent, series_of(when.day), when)
    whys, items = [why], {}
    for one in taken(spec, typed):
        row, why = leased_number(by, sent, off_network.series_of(specs[one.item], when.day), when, one.item)
        items[one.item] = off_network.OffNetwork(
            serial=row.serial if row else None, query_number=row.query_number if row else "", late=late
        )
        whys.append(why)
    return Written(whole.serial if whole else None, items), [one for one in whys if one]


def _notes(number: str, revision: BundleRevision, sent: QueryDict, whys: list[str]) -> list[str]:
    """What the clerk has to know of a bundle that came in otherwise than it was written."""
    notes = list(whys)
    if whys:
        told = _("The bundle is on record as %(number)s: tell the applicant, and hand over a new receipt.")
        notes.append(told % {"number": number})
    if sent.get("revision", "") != str(revision.number):
        notes.append(
            _("The bundle was changed after its form was stored on the device: look through the answers.")
        )
    return notes
