"""What figures count: cases, or a tally. Pure."""

from __future__ import annotations

from banli.kernel.tallies import Tally, TallyNumber
from banli.statistics.rules.formulas import Form, Formula
from banli.statistics.rules.indicator import Indicator, Unit

CASE = "case"
"""The topic of the figures of cases."""


def indicator_of(tally: Tally, one: TallyNumber) -> Indicator:
    """A number of a tally as an indicator: the same wording, unit and formula as those over cases have."""
    formula = Formula(Form.SHARE if one.whole else Form.COUNT, one.part, one.whole or "n")
    return Indicator(one.key, one.version, tally.names, one.title, one.definition, Unit(one.unit), formula)


def indicators_of(tally: Tally) -> tuple[Indicator, ...]:
    """All numbers of a tally."""
    return tuple(indicator_of(tally, one) for one in tally.numbers)
