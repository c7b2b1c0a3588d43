"""The door of bundles."""

from banli.bundles.acts import Written, hand_in, load_bundles, number_of, series_of
from banli.bundles.models import HandIn
from banli.bundles.permissions import GRANTS, BundlePermission
from banli.bundles.rules.checks import check_bundle
from banli.bundles.rules.days import Days, days_at_most, days_of, longest
from banli.bundles.rules.definition import BundleSpec, Member, SharedQuestion
from banli.bundles.rules.union import (
    Asked,
    Joined,
    asked_materials,
    asked_once,
    every_material,
    joined,
    of_applicant,
    own_fields,
    place,
    placed,
    sources,
    taken,
    typed_for,
)
from banli.bundles.selectors import (
    BundleRevision,
    bundles,
    current,
    find_hand_in,
    hand_in_of,
    history,
    revision,
    specs_of,
    with_item,
)

__all__ = [
    "GRANTS",
    "Asked",
    "BundlePermission",
    "BundleRevision",
    "BundleSpec",
    "Days",
    "HandIn",
    "Joined",
    "Member",
    "SharedQuestion",
    "Written",
    "asked_materials",
    "asked_once",
    "bundles",
    "check_bundle",
    "current",
    "days_at_most",
    "days_of",
    "every_material",
    "find_hand_in",
    "hand_in",
    "hand_in_of",
    "history",
    "joined",
    "load_bundles",
    "longest",
    "number_of",
    "of_applicant",
    "own_fields",
    "place",
    "placed",
    "revision",
    "series_of",
    "sources",
    "specs_of",
    "taken",
    "typed_for",
    "with_item",
]
