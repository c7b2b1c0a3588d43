"""The two bundles of the pack, answered from the examples of their forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from tests.house import open_house
from tests.samples import pdf

from banli.bundles.rules.definition import BundleSpec
from banli.bundles.service import asked_materials, joined, load_bundles, own_fields, place, specs_of
from banli.cases.service import attach, save_draft
from banli.files.service import store
from banli.kernel.actors import SYSTEM, Actor
from banli.province.bundles import read_bundle
from banli.province.load import SICHUAN

OVERSIZE = "oversize-transport-matter"
HOSPITAL = "hospital-department-matter"
ITEMS = {
    OVERSIZE: ("oversize-transport", "company-file-lookup", "driver-qualification-lookup"),
    HOSPITAL: (
        "doctor-registration-lookup",
        "medical-institution-registration",
        "company-file-lookup",
        "pollutant-permit-lookup",
    ),
}
DEPARTMENTS = {"transport", "health"}


def open_bundles(*slugs: str) -> None:
    """A house with these bundles and their items."""
    open_house(*dict.fromkeys(item for slug in slugs for item in ITEMS[slug]))
    load_bundles(by=SYSTEM, found=[spec_of(slug) for slug in slugs])


def spec_of(slug: str) -> BundleSpec:
    """The definition of a bundle, from the pack."""
    return read_bundle(SICHUAN / "bundles" / f"{slug}.yaml")[1]


def answers(bundle: BundleSpec, **changed: Any) -> dict[str, Any]:
    """Every question of the bundle answered by its example."""
    specs = specs_of(bundle)
    found: dict[str, Any] = {one.key: one.example for one in (*bundle.situations, *bundle.questions)}
    for member in bundle.items:
        for field in own_fields(bundle, member, specs[member.item]):
            if field.example is not None:
                example = list(field.example) if isinstance(field.example, tuple) else field.example
                found[place(member.item, field.key)] = example
    return {**found, **changed}


def begun(by: Actor, bundle: BundleSpec, **changed: Any) -> UUID:
    """A draft with every answer and every material that is needed."""
    draft_id, typed = uuid4(), answers(bundle, **changed)
    save_draft(by=by, bundle=bundle.slug, draft_id=draft_id, form=typed)
    specs = specs_of(bundle)
    for one in asked_materials(bundle, specs, joined(bundle, specs, typed).forms):
        if one.necessity == "required":
            file = store(by=by, name=f"{one.key}.pdf", content=pdf())
            attach(by=by, draft_id=draft_id, key=one.key, file=file)
    return draft_id
