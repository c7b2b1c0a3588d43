"""What records have in common that people and files hand in: names, bounded texts, days that have come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from banli.kernel.errors import BanliError, Invalid, Problem, Refused
from banli.kernel.printable import blank, fault, faults
from banli.kernel.text import gettext_noop

UNPRINTABLE = "unprintable"
"""The type of a validation error whose message is already in the reader's words."""


def _one_line(text: str) -> str:
    """``text``, which is to stand on one line. Raises what pydantic understands."""
    wrong = fault(text, lines=False)
    if wrong is not None:
        raise PydanticCustomError(UNPRINTABLE, "{words}", {"words": str(wrong)})
    return text


PublicId = Annotated[str, Field(pattern=r"^([A-Za-z0-9][A-Za-z0-9-]{1,39})?$")]
"""A short name of letters, digits and hyphens; empty where the platform is to give one."""
Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
Code = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_one_line)]


class Part(BaseModel):
    """The base of every part of a record: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _printable(cls, value: Any) -> Any:
        """What a record says may come to stand on paper; a text of which nothing is seen says nothing."""
        if isinstance(value, str) and value and blank(value):
            return ""
        for _place, wrong in faults(value):
            raise PydanticCustomError(UNPRINTABLE, "{words}", {"words": str(wrong)})
        return value


class Record(Part):
    """The base of every record."""

    public_id: PublicId = ""


def check_not_ahead(day: date | None, today: date) -> None:
    """Raise :class:`Refused` for a day that is still to come."""
    if day is not None and day > today:
        raise Refused(gettext_noop("%(day)s is still to come: only what has happened is recorded."), day=day)


def check_order(earlier: date, later: date) -> None:
    """Raise :class:`Refused` where what follows would lie before what it follows."""
    if later < earlier:
        raise Refused(
            gettext_noop("%(later)s lies before %(earlier)s, which came first."), later=later, earlier=earlier
        )


@contextmanager
def placed(where: str) -> Iterator[None]:
    """Name the place of whatever goes wrong inside: its error becomes a problem at ``where`` of the whole.

    :raises Invalid: whose problems carry their places.
    """
    try:
        yield
    except Invalid as error:
        raise Invalid(
            [
                Problem(f"{where}.{one.where}" if one.where else where, one.message, one.params)
                for one in error.problems
            ]
        ) from error
    except BanliError as error:
        raise Invalid([Problem(where, error.message, tuple(error.params.items()))]) from error
