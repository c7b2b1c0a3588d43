"""The files of an item: read to the end where that is possible, every fault under the rule it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Literal

from banli.kernel import textfile, yamlnodes
from banli.kernel.errors import Problem
from banli.kernel.yamlfile import FileFault, Manner, YamlFile
from banli.kernel.yamlfile import parse as parse_yaml
from banli.kernel.yamlfile import read as read_file

Path = tuple[str | int, ...]

MANNER = Manner(days=False, aliases=True, go_on=True)
"""Days stay text, as forms and facts hold them; a key given twice does not hide the faults after it."""

RULES = {
    textfile.MISSING: "file",
    textfile.UNREADABLE: "file",
    textfile.TOO_LARGE: "file",
    textfile.NOT_UTF8: "encoding",
    yamlnodes.KEY_SHAPE: "schema",
}
"""What the reader says -> the rule it is told under; the rest is ``yaml``."""


REMARKS = frozenset({"organ", "twice", "face_unknown"})
"""Rules that look at words and may be mistaken, or that lack a row to judge by: what they find is told and hinders
nothing."""


@dataclass(frozen=True)
class Fault:
    """One fault in a definition: where it is, which rule it breaks, and what to do."""

    file: str
    line: int
    rule: str
    message: str
    """What is wrong, in the language that was active when it was found."""
    column: int = 0
    """At which character of the line, from 1; 0 where the fault is of the line as a whole."""

    @property
    def severity(self) -> Literal["fault", "remark"]:
        """A fault keeps the item from being published, a remark does not."""
        return "remark" if self.rule in REMARKS else "fault"

    def __str__(self) -> str:
        column = f"{self.column}:" if self.column else ""
        rule = self.rule if self.severity == "fault" else f"{self.rule} (remark)"
        return f"{self.file}:{self.line}:{column} {rule}: {self.message}"


def hindering(faults: Iterable[Fault]) -> list[Fault]:
    """Those of ``faults`` that keep the item from being published."""
    return [fault for fault in faults if fault.severity == "fault"]


class Unreadable(Exception):
    """The file gives no data at all; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.rule)
        self.fault = fault


@dataclass(frozen=True)
class Document:
    """The data of one file and the line of every key and list entry in it."""

    source: YamlFile

    @property
    def file(self) -> str:
        """What faults call the file."""
        return self.source.name

    @property
    def lines(self) -> Mapping[tuple[str, ...], int]:
        """The line of every place, each step of which is written as text."""
        return self.source.lines

    @property
    def data(self) -> Any:
        """What the file holds."""
        return self.source.data

    @property
    def faults(self) -> list[Fault]:
        """The faults that reading went past."""
        return [_told(fault) for fault in self.source.faults]

    def line(self, path: Path) -> int:
        """The line of ``path``, or of the nearest thing around it that has one."""
        return self.source.line(*path)

    def fault(self, path: Path, rule: str, message: str, **params: Any) -> Fault:
        """A fault at ``path``."""
        return Fault(self.file, self.line(path), rule, _words(message, params))

    def fault_in(self, path: Path, at: int, rule: str, message: str, **params: Any) -> Fault:
        """A fault at character ``at`` (from 0) of the text at ``path``."""
        line, column = self.source.spot(path, at)
        return Fault(self.file, line or self.line(path), rule, _words(message, params), column)


def read_yaml(path: FilePath, file: str) -> Document:
    """The document in the file at ``path``, called ``file`` in faults. Raises :class:`Unreadable`."""
    try:
        return Document(read_file(path, file, MANNER))
    except FileFault as fault:
        raise Unreadable(_told(fault)) from None


def parse(text: str, file: str) -> Document:
    """The document in ``text``. Raises :class:`Unreadable` where it is not YAML."""
    try:
        return Document(parse_yaml(text, file, MANNER))
    except FileFault as fault:
        raise Unreadable(_told(fault)) from None


def _told(fault: FileFault) -> Fault:
    rule = RULES.get(fault.message, "yaml")
    return Fault(fault.file, max(fault.line, 1), rule, _words(fault.message, fault.params))


def _words(message: str, params: dict[str, Any]) -> str:
    return str(Problem("", message, tuple(params.items())))
