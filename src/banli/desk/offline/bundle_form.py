"""The form of a bundle for a device: every question of every item once, every material once, and when each applies.

A condition reads the names of the bundle's own form; a question of an item applies where the item is in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from banli.bundles.service import (
    Asked,
    BundleSpec,
    Member,
    every_material,
    of_applicant,
    own_fields,
    place,
    sources,
)
from banli.catalogue.service import Field, ItemSpec, MaterialSpec, asks_applicant, comparisons
from banli.screens.item_form import COUNTER, Question, question

Rule = dict[str, Any]
Rules = Rule | None
"""A condition as the device reads it; None for what always applies."""
MATERIAL = "material."


@dataclass(frozen=True)
class Drawn:
    """What the form draws: sections of (title, help, questions), materials with whether the desk looks whether they are
    wanted, and the rules for the device."""

    sections: list[tuple[str, str, list[Question]]]
    materials: list[tuple[Asked, bool]]
    rules: Rule

    @property
    def shown(self) -> str:
        """The names of all questions."""
        return " ".join(one.key for _title, _help, asked in self.sections for one in asked)

    def told(self) -> str:
        """The rules as the page carries them."""
        return json.dumps(self.rules)


def drawn(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Drawn:
    """The whole form."""
    asked = list(_asked(bundle, specs))
    materials = [_Material.of(bundle, specs, one) for one in every_material(bundle, specs)]
    wanted = [one for one in materials if one.covers]
    when = {key: rule for key, _field, rule in asked if rule is not None}
    when |= {MATERIAL + one.asked.key: rule for one in wanted if (rule := one.when()) is not None}
    names, _codes = of_applicant(bundle, specs, [one.item for one in bundle.items])
    required = {one.asked.key: one.required() for one in wanted if one.required() is not False}
    return Drawn(
        sections=list(_sections(bundle, specs)),
        materials=[(one.asked, one.unsure) for one in wanted],
        rules={
            "when": when,
            "types": {key: field.type for key, field, _rule in asked},
            "required": [key for key, field, _rule in asked if field.required],
            "facts": {place(one.item, key): value for one in bundle.items for key, value in one.sets.items()},
            "materials": {one.asked.key: str(one.asked.name) for one in wanted},
            "materials_required": list(required),
            "required_when": {key: rule for key, rule in required.items() if rule is not None},
            "applicant": next((key for key, _field, _rule in asked if key in names), ""),
            "items": {one.item: _dumped(one.when) for one in bundle.items},
        },
    )


def _sections(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[tuple[str, str, list[Question]]]:
    yield gettext("What you want to do"), "", [question(one, None, side=COUNTER) for one in bundle.situations]
    once = [question(one, None, side=COUNTER) for one in bundle.questions]
    yield gettext("Asked once, for everything"), "", once
    for member in bundle.items:
        spec = specs[member.item]
        own = {one.key for one in _own(bundle, member, spec)}
        for section in spec.form.sections:
            fields = [_placed(member, one) for one in section.fields if one.key in own]
            if fields:
                title = gettext("%(item)s: %(part)s") % {"item": spec.name, "part": section.title}
                yield title, str(section.help or ""), [question(one, None, side=COUNTER) for one in fields]


def _placed(member: Member, field: Field) -> Field:
    return field.model_copy(update={"key": place(member.item, field.key)})


def _own(bundle: BundleSpec, member: Member, spec: ItemSpec) -> list[Field]:
    return [one for one in own_fields(bundle, member, spec) if asks_applicant(one, {})]


def _asked(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[tuple[str, Field, Rules]]:
    """Every question by its name in the form, with when it applies; what others hang on comes first."""
    for field in bundle.situations:
        yield field.key, field, _dumped(field.show_when)
    for shared in bundle.questions:
        items = [one for one in bundle.items if one.item in shared.fills]
        yield shared.key, shared, _all(_any(_dumped(one.when) for one in items), _dumped(shared.show_when))
    for member in bundle.items:
        for field in _own(bundle, member, specs[member.item]):
            rule = _all(_dumped(member.when), _renamed(bundle, member, field.show_when))
            yield place(member.item, field.key), field, rule


@dataclass(frozen=True)
class _Material:
    """A material with what it is handed in for: of each item the material's own row and when it applies."""

    asked: Asked
    covers: tuple[tuple[MaterialSpec, Rules, bool], ...]
    """The row, its condition, and whether that hangs on a fact that only the platform derives."""

    @classmethod
    def of(cls, bundle: BundleSpec, specs: Mapping[str, ItemSpec], asked: Asked) -> _Material:
        covers = []
        for item, key in asked.covers:
            member, spec = bundle.member(item), specs[item]
            row = next(one for one in spec.materials if one.key == key)
            assert member is not None
            if row.necessity == "checked":
                continue
            known = {one.key for one in spec.form.fields if asks_applicant(one, {})}
            unsure = not {one.field for one in comparisons(row.when)} <= known if row.when else False
            own = None if unsure else _renamed(bundle, member, row.when)
            covers.append((row, _all(_dumped(member.when), own), unsure))
        # How it is drawn: not as one that must be there where one item of several wants it.
        strict = {row.necessity for row, _rule, _unsure in covers}
        named = asked if len(strict) <= 1 else replace(asked, necessity="required")
        return cls(named, tuple(covers))

    @property
    def unsure(self) -> bool:
        """True where the desk looks whether it is wanted at all."""
        return all(unsure for _row, _rule, unsure in self.covers)

    def when(self) -> Rules:
        """When it is shown."""
        return _any(rule for _row, rule, _unsure in self.covers)

    def required(self) -> Rules | bool:
        """When it must be there; False where it never must, as far as the device can know."""
        found = [rule for row, rule, unsure in self.covers if row.necessity == "required" and not unsure]
        return _any(found) if found else False


def _dumped(condition: Any) -> Rules:
    return None if condition is None else condition.model_dump(mode="json", by_alias=True)


def _renamed(bundle: BundleSpec, member: Member, condition: Any) -> Rules:
    """An item's condition over the names of the bundle's form."""
    rule = _dumped(condition)
    filled = sources(bundle, member)

    def name(field: str) -> str:
        return filled.get(field) or place(member.item, field)

    def renamed(one: Rule) -> Rule:
        told = dict(one)
        for key in ("all", "any"):
            if told.get(key):
                told[key] = [renamed(part) for part in told[key]]
        if told.get("not"):
            told["not"] = renamed(told["not"])
        return told | {key: name(told[key]) for key in ("field", "other") if told.get(key)}

    return renamed(rule) if rule is not None else None


def _all(*rules: Rules) -> Rules:
    found = [one for one in rules if one is not None]
    return found[0] if len(found) == 1 else {"all": found} if found else None


def _any(rules: Iterable[Rules]) -> Rules:
    found = list(rules)
    told = [one for one in found if one is not None]
    if len(told) < len(found):
        return None
    return told[0] if len(told) == 1 else {"any": told} if told else None
