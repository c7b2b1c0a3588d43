"""An item as a folder: item, form, materials, rules, thresholds, later revisions. Read whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from banli.catalogue.rules.definition.amendment import Part, amended, steps_of
from banli.catalogue.rules.definition.lists import Lists, lists_beside
from banli.catalogue.rules.definition.papers import kind_file, laid_over, read_kind
from banli.catalogue.rules.definition.remedies import remedies_beside
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.worded_faults import TOLD
from banli.catalogue.rules.definition.yamlfile import (
    Document,
    Fault,
    Path,
    Unreadable,
    read_yaml,
)
from banli.kernel.text import gettext_noop

PARTS = {
    "form": "form.yaml",
    "materials": "materials.yaml",
    "rules": "rules.yaml",
    "thresholds": "thresholds.yaml",
    "papers": "papers.yaml",
}
NAMING = frozenset({"condition", "papers"})
"""Rules whose faults are about a name in a text: told at the place of the name."""
FREE = ("materials", "rules", "thresholds", "papers")
"""Those that an item may be without."""
"""Key of the definition -> file that may hold it. The form must have its own file."""

REVISIONS = "revisions"
"""The folder of the revisions that come into force later, each called by its day."""

SCHEMA_FAULTS = {
    "missing": gettext_noop("“%(key)s” is missing"),
    "extra_forbidden": gettext_noop("there is no such key: “%(key)s”"),
    "string_type": gettext_noop("“%(key)s” must be text; put numbers and yes/no in quotes"),
    "literal_error": gettext_noop("“%(key)s” must be one of %(expected)s"),
    "string_pattern_mismatch": gettext_noop("“%(key)s” does not have the expected form: %(expected)s"),
    "too_short": gettext_noop("“%(key)s” needs at least one entry"),
}
"""What pydantic calls a fault -> how it is told."""


@dataclass(frozen=True)
class Source:
    """One file of a definition and what it gives of it."""

    document: Document
    part: Part


@dataclass(frozen=True)
class Folder:
    """What an item's folder holds for one revision: the definition, or the faults that keep it from being one."""

    spec: ItemSpec | None
    faults: tuple[Fault, ...]
    sources: tuple[Source, ...]
    """The files, the one that has the last word first."""
    definition: Mapping[str, Any]
    """The assembled data, before it is a definition."""

    def fault(self, path: Path, rule: str, message: str, **params: Any) -> Fault:
        """A fault at ``path`` of the assembled definition."""
        document, inner = self._locate(path)
        at = _word_in(_value_at(self.definition, path), params) if rule in NAMING else -1
        if at >= 0:
            return document.fault_in(inner, at, rule, message, **params)
        return document.fault(inner, rule, message, **params)

    def fault_in(self, path: Path, at: int, rule: str, message: str, **params: Any) -> Fault:
        """A fault at character ``at`` of the text at ``path`` of the assembled definition."""
        document, inner = self._locate(path)
        return document.fault_in(inner, at, rule, message, **params)

    def _locate(self, path: Path) -> tuple[Document, Path]:
        steps = steps_of(self.definition, path)
        while True:
            for source in self.sources:
                place = source.part.place(steps)
                if place is not None:
                    return source.document, place
            # Something that is missing is told at the nearest thing around it.
            steps = steps[:-1]


def read_folder(path: FilePath) -> Folder:
    """The definition in the folder ``path`` as it first came into force; schema faults point at their lines."""
    documents: dict[str, Document] = {}
    faults: list[Fault] = []
    for key, name in {"item": "item.yaml", **PARTS}.items():
        if key in FREE and not (path / name).exists():
            continue
        try:
            documents[key] = read_yaml(path / name, str(path / name))
            faults += documents[key].faults
        except Unreadable as wrong:
            faults.append(wrong.fault)
    if faults:
        return Folder(None, tuple(faults), (), {})
    item = documents["item"]
    if not isinstance(item.data, Mapping):
        message = gettext_noop("the file must hold keys and their values")
        return Folder(None, (item.fault((), "schema", message),), (), {})
    parts = {key: documents[key] for key in PARTS if key in documents}
    sources = [Source(document, Part(document.data, key)) for key, document in parts.items()]
    definition = {**item.data, **{key: document.data for key, document in parts.items()}}
    sources.append(Source(item, Part(item.data)))
    faults = _beside(path, definition, sources)
    if faults:
        return Folder(None, tuple(faults), (), {})
    return _validated(definition, tuple(sources), lists_beside(path))


def _beside(path: FilePath, definition: dict[str, Any], sources: list[Source]) -> list[Fault]:
    """Add to ``definition`` what its pack says for it: the papers of its kind, and the remedies of its department."""
    file = kind_file(path, definition.get("kind"))
    try:
        of_kind = read_kind(file) if file else None
    except Unreadable as wrong:
        return [wrong.fault]
    papers = laid_over(of_kind.data if of_kind else None, definition.get("papers"))
    if papers:
        definition["papers"] = papers
    if of_kind:
        sources.append(Source(of_kind, Part(of_kind.data, "papers")))
    if "remedies" in definition:
        return []
    remedies, faults = remedies_beside(path, definition.get("department"))
    if remedies:
        definition["remedies"] = remedies
    return list(faults)


