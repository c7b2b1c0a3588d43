"""What a pack says of trading: the days that the law asks for by kind, each with its article, and the rooms. Pure."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from banli.kernel.text import Words
from banli.trading.states import TradingKind


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Days(Strict):
    """So many days, of the calendar or worked, and the text that asks for them."""

    days: int = Field(ge=1, le=120)
    unit: Literal["calendar", "working"]
    basis: Words


class Least(Strict):
    """So many at least, and the text that asks for them."""

    number: int = Field(ge=1, le=30)
    basis: Words


class KindRules(Strict):
    """What the law asks of one kind of project."""

    kind: TradingKind
    notice: Days
    """From the notice to the end of registration (bids), at least."""
    publicity: Days
    """How long a result is put up before the project is closed, at least."""
    answer: Days | None = None
    """In how many days an objection is answered; None where the law names no number."""
    halts: Words | None = None
    """The text by which everything stands still until an objection to the documents is answered; None for none."""
    bidders: Least | None = None
    """How many have to take part for the session to be held."""
    experts: Least | None = None
    """How many drawn experts have to sit before a result."""
    names_experts: Words | None = None
    """The text that has the experts' names published with the result; None where none does, and they are not."""


class RoomSpec(Strict):
    """A room of the hall in which sessions are held."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,29}$")]
    name: Words
    seats: int = Field(ge=2, le=2_000)


class TradingFile(Strict):
    """The whole of ``trading.yaml``: the four kinds, the hours in which rooms are booked, the rooms."""

    kinds: Annotated[tuple[KindRules, ...], Field(min_length=4, max_length=4)]
    opens: time
    closes: time
    rooms: Annotated[tuple[RoomSpec, ...], Field(min_length=1, max_length=60)]

    @model_validator(mode="after")
    def _fits(self) -> TradingFile:
        if missing := set(TradingKind) - {one.kind for one in self.kinds}:
            raise ValueError(f"{min(missing)} is missing")
        if self.closes <= self.opens:
            raise ValueError("the rooms close before they open")
        keys = [one.key for one in self.rooms]
        if twice := next((one for one in keys if keys.count(one) > 1), None):
            raise ValueError(f"the room {twice} is there twice")
        return self

    def of(self, kind: TradingKind) -> KindRules:
        """The rules of a kind."""
        return next(one for one in self.kinds if one.kind is kind)
