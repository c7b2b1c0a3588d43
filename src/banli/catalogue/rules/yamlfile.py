"""YAML with a memory for lines, so that a fault in a definition can be shown at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

Path = tuple[str | int, ...]
SIZE_MAX = 512 * 1024
NODES_MAX = 20_000
Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where PyYAML was built with it, ten times as fast."""


@dataclass(frozen=True)
class Fault:
    """One fault in a definition: where it is, which rule it breaks, and what to do."""

    file: str
    line: int
    rule: str
    message: str
    """What is wrong, in the language that was active when it was found."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}"


def _fault(file: str, line: int, rule: str, message: str, **params: Any) -> Fault:
    return Fault(file, line, rule, str(Problem("", message, tuple(params.items()))))


class Unreadable(Exception):
    """The file gives no data at all; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.rule)
        self.fault = fault


@dataclass
class Document:
    """The data of one file and the line of every key and list entry in it."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of ``path``, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, rule: str, message: str, **params: Any) -> Fault:
        """A fault at ``path``."""
        return _fault(self.file, self.line(path), rule, message, **params)


class _Reader:
    """Turns nodes into data. Days stay text; a key given twice is a fault; aliases cannot blow the file up."""

    def __init__(self, loader: yaml.SafeLoader | yaml.CSafeLoader, document: Document) -> None:
        self.loader = loader
        self.document = document
        self.left = NODES_MAX

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.left -= 1
        if self.left < 0:
            raise RecursionError
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return dict(self.pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.read(part, (*path, index)) for index, part in enumerate(node.value)]
        if node.tag.endswith((":timestamp", ":str", ":merge", ":value")):
            return node.value
        return self.loader.construct_object(node)

    def pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*path, key)
            self.document.lines[here] = key_node.start_mark.line + 1
            if key in seen:
                message = gettext_noop("the key “%(key)s” is given twice")
                self.document.faults.append(self.document.fault(here, "yaml", message, key=key))
            seen.add(key)
            yield key, self.read(value_node, here)


def read_text(path: FilePath, file: str) -> str:
    """The text of a file. Raises :class:`Unreadable` where it is missing, too large or not UTF-8."""
    try:
        content = path.read_bytes()
        if len(content) > SIZE_MAX:
            raise Unreadable(_fault(file, 1, "file", gettext_noop("the file is larger than 512 kB")))
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        message = gettext_noop("the file is not UTF-8 text; save it again with that encoding")
        raise Unreadable(_fault(file, line, "encoding", message)) from None
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(_fault(file, 1, "file", gettext_noop("the file is missing"))) from None
    except OSError as wrong:
        message = gettext_noop("the file cannot be read: %(why)s")
        raise Unreadable(_fault(file, 1, "file", message, why=wrong.strerror or "")) from None


def parse(text: str, file: str) -> Document:
    """The document in ``text``. Raises :class:`Unreadable` where it is not YAML."""
    document = Document(file)
    loader = None
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        if node is not None:
            document.data = _Reader(loader, document).read(node, ())
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        message = gettext_noop("this is not valid YAML: %(why)s")
        line = min(mark.line, text.count("\n")) + 1 if mark else 1
        raise Unreadable(
            _fault(file, line, "yaml", message, why=wrong.problem or wrong.context or "")
        ) from None
    except yaml.YAMLError as wrong:
        line = text.count("\n", 0, getattr(wrong, "position", 0)) + 1
        message = gettext_noop("this is not valid YAML: %(why)s")
        why = str(getattr(wrong, "reason", "") or "")
        raise Unreadable(_fault(file, line, "yaml", message, why=why)) from None
    except (RecursionError, ValueError):
        message = gettext_noop(
            "the file is nested too deeply, too large, or holds a number that cannot be read"
        )
        raise Unreadable(_fault(file, 1, "yaml", message)) from None
    finally:
        if loader is not None:
            loader.dispose()
    return document


def read_yaml(path: FilePath, file: str) -> Document:
    """The document in the file at ``path``, called ``file`` in faults. Raises :class:`Unreadable`."""
    return parse(read_text(path, file), file)
