"""How YAML is read: the data of its nodes, within limits, and the line on which each of them stands.

The way in is :mod:`banli.kernel.yamlfile`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from banli.kernel.printable import Fault, Named, fault
from banli.kernel.text import gettext_noop
from banli.kernel.textfile import NOT_UTF8, FileFault

Where = tuple[str, ...]

NODES_MAX = 20_000
"""Values of a file, those repeated by aliases among them."""
DEPTH_MAX = 100
"""Lists and mappings inside each other. libyaml builds nodes on the machine's stack and would overrun it."""
NUMBER_MAX = 64
"""Characters of a number."""

NOT_YAML = gettext_noop("this is not valid YAML: %(detail)s")
TOO_MUCH = gettext_noop("the file is nested too deeply or holds too many values")
ALIASES = gettext_noop("anchors and aliases are not used in these files")
KEY_SHAPE = gettext_noop("a key must be a single word or value")
KEY_TWICE = gettext_noop("the key “%(key)s” is given twice")
NO_SUCH_VALUE = gettext_noop("“%(value)s” is not a value that exists")
NUMBER_ODD = gettext_noop("“%(value)s” could be read as another number; a code stands in quotation marks")
NUMBER_TOO_LONG = gettext_noop("the number “%(value)s…” is too long")

CORE = "tag:yaml.org,2002:"
BOOLEAN = f"{CORE}bool"
TEXTS = frozenset({f"{CORE}str", f"{CORE}merge", f"{CORE}value"})
NUMBERS = frozenset({f"{CORE}int", f"{CORE}float"})
DAY = f"{CORE}timestamp"
ODD = re.compile(r"[_:]|^0[0-9bBoOxX]")
"""A number that YAML 1.1 reads in its own way: 035 as 29, 10:30 as 630, 1_0 as 10."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with the booleans of YAML 1.2 only: ``off``, ``no`` and ``on`` are words here, not truth values.

    Stands on libyaml where PyYAML was built with it, which is ten times as fast.
    """


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != BOOLEAN]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))


@dataclass(frozen=True)
class Manner:
    """What a family of files may hold, and what becomes of it."""

    days: bool = True
    """Days become dates, and keys the values they spell; otherwise both stay the text they are."""
    aliases: bool = False
    """Aliases stand for what they name, within :data:`NODES_MAX`; otherwise they are a fault."""
    go_on: bool = False
    """A key given twice is noted and reading goes on, the later value counting; otherwise it is raised."""


@dataclass
class Built:
    """The data of a text, the line of every key and entry, and the faults that were noted."""

    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)


def loader_of(text: str) -> Any:
    """A loader of ``text`` with the booleans of this house, for whoever looks at its nodes; it wants to be disposed."""
    return _Loader(text)


def build(text: str, name: str, manner: Manner) -> Built:
    """The data and lines of ``text``.

    :raises FileFault: at the first fault that ``manner`` does not let pass.
    """
    try:
        _check_depth(text, name)
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            builder = _Builder(loader, text, name, manner)
            if root is not None:
                builder.built.data = builder.value(root, ())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 0
        raise FileFault(name, line, NOT_YAML, detail=error.problem or error.context or "") from None
    except yaml.YAMLError as error:
        line = text.encode().count(b"\n", 0, getattr(error, "position", 0)) + 1
        raise FileFault(name, line, NOT_YAML, detail=str(getattr(error, "reason", ""))) from None
    except UnicodeEncodeError:
        raise FileFault(name, 0, NOT_UTF8) from None
    return builder.built


def _check_depth(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_MAX:
            mark = event.start_mark
            raise FileFault(name, mark.line + 1 if mark else 0, TOO_MUCH)


class _Builder:
    """Builds the data of a node tree and notes the lines on the way."""

    def __init__(self, loader: _Loader, text: str, name: str, manner: Manner) -> None:
        self.loader = loader
        self.rows = text.splitlines()
        self.name = name
        self.manner = manner
        self.built = Built()
        self.seen: set[int] = set()
        self.left = NODES_MAX

    def value(self, node: yaml.Node, where: Where) -> Any:
        """The data of ``node``, which stands at ``where``."""
        line = node.start_mark.line + 1
        self.built.lines.setdefault(where, line)
        self.left -= 1
        if self.left < 0 or len(where) > DEPTH_MAX:
            raise FileFault(self.name, line, TOO_MUCH)
        self._check_alias(node, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, (*where, str(index))) for index, one in enumerate(node.value)]
        self._check_printable(node, line)
        return self._scalar(node, line)

    def _check_printable(self, node: yaml.Node, line: int) -> None:
        """What stands in a file of ours may come to stand on paper, or in a menu that is read like paper."""
        wrong = fault(node.value) if node.tag in TEXTS else None
        if wrong is not None:
            at = self._line_of(node, wrong) or line
            self._note(FileFault(self.name, at, wrong.message, character=Named(wrong.character)))

    def _line_of(self, node: yaml.Node, wrong: Fault) -> int:
        """The line of a text of several lines on which the character stands; 0 where it is written by its code."""
        first, last = node.start_mark.line, node.end_mark.line
        lines = enumerate(self.rows[first : last + 1], first + 1)
        return next((number for number, row in lines if wrong.character in row), 0)

    def _check_alias(self, node: yaml.Node, line: int) -> None:
        if id(node) in self.seen and not self.manner.aliases:
            raise FileFault(self.name, line, ALIASES)
        self.seen.add(id(node))

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise FileFault(self.name, line, KEY_SHAPE)
            self._check_alias(key_node, line)
            key = self._scalar(key_node, line) if self.manner.days else key_node.value
            if key in result:
                self._note(FileFault(self.name, line, KEY_TWICE, key=str(key)))
            place = (*where, str(key))
            self.built.lines[place] = line
            result[key] = self.value(value_node, place)
        return result

    def _note(self, fault: FileFault) -> None:
        if not self.manner.go_on:
            raise fault
        self.built.faults.append(fault)

    def _scalar(self, node: yaml.Node, line: int) -> Any:
        if node.tag in TEXTS or (node.tag == DAY and not self.manner.days):
            return node.value
        if node.tag in NUMBERS and len(node.value) > NUMBER_MAX:
            raise FileFault(self.name, line, NUMBER_TOO_LONG, value=node.value[:20])
        if node.tag in NUMBERS and not _plain(node):
            raise FileFault(self.name, line, NUMBER_ODD, value=node.value)
        # What a tag may claim of a text, such as ``!!bool maybe``, fails in PyYAML in any of these ways.
        with suppress(ValueError, LookupError, AttributeError, OverflowError):
            value = self.loader.construct_object(node)
            if isinstance(value, Hashable):
                return value
        raise FileFault(self.name, line, NO_SUCH_VALUE, value=node.value[:NUMBER_MAX])


def _plain(node: yaml.Node) -> bool:
    """True where nobody could read the number otherwise: no zero before it, no underscores, no base but ten."""
    return not ODD.search(node.value.lstrip("+-"))
