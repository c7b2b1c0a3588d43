"""A file is what its whole content is, not what its first bytes or its name say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples import LINK, PDF, REFUSED, TAKEN, pdf, picture

from banli.files.rules import look as looker
from banli.files.rules.faults import LARGEST, WORDS, problem
from banli.files.rules.kinds import TAKEN as KINDS
from banli.files.rules.kinds import Kind
from banli.files.selectors.file_inspection import draw, look


@pytest.mark.parametrize("name", TAKEN)
def test_what_a_reader_opens_is_taken(name: str) -> None:
    content, ending = TAKEN[name]
    told = looker.look(content)
    assert told["fault"] == ""
    assert KINDS[Kind(told["kind"])][1][0] == ending


@pytest.mark.parametrize("name", [one for one in REFUSED if one != "nothing"])
def test_what_only_pretends_is_refused_in_words_that_say_what_it_is(name: str) -> None:
    called, content, word = REFUSED[name]
    told = problem(looker.look(content)["fault"], called, "material.a")
    assert told.where == "material.a"
    assert called in str(told)
    assert word in str(told)


def test_a_file_is_opened_in_a_process_of_its_own() -> None:
    assert look(pdf(3)).pages == 3
    assert look(LINK).fault == "link"
    assert draw(pdf(2), 2).startswith(b"\x89PNG")
    assert draw(pdf(2), 3) == b""
    assert draw(picture(), 1).startswith(b"\x89PNG")
    assert draw(LINK, 1) == b""


def test_what_breaks_its_reader_breaks_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banli.files.selectors.file_inspection.PROGRAM", ("false",))
    assert look(PDF).fault == "too_much_in_it"
    assert draw(PDF, 1) == b""


def test_a_picture_of_too_many_pixels_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banli.files.rules.pictures.PIXELS_MOST", 1000)
    assert looker.look(picture("PNG", (40, 60)))["fault"] == "too_many_pixels"
    assert looker.look(picture("JPEG", (40, 20)))["fault"] == ""


def test_every_kind_that_is_not_taken_has_its_words() -> None:
    assert set(Kind) - set(KINDS) <= set(WORDS)
    assert "20 MB" in str(problem("too_large", "a.pdf", ""))
    assert LARGEST == 20 << 20


@given(st.binary(max_size=200))
def test_no_bytes_break_the_look(content: bytes) -> None:
    assert looker.look(content)["fault"]


@given(st.binary(max_size=60), st.integers(0, len(PDF)))
def test_a_pdf_with_other_bytes_in_it_is_taken_or_told(other: bytes, at: int) -> None:
    told = looker.look(PDF[:at] + other + PDF[at:])
    assert told["fault"] in ("", *WORDS)
