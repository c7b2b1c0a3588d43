"""A bundle handed in by the demo's applicant: its permit to be corrected, a look-up answered, another one waiting."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from banli.bundles import service as bundles
from banli.cases import service as cases
from banli.files.service import store
from banli.kernel.actors import Actor
from banli.province.worked.player import Player, actor, at, sample

MATTER = "oversize-transport-matter"
DAYS = {"oversize-transport--depart_on": "2022-11-22", "oversize-transport--until_on": "2022-11-30"}


def matter(_play: Player) -> None:
    """Three items at one go, a day before the demo begins."""
    by, bundle = actor("applicant"), bundles.current(MATTER).spec
    with at("2022-11-14 10:20"):
        number = bundles.hand_in(by=by, draft_id=_draft(by, bundle)).number
    by_item = {cases.spec_of(one).slug: one for one in cases.together.handed_in_together(number)}
    with at("2022-11-14 10:21"):
        cases.answer(by=actor("clerk.market"), number=by_item["company-file-lookup"].number)
    with at("2022-11-14 15:40"):
        point = {"where": "route", "label": "通行路线", "problem": "内江北枢纽至宜宾段未写明路段，请补充。"}
        found = by_item["oversize-transport"].number
        cases.ask_correction(by=actor("clerk.transport"), number=found, points=[point])


def _draft(by: Actor, bundle: bundles.BundleSpec) -> UUID:
    """Every question answered by its example, every material at hand."""
    specs, draft_id = bundles.specs_of(bundle), uuid4()
    typed: dict[str, Any] = {one.key: one.example for one in (*bundle.situations, *bundle.questions)}
    for member in bundle.items:
        for field in bundles.own_fields(bundle, member, specs[member.item]):
            if field.example is not None:
                example = list(field.example) if isinstance(field.example, tuple) else field.example
                typed[bundles.place(member.item, field.key)] = example
    typed |= DAYS
    cases.save_draft(by=by, bundle=bundle.slug, draft_id=draft_id, form=typed)
    forms = bundles.joined(bundle, specs, typed).forms
    for one in bundles.asked_materials(bundle, specs, forms):
        if one.necessity == "required":
            file = store(by=by, name=f"{one.name}.pdf", content=sample(str(one.name)))
            cases.attach(by=by, draft_id=draft_id, key=one.key, file=file)
    return draft_id
