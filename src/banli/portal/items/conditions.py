"""A condition of an item in words, so that a guide can say for whom a material or a limit is meant."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext

from banli.catalogue.service import Condition, ItemSpec, fact_label, fact_shown

OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def words(spec: ItemSpec, condition: Condition | None) -> str:
    """What must hold, in the active language; '' for no condition."""
    return "" if condition is None else _words(spec, condition, negated=False)


def parts(spec: ItemSpec, condition: Condition | None) -> list[str]:
    """What must hold, each of several demands by itself; empty for no condition."""
    demands = getattr(condition, "all", None) or ([condition] if condition else [])
    return [_words(spec, one, negated=False) for one in demands]


def _words(spec: ItemSpec, condition: Any, *, negated: bool) -> str:
    parts = getattr(condition, "all", None) or getattr(condition, "any", None)
    if parts:
        together = bool(getattr(condition, "all", None)) != negated
        link = pgettext("condition", " and ") if together else pgettext("condition", " or ")
        return link.join(_words(spec, part, negated=negated) for part in parts)
    inner = getattr(condition, "not_", None)
    if inner is not None:
        return _words(spec, inner, negated=not negated)
    return _comparison(spec, condition, negated=negated)


def _comparison(spec: ItemSpec, found: Any, *, negated: bool) -> str:
    label = str(fact_label(spec, found.field))
    other = str(fact_label(spec, found.other)) if found.other else ""
    if isinstance(found.value, bool) and found.op in ("==", "!="):
        holds = (found.value == (found.op == "==")) != negated
        pattern = gettext("%(what)s: yes") if holds else gettext("%(what)s: no")
        return pattern % {"what": label}
    if found.op == "in":
        values = pgettext("condition", " or ").join(
            _value(spec, found.field, one) for one in found.value or ()
        )
        pattern = gettext("%(what)s is not %(value)s") if negated else gettext("%(what)s is %(value)s")
        return pattern % {"what": label, "value": values}
    op = OPPOSITES[found.op] if negated else found.op
    return _pattern(op) % {"what": label, "value": other or _value(spec, found.field, found.value)}


def _pattern(op: str) -> str:
    return {
        "==": gettext("%(what)s is %(value)s"),
        "!=": gettext("%(what)s is not %(value)s"),
        "<": gettext("%(what)s below %(value)s"),
        "<=": gettext("%(what)s at most %(value)s"),
        ">": gettext("%(what)s over %(value)s"),
        ">=": gettext("%(what)s at least %(value)s"),
    }[op]


def _value(spec: ItemSpec, key: str, value: Any) -> str:
    """One value of a fact as the reader knows it."""
    return fact_shown(spec, key, {key: value}) or str(value)
