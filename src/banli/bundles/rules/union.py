"""What a bundle asks, each thing once: which items are in, the answers of each, the materials of all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from banli.bundles.rules.definition import BundleSpec, Member, SharedQuestion
from banli.catalogue.rules import (
    Field,
    ItemSpec,
    MaterialSpec,
    derive,
    holds,
    materials,
    validate_fields,
    validate_form,
)
from banli.kernel.errors import Problem
from banli.kernel.text import Words

Typed = Mapping[str, Any]
BETWEEN = "--"
"""Between an item and its own question or material, in names of a bundle's form."""
STRICTNESS = ("required", "later", "optional", "checked")
MATERIAL = "material."


def place(item: str, key: str) -> str:
    """The name of an item's own question or material in the bundle's form."""
    return f"{item}{BETWEEN}{key}"


@dataclass(frozen=True)
class Asked:
    """A material as the bundle asks for it, with the items and materials that it is handed in for."""

    key: str
    name: Words
    standard: Words | str
    necessity: str
    covers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Joined:
    """What the answers of a bundle come to: the items that are in, the clean form of each, and what is wrong where."""

    taken: tuple[Member, ...]
    forms: Mapping[str, dict[str, Any]]
    problems: tuple[Problem, ...]


def taken(bundle: BundleSpec, typed: Typed) -> tuple[Member, ...]:
    """The items that are in, as far as the situations are answered."""
    clean, _problems = validate_fields(bundle.situations, typed, partial=True)
    return tuple(one for one in bundle.items if holds(one.when, clean))


def asked_once(bundle: BundleSpec, members: Iterable[Member]) -> tuple[SharedQuestion, ...]:
    """The shared questions that at least one of ``members`` needs."""
    items = {one.item for one in members}
    return tuple(one for one in bundle.questions if items & set(one.fills))


def sources(bundle: BundleSpec, member: Member) -> dict[str, str]:
    """Field of the item -> key of the shared question that fills it."""
    return {
        field: question.key for question in bundle.questions for field in question.fills.get(member.item, ())
    }


def of_applicant(
    bundle: BundleSpec, specs: Mapping[str, ItemSpec], items: Collection[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Where the bundle's form asks for name and code of the applicant of these of its items."""
    names: set[str] = set()
    codes: set[str] = set()
    for member in (one for one in bundle.items if one.item in items):
        form, filled = specs[member.item].form, sources(bundle, member)
        for key, found in ((form.applicant, names), (form.applicant_code, codes)):
            if key not in member.sets:
                found.add(filled.get(key) or place(member.item, key))
    return frozenset(names), frozenset(codes)


def own_fields(bundle: BundleSpec, member: Member, spec: ItemSpec) -> tuple[Field, ...]:
    """The questions that are asked as the item asks them: neither shared nor answered by the bundle."""
    known = {*sources(bundle, member), *member.sets}
    return tuple(field for field in spec.form.fields if field.key not in known)


def typed_for(bundle: BundleSpec, member: Member, spec: ItemSpec, typed: Typed) -> dict[str, Any]:
    """What was typed, as the form of the item takes it."""
    own = {field.key: typed.get(place(member.item, field.key)) for field in own_fields(bundle, member, spec)}
    shared = {field: typed.get(key) for field, key in sources(bundle, member).items()}
    return {key: value for key, value in {**own, **shared, **member.sets}.items() if value is not None}


def placed(bundle: BundleSpec, member: Member, problem: Problem) -> Problem:
    """A problem of an item's form at its place in the bundle's form."""
    where = problem.where
    if where.startswith(MATERIAL):
        key = where.removeprefix(MATERIAL)
        shared = next((one.key for one in bundle.materials if one.covers.get(member.item) == key), "")
        return replace(problem, where=MATERIAL + (shared or place(member.item, key)))
    return replace(
        problem, where=sources(bundle, member).get(where) or (place(member.item, where) if where else "")
    )


def joined(bundle: BundleSpec, specs: Mapping[str, ItemSpec], typed: Typed) -> Joined:
    """The answers of every item that is in, and every problem once at its place."""
    _situation, wrong = validate_fields(bundle.situations, typed)
    members = taken(bundle, typed)
    _shared, more = validate_fields(asked_once(bundle, members), typed)
    wrong = [*wrong, *more]
    forms: dict[str, dict[str, Any]] = {}
    for member in members:
        spec = specs[member.item]
        forms[member.item], found = validate_form(spec, typed_for(bundle, member, spec, typed))
        seen = {one.where for one in wrong}
        wrong += [one for one in (placed(bundle, member, told) for told in found) if one.where not in seen]
    return Joined(members, forms, tuple(wrong))


def every_material(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> tuple[Asked, ...]:
    """Every material that any answers may lead to, each once."""
    return _united(bundle, ((one.item, row) for one in bundle.items for row in specs[one.item].materials))


def asked_materials(
    bundle: BundleSpec, specs: Mapping[str, ItemSpec], forms: Mapping[str, Mapping[str, Any]]
) -> tuple[Asked, ...]:
    """The materials that follow from the answers, each once; what one item must have and another may, all must have."""
    needed = (
        (item, one)
        for item, form in forms.items()
        for one in materials(specs[item], derive(specs[item], form))
    )
    return _united(bundle, needed)


def _united(bundle: BundleSpec, needed: Iterable[tuple[str, MaterialSpec]]) -> tuple[Asked, ...]:
    found: dict[str, Asked] = {}
    for item, one in needed:
        shared = next((row for row in bundle.materials if row.covers.get(item) == one.key), None)
        key = shared.key if shared else place(item, one.key)
        before = found.get(key)
        if before is None:
            name = shared.name if shared else one.name
            found[key] = Asked(key, name, one.standard, one.necessity, ((item, one.key),))
        else:
            strictest = min(before.necessity, one.necessity, key=STRICTNESS.index)
            found[key] = replace(before, necessity=strictest, covers=(*before.covers, (item, one.key)))
    return tuple(found.values())
