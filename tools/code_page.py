"""The page of the codes that an item is written with, made from the code tables themselves."""

from __future__ import annotations

from collections.abc import Mapping

CODES = (
    ("kind", "KINDS", "事项类型", "the kind of the item; digits 3 and 4 of the catalogue code"),
    ("level", "LEVELS", "行使层级", "who exercises it; character 19 of the implementation code"),
    ("server_types", "SERVER_TYPES", "服务对象", "whom it serves; several may be given"),
    ("case_type", "CASE_TYPES", "办件类型", "`instant` promises 0 days in every case, and only it does"),
    (
        "online_depth",
        "ONLINE_DEPTHS",
        "网办深度",
        "how far it goes online; every step that is reached is given",
    ),
    (
        "result.type",
        "RESULT_TYPES",
        "结果类型",
        "10 has a certificate, and only it; 40 names the organ above",
    ),
    ("result.delivery", "DELIVERY", "送达方式", "how the result is handed over"),
    ("themes", "THEMES", "主题", "under which people look for it"),
    ("materials: form", "MATERIAL_FORMS", "材料形式", "as what it may be handed in"),
    ("materials: source", "MATERIAL_SOURCES", "来源渠道", "where the applicant has it from"),
    ("materials: necessity", "NECESSITIES", "材料必要性", "whether it must be there"),
    ("limits: unit", "UNITS", "时限单位", "as the law says it; one is never turned into another"),
    ("steps: kind", "STEP_KINDS", "环节类型", "the closed list of steps"),
    ("special_procedures: kind", "SPECIAL_KINDS", "特别程序", "whose time is excluded (行政许可法 45)"),
    ("checks: severity", "SEVERITIES", "审查提示的程度", "`violation` forbids a grant"),
)
"""The key of a definition, its table, its Chinese name, and what to know of it."""


def item_codes() -> str:
    """Every code of an item with its meaning in both languages."""
    from banli.catalogue.rules.definition import tables

    head = [
        "# The codes of an item",
        "",
        "What the codes of [an item](../develop/items.md) mean.",
        "Made from `src/banli/catalogue/rules/definition/tables.py`.",
        "",
    ]
    parts = [line for row in CODES for line in _part(*row[:1], getattr(tables, row[1]), *row[2:])]
    return "\n".join([*head, *parts])


def _part(key: str, table: Mapping[object, object], zh: str, about: str) -> list[str]:
    rows = [f"| `{code}` | {words.zh} | {words.en} |" for code, words in table.items()]  # type: ignore[attr-defined]
    return [
        f"## `{key}` {zh}",
        "",
        f"{about[0].upper()}{about[1:]}.",
        "",
        "| code | 中文 | English |",
        "|---|---|---|",
        *rows,
        "",
    ]
