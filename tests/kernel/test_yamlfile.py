"""Pack files: what is read, and what is said of a broken one."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from banli.kernel.yamlfile import FileFault, Manner, parse, read


class Visit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    place: str
    firms: list[str]


TEXT = """\
visits:
  - place: 德阳
    firms: [甲, 乙]
  - place: 绵阳
    firms:
      - 丙
"""


def test_every_key_and_entry_knows_its_line() -> None:
    file = parse(TEXT, "week.yaml")
    assert file.data["visits"][1] == {"place": "绵阳", "firms": ["丙"]}
    assert [file.line("visits"), file.line("visits", 1), file.line("visits", 1, "firms", 0)] == [1, 4, 6]
    assert file.line("visits", 1, "nothing", "here") == 4
    assert file.line("elsewhere") == 1


def test_off_and_no_are_words_not_truth_values() -> None:
    assert parse("off: no\nok: true\n", "words.yaml").data == {"off": "no", "ok": True}


def test_a_part_becomes_a_model() -> None:
    assert parse(TEXT, "week.yaml").validated(Visit, "visits", 0).place == "德阳"


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("    firms: [甲, 乙]\n", "", "week.yaml, line 2: “visits.0.firms” is missing."),
        ("[甲, 乙]", "甲", "week.yaml, line 3: “visits.0.firms” is not valid: Input should be a valid list"),
        ("[甲, 乙]", "[甲, 2022-01-01]", "week.yaml, line 3: “visits.0.firms.1” is not valid: "),
        ("place: 德阳", "plaice: 德阳", "week.yaml, line 2: “visits.0.plaice” is not known here."),
    ],
)
def test_a_fault_names_file_line_and_key(was: str, now: str, says: str) -> None:
    with pytest.raises(FileFault) as caught:
        parse(TEXT.replace(was, now), "week.yaml").validated(Visit, "visits", 0)
    assert caught.value.line in (2, 3)
    with override("en"):
        assert str(caught.value).startswith(says)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=r"nowhere\.yaml"):
        read(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"a: 1\nb: \xd2\xd1\n", 2, "not UTF-8"),
        (b"a" * 600_000, 0, "larger than 512 kB"),
        ("甲\n乙: \x01\n丙\n".encode(), 2, "not valid YAML"),
        (b"a: 1\nb: [1\nc: 2\n", 3, "not valid YAML"),
        (b"a: 1\nb: *c\n", 2, "not valid YAML"),
        (b"a:\n  " + b"[" * 200_000 + b"]" * 200_000, 2, "nested too deeply"),
        (b"- 1\n" * 30_000, 20_000, "too many values"),
        (b"a: 1\nb: " + b"9" * 5000, 2, "too long"),
        (b"a: 1\nb: 0x" + b"f" * 5000, 2, "too long"),
        (b"a: 1\nb: 2022-02-30\n", 2, "not a value that exists"),
        (b"a: 1\nb: !!bool maybe\n", 2, "not a value that exists"),
        (b"a: 1\nb: !!timestamp someday\n", 2, "not a value that exists"),
        (b"a: 1\nb: !!int ''\n", 2, "not a value that exists"),
        (b"a: 1\n!!set b: 1\n", 2, "not a value that exists"),
        (b"a: 1\n? [b]\n: 2\n", 2, "a key must be"),
        (b"a: 1\na: 2\n", 2, "given twice"),
        (b"a: &b 1\nc: *b\n", 1, "anchors and aliases"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(
    content: bytes, line: int, says: str, tmp_path: Path
) -> None:
    (tmp_path / "some.yaml").write_bytes(content)
    with pytest.raises(FileFault) as caught:
        read(tmp_path / "some.yaml")
    assert (caught.value.file, caught.value.line) == ("some.yaml", line)
    with override("en"):
        assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read(tmp_path / "some.yaml").data == {"a": 1, "b": 2}


def test_days_and_keys_are_dates_or_the_text_they_are() -> None:
    text = "2022-10-17: 2022-10-18\n9: 10\n"
    monday, tuesday = date(2022, 10, 17), date(2022, 10, 18)
    assert parse(text, "some.yaml").data == {monday: tuesday, 9: 10}
    assert parse(text, "some.yaml", Manner(days=False)).data == {"2022-10-17": "2022-10-18", "9": 10}


def test_aliases_stand_for_what_they_name_where_they_may() -> None:
    manner = Manner(aliases=True)
    assert parse("a: &b [1]\nc: *b\n", "some.yaml", manner).data == {"a": [1], "c": [1]}
    laughs = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
    )
    for text in ("a: &b [*b]\n", laughs):
        with override("en"), pytest.raises(FileFault, match="too many values"):
            parse(text, "some.yaml", manner)


def test_reading_can_go_on_past_a_key_given_twice() -> None:
    file = parse("a: 1\nb: 2\na: 3\nb: 4\n", "some.yaml", Manner(go_on=True))
    assert file.data == {"a": 3, "b": 4}
    assert [fault.line for fault in file.faults] == [3, 4]


@given(
    st.text(max_size=80) | st.text(alphabet="ab0:-[]{}&*!|>'\"#\n ?,%@", max_size=40),
    st.builds(Manner, days=st.booleans(), aliases=st.booleans(), go_on=st.booleans()),
)
def test_any_text_is_read_or_refused_with_its_file(text: str, manner: Manner) -> None:
    with suppress(FileFault):
        assert parse(text, "some.yaml", manner).name == "some.yaml"
