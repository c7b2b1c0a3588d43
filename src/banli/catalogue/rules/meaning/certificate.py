"""What follows from the facts of a case for its certificate: number, lines, term, renewal."""

from __future__ import annotations

from datetime import date, timedelta

from banli.catalogue.rules.definition.certificate_life import (
    DEFAULT_RENEWAL,
    Concern,
    Renewal,
    concern_in,
)
from banli.catalogue.rules.definition.conditions import Facts, holds
from banli.catalogue.rules.definition.months import months_later
from banli.catalogue.rules.definition.spec import ItemSpec, Validity
from banli.catalogue.rules.definition.tables import measure as unit_words
from banli.catalogue.rules.meaning.corners import numbered_corners
from banli.catalogue.rules.meaning.evaluate import Line, fact_shown


def certified(spec: ItemSpec, facts: Facts) -> bool:
    """True where a grant on these facts ends in a certificate."""
    return spec.certificate is not None and holds(spec.certificate.when, facts)


def certificate_number(spec: ItemSpec, *, year: int, serial: int) -> str:
    """The number printed on a certificate, from the pattern of the item."""
    return spec.certificate.number.format(year=year, serial=serial) if spec.certificate else ""


def printed_number(spec: ItemSpec, facts: Facts) -> str:
    """The number that its face shows in place of the platform's own; '' where it shows that one."""
    key = spec.certificate.printed_number if spec.certificate else ""
    return fact_shown(spec, key, facts) if key else ""


def certificate_lines(spec: ItemSpec, facts: Facts) -> tuple[Line, ...]:
    """The lines of the certificate that this case fills."""
    fields = spec.certificate.fields if spec.certificate else ()
    lines = []
    for field in fields:
        value = fact_shown(spec, field.source, facts)
        asked = spec.form.field(field.source)
        if value and asked is not None and asked.type == "polygon":
            value = numbered_corners(value)
        if value:
            lines.append(
                Line(
                    field.key,
                    field.label,
                    f"{value} {unit_words(field.unit)}" if field.unit else value,
                )
            )
    return tuple(lines)


def validity(spec: ItemSpec, facts: Facts, decided_on: date) -> tuple[date, date | None]:
    """First and last day on which the certificate holds; None: without end.

    A term of months, fixed or answered, ends on the day before the same day of the month. A term taken from the form,
    or following another one, begins no earlier than the decision and is cut at ``max_days`` days and ``max_months``
    months.
    """
    rules = spec.certificate.validity if spec.certificate else ()
    rule = next((rule for rule in rules if holds(rule.when, facts)), None)
    if rule is None:
        return decided_on, None
    first = decided_on
    if rule.from_field and isinstance(facts.get(rule.from_field), str):
        first = max(decided_on, date.fromisoformat(facts[rule.from_field]))
    if rule.after_field and isinstance(facts.get(rule.after_field), str):
        first = max(decided_on, date.fromisoformat(facts[rule.after_field]) + timedelta(days=1))
    last: date | None = None
    if months := rule.months or _answered_months(rule, facts):
        last = months_later(first, months) - timedelta(days=1)
    elif rule.until_field and isinstance(facts.get(rule.until_field), str):
        last = max(first, date.fromisoformat(facts[rule.until_field]))
    if last and rule.max_days:
        last = min(last, first + timedelta(days=rule.max_days - 1))
    if last and rule.max_months:
        last = min(last, months_later(first, rule.max_months) - timedelta(days=1))
    return first, last


def _answered_months(rule: Validity, facts: Facts) -> int:
    """The term in months that was answered; 0 where none was."""
    told = facts.get(rule.months_field) if rule.months_field else None
    return int(told) if isinstance(told, int | float) else 0


def concern(spec: ItemSpec, facts: Facts) -> Concern | None:
    """The certificate that a case with these facts renews or changes (行政许可法 49, 50)."""
    return concern_in(spec.certificate.concerns if spec.certificate else None, facts)


def named_items(spec: ItemSpec) -> tuple[str, ...]:
    """The items whose certificate an application may name: its own, or those that the item says."""
    concerns = spec.certificate.concerns if spec.certificate else None
    return concerns.items if concerns and concerns.items else (spec.slug,)


def renewal(spec: ItemSpec) -> Renewal:
    """When a renewal is asked for at the latest, and when the holder is reminded."""
    own = spec.certificate.renewal if spec.certificate else None
    return own or DEFAULT_RENEWAL


def validated_every(spec: ItemSpec, facts: Facts) -> int:
    """After how many months a certificate is validated again (校验); 0 where it is not."""
    rules = spec.certificate.validation if spec.certificate else ()
    return next((rule.months for rule in rules if holds(rule.when, facts)), 0)
