"""Reads of bundles: what is in force, what was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banli.bundles.models import HandIn, Revision
from banli.bundles.rules.definition import BundleSpec
from banli.cases.service import Case, together, visible_to
from banli.catalogue.service import ItemSpec
from banli.catalogue.service import current as current_item
from banli.catalogue.service import revision as item_revision
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

NO_BUNDLE = gettext_noop("There is no bundle of that name.")
NO_HAND_IN = gettext_noop("There is no bundle of that number.")


@dataclass(frozen=True)
class BundleRevision:
    """A published revision with its parsed definition."""

    id: int
    number: int
    effective_from: date
    spec: BundleSpec

    @property
    def slug(self) -> str:
        """The bundle's short name in addresses."""
        return self.spec.slug


PARSED: dict[str, BundleSpec] = {}
"""Digest to definition: a definition of that digest never changes."""


def _told(row: Revision) -> BundleRevision:
    spec = PARSED.get(row.digest)
    if spec is None:
        spec = PARSED[row.digest] = BundleSpec.model_validate(row.definition)
    return BundleRevision(row.pk, row.number, row.effective_from, spec)


def revision(revision_id: int) -> BundleRevision:
    """The revision of that id. Raises :class:`Missing`."""
    row = Revision.objects.filter(pk=revision_id).first()
    if row is None:
        raise Missing(NO_BUNDLE)
    return _told(row)


def history(slug: str) -> list[BundleRevision]:
    """Every published revision of a bundle, the newest first."""
    return [_told(row) for row in Revision.objects.filter(bundle__slug=slug).order_by("-number")]


def current(slug: str) -> BundleRevision:
    """The revision in force today. Raises :class:`Missing`."""
    rows = Revision.objects.filter(bundle__slug=slug, effective_from__lte=clock.today())
    row = rows.order_by("-effective_from", "-number").first()
    if row is None:
        raise Missing(NO_BUNDLE)
    return _told(row)


def bundles() -> list[BundleRevision]:
    """The bundles in force today, in the order of their short names."""
    rows = Revision.objects.filter(effective_from__lte=clock.today())
    latest = rows.order_by("bundle", "-effective_from", "-number").distinct("bundle")
    return sorted((_told(row) for row in latest), key=lambda one: one.slug)


def with_item(item: str) -> list[BundleRevision]:
    """The bundles in force that ``item`` is part of."""
    return [one for one in bundles() if one.spec.member(item) is not None]


def specs_of(bundle: BundleSpec) -> Mapping[str, ItemSpec]:
    """The definitions of its items that are in force today."""
    return {one.item: current_item(one.item).spec for one in bundle.items}


def hand_in_of(draft: UUID) -> HandIn | None:
    """What the draft became, where it was handed in."""
    return HandIn.objects.filter(draft=draft).first()


def find_hand_in(number: str, by: Actor) -> tuple[HandIn, list[Case]]:
    """What was handed in with its cases in the bundle's order, where ``by`` may see one of them.

    Whoever opened one case of a bundle handed in all of them. Raises :class:`Missing`.
    """
    row = HandIn.objects.filter(number=number).first()
    cases = together.handed_in_together(number) if row else []
    seen = set(
        visible_to(by).filter(number__in=[one.number for one in cases]).values_list("number", flat=True)
    )
    if row is None or not seen:
        raise Missing(NO_HAND_IN)
    # Of a company's, an authorisation may name some of the items alone.
    cases = [one for one in cases if not one.company or one.number in seen]
    order = [one.item for one in revision(row.revision_id).spec.items]
    return row, sorted(cases, key=lambda one: order.index(item_revision(one.revision_id).slug))
