"""A golden issue with pictures and tables: PDF, Word form and web edition say the same, paragraph by paragraph."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk
from tests.weekly.exhibited import with_picture, with_table
from tests.weekly.paper import POPPLER, tagged, word_paragraphs

from banli.documents.service import Shape, weekly_docx, weekly_pdf
from banli.kernel.actors import Actor, Role
from banli.weekly.service import ExhibitPlace, Issue, Section, add_figures, find_issue, sheet

QUALITY = Section.SERVICE_QUALITY
GOLDEN = """
图1　六项数字（来源：本平台台账）
图2　窗口人员现场辅导（来源：省水利厅窗口）
表1　各窗口办件情况（来源：省水利厅窗口）
单位：件
窗口 事项 办件（件）
省卫生健康委 医疗机构执业登记 12
省水利厅 取水许可 3345
表2　六项数字（来源：本平台台账）
单位：件
类别 受理 办结
行政许可事项 672349 664964
公共服务事项 20162750 7934183
其他九类行权事项 52840 53447
"""
"""What the exhibits of the issue say, in their order."""
DRAWN = "受理办结行政许可事项672349664964"
"""How the words inside the drawing of the chart begin: a PDF tells them, the other editions draw them alone."""


class _Sheet(HTMLParser):
    """The paragraphs of the sheet of a page; the numbers below a chart are there for whoever cannot see it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = self.folded = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.inside |= told.get("id") == "sheet"
        self.folded |= tag in ("details", "svg")
        unit = tag == "span" and told.get("class") == "exhibit__unit"
        if tag in ("p", "h2", "figcaption", "caption", "th", "td", "div") or unit:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"
        self.folded &= tag not in ("details", "svg")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.folded and self.found:
            self.found[-1] += data


def on_the_page(client: Client, address: str) -> list[str]:
    reader = _Sheet()
    reader.feed(client.get(address).content.decode())
    return ["".join(text.split("\n")).strip(" ") for text in reader.found if text.strip()]


def from_the_body(paragraphs: list[str]) -> list[str]:
    """From the first heading to before the foot, without the spaces that forms treat differently."""
    bare = ["".join(text.split()) for text in paragraphs]
    first = next(place for place, text in enumerate(bare) if text.startswith("一、"))
    last = next(place for place, text in enumerate(bare) if text.startswith("报："))
    return bare[first:last]


@pytest.fixture
def golden(draft: Issue, editor: Actor) -> Issue:
    told: dict[str, Any] = {"caption": "六项数字", "measure": "statement"}
    add_figures(by=editor, issue_id=draft.pk, place=ExhibitPlace(Section.STATEMENT), shape=Shape.BARS, **told)
    with_picture(editor, draft, QUALITY)
    with_table(editor, draft, QUALITY, source="省水利厅窗口")
    add_figures(by=editor, issue_id=draft.pk, place=ExhibitPlace(QUALITY), **told)
    return find_issue(draft.pk)


@POPPLER
def test_all_three_editions_say_the_golden_text(golden: Issue, tmp_path: Path) -> None:
    page = sheet(golden)
    word = from_the_body(word_paragraphs(weekly_docx(page)))
    path = tmp_path / "weekly.pdf"
    path.write_bytes(weekly_pdf(page))
    client = at_desk(Role.EDITOR, "service-centre")
    web = from_the_body(on_the_page(client, f"/desk/weekly/{golden.subject}/"))
    assert web == word
    assert [text for text in from_the_body(tagged(path)) if not text.startswith(DRAWN)] == word
    said = iter(word)
    wanted = [cell for row in GOLDEN.strip().split("\n") for cell in row.split(" ")]
    assert all("".join(text.split()) in said for text in wanted), "in this order"
