"""YAML files of packs, read with their line numbers, so that a fault names file, line and key in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from banli.kernel.text import gettext_noop
from banli.kernel.textfile import FileFault, text_at
from banli.kernel.yamlnodes import Manner, Where, build
from banli.kernel.yamlspots import spot

__all__ = ["NOTHING_HERE", "PACK", "WRONG_NAME", "FileFault", "Manner", "YamlFile", "parse", "read"]

Model = TypeVar("Model", bound=BaseModel)

NOTHING_HERE = gettext_noop("there is no YAML file in this folder.")
WRONG_NAME = gettext_noop("the file must be called %(name)s.")
PACK = Manner()
"""How files of a pack are read: the first fault is raised."""


@dataclass(frozen=True)
class YamlFile:
    """A file's data and the line each key or entry stands on."""

    name: str
    data: Any
    lines: Mapping[Where, int]
    faults: tuple[FileFault, ...] = ()
    """What was noted where the manner of reading let it pass."""
    text: str = ""
    """The file as it was read."""

    def spot(self, where: tuple[object, ...], at: int) -> tuple[int, int]:
        """Line and column of a character of the text at ``where``; (0, 0) where none stands there."""
        return spot(self.text, tuple(str(step) for step in where), at)

    def line(self, *where: object) -> int:
        """The line of the place ``where``, or of the nearest place around it."""
        place = tuple(str(step) for step in where)
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, where: tuple[object, ...], message: str, **params: Any) -> FileFault:
        """The error that says ``message`` about the place ``where``."""
        return FileFault(self.name, self.line(*where), message, **params)

    def validated(self, model: type[Model], *at: str | int) -> Model:
        """The part of the file at ``at`` (the whole without) as a ``model``.

        :raises FileFault: naming the line and key of the first thing that does not fit.
        """
        data = self.data
        for step in at:
            data = data[step]
        try:
            return model.model_validate(data)
        except ValidationError as error:
            raise self._first_fault(at, error) from None

    def tried(self, model: type[Model]) -> tuple[Model | None, list[FileFault]]:
        """The whole file as a ``model``, or nothing and every fault it has."""
        try:
            return model.model_validate(self.data), []
        except ValidationError as error:
            return None, [self._fault_of((), one) for one in error.errors(include_url=False)]

    def _first_fault(self, at: tuple[str | int, ...], error: ValidationError) -> FileFault:
        # A misspelt key makes two errors, of which the unknown key is the one that helps.
        first = max(error.errors(include_url=False), key=lambda one: one["type"] == "extra_forbidden")
        return self._fault_of(at, first)

    def _fault_of(self, at: tuple[str | int, ...], first: ErrorDetails) -> FileFault:
        place = (*at, *first["loc"])
        key = ".".join(str(step) for step in place if step != "[key]")
        if first["type"] == "missing":
            return self.fault(place, gettext_noop("“%(key)s” is missing."), key=key)
        if first["type"] == "extra_forbidden":
            return self.fault(place, gettext_noop("“%(key)s” is not known here."), key=key)
        detail = first["msg"].removeprefix("Value error, ")
        return self.fault(place, gettext_noop("“%(key)s” is not valid: %(detail)s"), key=key, detail=detail)


def read(path: Path, name: str = "", manner: Manner = PACK) -> YamlFile:
    """The YAML file at ``path``; ``name`` is what faults call it, the file's own name without.

    :raises FileFault: where it is missing, cannot be opened, is too large, is not UTF-8 or is as for :func:`parse`.
    """
    name = name or path.name
    return parse(text_at(path, name), name, manner)


def parse(text: str, name: str, manner: Manner = PACK) -> YamlFile:
    """``text`` as YAML, under the file name ``name``.

    :raises FileFault: where it is not YAML, holds more than a file may, or what ``manner`` does not let pass.
    """
    built = build(text, name, manner)
    return YamlFile(name, built.data, built.lines, tuple(built.faults), text)
