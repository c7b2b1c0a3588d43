"""The registers of the demo year: one item for each kind of power, under which reported cases are booked.

The departments' own items are not in the pack, so that a reported case names the register of its kind.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from banli.catalogue.service import publish_folder
from banli.kernel import yamlfile
from banli.kernel.actors import Actor
from banli.people.service import Department
from banli.site.demo.reported import Register
from banli.site.demo.shape import KindShape, YearShape

FILE = Path(__file__).with_name("register.yaml")
OWNER = "service-centre"


def publish_registers(*, by: Actor, shape: YearShape, owner: Department) -> Mapping[str, Register]:
    """The register of every kind of the year, published where it is not yet. Raises Denied or Refused."""
    common = yamlfile.read(FILE).data
    found = {}
    with tempfile.TemporaryDirectory(prefix="banli-registers-") as folder:
        for kind in shape.kinds:
            path = Path(folder) / "items" / f"reported-{kind.code}"
            path.mkdir(parents=True)
            for name, part in (("item.yaml", _item(kind, common, owner)), ("form.yaml", common["form"])):
                (path / name).write_text(yaml.safe_dump(part, allow_unicode=True), encoding="utf-8")
            revision = publish_folder(path=path, by=by)
            found[kind.code] = Register(revision=revision.id, task_code=revision.spec.task_code)
    return found


def _item(kind: KindShape, common: Mapping[str, Any], owner: Department) -> dict[str, Any]:
    """The definition of the register of ``kind``: what all have in common, its codes and its limits."""
    catalog = f"51{kind.code}99900000"
    names = common["names"][kind.code]
    limit = {"unit": "working", "basis": common["basis"]}
    return {
        **common["item"],
        "slug": f"reported-{kind.code}",
        "name": {key: text.format(kind=names[key]) for key, text in common["name"].items()},
        "kind": kind.code,
        "catalog_code": catalog,
        "task_code": f"{owner.uscc}2{catalog}",
        "department": owner.code,
        "windows": [f"{owner.code}-01"],
        "limits": [
            {"statutory": {"days": kind.statutory, **limit}, "promised": {"days": kind.promised, **limit}}
        ],
    }
