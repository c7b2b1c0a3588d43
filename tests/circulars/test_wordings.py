"""The words of the centre's papers: what they may name, and the sheet they make."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from banli.circulars.rules.wordings import CircularFile, text_fault
from banli.circulars.service import FACTS, set_sheet
from banli.circulars.states import CircularKind
from banli.documents.service import BlockKind, weekly_docx, weekly_pdf
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN

FILE = SICHUAN / "circulars.yaml"


def book() -> CircularFile:
    return read(FILE).validated(CircularFile)


def made_up(kind: CircularKind) -> dict[str, Any]:
    """Something for every fact: numbers where numbers may stand."""
    return {
        key: [dict.fromkeys(parts, "12.5"), dict.fromkeys(parts, "7")] if parts else "3"
        for key, parts in FACTS[kind].items()
    }


@pytest.mark.parametrize("kind", CircularKind)
def test_every_paper_of_the_pack_can_be_set_and_printed(kind: CircularKind) -> None:
    wording = book().wording(kind)
    assert wording
    sheet = set_sheet(wording, made_up(kind), issuer="示例中心", day=date(2022, 11, 15))
    assert sheet.masthead == wording.masthead
    assert weekly_pdf(sheet).startswith(b"%PDF-1.7")
    assert weekly_docx(sheet).startswith(b"PK")


def test_a_section_with_nothing_to_tell_is_left_out() -> None:
    wording = book().wording(CircularKind.SUPERVISION)
    assert wording
    facts = made_up(CircularKind.SUPERVISION) | {"red": [], "red_more": 0, "unexplained": 0}
    headings = [
        block.text
        for block in set_sheet(wording, facts, issuer="示例中心", day=date(2022, 11, 15)).blocks
        if block.kind is BlockKind.HEADING1
    ]
    assert headings == ["一、总体情况", "三、工作要求"]


def test_a_bar_without_its_number_is_left_out() -> None:
    wording = book().wording(CircularKind.MONTHLY)
    assert wording
    facts = made_up(CircularKind.MONTHLY)
    facts["kinds"] = [{"name": "甲", "accepted": 0, "completed": 2, "share": ""}]
    blocks = set_sheet(wording, facts, issuer="示例中心", day=date(2022, 11, 15)).blocks
    assert not [one for one in blocks if one.kind is BlockKind.BARS]
    facts["kinds"].append({"name": "乙", "accepted": 4, "completed": 2, "share": "50.0"})
    blocks = set_sheet(wording, facts, issuer="示例中心", day=date(2022, 11, 15)).blocks
    assert [one.rows for one in blocks if one.kind is BlockKind.BARS] == [(("乙", "50.0"),)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ acepted }}件", "names acepted, which this paper does not know"),
        ("{{ accepted }件", "is no template"),
        ("{{ centre.password }}", "names centre.password"),
        ("{{ ''.__class__ }}{{ x }}", "names x"),
        ("{% if accepted %}", "is no template"),
        ("{{ accepted | e }}", "is no template"),
    ],
)
def test_a_text_that_cannot_be_set_is_told(text: str, said: str) -> None:
    assert said in text_fault(text, FACTS[CircularKind.MONTHLY])


UNEVEN = {"each": "kinds", "caption": "表", "head": ["甲", "乙"], "cells": ["{{ one.name }}"] * 3}


def broken(**changes: Any) -> dict[str, Any]:
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    said["monthly_report"] |= changes
    return dict(said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "{{ findings }}"}, "names findings"),
        (
            {"sections": [{"heading": "一", "texts": [{"each": "months", "text": "{{ one.name }}"}]}]},
            "no list months",
        ),
        (
            {"sections": [{"heading": "一", "texts": [{"each": "kinds", "text": "{{ one.red }}"}]}]},
            "names one.red",
        ),
        ({"sections": [{"heading": "一", "table": UNEVEN}]}, "2 heads and 3 cells"),
        ({"sections": []}, "at least 1 item"),
        ({"masthead": "一二三四五六七八九"}, "at most 8 characters"),
    ],
)
def test_a_paper_that_cannot_be_made_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        CircularFile.model_validate(broken(**changes))


def test_the_file_line_and_paper_of_a_wrong_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "circulars.yaml"
    path.write_text(
        FILE.read_text(encoding="utf-8").replace("{{ count }}处", "{{ cuont }}处"), encoding="utf-8"
    )
    with pytest.raises(FileFault, match=r"circulars\.yaml.*4.*rectification_notice.*cuont"):
        read(path).validated(CircularFile)


@given(st.text(max_size=80))
def test_any_text_is_set_or_told(text: str) -> None:
    """No text of a pack stops the platform: it is a template over the facts, or its fault is told."""
    known = FACTS[CircularKind.MONTHLY]
    if text_fault(text, known) or not text:
        return
    said = broken(title=text)
    wording = CircularFile.model_validate(said).monthly_report
    assert wording
    set_sheet(wording, made_up(CircularKind.MONTHLY), issuer="示例中心", day=date(2022, 11, 15))
