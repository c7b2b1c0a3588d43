"""The files of an item as JSON Schema (2020-12), for editors: what keys there are, of which type, and which are needed.

What the parts of a definition must say of each other, only the checker knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from banli.catalogue.rules.checks.examples import Example
from banli.catalogue.rules.definition.amendment import GONE
from banli.catalogue.rules.definition.folder import PARTS
from banli.catalogue.rules.definition.paper_facts import PAPERS
from banli.catalogue.rules.definition.papers import PaperPart
from banli.catalogue.rules.definition.spec import ItemSpec

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ITEM = "item.yaml"
CASE = "cases/*.yaml"
REVISION = "revisions/*.yaml"
KEPT = ("slug", "effective_from")
"""What no later revision changes."""


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> its schema, for ``item.yaml`` and every file that a folder may hold beside it."""
    whole = ItemSpec.model_json_schema()
    whole["properties"] = {key: one for key, one in whole["properties"].items() if key not in PARTS}
    whole["required"] = [key for key in whole["required"] if key not in PARTS]
    found = {ITEM: whole, CASE: Example.model_json_schema(), REVISION: _revision()}
    for key, name in PARTS.items():
        part: Any = ItemSpec.model_fields[key].annotation
        found[name] = paper_schema() if key == "papers" else TypeAdapter(part).json_schema()
    return {name: {"$schema": DIALECT, **one, "title": name} for name, one in found.items()}


def paper_schema() -> dict[str, Any]:
    """The papers of an item or of a kind: any key of any paper, and none that nobody makes."""
    return {**TypeAdapter(dict[str, PaperPart]).json_schema(), "propertyNames": {"enum": list(PAPERS)}}


def _revision() -> dict[str, Any]:
    """What a later revision changes: any key of the item but two, or ``null``; entries of lists in part, or gone."""
    whole = ItemSpec.model_json_schema()
    properties = {key: _or_gone(one) for key, one in whole["properties"].items() if key not in KEPT}
    defs = {name: _in_part(name, one) for name, one in whole["$defs"].items()}
    return {**whole, "$defs": defs, "properties": properties, "required": ["change"]}


def _or_gone(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(schema), {"type": "null"}]}


PARTLY = frozenset({"FormSpec", "RulesSpec", "Certificate"})
"""What is amended key by key, besides the entries of lists that have keys."""


def _in_part(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    properties = schema.get("properties", {})
    if name not in PARTLY and "key" not in properties:
        return dict(schema)
    needed = [key for key in schema.get("required", ()) if key == "key"]
    gone = {GONE: {"const": True}} if "key" in properties else {}
    parts = {key: one if key == "key" else _or_gone(one) for key, one in properties.items()}
    return {**schema, "properties": {**parts, **gone}, "required": needed}
