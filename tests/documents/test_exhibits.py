"""Pictures, tables and charts on paper: no page end strands anything, both forms say the same, all is told."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import docx
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.documents.archival import faults
from tests.documents.archival_text import text_faults
from tests.documents.sheets import body, bulletin

from banli.documents.charts import scale
from banli.documents.service import (
    Block,
    BlockKind,
    Series,
    Shape,
    WeeklySheet,
    chart_svg,
    weekly_docx,
    weekly_pdf,
)

IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE


def jpeg(width: int = 620, height: int = 400) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG", dpi=(300, 300))
    return out.getvalue()


PICTURE = Block(
    BlockKind.PICTURE, "图1　现场辅导（来源：窗口）", alt="两名工作人员在窗口前", picture=jpeg(), width=156
)
TALL = Block(BlockKind.PICTURE, "图2　导办台", alt="导办台", picture=jpeg(400, 600), width=100)
ROWS = (("窗口", "事项", "办件（件）"), ("省卫生健康委", "执业登记", "12"), ("省水利厅", "取水许可", "3345"))
TABLE = Block(
    BlockKind.TABLE,
    "表1　各窗口办件（来源：窗口）",
    rows=ROWS,
    aligns=("left", "center", "right"),
    unit="单位：件",
)
LONG = Block(
    BlockKind.TABLE,
    "表2　全部窗口",
    rows=(("窗口", "办件"), *((f"第{number}窗口", str(number)) for number in range(40))),
    aligns=("left", "right"),
)
BARS = chart_svg(Shape.BARS, ["行政许可", "公共服务"], [Series("受理", (12, 40)), Series("办结", (10, 0))])
LINE = chart_svg(Shape.LINE, [f"第{number}期" for number in range(12)], [Series("受理", tuple(range(12)))])
CHART = Block(BlockKind.CHART, "图3　受理与办结", alt="行政许可受理12件，办结10件", drawing=BARS)
CURVE = Block(BlockKind.CHART, "图4　历期受理", alt="历期", drawing=LINE)
ALL = bulletin(body("甲。" * 30), PICTURE, body("乙。" * 9), TABLE, LONG, CHART, CURVE, body("丙。"), TALL)


def pages(pdf: bytes) -> list[str]:
    """The words of each page without spaces."""
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


def pictures(pdf: bytes) -> list[int]:
    """How many pictures stand on each page."""
    return [
        sum(1 for _ in page.get_objects(filter=[IMAGE], max_depth=5)) for page in pypdfium2.PdfDocument(pdf)
    ]


def words(pdf: bytes) -> str:
    return "".join(pages(pdf))


def filled(lines: int, *blocks: Block) -> WeeklySheet:
    return bulletin(*(body("本周办理。") for _ in range(lines)), *blocks)


@pytest.mark.parametrize("lines", range(2, 26, 2))
def test_a_picture_stands_on_the_page_of_its_caption(lines: int) -> None:
    pdf = weekly_pdf(filled(lines, PICTURE, body("后文。")))
    assert [("图1" in page) for page in pages(pdf)] == [bool(count) for count in pictures(pdf)]


@pytest.mark.parametrize("lines", range(4, 22, 2))
@pytest.mark.parametrize("last", [PICTURE, TALL, TABLE, CHART], ids=["wide", "tall", "table", "chart"])
def test_the_foot_never_stands_on_a_page_without_what_ends_the_issue(lines: int, last: Block) -> None:
    foot = pages(weekly_pdf(filled(lines, last)))[-1]
    assert "报：中心领导" in foot
    assert last.text.split("　")[0] in foot


@pytest.mark.parametrize("lines", range(0, 22, 3))
def test_the_last_rows_of_a_long_table_go_with_the_foot_under_its_head(lines: int) -> None:
    foot = pages(weekly_pdf(filled(lines, LONG)))[-1]
    assert all(one in foot for one in ("窗口办件", "第37窗口", "第39窗口", "报：中心领导"))


def test_the_word_form_keeps_the_last_rows_with_the_foot() -> None:
    document = docx.Document(io.BytesIO(weekly_docx(bulletin(body("前文。"), LONG))))
    last = document.tables[-2].rows[-4:]
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in last]
    assert kept == [False, True, True, True]


@pytest.mark.parametrize("lines", range(1, 24, 3))
def test_caption_unit_and_head_of_a_table_stand_with_its_first_row(lines: int) -> None:
    for page in pages(weekly_pdf(filled(lines, TABLE, body("后文。")))):
        told = [
            one in page for one in ("表1各窗口办件", "单位：件", "办件（件）", "省卫生健康委", "取水许可")
        ]
        assert all(told) or not any(told)


def test_a_table_longer_than_a_page_has_its_head_again() -> None:
    found = [page for page in pages(weekly_pdf(filled(3, LONG, body("后文。")))) if "窗口办件" in page]
    assert len(found) >= 2
    document = docx.Document(io.BytesIO(weekly_docx(bulletin(LONG, body("后文。")))))
    rows = document.tables[0].rows
    assert rows[0]._tr.trPr is not None
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(rows) == 41


def test_every_kind_keeps_to_level_a_of_pdf_a() -> None:
    made = weekly_pdf(ALL)
    assert [*faults(made, 2), *text_faults(made)] == []


def test_the_word_form_holds_the_same_words_pictures_and_tables() -> None:
    document = docx.Document(io.BytesIO(weekly_docx(ALL)))
    told = [
        "".join(part.text or "" for part in node.iter(qn("w:t")))
        for node in document.element.body.iter(qn("w:p"))
    ]
    for block in ALL.blocks:
        assert block.text in told
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert described == [one.alt for one in (PICTURE, CHART, CURVE, TALL)]
    cells = document.tables[0].rows[1].cells
    assert [cell.text for cell in cells] == list(ROWS[1])
    assert cells[1].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    pdf = words(weekly_pdf(ALL))
    for block in ALL.blocks:
        assert "".join(block.text.split()) in pdf


def test_a_picture_has_its_print_size_in_both_forms() -> None:
    document = docx.Document(io.BytesIO(weekly_docx(bulletin(PICTURE, body("后文。")))))
    assert document.inline_shapes[0].width.mm == pytest.approx(156, abs=0.1)
    document_of_pages = pypdfium2.PdfDocument(weekly_pdf(bulletin(PICTURE, body("后文。"))))
    shown = [one for page in document_of_pages for one in page.get_objects(filter=[IMAGE], max_depth=5)]
    left, _bottom, right, _top = shown[0].get_bounds()
    assert (right - left) / 72 * 25.4 == pytest.approx(156, abs=0.5)


def test_equal_sheets_give_equal_bytes() -> None:
    assert weekly_pdf(ALL) == weekly_pdf(ALL)
    assert weekly_docx(ALL) == weekly_docx(ALL)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.sampled_from(list(Shape)))
def test_a_chart_of_any_numbers_is_drawn_inside_its_box(values: list[int], shape: Shape) -> None:
    root = ET.fromstring(
        chart_svg(shape, [f"第{n}期" for n in range(len(values))], [Series("甲", tuple(values))])
    )
    wide, high = (float(one) for one in root.get("viewBox", "").split()[2:])
    for one in root:
        for key, most in (("x", wide), ("cx", wide), ("y", high), ("cy", high)):
            assert -0.1 <= float(one.get(key, 0)) <= most + 0.1
        assert float(one.get("width", 0)) <= wide


@given(st.integers(0, 10**12))
def test_a_scale_is_of_round_steps(most: int) -> None:
    step = scale(most)
    assert step >= 1
    assert step * 4 >= most


def test_a_chart_escapes_what_it_is_told_and_refuses_uneven_rows() -> None:
    assert "<b>" not in chart_svg(Shape.BARS, ["<b>"], [Series("&", (1,))])
    with pytest.raises(ValueError, match="one value for each name"):
        chart_svg(Shape.LINE, ["甲", "乙"], [Series("受理", (1,))])
