"""What a pack says of ratings: the reasons that are offered, and how long a bad one may take. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from banli.kernel.text import Words
from banli.ratings.states import Grade


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Terms(Strict):
    """Days of the clocks of a bad rating, in working days, and how long one may rate, in calendar days."""

    call_back: int = Field(default=1, ge=1, le=30)
    mend: int = Field(default=15, ge=1, le=90)
    rate_within: int = Field(default=90, ge=1, le=366)
    basis: str = ""


class Reason(Strict):
    """One reason that is offered: for which grades, and at the window (``hall``), online, or both."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,38}$")
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    hall: bool = True
    online: bool = True
    words: Words


class Book(Strict):
    """The whole of ``ratings.yaml``."""

    terms: Terms = Terms()
    reasons: tuple[Reason, ...] = ()

    @field_validator("reasons")
    @classmethod
    def _each_once(cls, value: tuple[Reason, ...]) -> tuple[Reason, ...]:
        seen = [one.key for one in value]
        twice = [one for one in seen if seen.count(one) > 1]
        if twice:
            raise ValueError(f"{twice[0]} is there twice")
        return value

    def offered(self, grade: Grade, *, at_window: bool) -> tuple[Reason, ...]:
        """The reasons for a grade, of a visit or of a case done online."""
        return tuple(
            one for one in self.reasons if grade in one.grades and (one.hall if at_window else one.online)
        )

    def named(self, keys: Iterable[str]) -> list[Words]:
        """The words of reasons; a key that the pack no longer has stands for itself."""
        known = {one.key: one.words for one in self.reasons}
        return [known.get(key, Words(zh=key)) for key in keys]
