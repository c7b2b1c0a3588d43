"""The form of a bundle, on the public site and at the counter: each question once, and what a browser sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from banli.bundles.service import BundleSpec, Member, asked_once, own_fields, place, taken, typed_for
from banli.catalogue.service import Field, ItemSpec
from banli.kernel.errors import Problem
from banli.screens.item_form import PUBLIC, Part, Side, Typed, by_place, parts, question, typed_by

SITUATIONS, ONCE = "situations", "once"


def bundle_parts(
    bundle: BundleSpec,
    specs: Mapping[str, ItemSpec],
    typed: Mapping[str, Any],
    problems: Iterable[Problem] = (),
    side: Side = PUBLIC,
    fixed: Collection[str] = (),
) -> tuple[Part, ...]:
    """What decides which items are in, what is asked once, then what each item asks besides.

    Parts of items that are not in are there without questions: a page keeps its place. Those of ``fixed`` are shown and
    not typed into.
    """
    wrong = by_place(problems)
    members = taken(bundle, typed)
    found = [
        _plain(SITUATIONS, gettext("What you want to do"), bundle.situations, typed, wrong, side),
        _plain(ONCE, gettext("Asked once, for everything"), asked_once(bundle, members), typed, wrong, side),
    ]
    for member in bundle.items:
        found += _own(bundle, member, specs[member.item], typed, wrong, side, there=member in members)
    return tuple(_fixed(one, fixed) for one in found) if fixed else tuple(found)


def _fixed(part: Part, fixed: Collection[str]) -> Part:
    return replace(part, questions=tuple(replace(one, fixed=one.key in fixed) for one in part.questions))


def _plain(
    key: str,
    title: str,
    fields: Iterable[Field],
    typed: Mapping[str, Any],
    wrong: Mapping[str, list[str]],
    side: Side,
) -> Part:
    drawn = (question(one, typed.get(one.key), wrong.get(one.key, ()), side=side) for one in fields)
    return Part(key, title, "", tuple(drawn))


def _own(
    bundle: BundleSpec,
    member: Member,
    spec: ItemSpec,
    typed: Mapping[str, Any],
    wrong: Mapping[str, list[str]],
    side: Side,
    *,
    there: bool,
) -> Iterator[Part]:
    """The sections of one item with the questions that are its own and apply."""
    own = {field.key for field in own_fields(bundle, member, spec)}
    for part in parts(spec, typed_for(bundle, member, spec, typed), side=side):
        name = place(member.item, part.key)
        drawn = [one for one in part.questions if one.key in own] if there else []
        yield replace(
            part,
            key=name,
            title=gettext("%(item)s: %(part)s") % {"item": spec.name, "part": part.title},
            questions=tuple(
                replace(
                    one,
                    key=place(member.item, one.key),
                    name=side.prefix + place(member.item, one.key),
                    errors=tuple(wrong.get(place(member.item, one.key), ())),
                )
                for one in drawn
            ),
        )


def bundle_fields(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[tuple[str, Field]]:
    """Every question of the bundle by its name in the form."""
    for field in (*bundle.situations, *bundle.questions):
        yield field.key, field
    for member in bundle.items:
        for field in own_fields(bundle, member, specs[member.item]):
            yield place(member.item, field.key), field


def bundle_typed(
    bundle: BundleSpec,
    specs: Mapping[str, ItemSpec],
    sent: QueryDict,
    before: Mapping[str, Any],
    side: Side = PUBLIC,
) -> Typed:
    """What was typed before with what a browser sent now."""
    return typed_by(bundle_fields(bundle, specs), sent, before, side)
