"""What Word changed, what the studio changed meanwhile, and what both did: by rules alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from banli.weekly.rules.comparison import Change, Difference, Kept, differences
from banli.weekly.rules.outline import Section
from banli.weekly.rules.pieces import Piece
from banli.weekly.rules.returned import Came, heading_mark, line_mark, returned
from banli.weekly.rules.text_changes import Op, text_changes

ONE, TWO = Section.BUSINESS_ENVIRONMENT, Section.SERVICE_QUALITY
OUT = [
    Kept(1, ONE, "", "甲。"),
    Kept(2, ONE, "", "乙。"),
    Kept(3, ONE, "", "丙。"),
    Kept(4, TWO, "着装", "良好。"),
]
BACK = [
    Came(1, ONE, "甲。", 2),
    Came(2, ONE, "乙。", 3),
    Came(3, ONE, "丙。", 4),
    Came(4, TWO, "着装：良好。", 6),
]


def told(found: list[Difference]) -> list[tuple[str, bool]]:
    return [(one.key, one.conflict) for one in found]


def test_what_comes_back_as_it_went_out_changes_nothing() -> None:
    assert differences(OUT, BACK, OUT) == []


def test_what_the_studio_alone_changed_is_no_change_of_words() -> None:
    now = [Kept(3, TWO, "", "丙。"), Kept(1, ONE, "", "甲改。"), Kept(9, ONE, "", "新。")]
    assert differences(OUT, BACK, now) == []


def test_a_rewritten_line_is_one_change() -> None:
    back = [Came(1, ONE, "甲甲。", 2), *BACK[1:]]
    (found,) = differences(OUT, back, OUT)
    assert (found.change, found.line, found.before, found.came, found.now, found.conflict) == (
        *(Change.REWRITTEN, 1, "甲。", "甲甲。", "甲。", False),
    )


def test_both_changed_it_and_both_texts_are_shown() -> None:
    back, now = [Came(1, ONE, "词改。", 2), *BACK[1:]], [Kept(1, ONE, "", "室改。"), *OUT[1:]]
    (found,) = differences(OUT, back, now)
    assert (found.conflict, found.came, found.now) == (True, "词改。", "室改。")
    same = [Kept(1, ONE, "", "词改。"), *OUT[1:]]
    assert differences(OUT, back, same) == []


def test_rewritten_in_word_and_taken_out_in_the_studio() -> None:
    back = [Came(1, ONE, "词改。", 2), *BACK[1:]]
    (found,) = differences(OUT, back, OUT[1:])
    assert (found.change, found.line, found.conflict) == (Change.REWRITTEN, None, True)


def test_a_line_that_is_gone_and_one_that_is_new() -> None:
    back = [BACK[0], Came(None, ONE, "新。", 3), *BACK[2:]]
    added, gone = differences(OUT, back, OUT)
    assert (added.change, added.section, added.after) == (Change.ADDED, ONE, ("1",))
    assert (gone.change, gone.line, gone.conflict) == (Change.GONE, 2, False)
    rewritten = [OUT[0], Kept(2, ONE, "", "室改。"), *OUT[2:]]
    assert told(differences(OUT, back, rewritten)) == [("a3", False), ("g2", True)]


def test_the_fewest_lines_were_moved() -> None:
    back = [BACK[2], BACK[0], BACK[1], BACK[3]]
    (found,) = differences(OUT, back, OUT)
    assert (found.key, found.change, found.after) == ("m3", Change.MOVED, ())
    over = [BACK[0], BACK[2], Came(4, TWO, "着装：良好。", 6), Came(2, TWO, "乙。", 7)]
    (found,) = differences(OUT, over, OUT)
    assert (found.key, found.section, found.after) == ("m2", TWO, ("4",))


def test_moved_by_both_is_a_conflict() -> None:
    back = [BACK[2], BACK[0], BACK[1], BACK[3]]
    elsewhere = [OUT[0], OUT[1], Kept(3, TWO, "", "丙。"), OUT[3]]
    assert told(differences(OUT, back, elsewhere)) == [("m3", True)]


def test_the_heading_of_a_record_is_not_edited() -> None:
    for came in ("着装：很好。", "穿着：很好。", "很好。"):
        (found,) = differences(OUT, [*BACK[:3], Came(4, TWO, came, 6)], OUT)
        assert found.came == "很好。"


def test_a_draft_is_read_by_its_marks() -> None:
    def text(words: str, mark: str = "", number: str = "", depth: int = -1) -> Piece:
        return Piece("text", words, number, depth, marks=(mark, "other") if mark else ())

    one, two = line_mark(5, 7, 1), line_mark(5, 7, 2)
    found = returned(
        [
            text("标题", heading_mark(5, 7, ONE)),
            *(
                text("甲。", one, "（1）", 0),
                text("甲二。", one),
                text("新。", one, "（2）", 0),
                text("新二。", one),
            ),
            *(
                text("乙。", two, "（3）", 0),
                text("细目", two, "1.", 1),
                Piece("table"),
                text("抄。", one, "（4）", 0),
            ),
            *(text("无标记。"), text("标题", heading_mark(5, 7, TWO)), text("他期。", line_mark(4, 7, 2))),
        ]
    )
    assert found is not None
    assert [(line.line, line.section, line.text) for line in found.lines] == [
        (1, ONE, "甲。\n甲二。"),
        (None, ONE, "新。\n新二。"),
        (2, ONE, "乙。\n1.细目"),
        (None, ONE, "抄。"),
        (None, ONE, "无标记。"),
        (None, TWO, "他期。"),
    ]
    assert (found.issue, found.version, found.left) == (5, 7, {"table": 1})
    assert returned([text("甲。", "banli_x_1_l1"), Piece("picture")]) is None


WORDS = st.text(st.sampled_from("甲乙丙丁。，12ab "), max_size=30)


@given(WORDS, WORDS)
def test_the_stretches_are_both_texts(before: str, after: str) -> None:
    found = text_changes(before, after)
    assert "".join(one.text for one in found if one.op is not Op.CAME) == before
    assert "".join(one.text for one in found if one.op is not Op.GONE) == after


def test_a_text_too_long_to_read_is_told_as_a_whole() -> None:
    found = text_changes("甲" * 5_000, "乙" * 5_000)
    assert [one.op for one in found] == [Op.GONE, Op.CAME]


LINES = st.permutations([1, 2, 3, 4, 5, 6])


@given(LINES, st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)))
def test_every_change_in_word_is_found_once(order: list[int], gone: set[int], rewritten: set[int]) -> None:
    out = [Kept(line, ONE, "", f"第{line}件。") for line in range(1, 7)]
    back = [
        Came(line, ONE, f"第{line}件{'改' if line in rewritten else ''}。", place)
        for place, line in enumerate(order, start=2)
        if line not in gone
    ]
    found = differences(out, back, out)
    assert {one.line for one in found if one.change is Change.GONE} == gone
    assert {one.line for one in found if one.change is Change.REWRITTEN} == rewritten - gone
    stayed = [one.line for one in back if f"m{one.line}" not in {row.key for row in found}]
    assert stayed == sorted(stayed, key=lambda line: line or 0)
    assert len({one.key for one in found}) == len(found)
