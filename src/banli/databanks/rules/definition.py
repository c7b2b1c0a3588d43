"""The definition of a databank: who keeps it, what it is asked, what it gives, and by what source it is reached."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic import Field as Bound

from banli.kernel.errors import Refused
from banli.kernel.text import Words, gettext_noop

NAME = r"^[a-z][a-z0-9_]*$"
CODE = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NEARBY = ("localhost", "127.0.0.1", "::1")
"""Hosts on this machine, which alone may be asked without TLS."""


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Strict):
    """What has a key and a label."""

    key: str = Bound(pattern=NAME)
    label: Words


class AskedKey(Named):
    """One thing a databank is asked by. ``person``: the number of a person, who alone may ask it by themselves."""

    required: bool = True
    match: Literal["same", "within"] = "same"
    """``same``: the number or name itself, however typed; ``within``: words that stand in it."""
    person: bool = False


class Column(Named):
    """One thing a databank gives of each record."""

    type: Literal["text", "date", "month", "money"] = "text"
    """``money`` in yuan. Dates are ISO in the databank and are worded for the reader."""


class Source(Strict):
    """How a databank is reached: the platform's own ``table``, a ``file`` that its department drops, a ``service``."""

    kind: Literal["table", "file", "service"] = "table"
    address: str = ""
    """Of a service: https, or http on this machine."""
    header: str = Bound(default="Authorization", pattern=r"^[A-Za-z][A-Za-z0-9-]{0,60}$")
    secret: str = Bound(default="", pattern=r"^([A-Z][A-Z0-9_]{0,80})?$")
    """The environment variable that holds what the header says; the secret itself stands in no file."""
    seconds: int = Bound(default=5, ge=1, le=30)
    """How long a service is waited for in all."""

    @model_validator(mode="after")
    def _reached_safely(self) -> Source:
        found = urlsplit(self.address)
        safe = found.scheme == "https" or (found.scheme == "http" and found.hostname in NEARBY)
        if self.kind == "service" and not (safe and found.hostname):
            raise ValueError("a service is asked by https (http only on this machine)")
        return self


class Databank(Strict):
    """A databank (信息库). ``open``: what it gives is public by law, so that anybody may ask without consent."""

    key: str = Bound(pattern=CODE, max_length=40)
    name: Words
    department: str
    basis: Words
    """The law by which the department keeps it and lets it be asked."""
    open: bool = False
    asks: tuple[AskedKey, ...] = Bound(min_length=1)
    gives: tuple[Column, ...] = Bound(min_length=1)
    source: Source = Source()

    @model_validator(mode="after")
    def _sound(self) -> Databank:
        parts: tuple[tuple[str, Sequence[Named]], ...] = (("asks", self.asks), ("gives", self.gives))
        for part, rows in parts:
            keys = [one.key for one in rows]
            if len(set(keys)) < len(keys):
                raise ValueError(f"a key stands twice in “{part}”")
        if not self.asks[0].required:
            raise ValueError("the first of “asks” is required")
        if not self.open and not any(one.person for one in self.asks):
            raise ValueError("a databank that is not open is asked by the number of a person")
        return self

    def asked(self, key: str) -> AskedKey | None:
        """What it is asked under ``key``."""
        return next((one for one in self.asks if one.key == key), None)

    def given(self, key: str) -> Column | None:
        """What it gives under ``key``."""
        return next((one for one in self.gives if one.key == key), None)

    @property
    def person(self) -> str:
        """The key of the number of the person asked about; '' where it is asked by none."""
        return next((one.key for one in self.asks if one.person), "")


class Records(Strict):
    """databanks/<key>.yaml: a databank and, for its own table, its records; in a demo they are invented."""

    databank: Databank
    as_of: datetime
    """Of which moment the records are."""
    records: tuple[dict[str, str], ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Records:
        known = {one.key for one in (*self.databank.asks, *self.databank.gives)}
        needed = {one.key for one in self.databank.asks if one.required}
        for place, row in enumerate(self.records, 1):
            if wrong := sorted(set(row) - known):
                raise ValueError(f"record {place} holds “{wrong[0]}”, which the databank does not know")
            if lacking := sorted(needed - set(row)):
                raise ValueError(f"record {place} lacks “{lacking[0]}”, by which it is asked")
        if self.as_of.tzinfo is None:
            raise ValueError("as_of says its time zone, such as 2022-10-14T18:00:00+08:00")
        return self


def read_settings(text: str) -> Mapping[str, Source]:
    """The sources that a deployment sets in ``databanks.toml``, by databank. Raises :class:`Refused`."""
    try:
        told: dict[str, Any] = tomllib.loads(text)
        return {key: Source.model_validate(value) for key, value in told.items()}
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        why = error.errors(include_url=False)[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise Refused(gettext_noop("databanks.toml cannot be read: %(why)s"), why=why) from None
