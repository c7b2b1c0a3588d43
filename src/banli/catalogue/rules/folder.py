"""An item as a folder: item, form, materials, rules, thresholds and worked cases. Read whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from banli.catalogue.rules.spec import ItemSpec
from banli.catalogue.rules.yamlfile import Document, Fault, Path, Unreadable, read_yaml
from banli.kernel.text import gettext_noop

PARTS = {
    "form": "form.yaml",
    "materials": "materials.yaml",
    "rules": "rules.yaml",
    "thresholds": "thresholds.yaml",
}
"""Key of the definition -> file that may hold it. The form must have its own file."""

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
class Folder:
    """What an item's folder holds: the definition, or the faults that keep it from being one."""

    spec: ItemSpec | None
    faults: tuple[Fault, ...]
    documents: Mapping[str, Document]

    def fault(self, path: Path, rule: str, message: str, **params: Any) -> Fault:
        """A fault at ``path`` of the assembled definition."""
        document, inner = self._locate(path)
        return document.fault(inner, rule, message, **params)

    def _locate(self, path: Path) -> tuple[Document, Path]:
        part = self.documents.get(str(path[0])) if path else None
        return (part, path[1:]) if part else (self.documents["item"], path)


def read_folder(path: FilePath) -> Folder:
    """The definition in the folder ``path``; schema faults point at their lines."""
    documents: dict[str, Document] = {}
    faults: list[Fault] = []
    for key, name in {"item": "item.yaml", **PARTS}.items():
        if key in ("materials", "rules", "thresholds") and not (path / name).exists():
            continue
        try:
            documents[key] = read_yaml(path / name, str(path / name))
            faults += documents[key].faults
        except Unreadable as wrong:
            faults.append(wrong.fault)
    if faults:
        return Folder(None, tuple(faults), documents)
    item = documents["item"]
    if not isinstance(item.data, Mapping):
        message = gettext_noop("the file must hold keys and their values")
        return Folder(None, (item.fault((), "schema", message),), documents)
    definition = {
        **item.data,
        **{key: documents[key].data for key in PARTS if key in documents},
    }
    empty = Folder(None, (), documents)
    try:
        return Folder(ItemSpec.model_validate(definition), (), documents)
    except ValidationError as wrong:
        found = [_schema_fault(empty, definition, error) for error in wrong.errors(include_url=False)]
        return Folder(None, tuple(_one_each(found)), documents)


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
    key = str(loc[-1]) if loc else ""
    message = SCHEMA_FAULTS.get(error["type"], gettext_noop("“%(key)s”: %(why)s"))
    context = error.get("ctx", {})
    expected = context.get("expected") or context.get("pattern") or ""
    return folder.fault(path, "schema", message, key=key, expected=expected, why=error["msg"])


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
