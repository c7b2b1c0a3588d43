"""What a name that leads nowhere was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from banli.kernel.text import gettext_noop

ALIKE = 0.6
"""How much of two names must be the same, from 0 to 1."""


def nearest(name: Any, known: Collection[Any]) -> str:
    """The one of ``known`` that is most like ``name``; '' where none is."""
    names = sorted(str(one) for one in known)
    found = get_close_matches(str(name).lower(), [one.lower() for one in names], n=1, cutoff=ALIKE)
    return next((one for one in names if found and one.lower() == found[0]), "")


def unknown(key: str, known: Collection[str]) -> tuple[str, dict[str, object]]:
    """What is told of a name that is neither a field nor a fact."""
    near = nearest(key, known)
    if near:
        return gettext_noop("there is no field or fact “%(key)s” here; is “%(near)s” meant?"), {
            "key": key,
            "near": near,
        }
    return gettext_noop("there is no field or fact “%(key)s” here"), {"key": key}
