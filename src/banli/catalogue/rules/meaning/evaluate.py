"""What follows from the facts of a case under its item: class, limits, materials, findings, steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, get_args

from banli.catalogue.rules.definition.conditions import Facts, holds
from banli.catalogue.rules.definition.rulespec import (
    Check,
    Cut,
    Derived,
    Measure,
    Share,
    Threshold,
)
from banli.catalogue.rules.definition.severity import Severity
from banli.catalogue.rules.definition.spec import (
    ItemSpec,
    Limit,
    MaterialSpec,
    Step,
)
from banli.catalogue.rules.definition.tabled import looked_up, version
from banli.catalogue.rules.meaning.bounded import inside, outside
from banli.catalogue.rules.meaning.forms import shown
from banli.catalogue.rules.meaning.functions import FUNCTIONS
from banli.catalogue.rules.meaning.repeated_steps import unrolled
from banli.kernel.errors import Refused
from banli.kernel.polygons import area_km2
from banli.kernel.text import Words, gettext_noop

SEVERITIES: tuple[str, ...] = get_args(Severity)


@dataclass(frozen=True)
class Limits:
    """The limit the law sets and the one the organ promises; both run from acceptance."""

    statutory: Limit
    promised: Limit
    since: str = "acceptance"
    """Or ``receipt``: the day from which both count."""
    unset: bool = False
    """True where no law sets one; ``statutory`` is then the organ's own longest."""


@dataclass(frozen=True)
class Finding:
    """What a check found: ``where`` is the field it points at; a ``violation`` forbids a grant."""

    key: str
    where: str
    severity: str
    message: Words
    article: Words
    not_accepted: bool = False
    """True where acceptance may be refused for it."""

    @property
    def forbids(self) -> bool:
        """True where the case may not be granted as it stands."""
        return self.severity == "violation"


@dataclass(frozen=True)
class Line:
    """One line of a certificate or a summary, ready to be read."""

    key: str
    label: Words
    value: str

    @property
    def told(self) -> str:
        """The value where it stands without its label: a bare number says what it counts."""
        return f"{self.label} {self.value}" if re.fullmatch(r"[\d.,]+", self.value) else self.value


def _numbers(facts: Facts, key: str) -> list[float]:
    value = facts.get(key)
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]


def _cut(cut: Cut, facts: Facts) -> str | None:
    text = facts.get(cut.field)
    if not isinstance(text, str) or len(text) < cut.last:
        return None
    prefix = str(facts.get(cut.prefix_of, "")) if cut.prefix_of else cut.prefix
    return prefix + text[cut.first - 1 : cut.last]


def _share(part: str, whole: str, facts: Facts) -> Fraction | None:
    """The least share of a part in its whole, exactly; None where there are not as many of the one as of the other."""
    parts, wholes = _numbers(facts, part), _numbers(facts, whole)
    if not parts or len(parts) != len(wholes) or min(wholes) <= 0:
        return None
    return min(Fraction(str(one)) / Fraction(str(all_)) for one, all_ in zip(parts, wholes, strict=True))


def _percent(part: str, whole: str, facts: Facts) -> float | None:
    """In percent, cut after two digits: what falls short of a share is not rounded up to it."""
    share = _share(part, whole, facts)
    return None if share is None else floor(share * 10_000) / 100


def _reaches(wanted: Share, facts: Facts) -> bool | None:
    share = _share(wanted.part, wanted.whole, facts)
    return None if share is None else share >= Fraction(wanted.share)


def _derived(rule: Derived, spec: ItemSpec, facts: Facts) -> Any:
    """The value of one derived fact, None where it does not follow."""
    if rule.looked_up:
        return looked_up(rule.looked_up, spec.thresholds, facts)
    if rule.within:
        return all(inside(bound, facts) for bound in spec.rules.bounds if bound.key in rule.within)
    if rule.cases:
        return next((case.value for case in rule.cases if holds(case.when, facts)), None)
    if rule.cut:
        return _cut(rule.cut, facts)
    return _of_numbers(rule, facts)


def _of_numbers(rule: Derived, facts: Facts) -> Any:
    """What is joined, measured, shared or added up."""
    if rule.joined:
        return _joined(rule, facts)
    if rule.area_of:
        area = facts.get(rule.area_of)
        return area_km2(area) if isinstance(area, str) else None
    if rule.reaches:
        return _reaches(rule.reaches, facts)
    if rule.less:
        return _less(rule.less, facts)
    return _percent(*rule.percent_of, facts) if rule.percent_of else _aggregate(rule, facts)


def _less(keys: tuple[str, ...], facts: Facts) -> float | None:
    """The first number without the others; what is not known takes nothing away."""
    first, *others = [_numbers(facts, key) for key in keys]
    return round(first[0] - sum(map(sum, others)), 6) if first else None


def _aggregate(rule: Derived, facts: Facts) -> float | None:
    named = rule.count_of or rule.max_of or rule.mean_of or rule.sum_of
    keys = (named,) if isinstance(named, str) else named
    numbers = [one for key in keys for one in _numbers(facts, key)]
    return len(numbers) if rule.count_of else _summed(rule, numbers)


def _joined(rule: Derived, facts: Facts) -> str | None:
    texts = [facts.get(key) for key in rule.joined]
    return None if None in texts else "".join(map(str, texts))


def _summed(rule: Derived, numbers: list[float]) -> float | None:
    if not numbers:
        return None
    if rule.max_of:
        return max(numbers)
    total = sum(numbers)
    return round(total / len(numbers), 6) if rule.mean_of else round(total, 6)


