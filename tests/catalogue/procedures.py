"""A little licence whose procedure the tests change: its steps, its limits, and the faults the checker finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from tests.catalogue.samples import definition

from banli.catalogue.rules.checks.checker import check_folder
from banli.catalogue.rules.definition.yamlfile import Fault

Data = dict[str, Any]


def limit(days: int, unit: str = "working", basis: str = "某法第一条：若干工作日") -> Data:
    return {"days": days, "unit": unit, "basis": basis}


def span(statutory: Data, promised: Data | None = None, **more: Any) -> Data:
    return {"statutory": statutory, "promised": promised or statutory, **more}


def step(key: str, kind: str = "examine", role: str = "reviewer", **more: Any) -> Data:
    return {"key": key, "kind": kind, "role": role, "name": key, **more}


EXAMINE = step("examine")
APPROVE = step("approve", "approve", "approver")
FINANCE = step("finance", "countersign", "approver", with_department="finance", limit=limit(5))
YES_NO = {"key": "crossing", "type": "yes_no", "label": "跨省", "example": True}
CLASS = {
    "key": "grade",
    "type": "choice",
    "label": "等级",
    "options": [{"value": one, "label": one} for one in ("a", "b")],
    "example": "a",
}
CROSSING = {"field": "crossing", "op": "==", "value": True}
A = {"field": "grade", "op": "==", "value": "a"}


def check(folder: Path, *fields: Data, **changes: Any) -> list[Fault]:
    """The faults of a little licence with ``changes``, written out as a folder and read again."""
    whole = json.loads(json.dumps(definition(*fields, **changes)))
    parts = {name: whole.pop(name) for name in ("form", "materials", "rules") if name in whole}
    place = folder / "sample"
    place.mkdir()
    for name, data in {"item": whole, **parts}.items():
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=False)
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return check_folder(place)


def only(faults: list[Fault], rule: str, words: str, file: str = "item.yaml") -> None:
    """There is one fault, of that rule, at the lines of an entry that holds ``words``."""
    assert [fault.rule for fault in faults] == [rule], faults
    (fault,) = faults
    assert Path(fault.file).name == file
    lines = Path(fault.file).read_text(encoding="utf-8").splitlines()
    assert words in "\n".join(lines[fault.line - 1 : fault.line + 3]), (fault, lines[fault.line - 1])
