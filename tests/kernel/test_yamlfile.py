"""Pack files: what is read, and what is said of a broken one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from banli.kernel.yamlfile import FileFault, parse, read


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


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_its_file(text: str) -> None:
    with suppress(FileFault):
        assert parse(text, "some.yaml").name == "some.yaml"
