"""The encoding of a file is told from all its bytes, by what its characters are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.encodings import (
    GARBLED,
    GB18030,
    NO_ENCODING,
    ODD_LINE,
    UNSURE,
    UTF8,
    UTF16BE,
    UTF16LE,
    Teller,
    decoded,
    marked,
)
from banli.kernel.errors import Refused

WORDS = [
    *("执业", "专业", "药品", "初审", "受理", "审查", "决定", "办结"),
    *("医师", "药师", "企业", "行业", "需要", "补正", "小微", "现场勘验"),
    *("专家评审", "一类", "二类", "新办", "变更", "注销", "阿依·古丽", "瑾"),
    *("曦", "鑫", "龘", "Ⅱ级", "①号", "第（一）项", "２号"),
]


def told(data: bytes, step: int = 7) -> str:
    """The encoding of ``data``, fed in small pieces."""
    teller = Teller()
    for start in range(0, len(data), step):
        teller.feed(data[start : start + step])
    return teller.told("f.csv")


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as why:
        told(data)
    return why.value.message


@pytest.mark.parametrize("encoding", [UTF8, GB18030])
@pytest.mark.parametrize("word", WORDS)
def test_one_word_is_enough(word: str, encoding: str) -> None:
    assert told(f"a,b\n1,{word}\n2,x\n".encode(encoding)) == encoding


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.sampled_from([UTF8, GB18030]))
def test_any_table_of_words_is_read_as_it_was_written(words: list[str], encoding: str) -> None:
    data = "".join(f"{number},{word}\r\n" for number, word in enumerate(words)).encode(encoding)
    assert told(data, 11) == encoding
    assert decoded(data, "f.csv") == data.decode(encoding)


@pytest.mark.parametrize("text", ["a·b", "café", "±5°", "路", "没", "α"])
def test_what_reads_either_way_is_not_guessed(text: str) -> None:
    encoding = GB18030 if text in "路没" else UTF8
    assert refused(f"a\n{text}\n".encode(encoding)) == UNSURE


def test_a_lone_sign_is_told_by_the_other_lines() -> None:
    assert told("执业·注册\n·\n".encode()) == UTF8
    assert told("执业\n路\n".encode(GB18030)) == GB18030


@pytest.mark.parametrize(
    "data",
    [
        "执业医师注册首次申请受理通知书送达".encode().decode(GB18030, "replace").encode(),
        "こんにちはせかい".encode(),
        "中文資料審批業務辦理結果".encode("big5"),
    ],
)
def test_what_no_chinese_text_uses_is_refused(data: bytes) -> None:
    assert refused(b"a\n" + data + b"\n") in {GARBLED, UNSURE}


def test_bytes_of_no_encoding_are_refused() -> None:
    assert refused(b"a\n\xff\xfe\xfd\n") == NO_ENCODING


def test_an_encoding_that_is_told_is_believed_unless_the_file_is_garbled_in_it() -> None:
    for data, encoding in (("caf茅\n".encode(GB18030), GB18030), ("a·b\n".encode(), UTF8)):
        teller = Teller(encoding)
        teller.feed(data)
        assert teller.told("f") == encoding
    teller = Teller(UTF8)
    teller.feed("执业\n专业\n".encode(GB18030))
    with pytest.raises(Refused):
        teller.told("f")


def test_the_odd_line_of_a_whole_text_is_named() -> None:
    data = "执业医师\n初审\n".encode(GB18030) + "受理\n".encode() + "办结\n".encode(GB18030)
    with pytest.raises(Refused) as why:
        decoded(data, "f.csv")
    assert (why.value.message, why.value.params["line"]) == (ODD_LINE, 3)


def test_marks_and_utf_16_without_one() -> None:
    heading = "number,受理\n"
    for encoding, mark, name in (
        ("utf-8-sig", 3, UTF8),
        ("utf-16", 2, UTF16LE),
        ("utf-16-le", 0, UTF16LE),
        ("utf-16-be", 0, UTF16BE),
    ):
        assert marked(heading.encode(encoding)) == (name, mark)
        assert decoded(heading.encode(encoding), "f.csv") == heading
    assert marked(heading.encode()) == ("", 0)
