"""The registers: one item for each kind of power, under which cases that other systems report are booked.

The departments' own items are not in the catalogue, so that a reported case lies in the register of its kind.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from banli.catalogue.service import EX_OFFICIO, KINDS, Item, publish_folder
from banli.intake.service import REGISTER
from banli.kernel import yamlfile
from banli.kernel.actors import Actor
from banli.people.service import Department, department

FILE = Path(__file__).with_name("register.yaml")
OWNER = "service-centre"


def publish_registers(*, by: Actor) -> None:
    """Publish the register of every kind that has none. Raises Missing where the centre is no department yet."""
    there = set(Item.objects.filter(slug__startswith=REGISTER).values_list("slug", flat=True))
    lacking = [kind for kind in KINDS if f"{REGISTER}{kind}" not in there]
    if not lacking:
        return
    owner, common = department(OWNER), yamlfile.read(FILE).data
    with tempfile.TemporaryDirectory(prefix="banli-registers-") as folder:
        for kind in lacking:
            path = Path(folder) / "items" / f"{REGISTER}{kind}"
            path.mkdir(parents=True)
            for name, part in (("item.yaml", _item(kind, common, owner)), ("form.yaml", common["form"])):
                (path / name).write_text(yaml.safe_dump(part, allow_unicode=True), encoding="utf-8")
            publish_folder(path=path, by=by)


def _item(kind: str, common: Mapping[str, Any], owner: Department) -> dict[str, Any]:
    """The definition of the register of ``kind``: what all have in common, its codes and its limits."""
    catalog = f"51{kind}99900000"
    names, limits = common["names"][kind], common["limits"][kind]
    limit = {"unit": "working", "basis": common["basis"]}
    return {
        **common["item"],
        "slug": f"{REGISTER}{kind}",
        "name": {key: text.format(kind=names[key]) for key, text in common["name"].items()},
        "kind": kind,
        "catalog_code": catalog,
        "task_code": f"{owner.uscc}2{catalog}",
        "department": owner.code,
        "online_depth": [1, 6] if kind in EX_OFFICIO else [1, 5],
        "windows": [f"{owner.code}-01"],
        "limits": [
            {
                "statutory": {"days": limits["statutory"], **limit},
                "promised": {"days": limits["promised"], **limit},
                "unset": common["unset"],
            }
        ],
    }
