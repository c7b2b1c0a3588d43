"""Whether guidance is whole: no item without a way to it, no question that ends nowhere, no end without its article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banli.catalogue.rules import ItemSpec, derive, verdicts
from banli.guidance.rules.definition import Ending, Grounds, Stage, StageFile, Walk
from banli.kernel.text import gettext_noop

Fault = tuple[tuple[str | int, ...], str, dict[str, object]]
"""Where in the file, what is wrong, and what the words name."""
PERSON = "1"
NO_ITEM = gettext_noop("“%(item)s” is no item of the pack that one can apply for.")


def check_guidance(
    file: StageFile, walks: Mapping[str, Walk], specs: Mapping[str, ItemSpec]
) -> Iterator[tuple[str, Fault]]:
    """Every fault with the file it stands in; ``walks`` by their file, ``specs`` every item of the pack by its slug."""
    open_to_all = {slug: spec for slug, spec in specs.items() if spec.enforcement is None and spec.listed}
    if file.stages or file.at_hand:
        yield from (("guidance.yaml", fault) for fault in _stages(file, open_to_all))
    for name, walk in walks.items():
        yield from ((name, fault) for fault in _walk(walk, open_to_all))
    if walks:
        yield from ((next(iter(walks)), fault) for fault in _unreached(walks, open_to_all))


def _stages(file: StageFile, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    for index, slug in enumerate(file.at_hand):
        if slug not in specs:
            yield ("at_hand", index), NO_ITEM, {"item": slug}
    keys: set[str] = set()
    for index, stage in enumerate(file.stages):
        if stage.key in keys:
            message = gettext_noop("the key “%(key)s” is used twice.")
            yield ("stages", index, "key"), message, {"key": stage.key}
        keys.add(stage.key)
        for place, message, told in _stage_items(stage, specs):
            yield ("stages", index, "items", place), message, told
    shown = {item for stage in file.stages for item in stage.items}
    for slug, spec in specs.items():
        if slug not in shown and not spec.example:
            yield ("stages",), gettext_noop("the item “%(item)s” stands in no stage of life."), {"item": slug}


def _stage_items(stage: Stage, specs: Mapping[str, ItemSpec]) -> Iterator[tuple[int, str, dict[str, object]]]:
    for place, slug in enumerate(stage.items):
        spec = specs.get(slug)
        if spec is None:
            yield place, NO_ITEM, {"item": slug}
        elif not _serves(spec, stage.who):
            yield (
                place,
                gettext_noop(
                    "“%(item)s” is for others than those whose stage of life this is (server_types)."
                ),
                {"item": slug},
            )
        if slug in stage.items[:place]:
            yield place, gettext_noop("the item “%(item)s” stands here twice."), {"item": slug}


def _serves(spec: ItemSpec, who: str) -> bool:
    persons = PERSON in spec.server_types
    return persons if who == "person" else bool(set(spec.server_types) - {PERSON})


def _walk(walk: Walk, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    faults = [*_links(walk)]
    yield from faults
    if not faults:
        yield from _shape(walk)
    for key, turn in walk.turns.items():
        seen: set[str] = set()
        for index, reply in enumerate(turn.replies):
            where = ("turns", key, "replies", index)
            if reply.key in seen:
                yield (
                    (*where, "key"),
                    gettext_noop("the key “%(key)s” is used twice."),
                    {"key": reply.key},
                )
            seen.add(reply.key)
            if reply.end is not None:
                for at, message, told in _ending(reply.end, specs):
                    yield (*where, "end", *at), message, told


def _links(walk: Walk) -> Iterator[Fault]:
    message = gettext_noop("the walk has no question “%(key)s”.")
    if walk.start not in walk.turns:
        yield ("start",), message, {"key": walk.start}
    for key, turn in walk.turns.items():
        for index, reply in enumerate(turn.replies):
            if reply.to and reply.to not in walk.turns:
                yield ("turns", key, "replies", index, "to"), message, {"key": reply.to}


def _shape(walk: Walk) -> Iterator[Fault]:
    """No question leads back to itself, and none stands where nobody comes."""
    met: set[str] = set()
    stack: list[tuple[str, tuple[str, ...]]] = [(walk.start, ())]
    while stack:
        key, before = stack.pop()
        met.add(key)
        for index, reply in enumerate(walk.turns[key].replies):
            if reply.to in (*before, key):
                message = gettext_noop("the answer leads back to “%(key)s”: one would walk in a circle.")
                yield ("turns", key, "replies", index, "to"), message, {"key": reply.to}
            elif reply.to:
                stack.append((reply.to, (*before, key)))
    for key in walk.turns:
        if key not in met:
            yield ("turns", key), gettext_noop("no answer leads to the question “%(key)s”."), {"key": key}


def _ending(end: Ending, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    if end.item and end.item not in specs:
        yield ("item",), NO_ITEM, {"item": end.item}
        return
    if end.item and _plain(end.law.title.zh) not in {_plain(law.title.zh) for law in specs[end.item].laws}:
        message = gettext_noop("“%(law)s” is none of the laws that the item “%(item)s” names.")
        yield ("law", "title"), message, {"law": end.law.title.zh, "item": end.item}
    if end.grounds is not None:
        yield from _grounds(end.grounds, end.grounds.item or end.item, specs)


def _plain(title: str) -> str:
    """A law's name without its number and amendment, which differ between revisions of an item."""
    return title.partition("（")[0]


def _grounds(grounds: Grounds, item: str, specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    """The item's own rules say what the walk says."""
    spec = specs.get(item)
    if spec is None:
        yield ("grounds", "item"), NO_ITEM, {"item": item}
        return
    for key in grounds.form:
        if spec.form.field(key) is None:
            message = gettext_noop("the item “%(item)s” has no question “%(field)s”.")
            yield ("grounds", "form", key), message, {"item": item, "field": key}
    facts = derive(spec, grounds.form)
    for key, value in grounds.facts.items():
        if facts.get(key) != value:
            message = gettext_noop(
                "by the rules of “%(item)s”, “%(key)s” is then %(found)s and not %(value)s."
            )
            told = {"item": item, "key": key, "found": facts.get(key), "value": value}
            yield ("grounds", "facts", key), message, told
    found = {one.key for one in verdicts(spec, facts)}
    for place, name in enumerate(grounds.finds):
        if name not in found:
            message = gettext_noop("the checks of “%(item)s” do not find “%(name)s” then.")
            yield ("grounds", "finds", place), message, {"item": item, "name": name}


def _unreached(walks: Mapping[str, Walk], specs: Mapping[str, ItemSpec]) -> Iterator[Fault]:
    """Every item that ends in a decision is the end of a walk."""
    reached = {
        reply.end.item
        for walk in walks.values()
        for turn in walk.turns.values()
        for reply in turn.replies
        if reply.end is not None
    }
    for slug, spec in specs.items():
        if spec.case_type == "committed" and not spec.example and slug not in reached:
            yield ("turns",), gettext_noop("no walk ends with the item “%(item)s”."), {"item": slug}
