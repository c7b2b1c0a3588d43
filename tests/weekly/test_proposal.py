"""What a manuscript is proposed to become: lines by their levels, what goes on in them, what is left, and why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.files.word_shapes import OFFICIAL, WPS, listed, para, styled, table, word_file

from banli.files.rules.word.reader import read_word
from banli.weekly.rules.outline import SENDABLE, WRITABLE, Section
from banli.weekly.rules.pasted import marked_up, plain
from banli.weekly.rules.pieces import Piece, piece
from banli.weekly.rules.proposal import Become, Proposed, Why, proposal

LINE, JOIN, LEAVE = Become.LINE, Become.JOIN, Become.LEAVE


def of_word(body: str, numbering: str = OFFICIAL) -> list[Proposed]:
    told = read_word(word_file(body, numbering=numbering))
    return proposal([piece(one) for one in told["pieces"]], WRITABLE)


def of_text(text: str) -> list[Proposed]:
    return proposal(plain(text), SENDABLE)


def told(rows: list[Proposed]) -> list[tuple[Become, str]]:
    return [(one.become, one.text) for one in rows]


def test_headings_of_the_outline_say_where_lines_go() -> None:
    rows = of_word(
        listed("窗口工作动态")
        + listed("优化营商环境工作情况", level=1)
        + listed("商务厅开展培训。", level=2)
        + listed("交通运输厅约谈企业。", level=2)
        + listed("大厅巡查情况")
        + listed("总体情况良好。", level=1)
    )
    assert [(one.become, one.text, one.section, one.level) for one in rows] == [
        (LEAVE, "一、窗口工作动态", None, 1),
        (LEAVE, "（一）优化营商环境工作情况", None, 2),
        (LINE, "商务厅开展培训。", Section.BUSINESS_ENVIRONMENT, 3),
        (LINE, "交通运输厅约谈企业。", Section.BUSINESS_ENVIRONMENT, 3),
        (LEAVE, "二、大厅巡查情况", None, 1),
        (LINE, "总体情况良好。", Section.PATROL, 2),
    ]
    assert [one.why for one in rows if one.become is LEAVE] == [Why.SECTION] * 3


def test_deeper_levels_go_on_in_their_line_and_keep_their_numbers() -> None:
    rows = of_word(
        listed("商务厅开展培训。")
        + para("近期分三批进行。")
        + listed("全面解读法规。", level=1)
        + listed("现场答疑。", level=1)
        + listed("交通运输厅约谈企业。")
    )
    assert told(rows) == [
        (LINE, "一、商务厅开展培训。"),
        (JOIN, "近期分三批进行。"),
        (JOIN, "（一）全面解读法规。"),
        (JOIN, "（二）现场答疑。"),
        (LINE, "二、交通运输厅约谈企业。"),
    ]


def test_numbers_typed_by_hand_are_numbers_where_they_count_on() -> None:
    rows = of_text("一周动态\n1.商务厅开展培训。\n２、交通运输厅约谈企业。\n二、三类医疗器械审批提速。")
    assert rows[0].why is Why.TITLE
    assert told(of_text("(1)商务厅开展培训。\n（2）交通运输厅约谈企业。\n二、三类医疗器械审批提速。")) == [
        (LINE, "商务厅开展培训。"),
        (LINE, "交通运输厅约谈企业。"),
        (JOIN, "二、三类医疗器械审批提速。"),
    ]


def test_brackets_of_wps_become_those_of_the_standard() -> None:
    rows = of_word(listed("甲。") + listed("乙。", level=1) + listed("丙。", level=1), WPS)
    assert [one.text for one in rows] == ["一、甲。", "（一）乙。", "（二）丙。"]


def test_a_leading_sentence_keeps_its_list() -> None:
    rows = of_text("近日，我窗口推出三项措施：\n一是延时服务。\n二是上门服务。")
    assert [one.become for one in rows] == [LINE, JOIN, JOIN]
    rows = of_text("近日，我窗口推出两项措施：\n1.延时服务。\n2.上门服务。")
    assert told(rows) == [
        (LINE, "近日，我窗口推出两项措施："),
        (JOIN, "1.延时服务。"),
        (JOIN, "2.上门服务。"),
    ]


def test_paragraphs_without_numbers_are_lines_of_their_own() -> None:
    assert told(of_text("商务厅开展培训。\n\n交通运输厅约谈企业。")) == [
        (LINE, "商务厅开展培训。"),
        (LINE, "交通运输厅约谈企业。"),
    ]


def test_headings_by_style_keep_what_stands_under_them() -> None:
    rows = of_word(
        styled("商务厅窗口动态", "T") + styled("备案登记培训", "2") + para("分三批。") + para("近20人。")
    )
    assert told(rows) == [
        (LEAVE, "商务厅窗口动态"),
        (LINE, "备案登记培训"),
        (JOIN, "分三批。"),
        (JOIN, "近20人。"),
    ]


def test_title_writer_and_day_are_left() -> None:
    body = para("窗口一周动态", '<w:jc w:val="center"/>') + para("商务厅窗口", '<w:jc w:val="center"/>')
    rows = of_word(body + para("开展培训。") + para("2022年10月21日"))
    assert [one.why for one in rows] == [Why.TITLE, Why.TITLE, None, Why.DAY]


def test_what_stands_under_the_statement_is_left() -> None:
    rows = of_word(listed("省级政务服务事项受理办理情况") + para("受理672349件。"))
    assert [one.become for one in rows] == [LEAVE, LEAVE]
    assert rows[1].why is Why.STATEMENT


def test_tables_and_pictures_are_left_and_a_table_can_be_taken_as_rows() -> None:
    pieces = [piece(one) for one in read_word(word_file(table(("事项", "件"), ("许可", "12"))))["pieces"]]
    rows = proposal([*pieces, Piece("picture", "照片")], WRITABLE)
    assert [(one.text, one.become, one.why) for one in rows] == [
        ("事项，件\n许可，12", LEAVE, Why.TABLE),
        ("照片", LEAVE, Why.PICTURE),
    ]


def test_a_window_is_offered_its_own_sections_only() -> None:
    text = "一、大厅巡查情况\n总体良好。\n二、窗口工作动态\n照常。"
    assert {one.section for one in of_text(text)} == {None}


WORD_CLIPBOARD = """<html xmlns:o="urn:x"><head><style>p.MsoNormal{color:red}</style></head><body><!--StartFragment-->
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>一、<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>开展培训。<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>（一）</span>分三批，<a
href="http://elsewhere/">近20人</a>。</p><p class=MsoNormal><span style='mso-hide:all'>秘密</span>正文<br>换行</p>
<p><img src="file:///c:/x.png" alt="现场照片"></p><table><tr><td><p>事项</p></td><td>件</td></tr><tr><td>许可</td><td>12
</td></tr></table><script>alert(1)</script><!--EndFragment--></body></html>"""


def test_the_clipboard_of_word_is_read() -> None:
    pieces, dropped = marked_up(WORD_CLIPBOARD)
    assert [(one.kind, one.number, one.words, one.depth) for one in pieces] == [
        ("text", "一、", "开展培训。", 0),
        ("text", "（一）", "分三批，近20人。", 1),
        ("text", "", "正文\n换行", -1),
        ("picture", "", "现场照片", -1),
        ("table", "", "", -1),
    ]
    assert pieces[-1].rows == (("事项", "件"), ("许可", "12"))
    assert dropped == {"hidden": 1, "links": 1}


def test_lists_of_a_browser_are_counted_and_bullets_are_not() -> None:
    pieces, dropped = marked_up(
        "<ol start=3><li><p>甲</p><ol><li>乙</ol><li>丙</ol><ul><li>丁</ul><h2>戊</h2><div align=center>己</div>"
        "<table><tr><td>庚<table><tr><td>辛</table></table>"
    )
    assert [(one.number, one.words, one.depth, one.bullet, one.outline, one.centred) for one in pieces] == [
        ("3.", "甲", 0, False, 0, False),
        ("1.", "乙", 1, False, 0, False),
        ("4.", "丙", 0, False, 0, False),
        ("", "丁", 0, True, 0, False),
        ("", "戊", -1, False, 2, False),
        ("", "己", -1, False, 0, True),
        ("", "庚辛", -1, False, 0, False),
    ]
    assert dropped == {"tables_in_tables": 1}


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<ol>", "</ol>", "<li>", "<table>", "<tr>", "<td>", "</table>", "<![if x]>", "<!["),
        *("甲", "<!--", "-->", "<span style='mso-list:Ignore'>", "</span>", "<script>", "</script>", "&#0;"),
        *("&#xD800;", "<br/>", "<!DOCTYPE x [", "<p style='mso-list:l0 level9'>", "<ol start=99999>", "<?x"),
        *("<div style='display:none'>", "</div>", "<x:y z"),
    ]
)


@given(st.lists(TAGS, max_size=25))
def test_any_markup_is_read(tags: list[str]) -> None:
    pieces, _dropped = marked_up("".join(tags))
    assert all(one.words.strip() or one.kind != "text" for one in pieces)
    assert len(proposal(pieces, WRITABLE)) == len(pieces)


SENTENCES = st.sampled_from(
    [
        *("一、甲", "（一）乙。", "1.丙", "（1）丁。", "二、三类"),
        *("大厅巡查情况", "措施：", "2022年10月1日", "戊。", "3.5万件。"),
    ]
)
PIECES = st.builds(
    Piece,
    kind=st.sampled_from(["text", "text", "text", "table", "picture"]),
    words=SENTENCES,
    number=st.sampled_from(["", "", "一、", "（二）", "①", "1.1"]),
    depth=st.integers(-1, 8),
    outline=st.integers(0, 3),
    centred=st.booleans(),
    box=st.booleans(),
    bullet=st.booleans(),
)


@given(st.lists(PIECES, max_size=15))
def test_every_piece_is_proposed_once_in_its_order_and_loses_no_word(pieces: list[Piece]) -> None:
    rows = proposal(pieces, SENDABLE)
    assert [one.place for one in rows] == list(range(1, len(pieces) + 1))
    for one, row in zip(pieces, rows, strict=True):
        if one.kind == "text":
            assert one.words.lstrip("一二三1.（）()、") in row.text or one.words in row.text
            assert row.section is None or row.section in SENDABLE
    first = next((one for one in rows if one.become is not LEAVE), None)
    assert first is None or first.become is LINE
