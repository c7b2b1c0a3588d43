"""What a guide page says of an item, prepared from its definition: limits, steps, materials, classes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from banli.catalogue.service import (
    STEP_KINDS,
    UNITS,
    ItemSpec,
    Limit,
    fact_shown,
    retirement,
    side_by_side,
)
from banli.kernel import clock
from banli.portal.items.conditions import parts, words


@dataclass(frozen=True)
class Promise:
    """The limits of an item in a few words, for a card or the head of its guide."""

    promised: str
    statutory: str
    basis: str
    instant: bool
    example: bool = False
    """True of an item that is no real service."""


@dataclass(frozen=True)
class LimitLine:
    """One row of the limits: for whom, promised, by law."""

    when: str
    promised: str
    statutory: str
    basis: str


@dataclass(frozen=True)
class Station:
    """One station of the way, as the step bar draws it."""

    title: str
    note: str = ""
    state: str = ""


@dataclass(frozen=True)
class Grade:
    """One class that the answers lead to, and what puts a case into it."""

    label: str
    when: tuple[str, ...]


@dataclass(frozen=True)
class Classes:
    """A fact that sorts cases into classes, such as the three classes of oversize loads."""

    title: str
    rows: tuple[Grade, ...]


FEW = 3
"""Up to so many different limits are all named; of more, the shortest and the longest."""


def limit_words(limit: Limit) -> str:
    """5 个工作日; 0 means on the spot."""
    if limit.days == 0:
        return pgettext("limit", "On the spot")
    return f"{limit.days} {UNITS[limit.unit]}"


def _several(limits: list[Limit]) -> str:
    """2 / 5 / 15 个工作日 where all have one unit, else each in full."""
    days = sorted({(limit.days, limit.unit) for limit in limits})
    units = {unit for _days, unit in days}
    if len(days) > FEW and len(units) == 1 and days[0][0] > 0:
        return f"{days[0][0]}–{days[-1][0]} {UNITS[days[0][1]]}"
    if len(days) > 1 and len(units) == 1 and days[0][0] > 0:
        return f"{' / '.join(str(one) for one, _unit in days)} {UNITS[days[0][1]]}"
    by_key = {(limit.days, limit.unit): limit for limit in limits}
    return " / ".join(limit_words(by_key[key]) for key in days)


def promise(spec: ItemSpec) -> Promise:
    """The limits of ``spec`` over all its classes; empty where the organ begins it by itself without one."""
    if not spec.limits:
        return Promise("", "", "", instant=False)
    return Promise(
        promised=_several([rule.promised for rule in spec.limits]),
        statutory=str(spec.limits[0].unset or _several([rule.statutory for rule in spec.limits])),
        basis=str(spec.limits[0].statutory.basis),
        instant=spec.case_type == "instant",
        example=spec.example,
    )


def limit_lines(spec: ItemSpec) -> list[LimitLine]:
    """Each rule of limits with what it is for."""
    return [
        LimitLine(
            when=words(spec, rule.when) or (gettext("Otherwise") if len(spec.limits) > 1 else ""),
            promised=limit_words(rule.promised),
            statutory=str(rule.unset or limit_words(rule.statutory)),
            basis=str(rule.statutory.basis),
        )
        for rule in spec.limits
    ]


def stations(spec: ItemSpec) -> list[Station]:
    """The way of a case from application to result."""
    if spec.case_type == "instant":
        way = [Station(gettext("Apply"), gettext("online or at the window"))]
        done = pgettext("list", ", ").join(str(step.name) for step in spec.steps)
        way += [
            Station(gettext("Decided on the spot"), done),
            Station(gettext("Result"), str(spec.result.name)),
        ]
        return way
    procedures = {one.key: one for one in spec.special_procedures}
    way = [
        Station(gettext("Apply"), gettext("online or at the window")),
        Station(gettext("Acceptance"), gettext("within 5 working days, told once")),
    ]
    for group in side_by_side(spec.steps):
        notes = [gettext("where needed")] if all(one.when or one.optional for one in group) else []
        notes += [gettext("time not counted")] if all(one.special in procedures for one in group) else []
        several = dict.fromkeys(str(STEP_KINDS[one.kind]) for one in group)
        title = str(group[0].name) if len(group) == 1 else pgettext("list", ", ").join(several)
        way.append(Station(title, pgettext("list", ", ").join(notes)))
    way.append(Station(gettext("Result"), gettext("within 10 days")))
    return way


def classes(spec: ItemSpec) -> list[Classes]:
    """The facts that sort a case and that limits or materials hang on."""
    used = repr([rule.when for rule in spec.limits]) + repr([one.when for one in spec.materials])
    found = []
    for rule in spec.rules.derive:
        if not rule.cases or not rule.labels or f"'{rule.key}'" not in used:
            continue
        rows = tuple(
            Grade(
                fact_shown(spec, rule.key, {rule.key: case.value}),
                tuple(parts(spec, case.when)) or (gettext("Everything else"),),
            )
            for case in rule.cases
        )
        found.append(Classes(str(rule.label), rows))
    return found


def ending(slug: str) -> dict[str, object]:
    """When and why an item ends, and whether it has ended today; for the guide and for who wants to apply."""
    end = retirement(slug)
    return {"end": end, "ended": end is not None and end.on <= clock.today()}


def material_rows(spec: ItemSpec) -> list[tuple[object, str]]:
    """Each material with the condition under which it is asked for, in words."""
    return [(material, words(spec, material.when)) for material in spec.materials]
