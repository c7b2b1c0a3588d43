"""What an indicator is: which events it counts, how its number is made, and what readers are told of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words
from banli.statistics.rules.formulas import STOCKS, Form, Formula


class Unit(StrEnum):
    CASES = "cases"
    """件"""
    PERCENT = "percent"
    """%"""
    DAYS = "days"
    """工作日"""
    VISITS = "visits"
    """次/件"""
    ANSWERS = "answers"
    """项"""
    RATINGS = "ratings"
    """条"""
    TIMES = "times"
    """人次"""
    PROJECTS = "projects"
    """个"""
    YUAN = "yuan"
    """元; the value is kept in fen (分), a hundredth of it, and is exact."""


@dataclass(frozen=True)
class Indicator:
    """A number with a name: which events it counts, and how it is made from what they say."""

    key: str
    version: int
    names: tuple[str, ...]
    title: Words
    definition: Words
    unit: Unit = Unit.CASES
    formula: Formula = Formula(Form.COUNT)  # noqa: RUF009 # immutable
    reads: tuple[str, ...] = ()
    """Keys of the events' bodies that it needs; a case without them is not in it."""
    beside: tuple[str, ...] = ()
    """Where these happened and none of ``names`` did, the record does not tell: no data, and not 0."""

    @property
    def own(self) -> bool:
        """True where only cases handled on this platform count, and not those that others report."""
        return bool(self.beside) or (self.formula.form in STOCKS and self.formula.part == "followed")

    @property
    def base(self) -> tuple[str, tuple[str, ...]]:
        """The measure and the events that say of how many cases the needed keys are known."""
        whole = self.formula.whole
        known = {"allowed": "measured", "visits": "visited", "took": "measured"}.get(whole, whole)
        return known, self.names


def share(part: str, whole: str, form: Form = Form.SHARE) -> Formula:
    """The formula of a share."""
    return Formula(form, part, whole)