def read_revisions(path: FilePath) -> tuple[Folder, ...]:
    """Every revision in the folder ``path``, in the order of their days: the first, then those of ``revisions/``.

    Each of ``revisions/<day>.yaml`` amends the one before it from that day on. Where one has faults of its schema, it
    is the last that is given.
    """
    found = [read_folder(path)]
    for file in sorted((path / REVISIONS).glob("*.yaml")):
        if found[-1].spec is None:
            break
        found.append(_amended(found[-1], file))
    return tuple(found)


def _amended(before: Folder, file: FilePath) -> Folder:
    try:
        document = read_yaml(file, str(file))
    except Unreadable as wrong:
        return Folder(None, (wrong.fault,), (), {})
    wrong_shape = tuple(_faults_of_change(document, file.stem, before))
    if document.faults or wrong_shape:
        return Folder(None, (*document.faults, *wrong_shape), (), {})
    change = {**document.data, "effective_from": file.stem}
    definition = amended({**before.definition, "change": None}, change)
    sources = (Source(document, Part(document.data)), *before.sources)
    return _validated(definition, sources, lists_beside(file.parent.parent))


def _faults_of_change(document: Document, day: str, before: Folder) -> Iterator[Fault]:
    """What keeps a file from amending the revision before it."""
    if not isinstance(document.data, Mapping):
        yield document.fault((), "schema", gettext_noop("the file must hold keys and their values"))
        return
    first = before.spec.effective_from if before.spec else date.max
    try:
        later = date.fromisoformat(day) > first
    except ValueError:
        later = False
    if not later:
        message = gettext_noop("the file must be called by the day it comes into force, after %(day)s")
        yield document.fault((), "revision", message, day=first.isoformat())
    for key in ("slug", "effective_from"):
        if key in document.data:
            message = gettext_noop("a later revision does not change “%(key)s”")
            yield document.fault((key,), "revision", message, key=key)
    if "change" not in document.data:
        message = gettext_noop("say in “change” what is new, and by which law")
        yield document.fault((), "revision", message)


def _validated(definition: Mapping[str, Any], sources: tuple[Source, ...], lists: Lists) -> Folder:
    empty = Folder(None, (), sources, definition)
    try:
        spec = ItemSpec.model_validate(definition, context=lists)
    except ValidationError as wrong:
        found = [_schema_fault(empty, definition, error) for error in wrong.errors(include_url=False)]
        return Folder(None, (*_of_lists(lists), *_one_each(found)), sources, definition)
    if faults := _of_lists(lists):
        return Folder(None, faults, sources, definition)
    return Folder(spec, (), sources, definition)


def _of_lists(lists: Lists) -> tuple[Fault, ...]:
    """The faults of the pack's lists, where the item names one."""
    return lists.faults if lists.asked else ()


def in_force(specs: Sequence[ItemSpec], day: date | None) -> ItemSpec:
    """Of the revisions in the order of their days the one in force on ``day``; the first before it or without one."""
    held = [spec for spec in specs if day is not None and spec.effective_from <= day]
    return held[-1] if held else specs[0]


def _one_each(faults: list[Fault]) -> Iterator[Fault]:
    """The first fault of each place: where several types would do, pydantic tells of each that did not."""
    seen: set[tuple[str, int]] = set()
    for fault in faults:
        if (fault.file, fault.line) not in seen:
            yield fault
        seen.add((fault.file, fault.line))


def _schema_fault(folder: Folder, definition: Any, error: Mapping[str, Any]) -> Fault:
    loc = tuple(error["loc"])
    path = _real_path(definition, loc)
    if error["type"] == TOLD:
        return _told(folder, path, **error["ctx"])
    key = str(loc[-1]) if loc else ""
    message = SCHEMA_FAULTS.get(error["type"], gettext_noop("“%(key)s”: %(why)s"))
    context = error.get("ctx", {})
    expected = context.get("expected") or context.get("pattern") or ""
    return folder.fault(path, "schema", message, key=key, expected=expected, why=error["msg"])


def _told(folder: Folder, path: Path, *, rule: str, message: str, params: dict[str, Any], at: int) -> Fault:
    if at >= 0:
        return folder.fault_in(path, at, rule, message, **params)
    return folder.fault(path, rule, message, **params)


def _word_in(text: Any, params: Mapping[str, Any]) -> int:
    """Where in a condition written as text the value or name stands that a fault is about; -1 where there is none."""
    word = next((str(params[name]) for name in ("value", "other", "key") if name in params), "")
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if isinstance(text, str) and word else None
    return found.start() if found else -1


def _value_at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(step)
        else:
            data = (
                data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
            )
    return data


def _real_path(data: Any, loc: Sequence[str | int]) -> Path:
    """``loc`` without the tags that pydantic puts between keys; ends at the last thing that is in the file."""
    path: list[str | int] = []
    for part in loc:
        if isinstance(data, list):
            data = dict(enumerate(data))
        if isinstance(data, Mapping) and part in data:
            data = data[part]
            path.append(part)
    return tuple(path)
