"""The files of an item as JSON Schema (2020-12), for editors: what keys there are, of which type, and which are needed.

What the parts of a definition must say of each other, only the checker knows.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from banli.catalogue.rules.definition.folder import PARTS
from banli.catalogue.rules.definition.spec import ItemSpec

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ITEM = "item.yaml"


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> its schema, for ``item.yaml`` and every file that a folder may hold beside it."""
    whole = ItemSpec.model_json_schema()
    whole["properties"] = {key: one for key, one in whole["properties"].items() if key not in PARTS}
    whole["required"] = [key for key in whole["required"] if key not in PARTS]
    found = {ITEM: whole}
    for key, name in PARTS.items():
        part: Any = ItemSpec.model_fields[key].annotation
        found[name] = TypeAdapter(part).json_schema()
    return {name: {"$schema": DIALECT, **one, "title": name} for name, one in found.items()}
