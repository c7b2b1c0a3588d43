"""The checker of item folders: schema, quality rules, worked cases."""

from __future__ import annotations

from pathlib import Path

from banli.catalogue.rules.examples import check_examples
from banli.catalogue.rules.folder import Folder, read_folder
from banli.catalogue.rules.quality import check_spec
from banli.catalogue.rules.spec import ItemSpec
from banli.catalogue.rules.yamlfile import Fault


def check_read(folder: Folder, path: Path) -> list[Fault]:
    """Every fault of the item read from ``path``: of its schema, or else its quality, or else its worked cases."""
    if folder.spec is None:
        return list(folder.faults)
    return check_spec(folder, path) or check_examples(folder.spec, path)


def spec_in(path: Path) -> ItemSpec | None:
    """The definition in the folder ``path``, or None where its schema has faults."""
    return read_folder(path).spec


def check_folder(path: Path | str) -> list[Fault]:
    """Every fault of the item in the folder ``path``, each with file, line and rule; none: it can be published."""
    return check_read(read_folder(Path(path)), Path(path))
