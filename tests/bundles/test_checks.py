"""A bundle is whole: everything an item wants has a source, and nothing is asked in two ways."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.bundles.samples import DEPARTMENTS, HOSPITAL, ITEMS, OVERSIZE

from banli.bundles.rules.checks import check_bundle
from banli.bundles.rules.days import days_at_most, longest
from banli.bundles.rules.definition import BundleSpec
from banli.catalogue.service import ItemSpec, spec_in
from banli.province.bundles import bundle_faults
from banli.province.load import SICHUAN

FOLDER = SICHUAN / "bundles"


@cache
def specs() -> dict[str, ItemSpec]:
    return {item: spec_of(item) for items in ITEMS.values() for item in items}


def spec_of(item: str) -> ItemSpec:
    found = spec_in(SICHUAN / "items" / item)
    assert found is not None
    return found


def data(slug: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8"))
    return found


def told(changed: dict[str, Any]) -> list[str]:
    """What the check finds, each with its place."""
    faults = check_bundle(BundleSpec.model_validate(changed), specs(), DEPARTMENTS)
    return [f"{'.'.join(map(str, where))}: {message % params}" for where, message, params in faults]


def test_the_bundles_of_the_pack_are_whole() -> None:
    assert [told(data(slug)) for slug in ITEMS] == [[], []]
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(ITEMS)


def drop_question(one: dict[str, Any]) -> None:
    one["questions"] = [row for row in one["questions"] if row["key"] != "carrier_code"]
    one["questions"][0]["fills"] = {"oversize-transport": "carrier"}


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "an item that the pack has not": (
        lambda one: one["items"][1].update(item="no-such-item"),
        "items.1.item: “no-such-item” is no item of the pack.",
    ),
    "an item twice": (
        lambda one: one["items"].append({"item": "oversize-transport"}),
        "items.3.item: the item “oversize-transport” stands here twice.",
    ),
    "a lead that is no department": (
        lambda one: one.update(lead="nobody"),
        "lead: “nobody” is no department of the pack.",
    ),
    "a condition on what is no situation": (
        lambda one: one["items"][1].update(when="carrier"),
        "items.1.when: “when” reads “carrier”, which is no situation of the bundle.",
    ),
    "a situation that decides nothing": (
        lambda one: one["items"][1].pop("when"),
        "situations.0.key: no item hangs on the situation “check_company”.",
    ),
    "no item that is always in": (
        lambda one: one["items"][0].update(when="check_company"),
        "items: at least one item must always be in: one without “when”.",
    ),
    "an item that hangs on a later one": (
        lambda one: one["items"][0].update(needs=[{"item": "company-file-lookup", "how": "ends"}]),
        "items.0.needs.0.item: “company-file-lookup” must stand before the item that hangs on it.",
    ),
    "an answer that is none": (
        lambda one: one["items"][0].update(sets={"trip": "thrice"}),
        "items.0.sets.trip: “thrice” is no answer to “trip”.",
    ),
    "a field that the item has not": (
        lambda one: one["questions"][0]["fills"].update({"oversize-transport": "hauler"}),
        "questions.0.fills.oversize-transport: the item “oversize-transport” has no question “hauler”.",
    ),
    "a question of another type": (
        lambda one: one["questions"][2]["fills"].update({"oversize-transport": "agent_id"}),
        "questions.2.fills.oversize-transport: “contact_mobile” is of type mobile, “agent_id” of type identity.",
    ),
    "a field that would have no source": (
        lambda one: one["questions"][0].update(required=False),
        "questions.0.fills.oversize-transport: “carrier” must be answered, and “carrier” may stay empty: it would have"
        " no source.",
    ),
    "a field with two sources": (
        lambda one: one["items"][0].update(sets={"carrier": "某公司"}),
        "questions.0.fills.oversize-transport: “carrier” of “oversize-transport” is answered already.",
    ),
    "the same thing asked by two items": (
        lambda one: (
            one["questions"][2]["fills"].pop("driver-qualification-lookup")
            and one["questions"][2]["fills"].pop("company-file-lookup")
        ),
        "items.2.item: “company-file-lookup.mobile” and “driver-qualification-lookup.mobile” ask the same: let one"
        " question fill both, or say under “apart” why not.",
    ),
    "one material asked for by two items": (
        lambda one: one["materials"][0]["covers"].update({"driver-qualification-lookup": "identity"}),
        "items.2.item: “居民身份证” is asked for by",
    ),
    "a material that the item has not": (
        lambda one: one["materials"][0]["covers"].update({"oversize-transport": "passport"}),
        "materials.0.covers.oversize-transport: the item “oversize-transport” has no material “passport”.",
    ),
}


@pytest.mark.parametrize("name", sorted(set(CHANGES) - {"one material asked for by two items"}))
def test_the_check_finds(name: str) -> None:
    changed = data(OVERSIZE)
    change, message = CHANGES[name]
    change(changed)
    assert any(one.startswith(message) for one in told(changed)), told(changed)


def test_a_material_that_two_items_ask_for_under_one_name_must_be_united() -> None:
    changed = data(OVERSIZE)
    changed["items"] += [{"item": "no-crime-record-lookup"}]
    known = {**specs(), "no-crime-record-lookup": spec_of("no-crime-record-lookup")}
    faults = check_bundle(BundleSpec.model_validate(changed), known, DEPARTMENTS)
    said = [message % params for _where, message, params in faults]
    assert any(one.startswith("“居民身份证” is asked for by driver-qualification-lookup") for one in said), (
        said
    )


def test_a_fault_tells_file_line_and_column(tmp_path: Path) -> None:
    text = (
        (FOLDER / f"{OVERSIZE}.yaml").read_text(encoding="utf-8").replace("lead: transport", "lead: nobody")
    )
    (tmp_path / "bundles").mkdir()
    (tmp_path / "bundles" / f"{OVERSIZE}.yaml").write_text(text, encoding="utf-8")
    [fault] = bundle_faults(tmp_path, specs(), DEPARTMENTS)
    line = text.split("\n").index("lead: nobody") + 1
    assert (fault.file, fault.line, fault.column) == (f"{OVERSIZE}.yaml", line, len("lead: ") + 1)


def test_a_file_that_is_no_bundle_says_where(tmp_path: Path) -> None:
    (tmp_path / "bundles").mkdir()
    (tmp_path / "bundles" / "other.yaml").write_text("slug: other\nnmae: {zh: 无}\n", encoding="utf-8")
    [fault] = bundle_faults(tmp_path, specs(), DEPARTMENTS)
    assert (fault.file, fault.rule, fault.line) == ("other.yaml", "bundles", 2)


def test_the_longest_way_adds_up_items_that_wait_for_each_other() -> None:
    bundle = BundleSpec.model_validate(data(HOSPITAL))
    way = longest(days_at_most(bundle, specs()))
    assert [one.item for one in way] == ["doctor-registration-lookup", "medical-institution-registration"]
