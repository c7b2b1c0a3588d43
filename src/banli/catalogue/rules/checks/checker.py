"""The checker of item folders: schema, quality rules, worked cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from banli.catalogue.rules.checks.examples import check_examples
from banli.catalogue.rules.checks.quality import check_spec
from banli.catalogue.rules.checks.todo import check_todo
from banli.catalogue.rules.definition.folder import Folder, read_folder, read_revisions
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.yamlfile import Fault, hindering


def check_read(folders: Sequence[Folder], path: Path) -> list[Fault]:
    """Every fault of the revisions read from ``path``: of their schema, or else quality, or else worked cases."""
    faults = [fault for folder in folders for fault in folder.faults]
    if faults:
        return faults
    found = [fault for folder in folders for fault in check_spec(folder, path)]
    # What no revision changes is wrong in each of them and told once.
    found = list(dict.fromkeys(found))
    cases = [] if hindering(found) else check_examples(specs_of(folders), path)
    return [*found, *cases, *check_todo(folders)]


def specs_of(folders: Sequence[Folder]) -> list[ItemSpec]:
    """The definitions, in the order of their days."""
    return [folder.spec for folder in folders if folder.spec is not None]


def spec_in(path: Path) -> ItemSpec | None:
    """The definition in the folder ``path`` as it first came into force, or None where its schema has faults."""
    return read_folder(path).spec


def specs_in(path: Path) -> list[ItemSpec]:
    """Every revision in the folder ``path`` that has no fault of its schema, in the order of their days."""
    return specs_of(read_revisions(path))


def check_folder(path: Path | str) -> list[Fault]:
    """Every fault of the item in the folder ``path``, each with file, line and rule; none: it can be published."""
    return check_read(read_revisions(Path(path)), Path(path))
