"""Items made for a test: one of the pack's with a few keys changed, published like any other."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from banli.catalogue.service import ItemRevision, publish_folder
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN
from tests.catalogue.samples import lend

FILING = "technology-contract-recognition"
"""The plainest committed item of the pack: examined, decided, no condition on its steps."""
LAW = {"zh": "《中华人民共和国行政许可法》", "en": "Administrative Licensing Law"}
OTHER_LAW = "办法第五条：若干日"


NAMES = {"examine": "审查材料", "approve": "作出决定"}
"""What steps of these keys are called; others are called by their key."""


def step(key: str, kind: str, **more: Any) -> dict[str, Any]:
    """A step of the review, with what is seldom of interest filled in."""
    role = more.pop("role", "approver" if kind in ("approve", "countersign") else "reviewer")
    return {
        "key": key,
        "kind": kind,
        "role": role,
        "name": more.pop("name", NAMES.get(key, f"环节{key}")),
        **more,
    }


def days(number: int, unit: str = "working") -> dict[str, Any]:
    """A limit. Days of the Licensing Law are working days, so others are those of another law."""
    return {"days": number, "unit": unit, "basis": LAW if unit == "working" else OTHER_LAW}


def variant(folder: Path, base: str = FILING, **changes: Any) -> ItemRevision:
    """Publish ``base`` with ``changes`` to its item.yaml; another ``slug`` among them makes an item of its own.

    ``materials=…`` replaces the list of materials; a change to None takes a key out.
    """
    path = folder / "items" / changes.get("slug", base)
    shutil.copytree(SICHUAN / "items" / base, path)
    lend(folder)
    shutil.rmtree(path / "cases")
    if path.name != base and "task_code" not in changes:
        said = yaml.safe_load((path / "item.yaml").read_text("utf-8"))
        changes |= {key: _another(said[key]) for key in ("catalog_code", "task_code")}
    materials = changes.pop("materials", None)
    _write(path / "item.yaml", changes)
    if materials is not None:
        (path / "materials.yaml").write_text(
            yaml.safe_dump(list(materials), allow_unicode=True), encoding="utf-8"
        )
    return publish_folder(path=path, by=SYSTEM)


def _another(code: str) -> str:
    """The code beside ``code``: two items that count never share their implementation code."""
    return f"{code[:-1]}{(int(code[-1]) + 1) % 10}"


def _write(path: Path, changes: Mapping[str, Any]) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data.update(changes)
    kept = {key: value for key, value in data.items() if value is not None}
    text = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, default_flow_style=False)
    path.write_text(text, encoding="utf-8")
