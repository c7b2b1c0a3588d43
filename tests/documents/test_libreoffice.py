"""The Word form in LibreOffice, with the bundled fonts: the same words on each page as in the PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.office import OFFICE, as_pdf, lines
from tests.documents.sheets import bulletin

from banli.documents.service import Block, BlockKind, WeeklySheet, weekly_docx, weekly_pdf
from banli.weekly.service import Mode, set_week_file, week_file

WEEK = Path(__file__).resolve().parents[2] / "docs" / "manual" / "week-file.yaml"
STORY = (
    "近日，省卫生健康委邀请医院管理、医院感染、母婴保健技术等方面的省级专家，到省重点项目四川省儿童医院上门服务。"
    "截至2022年10月21日，受理行政许可事项672349件，办结664964件，办结率98.9%；“一网通办”前提下“最多跑一次”。"
)
ROADS = (
    "交通运输厅大件运输许可团队前往G4215蓉遵高速、G5京昆高速上门走访（2022年第3次），同比增长12.5%，"
    "《安全生产法》《行政许可法》第42条讲解到位——企业一致好评，2020—2022年无投诉，详见www.sczwfw.gov.cn。"
)
RARE = "由吉克·阿依、龘䶮、犇鱻三位同志带队，A、B两类事项共1024件，服务热线028-12345，平均用时1.5小时。"
TABLE = Block(
    BlockKind.TABLE,
    "办理情况",
    rows=(
        ("类别", "受理（件）", "办结（件）"),
        ("行政许可事项", "672349", "664964"),
        ("其他九类行权事项（含行政确认、行政奖励等）", "52840", "53447"),
    ),
)
BARS = Block(BlockKind.BARS, "办结与受理之比", rows=(("行政许可事项", "98.9"), ("其他九类", "101.1")))
DRAWN = {"行政许可事项98.9%", "其他九类101.1%"}
"""The words of the chart: in the Word form it is a picture."""


def body(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.BODY, text) for text in texts)


def headings(number: int) -> tuple[Block, ...]:
    return (
        Block(BlockKind.HEADING1, f"{number}、窗口工作动态"),
        Block(BlockKind.HEADING2, "（一）优化营商环境工作开展情况"),
        Block(BlockKind.HEADING3, "1.办理情况"),
    )


ISSUES: dict[str, WeeklySheet] = {
    "long items": bulletin(*body(*[(ROADS + STORY) * 4, STORY * 7, (STORY + ROADS) * 3, ROADS * 6])),
    "tables and charts": replace(
        bulletin(
            *body(STORY * 3),
            TABLE,
            *body(ROADS * 4),
            BARS,
            TABLE,
            *body(STORY * 5, ROADS),
            TABLE,
            *body(ROADS),
        ),
        recipients=(
            "报：中心领导。",
            "送：各省级部门（单位），中心各处（室），各市（州）政务服务中心，成都市12345热线办。",
        ),
    ),
    "rare characters": bulletin(*body(RARE, STORY * 2 + RARE, RARE + ROADS, STORY * 5, RARE + STORY * 3)),
    "headings at the foot": bulletin(
        *[one for n in range(1, 9) for one in (*headings(n), *body(STORY * (n % 3 + 1)))]
    ),
    "a full last page": bulletin(*body(*[STORY] * 8, "本周运行平稳。", "下周安排另行通知。" * 9)),
}


@OFFICE
@pytest.mark.parametrize("mode", list(Mode), ids=str)
def test_the_reference_issue_ends_its_lines_and_pages_where_the_pdf_does(mode: Mode, tmp_path: Path) -> None:
    made = set_week_file(week_file(WEEK), mode)
    assert lines(as_pdf(made["weekly.docx"], tmp_path)) == lines(made["weekly.pdf"])


@OFFICE
@pytest.mark.parametrize("name", ISSUES)
def test_each_page_says_what_that_page_of_the_pdf_says(name: str, tmp_path: Path) -> None:
    told = [
        ["".join(line for line in page if line not in DRAWN) for page in lines(made)]
        for made in (as_pdf(weekly_docx(ISSUES[name]), tmp_path), weekly_pdf(ISSUES[name]))
    ]
    assert told[0] == told[1]
    assert "报：中心领导" in told[1][-1]


@pytest.mark.parametrize("name", ["a full last page", "headings at the foot", "rare characters"])
def test_the_distribution_never_stands_on_a_page_of_its_own(name: str) -> None:
    last = lines(weekly_pdf(ISSUES[name]))[-1]
    assert not last[0].startswith("报：")
