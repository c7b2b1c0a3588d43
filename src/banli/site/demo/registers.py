"""The registers of the demo year: one item for each kind of power, under which reported cases are booked.

The departments' own items are not in the pack, so that a reported case names the register of its kind, which takes no
applications and says why.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from banli.catalogue.service import publish_folder
from banli.kernel.actors import Actor
from banli.people.service import Department
from banli.site.demo.reported import Register
from banli.site.demo.shape import KindShape, YearShape

NAMES = {
    "01": ("行政许可", "Licences"),
    "02": ("行政处罚", "Penalties"),
    "03": ("行政强制", "Coercive measures"),
    "04": ("行政征收", "Levies"),
    "05": ("行政给付", "Payments"),
    "06": ("行政检查", "Inspections"),
    "07": ("行政确认", "Confirmations"),
    "08": ("行政奖励", "Awards"),
    "09": ("行政裁决", "Rulings"),
    "10": ("其他行政权力", "Other administrative powers"),
    "20": ("公共服务", "Public services"),
}
OWNER = "service-centre"
SECTION = {
    "key": "applicant",
    "title": {"zh": "申请人", "en": "Applicant"},
    "fields": [
        {"key": "name", "label": {"zh": "名称", "en": "Name"}, "type": "text", "example": "示例申请人"},
        {"key": "code", "label": {"zh": "证件号码", "en": "Number"}, "type": "text", "example": "00000000"},
        {
            "key": "mobile",
            "label": {"zh": "手机", "en": "Mobile"},
            "type": "mobile",
            "example": "13800000000",
        },
    ],
}
FORM = {"sections": [SECTION], "applicant": "name", "applicant_code": "code", "contact_mobile": "mobile"}


def publish_registers(*, by: Actor, shape: YearShape, owner: Department) -> Mapping[str, Register]:
    """The register of every kind of the year, published where it is not yet. Raises Denied or Refused."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="banli-registers-") as folder:
        for kind in shape.kinds:
            path = Path(folder) / "items" / f"reported-{kind.code}"
            path.mkdir(parents=True)
            definition = _definition(kind, shape, owner)
            for name, part in (("item.yaml", definition), ("form.yaml", FORM)):
                (path / name).write_text(yaml.safe_dump(part, allow_unicode=True), encoding="utf-8")
            revision = publish_folder(path=path, by=by)
            found[kind.code] = Register(revision=revision.id, task_code=revision.spec.task_code)
    return found


def _definition(kind: KindShape, shape: YearShape, owner: Department) -> dict[str, Any]:
    zh, en = NAMES[kind.code]
    catalog = f"51{kind.code}99900000"
    title = {"zh": f"{zh}（部门业务系统报送）", "en": f"{en} reported by departments' systems"}
    basis = {"zh": "各事项实施清单", "en": "The implementation list of each item"}
    limit = {"unit": "working", "basis": basis}
    return {
        "slug": f"reported-{kind.code}",
        "name": title,
        "summary": {
            "zh": "各部门业务系统办理、汇入本平台的办件登记在此。",
            "en": "Cases handled in departments' own systems and reported to this platform are booked here.",
        },
        "kind": kind.code,
        "catalog_code": catalog,
        "task_code": f"{owner.uscc}2{catalog}",
        "department": owner.code,
        "level": "2",
        "laws": [
            {
                "title": {
                    "zh": "国务院关于在线政务服务的若干规定",
                    "en": "State Council provisions on online government services",
                },
                "article": {"zh": "第三条", "en": "Article 3"},
            }
        ],
        "server_types": ["1", "2"],
        "case_type": "committed",
        "visits": {"number": 0},
        "online_depth": [1, 5],
        "windows": [f"{owner.code}-01"],
        "address": {"zh": "由承办部门另行公布", "en": "As the department announces"},
        "hours": {"zh": "由承办部门另行公布", "en": "As the department announces"},
        "consult": "028-00000000",
        "complaint": "028-00000001",
        "conditions": [
            {"zh": "以承办部门的实施清单为准", "en": "As in the department's implementation list"}
        ],
        "quantity": {"zh": "以承办部门的实施清单为准", "en": "As in the department's implementation list"},
        "result": {
            "name": {"zh": "办理结果", "en": "Result"},
            "type": "30",
            "delivery": ["online"],
            "sample": {"zh": "由承办部门出具", "en": "Issued by the department"},
        },
        "faq": [
            {
                "question": {"zh": "可以在这里申请吗？", "en": "Can I apply here?"},
                "answer": {
                    "zh": "不可以，请向承办部门申请。",
                    "en": "No; please apply to the department in charge.",
                },
            }
        ],
        "effective_from": shape.carried_from.replace(month=1, day=1),
        "cancelled_on": shape.carried_from.replace(month=1, day=2),
        "cancelled_because": {
            "zh": "仅登记部门系统报送的办件，不在本平台受理申请",
            "en": "Only books cases reported by departments' systems; no applications are taken here",
        },
        "limits": [
            {"statutory": {"days": kind.statutory, **limit}, "promised": {"days": kind.promised, **limit}}
        ],
        "steps": [
            {
                "key": "examine",
                "kind": "examine",
                "name": {"zh": "审查", "en": "Examine"},
                "role": "reviewer",
            },
            {"key": "approve", "kind": "approve", "name": {"zh": "决定", "en": "Decide"}, "role": "approver"},
        ],
    }
