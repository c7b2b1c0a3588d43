"""Whether every text of an item's papers can be set: its names are facts of that paper, and its language is right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, meta

from banli.catalogue.rules.checks.nearest import nearest, unknown
from banli.catalogue.rules.definition.facts import known_facts
from banli.catalogue.rules.definition.paper_facts import PAPERS, PaperFact, facts_named
from banli.catalogue.rules.definition.papers import Each, PaperText
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.papers import ANSWERS, ONE, SAID
from banli.kernel.text import gettext_noop
from banli.kernel.wording import environment, parts_of, source

Place = tuple[str | int, ...]
Found = tuple[Place, str, str, dict[str, object]]
RULE = "papers"


def check_papers(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of the item's papers: a paper nobody makes, a text that is no template, a name that leads nowhere."""
    answers = known_facts(spec).keys()
    for name, text in spec.papers.items():
        yield from check_paper(name, text, answers)


def check_paper(name: str, text: PaperText, answers: Collection[str] | None) -> Iterator[Found]:
    """Every fault of one paper.

    :param answers: the answers and facts of the item; None where no item is known, and any may be named.
    """
    place: Place = ("papers", name)
    if name not in PAPERS:
        yield place, RULE, *_no_paper(name)
        return
    own = dict(facts_named(name))
    named = {ANSWERS: answers, SAID: {one.key for one in text.asks}}
    for where, one in _texts(text):
        yield from _text((*place, *where), one, own, named)


def _no_paper(name: str) -> tuple[str, dict[str, object]]:
    if near := nearest(name, PAPERS):
        return gettext_noop("there is no paper “%(key)s”; is “%(near)s” meant?"), {"key": name, "near": near}
    return gettext_noop("there is no paper “%(key)s”"), {"key": name}


def _texts(text: PaperText) -> Iterator[tuple[Place, Any]]:
    yield ("title",), text.title.zh
    for part in ("paragraphs", "points", "closing"):
        for index, one in enumerate(getattr(text, part)):
            yield (part, index), one


def _text(
    place: Place, text: Any, own: Mapping[str, PaperFact], named: Mapping[str, Collection[str] | None]
) -> Iterator[Found]:
    if isinstance(text, Each):
        listed = own.get(text.each)
        if listed is None or not listed.parts:
            lists = {key for key, one in own.items() if one.parts}
            yield (*place, "each"), RULE, *unknown(text.each, lists)
            return
        place, text, named = (*place, "text"), text.text, {**named, ONE: listed.parts}
    try:
        tree = environment().parse(source(text))
        environment().from_string(source(text))
    except TemplateSyntaxError as wrong:
        yield place, RULE, gettext_noop("this is no text of a paper: %(why)s"), {"why": wrong.message}
        return
    for key in sorted(meta.find_undeclared_variables(tree) - own.keys() - named.keys()):
        yield place, RULE, *unknown(key, own.keys() | named.keys())
    for of, key in sorted(parts_of(tree)):
        known = named.get(of)
        if known is not None and key not in known:
            yield place, RULE, *unknown(key, known)
