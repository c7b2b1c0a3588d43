"""Finding an item by what people type."""

from __future__ import annotations

from django.db.models import BooleanField, F, FloatField, Func, IntegerField, OrderBy, QuerySet, Value

from banli.catalogue.models import Item, Synonym
from banli.catalogue.rules.nearness import NEAR, nearness, sound_of
from banli.catalogue.rules.search import asked_for, enough, loose_parts, reworded, strict_query
from banli.catalogue.selectors.items import ItemCard, card_of, in_lists

FOUND_MAX = 50


def search(text: str, *, most: int = FOUND_MAX) -> list[ItemCard]:
    """Items found by ``text``, best first: all of it, or what it asks for, or failing that enough of its parts.

    Finds Chinese by any part of a name, by a single character, by pinyin (in full or by initials) and by the
    everyday words an item lists; codes and English words by their beginning. Of a whole sentence the item that meets
    more of it comes first. Where all of it is not met, the pack's synonyms stand in for what was said, and items
    whose words are inside the question, sound like it or differ by a slip come after. Items that are no longer open
    come last.
    """
    found = _whole(text, most)
    if found:
        return found
    meant = reworded(text, dict(Synonym.objects.values_list("said", "meant")))
    found = _whole(meant, most) if meant != text else []
    if found:
        return found
    found = _in_parts(meant, most)
    return [*found, *_near(meant, {card.slug for card in found}, most - len(found))]


def _whole(text: str, most: int) -> list[ItemCard]:
    """Items that meet all of ``text``, or else all that it asks for."""
    for written in filter(None, dict.fromkeys((strict_query(text), strict_query(asked_for(text))))):
        cards = [card_of(item) for item in _ranked(in_lists().filter(_met(written)), written)[:most]]
        if cards:
            return cards
    return []


def _in_parts(text: str, most: int) -> list[ItemCard]:
    """Items that meet enough of the parts of ``text``."""
    parts = loose_parts(text)
    if not parts:
        return []
    met = sum((_count(_met(part)) for part in parts[1:]), _count(_met(parts[0])))
    found = in_lists().annotate(parts_met=met).filter(parts_met__gte=enough(len(parts)))
    return [card_of(item) for item in _ranked(found, " | ".join(parts), F("parts_met").desc())[:most]]


def _near(text: str, already: set[str], most: int) -> list[ItemCard]:
    """Items none of whose words is met, but which have one inside ``text`` or near it, nearest first."""
    question = asked_for(text)
    if most <= 0 or not question:
        return []
    sound = sound_of(question)
    rows = in_lists().exclude(slug__in=already).values_list("pk", "words", "sounds")
    scored = [(nearness(question, sound, words, sounds), key) for key, words, sounds in rows]
    near = dict(
        sorted(((key, score) for score, key in scored if score >= NEAR), key=lambda one: -one[1])[:most]
    )
    cards = {item.pk: card_of(item) for item in in_lists().filter(pk__in=near)}
    return sorted((cards[key] for key in near), key=lambda card: card.cancelled_on is not None)


def _ranked(found: QuerySet[Item], written: str, *before: OrderBy) -> QuerySet[Item]:
    """Open items before ended ones, then by ``before``, then by the weight of what was met."""
    both = (F("search"), Value(written))
    rank = Func(*both, template="ts_rank(%(expressions)s::tsquery)", output_field=FloatField())
    return found.order_by(F("cancelled_on").desc(nulls_first=True), *before, rank.desc(), "sort_key")


def _met(written: str) -> Func:
    both = (F("search"), Value(written))
    return Func(*both, template="%(expressions)s::tsquery", arg_joiner=" @@ ", output_field=BooleanField())


def _count(met: Func) -> Func:
    """1 where it holds, else 0."""
    return Func(met, template="(%(expressions)s)::int", output_field=IntegerField())
