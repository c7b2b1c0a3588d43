"""A databank for tests: diplomas of an invented school."""

from __future__ import annotations

from typing import Any

from banli.databanks.service import Records

LIN = "11010519491231002X"
DEFINITION: dict[str, Any] = {
    "key": "diplomas",
    "name": {"zh": "学历证书信息库", "en": "the databank of diplomas"},
    "department": "education",
    "basis": {"zh": "个人信息保护法第四十五条", "en": "Personal Information Protection Law, Article 45"},
    "asks": [
        {"key": "identity", "label": {"zh": "身份证号", "en": "Identity number"}, "person": True},
        {"key": "number", "label": {"zh": "证书编号", "en": "Number"}, "required": False},
        {"key": "school", "label": {"zh": "学校", "en": "School"}, "required": False, "match": "within"},
    ],
    "gives": [
        {"key": "number", "label": {"zh": "证书编号", "en": "Number"}},
        {"key": "school", "label": {"zh": "学校", "en": "School"}},
        {"key": "graduated", "label": {"zh": "毕业时间", "en": "Graduated"}, "type": "month"},
    ],
}
ROWS = [
    {"identity": LIN, "number": "1061-01", "school": "示例大学", "graduated": "2014-06"},
    {"identity": LIN, "number": "1061-02", "school": "示例职业学院", "graduated": "2010-06"},
    {"identity": "51010419900315201X", "number": "1061-03", "school": "示例大学", "graduated": "2012-06"},
]


def records(**changes: Any) -> Records:
    """The databank with its records; ``changes`` to its definition."""
    told = {
        "databank": {**DEFINITION, **changes},
        "as_of": "2022-10-14T18:00:00+08:00",
        "records": ROWS,
    }
    return Records.model_validate(told)
