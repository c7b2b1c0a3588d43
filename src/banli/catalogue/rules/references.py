"""Whether every name in a definition leads somewhere: fields, facts, options, windows, departments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banli.catalogue.rules.spec import ItemSpec

Found = tuple[tuple[str | int, ...], str, str, dict[str, object]]


def check_references(spec: ItemSpec, path: Path) -> Iterator[Found]:
    """Every name that leads nowhere, in the order of the definition."""
    yield from ()
