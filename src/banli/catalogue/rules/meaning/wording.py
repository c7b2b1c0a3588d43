"""Conditions and limits of an item in words, in a language that is named: for drawings and files, which no reader's
settings reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from banli.catalogue.rules.definition.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
)
from banli.catalogue.rules.definition.spec import ItemSpec, Limit
from banli.catalogue.rules.definition.tables import UNITS, measure
from banli.catalogue.rules.meaning.evaluate import fact_label
from banli.kernel.text import Words

Lang = Literal["zh", "en"]
OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
PATTERNS: Mapping[str, Words] = {
    "==": Words(zh="{what}为{value}", en="{what} is {value}"),
    "!=": Words(zh="{what}不为{value}", en="{what} is not {value}"),
    "<": Words(zh="{what}低于{value}", en="{what} below {value}"),
    "<=": Words(zh="{what}不超过{value}", en="{what} at most {value}"),
    ">": Words(zh="{what}超过{value}", en="{what} over {value}"),
    ">=": Words(zh="{what}不低于{value}", en="{what} at least {value}"),
    "yes": Words(zh="{what}：是", en="{what}: yes"),
    "no": Words(zh="{what}：否", en="{what}: no"),
}
AND = Words(zh="，且", en=" and ")
OR = Words(zh="或", en=" or ")
YES = Words(zh="是", en="yes")
NO = Words(zh="否", en="no")


def said(words: Words, lang: Lang) -> str:
    """``words`` in that language; Chinese where there is no English."""
    return words.en if lang == "en" and words.en else words.zh


def condition_words(spec: ItemSpec, condition: Condition | None, lang: Lang) -> str:
    """What must hold; '' for no condition."""
    return "" if condition is None else _condition(spec, condition, lang, negated=False)


def limit_words(limit: Limit, lang: Lang) -> str:
    """5 个工作日."""
    return f"{limit.days} {said(UNITS[limit.unit], lang)}"


def _condition(spec: ItemSpec, condition: Condition, lang: Lang, *, negated: bool) -> str:
    match condition:
        case Comparison():
            return _comparison(spec, condition, lang, negated=negated)
        case Not():
            return _condition(spec, condition.not_, lang, negated=not negated)
        case AllOf():
            link, every = (OR if negated else AND), condition.all
        case AnyOf():
            link, every = (AND if negated else OR), condition.any
    return said(link, lang).join(_condition(spec, one, lang, negated=negated) for one in every)


def _comparison(spec: ItemSpec, found: Comparison, lang: Lang, *, negated: bool) -> str:
    what = said(fact_label(spec, found.field), lang)
    if isinstance(found.value, bool) and found.op in ("==", "!="):
        holds = (found.value == (found.op == "==")) != negated
        return said(PATTERNS["yes" if holds else "no"], lang).format(what=what)
    if found.op == "in":
        values = found.value if isinstance(found.value, tuple) else (found.value,)
        value = said(OR, lang).join(_value(spec, found.field, one, lang) for one in values)
        return said(PATTERNS["!=" if negated else "=="], lang).format(what=what, value=value)
    value = _other(spec, found, lang)
    op = OPPOSITES[found.op] if negated else found.op
    return said(PATTERNS[op], lang).format(what=what, value=value)


def _other(spec: ItemSpec, found: Comparison, lang: Lang) -> str:
    if found.other:
        return said(fact_label(spec, found.other), lang)
    return _value(spec, found.field, found.value, lang)


def _value(spec: ItemSpec, key: str, value: Any, lang: Lang) -> str:
    if isinstance(value, bool):
        return said(YES if value else NO, lang)
    field = spec.form.field(key)
    if field is None:
        rule = next((one for one in spec.rules.derive if one.key == key), None)
        words = rule.labels.get(str(value)) if rule else None
        return said(words, lang) if words else _figure(value)
    label = next((option.label for option in field.options if option.value == value), None)
    return said(label, lang) if label else f"{_figure(value)} {said(measure(field.unit), lang)}".strip()


def _figure(value: Any) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)
