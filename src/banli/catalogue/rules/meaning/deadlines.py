"""When the limits of an item end for a case of which only some facts are told.

A limit rule counts only where what is told decides it: a fact nobody named is not taken for absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from banli.catalogue.rules.definition.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Facts,
    Not,
    holds,
)
from banli.catalogue.rules.definition.facts import Known, known_facts
from banli.catalogue.rules.definition.spec import ItemSpec, Limit, LimitRule
from banli.catalogue.rules.meaning.evaluate import Limits
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.worktime.rules import Calendar, Explanation, PauseLike, Unit, explain

TRUTH = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


@dataclass(frozen=True)
class Deadline:
    """Both limits of an item from one day, explained day by day."""

    limits: Limits
    statutory: Explanation
    promised: Explanation

    def as_data(self) -> dict[str, Any]:
        """As plain data for JSON; ``due``, ``undecreed`` and ``days`` are those of the statutory limit."""
        law = self.statutory.as_data()
        return {
            "due": law["due"],
            **({"undecreed": law["undecreed"]} if "undecreed" in law else {}),
            "days": law["days"],
            "statutory": law | {"basis": self.limits.statutory.basis.model_dump()},
            "promised": self.promised.as_data() | {"basis": self.limits.promised.basis.model_dump()},
        }


def deadline(
    spec: ItemSpec,
    facts: Facts,
    start: date,
    calendar: Calendar,
    pauses: Iterable[PauseLike] = (),
    *,
    extension: int = 0,
) -> Deadline:
    """When the limits of a case of this item end that was accepted on ``start``.

    :raises Refused: where ``facts`` do not decide which limit counts; it names the choices.
    """
    found, pauses = limits_by(spec, facts), tuple(pauses)

    def told(limit: Limit) -> Explanation:
        return explain(start, limit.days, Unit(limit.unit), calendar, pauses, extension=extension)

    return Deadline(found, told(found.statutory), told(found.promised))


def limits_by(spec: ItemSpec, facts: Facts) -> Limits:
    """The limits that ``facts`` decide on: the first rule met, where no earlier one may be met as well.

    :raises Refused: where they leave it open; it names each rule that may count.
    """
    left: list[LimitRule] = []
    for rule in spec.limits:
        met = decided(rule.when, facts)
        if met and not left:
            return Limits(rule.statutory, rule.promised)
        if met is not False:
            left.append(rule)
        if met:
            break
    raise Refused(
        gettext_noop("“%(item)s” has several limits. Say which facts hold, as key=value: %(rules)s"),
        item=str(spec.name),
        rules="; ".join(f"{written(rule.when) or '…'} → {_lengths(rule)}" for rule in left),
    )


def _lengths(rule: LimitRule) -> str:
    """Both limits of a rule, the statutory first."""
    return " / ".join(f"{limit.days} {limit.unit}" for limit in (rule.statutory, rule.promised))


def decided(condition: Condition | None, facts: Facts) -> bool | None:
    """Whether ``condition`` is met, or None where that hangs on a fact nobody told."""
    match condition:
        case Comparison():
            told = condition.field in facts and (not condition.other or condition.other in facts)
            return holds(condition, facts) if told else None
        case AllOf():
            return _joined([decided(part, facts) for part in condition.all], settles=False)
        case AnyOf():
            return _joined([decided(part, facts) for part in condition.any], settles=True)
        case Not():
            inner = decided(condition.not_, facts)
            return None if inner is None else not inner
        case _:
            return True


def _joined(parts: list[bool | None], *, settles: bool) -> bool | None:
    """What the parts say together, where one part ``settles`` it."""
    if settles in parts:
        return settles
    return None if None in parts else not settles


def written(condition: Condition | None) -> str:
    """A condition in signs, with the keys and values that a fact is told by; '' for none."""
    match condition:
        case Comparison():
            value = condition.other or _written_value(condition.value)
            return f"{condition.field}{'=' if condition.op in ('==', 'in') else condition.op}{value}"
        case AllOf():
            return " & ".join(written(part) for part in condition.all)
        case AnyOf():
            return "(" + " | ".join(written(part) for part in condition.any) + ")"
        case Not():
            return f"not ({written(condition.not_)})"
        case _:
            return ""


def _written_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def read_facts(spec: ItemSpec, given: Iterable[str]) -> dict[str, Any]:
    """The facts written as ``key=value``, by their types; several values of one fact stand apart by commas.

    :raises Invalid: naming each that the item does not know or that is not of its type, at ``fact``.
    """
    known, facts, faults = known_facts(spec), {}, []
    for text in given:
        key, sign, value = text.partition("=")
        if not sign or key not in known:
            message = gettext_noop(
                "“%(text)s” names no fact of this item: write key=value, as in %(example)s."
            )
            faults.append(Problem("fact", message, (("text", text), ("example", _example(spec)))))
            continue
        try:
            facts[key] = _typed(known[key], value)
        except ValueError:
            message = gettext_noop("“%(text)s” is not a value of this fact.")
            faults.append(Problem("fact", message, (("text", text),)))
    if faults:
        raise Invalid(faults)
    return facts


def _example(spec: ItemSpec) -> str:
    """A fact that a limit of the item hangs on, or any fact of it."""
    conditions = [written(rule.when) for rule in spec.limits if rule.when]
    return conditions[0].split(" & ")[0].strip("(") if conditions else "key=value"


def _typed(known: Known, text: str) -> Any:
    """``text`` as a value of the fact. Raises :class:`ValueError`."""
    match known.type:
        case "yes_no":
            if text.lower() not in TRUTH:
                raise ValueError
            return TRUTH[text.lower()]
        case "number":
            return _number(text)
        case "list":
            return [_number(part) for part in text.split(",")]
        case "multi":
            return [_one_of(known, part) for part in text.split(",")]
        case _:
            return _one_of(known, text)


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError
    return int(number) if number.is_integer() else number


def _one_of(known: Known, text: str) -> Any:
    if not known.values:
        return text
    for value in known.values:
        if str(value) == text:
            return value
    raise ValueError
