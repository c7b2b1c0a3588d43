"""What a pack says of assessment: criteria with their points, what each mark weighs, caps. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from banli.assessment.states import GRADES, Source
from banli.kernel.text import Words

Points = Annotated[Decimal, Field(ge=0, le=100, multiple_of=Decimal("0.1"))]
"""Points with one decimal."""


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Criterion(Strict):
    """One criterion (考核指标): its points, and what a mark of each grade takes away, at most all of them.

    One that ``adds`` begins with nothing and gives up to ``cap``.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,38}$")
    name: Words
    source: Source
    points: Points = Decimal(0)
    weights: Annotated[dict[str, Points], Field(min_length=1)]
    adds: bool = False
    cap: Points | None = None
    """The most that is taken away or added; without one, all the points."""
    basis: Words

    @model_validator(mode="after")
    def _fits(self) -> Criterion:
        known = GRADES[self.source]
        if unknown := sorted(set(self.weights) - known):
            raise ValueError(f"{self.source} has no grade {unknown[0]}; it has {', '.join(sorted(known))}")
        if self.adds and (self.points or self.cap is None):
            raise ValueError("what adds begins with no points and needs a cap")
        if not self.adds and not self.points:
            raise ValueError("what takes away needs points to take from")
        if not self.adds and self.cap is not None and self.cap > self.points:
            raise ValueError("no more can be taken away than its points")
        return self

    @property
    def most(self) -> Decimal:
        """The most that it takes away or adds."""
        return self.points if self.cap is None else self.cap


class Template(Strict):
    """The whole of ``assessment.yaml``."""

    base: Points = Decimal(100)
    """The sum of the points of all criteria that take away: what somebody without a mark has."""
    most: Annotated[Decimal, Field(ge=0, le=200)] = Decimal(110)
    """No score is higher, whatever was added."""
    objection_days: int = Field(default=5, ge=1, le=60)
    """Working days in which a department may object to a mark."""
    year_least: int = Field(default=6, ge=1, le=12)
    """So many published months a unit needs for a score of the year."""
    basis: Words
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _sums_up(self) -> Template:
        keys = [one.key for one in self.criteria]
        if twice := next((one for one in keys if keys.count(one) > 1), None):
            raise ValueError(f"the criterion {twice} is there twice")
        total = sum((one.points for one in self.criteria if not one.adds), Decimal(0))
        if total != self.base:
            raise ValueError(f"the points of the criteria are {total} together, and the base is {self.base}")
        if self.most < self.base:
            raise ValueError("the most cannot be less than the base")
        return self

    def criterion(self, key: str) -> Criterion | None:
        """The criterion of that key."""
        return next((one for one in self.criteria if one.key == key), None)

    def of(self, source: Source) -> tuple[Criterion, ...]:
        """The criteria that marks of ``source`` count for."""
        return tuple(one for one in self.criteria if one.source is source)
