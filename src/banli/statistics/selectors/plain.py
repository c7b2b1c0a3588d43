"""Readings and figures as plain data, for machines and the command line."""

from __future__ import annotations

from typing import Any

from banli.kernel.text import Words
from banli.statistics.models import Figure
from banli.statistics.rules.formulas import Number
from banli.statistics.rules.groups import SCOPE
from banli.statistics.rules.indicator import Indicator, Unit
from banli.statistics.rules.indicators import INDICATORS
from banli.statistics.rules.lines import Line
from banli.statistics.rules.periods import COMPARISONS, Comparison
from banli.statistics.selectors.readings import Reading


def definitions() -> list[dict[str, Any]]:
    """All indicators, then the comparisons, with their wording."""
    return [_indicator(one) for one in INDICATORS] + [_comparison(one) for one in COMPARISONS]


def plain(found: Reading) -> dict[str, Any]:
    """``from``, ``to``, ``cutoff``, ``position``, ``scope``, ``by``, ``rows``, ``total``, ``indicators``.

    A count is a whole number; a share or mean is {"part", "whole", "value"}; no data is null. Where not all cases say
    what an indicator needs, ``known`` of the line has [cases that do, all cases].
    """
    by = str(found.by)
    return {
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "cutoff": found.read_at.isoformat(timespec="seconds"),
        "position": found.position,
        "scope": SCOPE.model_dump(),
        "by": by,
        "rows": [{by: line.key, **_line(found, line)} for line in found.lines],
        "total": _line(found, found.total),
        "indicators": [_indicator(one) for one in found.indicators],
        "comparisons": [_comparison(one) for one in found.comparisons],
    }


def plain_figure(shown: Figure) -> dict[str, Any]:
    """Everything a figure says of itself."""
    return {
        "id": shown.pk,
        "counts": shown.topic,
        "indicator": shown.indicator,
        "definition": shown.definition,
        "definition_version": shown.definition_version,
        "formula": shown.formula,
        "unit": shown.unit,
        "events": shown.names,
        "group": shown.group,
        "by": shown.by,
        "key": shown.key,
        "kinds": shown.facets,
        "scope": shown.scope,
        "from": shown.from_day.isoformat(),
        "to": shown.to_day.isoformat(),
        "value": plain_number(Number(shown.value, shown.over)),
        "position": shown.ledger_position,
        "digest": shown.digest,
        "frozen_at": shown.frozen_at.isoformat(timespec="seconds") if shown.digest else None,
    }


def plain_number(number: Number | None) -> int | dict[str, Any] | None:
    """A number as JSON has it."""
    if number is None or number.whole is None:
        return number.part if number else None
    return {"part": number.part, "whole": number.whole, "value": round(float(number.exact), 6)}


def in_words(number: Number | None, unit: str) -> str:
    """A number as people read it: 98.90%, 1.25, 7385, 1,234.50 yuan; half a unit is rounded up. '' for no data."""
    if number is None:
        return ""
    if unit == Unit.YUAN:
        sign, fen = ("-", -number.part) if number.part < 0 else ("", number.part)
        return f"{sign}{fen // 100:,}.{fen % 100:02}"
    if number.whole is None:
        return str(number.part)
    scale = 10_000 if unit == Unit.PERCENT else 100
    hundredths = (number.part * scale * 2 + number.whole) // (2 * number.whole)
    sign, hundredths = ("-", -hundredths) if hundredths < 0 else ("", hundredths)
    return f"{sign}{hundredths // 100}.{hundredths % 100:02}" + ("%" if unit == Unit.PERCENT else "")


def _line(found: Reading, line: Line) -> dict[str, Any]:
    data: dict[str, Any] = {one.key: plain_number(found.number(line, one)) for one in found.indicators}
    known = {one.key: found.known(line, one) for one in found.indicators}
    partly = {key: list(pair) for key, pair in known.items() if pair[0] != pair[1]}
    if partly:
        data["known"] = partly
    for comparison in found.comparisons:
        changes = {one.key: found.change(line, one, comparison) for one in found.indicators}
        data[comparison.key] = {
            key: None if value is None else round(float(value), 6) for key, value in changes.items()
        }
    return data


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "key": one.key,
        "version": one.version,
        **_words(one.title, one.definition),
        "unit": one.unit.value,
        "formula": str(one.formula),
        "events": list(one.names),
        "body_keys": list(one.reads),
        "own": one.own,
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {"key": one.key, "comparison": True, **_words(one.title, one.definition)}


def _words(title: Words, definition: Words) -> dict[str, Any]:
    return {"title": title.model_dump(), **definition.model_dump()}
