"""The guide of a bundle: what it is, who may, which departments, which papers once, how many days."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext

from banli.bundles.service import (
    Asked,
    BundleSpec,
    Days,
    bundles,
    current,
    days_at_most,
    every_material,
    history,
    longest,
    specs_of,
)
from banli.catalogue.service import MATERIAL_FORMS, Condition, ItemSpec, comparisons
from banli.people.service import department, named
from banli.portal.items.conditions import words
from banli.portal.items.guide import Promise, limit_words, promise
from banli.portal.kit.visitor import page


@dataclass(frozen=True)
class Row:
    """One item of the bundle as its guide lists it."""

    item: str
    name: str
    department: str
    when: str
    promise: Promise
    after: str
    online: bool


def listed() -> list[BundleSpec]:
    """The bundles in force, for lists."""
    return [one.spec for one in bundles()]


def condition_words(bundle: BundleSpec, when: Condition | None) -> str:
    """The situations that an item hangs on, by their questions."""
    if when is None:
        return ""
    names = dict.fromkeys(one.field for one in comparisons(when))
    labels = [str(one.label) for one in bundle.situations if one.key in names]
    return pgettext("list", ", ").join(labels)


def rows_of(bundle: BundleSpec, specs: dict[str, ItemSpec], days: tuple[Days, ...]) -> list[Row]:
    """Each item with its department, when it is in, and its days."""
    after = {one.item: one.after for one in days}
    return [
        Row(
            item=one.item,
            name=str(specs[one.item].name),
            department=named(department(specs[one.item].department)),
            when=condition_words(bundle, one.when),
            promise=promise(specs[one.item]),
            after=pgettext("list", ", ").join(str(specs[other].name) for other in after[one.item]),
            online=specs[one.item].visits.number == 0,
        )
        for one in bundle.items
    ]


def way_words(days: tuple[Days, ...]) -> str:
    """The longest way in words: 1 个工作日 + 20 个工作日."""
    return " + ".join(limit_words(one.promised) for one in longest(days) if one.promised.days) or gettext(
        "On the spot"
    )


def material_lines(rows: tuple[Asked, ...], specs: dict[str, ItemSpec]) -> list[tuple[Asked, str, str]]:
    """Each material with the names of the items it serves, and the condition under which a single one asks for it."""
    return [(one, _served(one, specs), _condition(one, specs)) for one in rows]


def _served(one: Asked, specs: dict[str, ItemSpec]) -> str:
    return pgettext("list", ", ").join(dict.fromkeys(str(specs[item].name) for item, _key in one.covers))


def _condition(one: Asked, specs: dict[str, ItemSpec]) -> str:
    if len(one.covers) > 1:
        return ""
    [(item, key)] = one.covers
    return next(words(specs[item], row.when) for row in specs[item].materials if row.key == key)


@page
def bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide of one bundle."""
    found = current(slug)
    specs = dict(specs_of(found.spec))
    days = days_at_most(found.spec, specs)
    context = {
        "section": "items",
        "revision": found,
        "spec": found.spec,
        "lead": named(department(found.spec.lead)),
        "rows": rows_of(found.spec, specs, days),
        "materials": material_lines(every_material(found.spec, specs), specs),
        "forms": MATERIAL_FORMS,
        "way": way_words(days),
        "history": history(slug),
    }
    return render(request, "portal/bundles/bundle.html", context)
