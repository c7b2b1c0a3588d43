"""YAML files of packs, read with their line numbers, so that a fault names file, line and key in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext
from pydantic import BaseModel, ValidationError

from banli.kernel.errors import BanliError
from banli.kernel.text import gettext_noop

Model = TypeVar("Model", bound=BaseModel)
Where = tuple[str, ...]


NOT_YAML = gettext_noop("this is not YAML: %(detail)s")
NOTHING_HERE = gettext_noop("there is no YAML file in this folder.")
WRONG_NAME = gettext_noop("the file must be called %(name)s.")
BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with the booleans of YAML 1.2 only: ``off``, ``no`` and ``on`` are words here, not truth values."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != BOOLEAN]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))


class FileFault(BanliError):
    """A pack file cannot be read: ``file``, ``line`` (from 1; 0 where no line is to blame) and what is wrong."""

    def __init__(self, file: str, line: int, fault: str, **params: Any) -> None:
        super().__init__(fault, **params)
        self.file = file
        self.line = line

    def __str__(self) -> str:
        fault = super().__str__()
        if not self.line:
            return f"{self.file}: {fault}"
        return gettext("%(file)s, line %(line)d: %(fault)s") % {
            "file": self.file,
            "line": self.line,
            "fault": fault,
        }


@dataclass(frozen=True)
class YamlFile:
    """A file's data and the line each key or entry stands on."""

    name: str
    data: Any
    lines: Mapping[Where, int]

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

    def _first_fault(self, at: tuple[str | int, ...], error: ValidationError) -> FileFault:
        # A misspelt key makes two errors, of which the unknown key is the one that helps.
        first = max(error.errors(include_url=False), key=lambda one: one["type"] == "extra_forbidden")
        place = (*at, *first["loc"])
        key = ".".join(str(step) for step in place if step != "[key]")
        if first["type"] == "missing":
            return self.fault(place, gettext_noop("“%(key)s” is missing."), key=key)
        if first["type"] == "extra_forbidden":
            return self.fault(place, gettext_noop("“%(key)s” is not known here."), key=key)
        detail = first["msg"].removeprefix("Value error, ")
        return self.fault(place, gettext_noop("“%(key)s” is not valid: %(detail)s"), key=key, detail=detail)


def read(path: Path) -> YamlFile:
    """The YAML file at ``path``.

    :raises FileFault: where it cannot be opened, is not UTF-8 or is not YAML.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise FileFault(path.name, 0, gettext_noop("the file is not text in UTF-8.")) from None
    except OSError as error:
        detail = error.strerror or ""
        raise FileFault(
            str(path), 0, gettext_noop("the file cannot be read: %(detail)s"), detail=detail
        ) from None


def parse(text: str, name: str) -> YamlFile:
    """``text`` as YAML, under the file name ``name``; see :func:`read`."""
    lines: dict[Where, int] = {}
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        data = None if root is None else _Reader(loader, name, lines).value(root, ())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise FileFault(name, line, NOT_YAML, detail=error.problem or "") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FileFault(name, 0, NOT_YAML, detail=str(error).splitlines()[0]) from None
    return YamlFile(name, data, lines)


class _Reader:
    """Builds the data of a node tree and notes the lines on the way."""

    def __init__(self, loader: _Loader, name: str, lines: dict[Where, int]) -> None:
        self.loader = loader
        self.name = name
        self.lines = lines
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, where: Where) -> Any:
        """The data of ``node``, which stands at ``where``."""
        line = node.start_mark.line + 1
        self.lines.setdefault(where, line)
        if id(node) in self.seen:
            raise FileFault(self.name, line, gettext_noop("anchors and aliases are not used in these files."))
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, (*where, str(index))) for index, one in enumerate(node.value)]
        try:
            return self.loader.construct_object(node)
        except ValueError:
            raise FileFault(
                self.name, line, gettext_noop("“%(value)s” is not a value that exists."), value=node.value
            ) from None

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.value(key_node, (*where, "?"))
            self.lines.pop((*where, "?"), None)
            line = key_node.start_mark.line + 1
            if isinstance(key, dict | list):
                raise FileFault(self.name, line, gettext_noop("a key must be a single word or value."))
            if key in result:
                raise FileFault(self.name, line, gettext_noop("“%(key)s” stands here twice."), key=str(key))
            place = (*where, str(key))
            self.lines[place] = line
            result[key] = self.value(value_node, place)
        return result
