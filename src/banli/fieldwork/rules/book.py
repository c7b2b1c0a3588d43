"""What a pack says of fieldwork: how long the names on lists are kept. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict, Field

from banli.kernel.text import Words


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AttendeeTerm(Strict):
    """For how many calendar days after the day of an activity its list has names, and on what that rests."""

    keep_days: int = Field(ge=1, le=3_660)
    basis: Words


class FieldworkFile(Strict):
    """The whole of ``fieldwork.yaml``."""

    attendees: AttendeeTerm = AttendeeTerm(
        keep_days=365,
        basis=Words(
            zh="个人信息保护法第十九条、第四十七条第一款；一年为平台所定",
            en="Personal Information Protection Law, Articles 19 and 47 (1); a year is the platform's own",
        ),
    )


def names_go_on(day: date, keep_days: int) -> date:
    """The day on which the names of an activity of ``day`` are deleted: the one after the term."""
    return day + timedelta(days=keep_days + 1)
