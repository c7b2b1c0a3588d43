"""What the keys of a reading are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banli.statistics.service import By


def names_of(by: By, keys: Sequence[str]) -> dict[str, str]:
    """The Chinese names of ``keys``; '' where a key says it all."""
    from banli.statistics.service import titles

    found = titles(by, keys)
    return {key: found[key].zh if key in found else "" for key in keys}
