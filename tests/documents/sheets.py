"""Sheets for the tests of typesetting; every company and person is invented."""

from __future__ import annotations

from datetime import date

from banli.documents.service import (
    Block,
    BlockKind,
    Certificate,
    Grid,
    Notice,
    Row,
    WeeklySheet,
)

RECIPIENTS = (
    "报：中心领导。",
    "送：各相关省级部门（单位），中心各处（室）、直属单位。",
    "发：各部门窗口。",
)


def bulletin(*blocks: Block) -> WeeklySheet:
    """A bulletin with the head of the reference report."""
    return WeeklySheet(
        masthead="窗口工作周报",
        issue_line="2022年第35期（总第410期）",
        issuer="四川省政府政务服务和公共资源交易服务中心",
        date_text="2022年11月15日",
        column="政务服务工作",
        period="（10月17日—10月21日）",
        blocks=blocks or (Block(BlockKind.HEADING1, "一、窗口工作动态"), body("本周运行平稳。")),
        recipients=RECIPIENTS,
        copies_line="（共印80份）",
        made_on=date(2022, 11, 15),
    )


def body(text: str) -> Block:
    """A paragraph of the body."""
    return Block(BlockKind.BODY, text)


def permit(**changes: object) -> Certificate:
    """An oversize permit."""
    facts: dict[str, object] = {
        "title": "超限运输车辆通行证",
        "number": "川超许〔2022〕第100001号",
        "rows": (
            Row("承运人", "蜀途大件运输有限公司", wide=True),
            Row("牵引车号牌", "川A00001"),
            Row("轴数", "13"),
        ),
        "grids": (
            Grid(
                "通行路线",
                ("入口", "路段", "出口"),
                (("成都东", "G76厦蓉高速", "内江北"),),
            ),
        ),
        "conditions": ("按许可的时间、路线和速度行驶。",),
        "department": "四川省交通运输厅",
        "issued_on": date(2022, 10, 20),
        "valid_from": date(2022, 10, 24),
        "valid_to": date(2022, 11, 22),
        "verify_url": "https://example.invalid/verify?n=100001",
        "verify_code": "K7Q2-M9XD",
    }
    return Certificate(**facts | changes)  # type: ignore[arg-type]


def correction() -> Notice:
    """A notice of what has to be corrected."""
    return Notice(
        title="申请材料补正告知书",
        number="川交许补〔2022〕第1号",
        addressee="蜀途大件运输有限公司",
        paragraphs=("你单位的申请收悉，现一次告知需要补正的全部内容：",),
        items=("装载图未标注轴荷。", "行驶证照片不清晰。"),
        closing=("请补正后重新提交。",),
        department="四川省交通运输厅",
        issued_on=date(2022, 10, 18),
    )
