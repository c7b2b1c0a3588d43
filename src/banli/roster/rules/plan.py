"""What a pack says of shifts, leave and minutes of grace. Pure."""

from __future__ import annotations

from datetime import time
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from banli.kernel.text import Words

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,19}$")]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ShiftKind(Strict):
    """A shift (班次) of a day and its hours."""

    key: Key
    name: Words
    begins: time
    ends: time

    @model_validator(mode="after")
    def _in_order(self) -> ShiftKind:
        if self.ends <= self.begins:
            raise ValueError("it ends before it begins")
        return self


class LeaveKind(Strict):
    """A kind of leave."""

    key: Key
    name: Words


class Grace(Strict):
    """Minutes after a shift began in which nobody is late, and before its end in which nobody leaves early."""

    late: int = Field(ge=0, le=120)
    early: int = Field(ge=0, le=120)


class RosterFile(Strict):
    """The whole of ``roster.yaml``: shifts of a day in their order, no two of which overlap."""

    shifts: Annotated[tuple[ShiftKind, ...], Field(min_length=1, max_length=6)]
    grace: Grace
    leave: Annotated[tuple[LeaveKind, ...], Field(min_length=1)]
    basis: Words

    @model_validator(mode="after")
    def _fits(self) -> RosterFile:
        for one, following in pairwise(self.shifts):
            if following.begins < one.ends:
                raise ValueError(f"{following.key} begins before {one.key} ends")
        for kept in (self.shifts, self.leave):
            keys = [one.key for one in kept]
            if twice := next((one for one in keys if keys.count(one) > 1), None):
                raise ValueError(f"{twice} is there twice")
        return self

    def shift(self, key: str) -> ShiftKind | None:
        """The shift of that key."""
        return next((one for one in self.shifts if one.key == key), None)

    def leave_kind(self, key: str) -> LeaveKind | None:
        """The kind of leave of that key."""
        return next((one for one in self.leave if one.key == key), None)
