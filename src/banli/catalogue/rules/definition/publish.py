"""A definition as it is stored: what is said, without what goes without saying, and its digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from banli.catalogue.rules.definition.spec import ItemSpec


def definition_of(spec: ItemSpec) -> dict[str, Any]:
    """The definition as JSON data. Defaults are left out, so that a new optional key changes no digest."""
    return spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def canonical(spec: ItemSpec) -> str:
    """The definition as one text: sorted keys, no space."""
    return json.dumps(definition_of(spec), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(spec: ItemSpec) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(canonical(spec).encode()).hexdigest()
