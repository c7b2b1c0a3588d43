"""A Word file is read as it is seen: numbers that Word counts, words, tables; what stays behind is counted; no file
harms whoever reads it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.files.word_shapes import (
    OFFICIAL,
    WPS,
    cell,
    level,
    listed,
    lists,
    para,
    picture,
    run,
    styled,
    table,
    text_box,
    word_file,
)
from tests.samples import MACRO_WORKBOOK, PDF, packed, word, word_with

from banli.files.rules.word.formats import written
from banli.files.rules.word.reader import read_word
from banli.files.service import read_word as read_apart


def read(body: str, **how: Any) -> dict[str, Any]:
    told = read_word(word_file(body, **how))
    assert told["fault"] == ""
    return told


def said(told: dict[str, Any]) -> list[str]:
    return [f"{one['number']}{one['words']}" for one in told["pieces"] if one["kind"] == "text"]


def test_numbers_that_word_counts_stand_before_their_words() -> None:
    body = (
        listed("优化营商环境")
        + listed("开展培训", level=1)
        + listed("分三批", level=2)
        + listed("现场答疑", level=3)
        + listed("约谈企业", level=1)
        + listed("大厅巡查")
        + listed("按时到岗", level=1)
    )
    told = read(body, numbering=OFFICIAL)
    assert said(told) == [
        *("一、优化营商环境", "（一）开展培训", "1.分三批", "（1）现场答疑", "（二）约谈企业"),
        *("二、大厅巡查", "（一）按时到岗"),
    ]
    assert [one["depth"] for one in told["pieces"]] == [0, 1, 2, 3, 1, 0, 1]


def test_wps_counts_chinese_figures_under_a_japanese_name() -> None:
    assert said(read(listed("甲") + listed("乙", level=1), numbering=WPS)) == ["一、甲", "(一)乙"]


def test_a_list_may_be_named_by_the_style() -> None:
    told = read(styled("甲", "L") + styled("乙", "L") + styled("丙", "a"), numbering=OFFICIAL)
    assert said(told) == ["一、甲", "二、乙", "丙"]


def test_a_second_list_starts_anew_and_an_empty_item_counts() -> None:
    also = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = lists(level(0, "decimal", "%1."), also=also)
    body = listed("甲") + listed("") + listed("丙") + listed("丁", number=2)
    assert said(read(body, numbering=numbering)) == ["1.甲", "3.丙", "1.丁"]


def test_a_deeper_level_goes_on_where_the_list_says_so() -> None:
    goes_on = level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    numbering = lists(level(0, "decimal", "%1."), goes_on)
    body = listed("甲") + listed("乙", level=1) + listed("丙") + listed("丁", level=1)
    assert said(read(body, numbering=numbering)) == ["1.甲", "1)乙", "2.丙", "2)丁"]


def test_bullets_are_no_numbers() -> None:
    told = read(listed("甲"), numbering=lists(level(0, "bullet", "\uf0b7")))
    assert (said(told), told["pieces"][0]["bullet"]) == (["甲"], True)


@pytest.mark.parametrize(
    ("form", "number", "meant"),
    [
        ("chineseCounting", 21, "二十一"), ("decimalEnclosedCircleChinese", 3, "③"), ("upperLetter", 27, "AA"),
        ("lowerRoman", 14, "xiv"), ("ideographTraditional", 2, "乙"), ("chineseLegalSimplified", 3, "叁"),
        ("decimalZero", 7, "07"), ("decimalFullWidth", 12, "１２"), ("none", 3, ""), ("hebrew1", 4, "4"),
        ("chineseCounting", 120, "120"), ("ideographTraditional", 11, "11"), ("decimalEnclosedCircle", 21, "21"),
    ],
)  # fmt: skip
def test_formats_of_numbers(form: str, number: int, meant: str) -> None:
    assert written(form, number) == meant


def test_headings_and_titles_are_told() -> None:
    body = (
        styled("一周动态", "T") + styled("甲", "1") + styled("乙", "2") + para("丙", '<w:jc w:val="center"/>')
    )
    told = read(body + para("丁", '<w:outlineLvl w:val="2"/>') + para("戊", '<w:outlineLvl w:val="9"/>'))
    assert [(one["title"], one["outline"], one["centred"]) for one in told["pieces"]] == [
        (True, 0, False), (False, 1, False), (False, 2, False), (False, 0, True), (False, 3, False), (False, 0, False),
    ]  # fmt: skip


def test_hidden_words_do_not_come_along() -> None:
    hidden = (
        run("秘密", "<w:vanish/>")
        + run("也是", '<w:rStyle w:val="H"/>')
        + run("看得见", '<w:vanish w:val="0"/>')
    )
    told = read(para(run("公开") + hidden))
    assert (said(told), told["dropped"]) == (["公开看得见"], {"hidden": 2})


def test_insertions_are_taken_and_deletions_are_not() -> None:
    change = (
        f'{run("受理")}<w:ins w:id="1" w:author="x">{run("三")}</w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>两</w:delText></w:r></w:del>' + run("件")
    )
    told = read(para(change) + para("前半", "<w:rPr><w:del w:id='3' w:author='x'/></w:rPr>") + para("后半"))
    assert said(told) == ["受理三件", "前半后半"]
    assert told["dropped"] == {"insertions": 1, "deletions": 2}


def test_the_last_paragraph_stays_though_its_mark_is_deleted() -> None:
    assert said(read(para("末段", "<w:rPr><w:del w:id='3' w:author='x'/></w:rPr>"))) == ["末段"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    told = read(para(run("正文") + text_box(para("框内文字"))) + para("下段"))
    assert [(one["words"], one["box"]) for one in told["pieces"]] == [
        ("正文", False), ("框内文字", True), ("下段", False),
    ]  # fmt: skip
    assert told["dropped"] == {"boxes": 1}


def test_footnotes_comments_and_signs_are_counted() -> None:
    notes = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    others = '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    told = read(para(run("正文") + notes + others))
    assert told["dropped"] == {"footnotes": 2, "comments": 1, "signs": 1}


def test_a_table_is_rows_of_cells_and_a_table_in_it_is_said() -> None:
    told = read(table(("事项", "受理"), ("许可", "12"), (table(("内", "表")), "3")))
    assert told["pieces"] == [{"kind": "table", "rows": [["事项", "受理"], ["许可", "12"], ["内 表", "3"]]}]
    assert told["dropped"] == {"tables_in_tables": 1}


def test_merged_cells_are_told_once_and_a_frame_is_no_table() -> None:
    merged = f"<w:tr>{cell('甲', '<w:vMerge/>')}{cell('乙')}</w:tr>"
    deleted = f'<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr>{cell("删")}{cell("除")}</w:tr>'
    told = read(f"<w:tbl>{merged}{deleted}</w:tbl>" + table((listed("框中的一段"),)), numbering=OFFICIAL)
    assert told["pieces"][0]["rows"] == [["", "乙"]]
    assert said(told) == ["一、框中的一段"]


def test_pictures_are_listed_wherever_they_stand() -> None:
    told = read(
        para(run("现场") + picture("走访照片")) + table(("一", para(picture("表内照片"))), ("二", "三"))
    )
    assert [one["words"] for one in told["pieces"] if one["kind"] == "picture"] == ["走访照片", "表内照片"]


def test_what_comes_from_outside_is_said_and_never_fetched() -> None:
    link = '<Relationship Id="rId9" Type="http://x/image" Target="http://elsewhere/x.png" TargetMode="External"/>'
    click = (
        '<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="http://elsewhere/" TargetMode="External"/>'
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "c:\\x" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("结果")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    shown = f'<w:hyperlink r:id="rId8">{run("网址")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr="DDE x y">{run("值")}</w:fldSimple>'
    told = read(para(picture("外部", 'r:link="rId9"') + field + shown + simple), links=link + click)
    assert said(told) == ["结果网址值"]
    assert told["dropped"] == {"fields": 2, "links": 1, "outside": 2}


def test_objects_and_contents_stay_behind_and_formulas_become_words() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('目录')}</w:sdtContent></w:sdt>"
    )
    thing = '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>'
    formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    told = read(contents + para(run("正文") + thing + formula))
    assert said(told) == ["正文x=1"]
    assert told["dropped"] == {"contents": 1, "formulas": 1, "objects": 1}


def test_headers_with_words_are_said() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    head = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>内部资料</w:t></w:r>'
        "</w:p></w:hdr>"
    )
    link = f'<Relationship Id="rId7" Type="{kind}" Target="header1.xml"/>'
    told = read(para("正文"), links=link, parts={"word/header1.xml": head.encode()})
    assert told["dropped"] == {"headers": 1}


def test_marks_around_and_within_a_paragraph_are_told() -> None:
    inner = (
        '<w:sdt><w:sdtPr><w:tag w:val="in"/></w:sdtPr><w:sdtContent>' + run("甲") + "</w:sdtContent></w:sdt>"
        '<w:bookmarkStart w:id="1" w:name="book"/>'
    )
    content = f"<w:sdtContent>{para(inner)}{para('乙')}</w:sdtContent>"
    body = f'<w:sdt><w:sdtPr><w:tag w:val="out"/></w:sdtPr>{content}</w:sdt>'
    assert [one["marks"] for one in read(body)["pieces"]] == [["out", "in", "book"], ["out"]]


def test_what_word_writes_into_an_emptied_control_says_nothing() -> None:
    control = '<w:sdt><w:sdtPr><w:tag w:val="x"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    told = read(control.format(para("单击此处输入文字。")) + para(run("甲") + control.format(run("乙"))))
    assert said(told) == ["甲"]


def bomb() -> bytes:
    """Eighty megabytes of one letter in a file of eighty kilobytes."""
    return word_with("word/media/x.xml", b"<a>" + b"a" * (80 << 20) + b"</a>")


def tight() -> bytes:
    return word_with("word/media/x.png", b"\0" * (8 << 20))


ENTITY = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document '
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p>'
    b"</w:body></w:document>"
)


def with_entity() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            target.writestr(part, ENTITY if part.filename == "word/document.xml" else source.read(part))
    return out.getvalue()


HOSTILE = {
    "a bomb": (bomb, "too_much_in_it"),
    "packed too tightly": (tight, "too_much_in_it"),
    "entities": (with_entity, "entities"),
    "macros": (lambda: word_with("word/vbaProject.bin", b"x"), "macros"),
    "half of it": (lambda: word()[: len(word()) // 2], "archive"),
    "a broken body": (lambda: word_with("", b"<w:p>", "word/document.xml"), "damaged"),
    "pictures": (
        lambda: word_file(para("".join(picture(f"照片{number * 7919}") for number in range(10_000)))),
        "too_many_pictures",
    ),
    "paragraphs": (lambda: word_file(para("x") * 3_001), "too_many_paragraphs"),
    "one word without end": (lambda: word_file(para("甲" * 200_001)), "too_much_in_it"),
    "frames in frames": (lambda: word_file(deep(20)), "too_much_in_it"),
    "elements in elements": (lambda: word_file("<w:ins>" * 400 + "</w:ins>" * 400), "damaged"),
    "a workbook": (lambda: MACRO_WORKBOOK, "workbook"),
    "a PDF": (lambda: PDF, "pdf"),
    "an OpenDocument text": (lambda: packed("mimetype", "content.xml"), "open_document"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "old_office"),
    "nothing": (lambda: b"", "text"),
}


def deep(times: int) -> str:
    inner = para("x")
    for _ in range(times):
        inner = table((inner,))
    return inner


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_harms_whoever_reads_it(name: str) -> None:
    made, fault = HOSTILE[name]
    told = read_apart(made())
    assert (told.fault, told.pieces) == (fault, [])


BITS = st.sampled_from(
    [
        *(para("甲"), listed("乙"), listed("丙", level=8), table(("一", "二")), para(text_box(para("框")))),
        *("<w:tbl/>", "<w:sdt/>", "<w:bookmarkStart/>", "<mc:AlternateContent/>", "<w:del/>", "<w:p/>"),
        *(
            para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='x'/></w:numPr></w:pPr></w:p>",
        *(para(run("丁", "<w:vanish w:val='maybe'/>")), para(picture("p")), para("<w:r><w:object/></w:r>")),
    ]
)


@settings(max_examples=60)
@given(bits=st.lists(BITS, max_size=12), form=st.sampled_from(["decimal", "bullet", "", "%1"]))
def test_whatever_stands_in_it_is_read_or_refused(bits: list[str], form: str) -> None:
    told = read_word(word_file("".join(bits), numbering=lists(level(0, form, "%1%9"))))
    assert told["fault"] in ("", "damaged")
    assert all(one["words"].strip() for one in told["pieces"] if one["kind"] == "text")


@settings(max_examples=60)
@given(place=st.integers(0, 5_000), junk=st.binary(min_size=1, max_size=40))
def test_bytes_put_in_anywhere_break_nothing(place: int, junk: bytes) -> None:
    whole = word_file(para("甲") + table(("一", "二")), numbering=OFFICIAL)
    at = place % len(whole)
    told = read_word(whole[:at] + junk + whole[at + len(junk) :])
    assert isinstance(told["fault"], str)
