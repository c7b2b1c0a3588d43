"""Whether a bundle is whole: nothing is asked in two ways, and everything an item wants has a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from banli.bundles.rules.definition import BundleSpec, Member, SharedQuestion
from banli.bundles.rules.union import own_fields, place
from banli.catalogue.rules import Field, ItemSpec, Wrong, comparisons, read_answer
from banli.kernel.text import gettext_noop

Fault = tuple[tuple[str | int, ...], str, dict[str, object]]
"""Where in the file, what is wrong, and what the words name."""
MOST = 60
"""Characters of the longest name of a material."""
FITS = {
    ("identity", "subject"),
    ("uscc", "subject"),
    ("identity", "text"),
    ("uscc", "text"),
    ("subject", "text"),
    ("mobile", "text"),
    ("plate", "text"),
    ("text", "long_text"),
    ("integer", "number"),
}
"""What else than its own type a question may fill."""
NO_ITEM = gettext_noop("the bundle has no item “%(item)s”.")
NO_FIELD = gettext_noop("the item “%(item)s” has no question “%(field)s”.")


def check_bundle(
    bundle: BundleSpec, specs: Mapping[str, ItemSpec], departments: Collection[str]
) -> list[Fault]:
    """Every fault of a bundle whose file can be read, in the order of the file."""
    found = [*_frame(bundle, departments), *_members(bundle, specs)]
    if found:
        return found
    return [
        *_situations(bundle),
        *_order(bundle),
        *_second_parties(bundle, specs),
        *_sets(bundle, specs),
        *_fills(bundle, specs),
        *_asked_twice(bundle, specs),
        *_materials(bundle, specs),
    ]


def _frame(bundle: BundleSpec, departments: Collection[str]) -> Iterator[Fault]:
    if bundle.lead not in departments:
        yield ("lead",), gettext_noop("“%(code)s” is no department of the pack."), {"code": bundle.lead}
    keys: set[str] = set()
    for part, fields in (("situations", bundle.situations), ("questions", bundle.questions)):
        for index, field in enumerate(fields):
            if field.key in keys:
                yield (
                    (part, index, "key"),
                    gettext_noop("the key “%(key)s” is used twice."),
                    {"key": field.key},
                )
            keys.add(field.key)


def _members(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, member in enumerate(bundle.items):
        spec = specs.get(member.item)
        if spec is None:
            message = gettext_noop("“%(item)s” is no item of the pack.")
            yield ("items", index, "item"), message, {"item": member.item}
        elif spec.enforcement is not None:
            message = gettext_noop("nobody applies for “%(item)s”: the organ begins it.")
            yield ("items", index, "item"), message, {"item": member.item}
        if member.item in seen:
            message = gettext_noop("the item “%(item)s” stands here twice.")
            yield ("items", index, "item"), message, {"item": member.item}
        seen.add(member.item)


def _situations(bundle: BundleSpec) -> Iterator[Fault]:
    known, read = {one.key for one in bundle.situations}, set()
    for index, member in enumerate(bundle.items):
        names = {one.field for one in comparisons(member.when)} if member.when is not None else set()
        read |= names
        for name in sorted(names - known):
            message = gettext_noop("“when” reads “%(name)s”, which is no situation of the bundle.")
            yield ("items", index, "when"), message, {"name": name}
    for index, field in enumerate(bundle.situations):
        if field.key not in read:
            message = gettext_noop("no item hangs on the situation “%(key)s”.")
            yield ("situations", index, "key"), message, {"key": field.key}
    if all(one.when is not None for one in bundle.items):
        yield ("items",), gettext_noop("at least one item must always be in: one without “when”."), {}


def _order(bundle: BundleSpec) -> Iterator[Fault]:
    """What an item hangs on stands before it, so that nothing hangs on itself."""
    before: set[str] = set()
    for index, member in enumerate(bundle.items):
        for place_, need in enumerate(member.needs):
            if need.item not in before:
                message = gettext_noop("“%(item)s” must stand before the item that hangs on it.")
                yield ("items", index, "needs", place_, "item"), message, {"item": need.item}
        before.add(member.item)


def _second_parties(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    """An item that a second party signs is handed in later: nothing hangs on it, and another one does not wait."""
    signed = {one.item for one in bundle.items if specs[one.item].cosigner is not None}
    for index, member in enumerate(bundle.items):
        for place_, need in enumerate(member.needs):
            if need.item in signed:
                message = gettext_noop(
                    "“%(item)s” is signed by a second party and handed in later: nothing can hang on it."
                )
                yield ("items", index, "needs", place_, "item"), message, {"item": need.item}
    if all(one.item in signed for one in bundle.items if one.when is None):
        message = gettext_noop("at least one item that is always in must be signed by no second party.")
        yield ("items",), message, {}


def _sets(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    for index, member in enumerate(bundle.items):
        for key, value in member.sets.items():
            field, where = specs[member.item].form.field(key), ("items", index, "sets", key)
            if field is None:
                yield where, NO_FIELD, {"item": member.item, "field": key}
                continue
            try:
                read_answer(field, value)
            except Wrong:
                message = gettext_noop("“%(value)s” is no answer to “%(field)s”.")
                yield where, message, {"value": value, "field": key}


def _fills(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    filled: set[tuple[str, str]] = set()
    for index, question in enumerate(bundle.questions):
        for item, fields in question.fills.items():
            member, where = bundle.member(item), ("questions", index, "fills", item)
            if member is None:
                yield where, NO_ITEM, {"item": item}
                continue
            for name in fields:
                field = specs[item].form.field(name)
                if field is None:
                    yield where, NO_FIELD, {"item": item, "field": name}
                    continue
                yield from ((where, *told) for told in _unfit(question, field))
                if (item, name) in filled or name in member.sets:
                    message = gettext_noop("“%(field)s” of “%(item)s” is answered already.")
                    yield where, message, {"item": item, "field": name}
                filled.add((item, name))


def _unfit(question: SharedQuestion, field: Field) -> Iterator[tuple[str, dict[str, object]]]:
    """What keeps the answer from being one to ``field``."""
    told: dict[str, object] = {"key": question.key, "field": field.key}
    if question.type != field.type and (question.type, field.type) not in FITS:
        message = gettext_noop("“%(key)s” is of type %(type)s, “%(field)s” of type %(wanted)s.")
        yield message, {**told, "type": question.type, "wanted": field.type}
    if field.required and not question.required:
        message = gettext_noop(
            "“%(field)s” must be answered, and “%(key)s” may stay empty: it would have no source."
        )
        yield message, told
    values = {one.value for one in field.options}
    strange = [one.value for one in question.options if one.value not in values]
    if strange:
        message = gettext_noop("“%(field)s” does not offer %(values)s.")
        yield message, {**told, "values": ", ".join(strange)}


def _asked_twice(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    """The same thing asked by two items, or by an item and by the bundle, where nothing says that it is meant."""
    apart = [set(one.fields) for one in bundle.apart]
    own = [(index, one, own_fields(bundle, one, specs[one.item])) for index, one in enumerate(bundle.items)]
    for (_first, one, fields), (index, other, more) in combinations(own, 2):
        for field in fields:
            for twin in more:
                names = {f"{one.item}.{field.key}", f"{other.item}.{twin.key}"}
                if _alike(one, field, other, twin, specs) and not any(names <= row for row in apart):
                    message = gettext_noop(
                        "“%(first)s” and “%(second)s” ask the same: let one question fill both, or say under"
                        " “apart” why not."
                    )
                    yield (
                        ("items", index, "item"),
                        message,
                        dict(zip(("first", "second"), sorted(names), strict=True)),
                    )
    for index, member, fields in own:
        asked = {str(one.label.zh): one.key for one in bundle.questions if member.item in one.fills}
        for field in fields:
            if field.label.zh in asked:
                message = gettext_noop("“%(field)s” of “%(item)s” asks what “%(key)s” asks already.")
                told = {"field": field.key, "item": member.item, "key": asked[field.label.zh]}
                yield ("items", index, "item"), message, dict(told)


def _alike(one: Member, field: Field, other: Member, twin: Field, specs: Mapping[str, ItemSpec]) -> bool:
    """Of one type and called the same, in words, by key or by what both forms use it for."""
    if field.type != twin.type:
        return False
    return (
        field.label.zh == twin.label.zh
        or field.key == twin.key
        or bool(_roles(specs[one.item], field.key) & _roles(specs[other.item], twin.key))
    )


def _roles(spec: ItemSpec, key: str) -> set[str]:
    form = spec.form
    roles = {"applicant": form.applicant, "code": form.applicant_code, "mobile": form.contact_mobile}
    roles["contact"] = form.contact_name
    return {role for role, field in roles.items() if field and field == key}


def _materials(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    united: set[tuple[str, str]] = set()
    for index, shared in enumerate(bundle.materials):
        for item, key in shared.covers.items():
            where = ("materials", index, "covers", item)
            if bundle.member(item) is None:
                yield where, NO_ITEM, {"item": item}
            elif key not in {one.key for one in specs[item].materials}:
                message = gettext_noop("the item “%(item)s” has no material “%(key)s”.")
                yield where, message, {"item": item, "key": key}
            if (item, key) in united:
                message = gettext_noop("“%(key)s” of “%(item)s” is united twice.")
                yield where, message, {"item": item, "key": key}
            united.add((item, key))
    yield from _apart(bundle, specs, united)


def _apart(
    bundle: BundleSpec, specs: Mapping[str, ItemSpec], united: Collection[tuple[str, str]]
) -> Iterator[Fault]:
    """Materials that stay the item's own: none of one name for two items, none of a name too long."""
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, member in enumerate(bundle.items):
        for one in specs[member.item].materials:
            if (member.item, one.key) in united:
                continue
            named[one.name.zh].append((index, member.item))
            if len(name := place(member.item, one.key)) > MOST:
                message = gettext_noop(
                    "the name “%(name)s” is too long; unite the material under a shorter key."
                )
                yield ("items", index, "item"), message, {"name": name}
    for name, rows in named.items():
        if len(rows) > 1:
            message = gettext_noop("“%(name)s” is asked for by %(items)s: unite it under “materials”.")
            told = {"name": name, "items": ", ".join(item for _index, item in rows)}
            yield ("items", rows[1][0], "item"), message, dict(told)
