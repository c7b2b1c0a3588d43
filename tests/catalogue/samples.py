"""A small item for tests of single rules, and copies of the pack's items that can be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from banli.catalogue.rules import ItemSpec
from banli.kernel.actors import SYSTEM
from banli.people.service import load_house

PACK = Path(__file__).parents[2] / "src" / "banli" / "packs" / "sichuan"
ITEMS = PACK / "items"
OVERSIZE = ITEMS / "oversize-transport"
LIMIT = {"days": 20, "unit": "working", "basis": "行政许可法第四十二条"}
BASIC_FIELDS: list[dict[str, Any]] = [
    {"key": "name", "type": "text", "label": {"zh": "姓名", "en": "Name"}, "example": "甲"},
    {"key": "code", "type": "identity", "label": "证件", "example": "11010519491231002X"},
    {"key": "mobile", "type": "mobile", "label": "手机", "example": "13800000000"},
]
ANSWERS = {"name": "甲", "code": "11010519491231002X", "mobile": "13800000000"}


def definition(*fields: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The definition of a sound little licence whose form asks ``fields`` besides who applies."""
    return {
        "slug": "sample",
        "name": "示例许可",
        "summary": "用于测试",
        "kind": "01",
        "catalog_code": "510118154000",
        "task_code": "11510000990000148W2510118154000",
        "department": "transport",
        "level": "2",
        "laws": [{"title": "某法", "article": "第一条"}],
        "server_types": ["1"],
        "case_type": "committed",
        "visits": {"number": 1, "reason": "领取"},
        "windows": ["transport-03"],
        "address": "大厅",
        "hours": "工作日",
        "consult": "1",
        "complaint": "2",
        "conditions": ["有条件"],
        "quantity": "不限",
        "result": {"name": "决定", "type": "20", "delivery": ["window"], "sample": "样本"},
        "faq": [{"question": "问", "answer": "答"}],
        "effective_from": "2020-01-01",
        "limits": [{"statutory": LIMIT, "promised": LIMIT}],
        "steps": [
            {"key": "examine", "kind": "examine", "role": "reviewer", "name": "审查"},
            {"key": "approve", "kind": "approve", "role": "approver", "name": "决定"},
        ],
        "form": {
            "applicant": "name",
            "applicant_code": "code",
            "contact_mobile": "mobile",
            "sections": [{"key": "all", "title": "全部", "fields": [*BASIC_FIELDS, *fields]}],
        },
        **changes,
    }


def item(*fields: dict[str, Any], **changes: Any) -> ItemSpec:
    """:func:`definition`, parsed."""
    return ItemSpec.model_validate(definition(*fields, **changes))


def asked(kind: str, **more: Any) -> ItemSpec:
    """An item whose form asks one more question, ``answer``, of that type."""
    return item({"key": "answer", "type": kind, "label": {"zh": "回答", "en": "Answer"}, **more})


def lend(folder: Path) -> None:
    """Lay beside the items of ``folder`` what they take from the pack: its lists, remedies and papers by kind."""
    for name in ("lists.yaml", "remedies.yaml"):
        shutil.copy(PACK / name, folder / name)
    shutil.copytree(PACK / "papers", folder / "papers", dirs_exist_ok=True)


def spoilt(folder: Path, file: str, old: str, new: str, item: Path = OVERSIZE) -> tuple[Path, int]:
    """A copy of an item under ``folder`` with ``old`` replaced by ``new`` once; and the line where that was."""
    copy = folder / "items" / item.name
    shutil.copytree(item, copy)
    for name in ("departments.yaml", "windows.yaml"):
        shutil.copy(PACK / name, folder / name)
    lend(folder)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text, old
    line = text[: text.index(old)].count("\n") + 1
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy, line


def open_house() -> None:
    """Take in the departments that the pack's items belong to."""
    names = ("regions", "departments", "windows")
    rows = {name: yaml.safe_load((PACK / f"{name}.yaml").read_text(encoding="utf-8")) for name in names}
    load_house(by=SYSTEM, **rows)