def derive(spec: ItemSpec, data: Facts) -> dict[str, Any]:
    """All facts of a case: the clean answers ``data`` and, after them, every fact that follows from them."""
    facts = dict(data)
    for rule in spec.rules.derive:
        value = _derived(rule, spec, facts)
        if value is not None:
            facts[rule.key] = value
    return facts


def limits(spec: ItemSpec, facts: Facts) -> Limits:
    """The limits of a case with these facts; the first rule that is met counts.

    Raises :class:`Refused` where none is: the checker lets no such item be published.
    """
    for rule in spec.limits:
        if holds(rule.when, facts):
            return Limits(rule.statutory, rule.promised, rule.since, unset=rule.unset is not None)
    raise Refused(gettext_noop("The item lays down no time limit for what was entered."))


def materials(spec: ItemSpec, facts: Facts) -> tuple[MaterialSpec, ...]:
    """The closed list of materials this case needs, in order (行政许可法 31: nothing else may be asked)."""
    return tuple(material for material in spec.materials if holds(material.when, facts))


def steps(spec: ItemSpec, facts: Facts) -> tuple[Step, ...]:
    """The review steps this case takes, in order, one for each answer where a step says ``each``."""
    return tuple(step for step in unrolled(spec, facts).steps if holds(step.when, facts))


def verdicts(spec: ItemSpec, facts: Facts) -> tuple[Finding, ...]:
    """Every finding of the item's checks on this case, the ones that forbid a grant first."""
    found = [_finding(check, spec, facts) for check in spec.rules.checks if holds(check.when, facts)]
    found += _out_of_bounds(spec, facts)
    for measure in spec.rules.measures:
        found += measured(measure, spec, facts)
    return in_order(found)


def _out_of_bounds(spec: ItemSpec, facts: Facts) -> Iterable[Finding]:
    """A finding for each value outside its bounds."""
    for bound in spec.rules.bounds:
        one = outside(bound, facts)
        if one is not None:
            told = one.message(fact_label(spec, bound.of))
            known = {**facts, **one.figures}
            message = Words(zh=_filled(told.zh, known), en=_filled(told.en, known))
            article = bound.article_of(one.row) or Words(zh="")
            where = bound.where or bound.of
            yield Finding(one.key, where, bound.severity, message, article, bound.not_accepted)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are read: the ones that forbid a grant first, costs last."""
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def measured(measure: Measure, spec: ItemSpec, facts: Facts) -> list[Finding]:
    """The findings of one named function on this case."""
    if not holds(measure.when, facts):
        return []
    table = threshold(spec, measure.table, facts.get(measure.as_of)) if measure.table else None
    article = measure.article or (table.basis if table else Words(zh="", en=""))
    faults = FUNCTIONS[measure.function].run(facts, table.rows if table else ())
    found = []
    for fault in faults:
        known = {**facts, **fault}
        message = Words(zh=_filled(measure.message.zh, known), en=_filled(measure.message.en, known))
        found.append(Finding(measure.key, measure.where, measure.severity, message, article))
    return found


def threshold(spec: ItemSpec, key: str, day: Any = None) -> Threshold | None:
    """The version of the table ``key`` in force on ``day`` (an ISO day); the newest where none is told."""
    return version(spec.thresholds, key, day)


def _finding(check: Check, spec: ItemSpec, facts: Facts) -> Finding:
    message = check.message
    if "{" in message.zh or "{" in message.en:
        message = Words(zh=_filled(message.zh, facts), en=_filled(message.en, facts))
    return Finding(check.key, check.where, check.severity, message, check.article, check.not_accepted)


def _filled(text: str, facts: Facts) -> str:
    """``text`` with each ``{key}`` replaced by the fact of that name."""
    for key, value in facts.items():
        if "{" + key + "}" in text:
            text = text.replace(
                "{" + key + "}",
                f"{value:.12g}" if isinstance(value, float) else str(value),
            )
    return text


def fact_label(spec: ItemSpec, key: str) -> Words:
    """How a field or derived fact is called."""
    field = spec.form.field(key)
    if field:
        return field.label
    return next(
        (rule.label for rule in spec.rules.derive if rule.key == key),
        Words(zh=key, en=key),
    )


def fact_shown(spec: ItemSpec, key: str, facts: Facts) -> str:
    """A field's or derived fact's value in the reader's words, '' where there is none."""
    value = facts.get(key)
    field = spec.form.field(key)
    if field:
        return shown(field, value)
    rule = next((rule for rule in spec.rules.derive if rule.key == key), None)
    if value is None or rule is None:
        return ""
    words = rule.labels.get(str(value))
    return str(words) if words else f"{value:.12g}" if isinstance(value, float) else str(value)


def summary(spec: ItemSpec, facts: Facts) -> tuple[Line, ...]:
    """The few facts that tell one case from another in a list."""
    lines = (Line(key, fact_label(spec, key), fact_shown(spec, key, facts)) for key in spec.form.summary)
    return tuple(line for line in lines if line.value)


def applicant_of(spec: ItemSpec, data: Facts) -> Mapping[str, str]:
    """Who applies and how to reach them: ``name``, ``code``, ``contact``, ``mobile``."""
    form = spec.form
    keys = {
        "name": form.applicant,
        "code": form.applicant_code,
        "contact": form.contact_name,
        "mobile": form.contact_mobile,
    }
    found = {role: str(data.get(key, "")) if key else "" for role, key in keys.items()}
    return found | {"code": found["code"] or str(data.get(form.applicant_identity, ""))}


def not_yet(spec: ItemSpec, day: date) -> Words | None:
    """Why no application can be made before the item has come into force; None where it has on ``day``."""
    if day >= spec.effective_from:
        return None
    start = spec.effective_from.isoformat()
    return Words(zh=f"本事项自{start}起办理。", en=f"This item can be applied for from {start}.")
