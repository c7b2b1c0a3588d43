"""A signed issue with exhibits goes out as a week file and is printed again from it, text and pictures alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.weekly.conftest import MONDAY, checked
from tests.weekly.exhibited import photograph, with_picture, with_table

from banli.documents.service import Shape, weekly_docx
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.textfile import FileFault
from banli.weekly.service import (
    ExhibitPlace,
    Issue,
    Mode,
    Section,
    add_figures,
    build_from_file,
    export,
    find_issue,
    pictures_beside,
    set_week_file,
    sheet,
    sign_off,
    stored_files,
    week_file,
    week_file_faults,
)

QUALITY = Section.SERVICE_QUALITY


@pytest.fixture
def out(draft: Issue, editor: Actor, checker: Actor, signer: Actor, tmp_path: Path) -> tuple[Issue, Path]:
    with_picture(editor, draft, QUALITY)
    with_table(editor, draft, QUALITY, source="省水利厅窗口")
    told: dict[str, Any] = {"caption": "六项数字", "measure": "statement"}
    add_figures(by=editor, issue_id=draft.pk, place=ExhibitPlace(Section.STATEMENT), shape=Shape.BARS, **told)
    add_figures(by=editor, issue_id=draft.pk, place=ExhibitPlace(QUALITY), **told)
    signed = checked(find_issue(draft.pk), editor, checker)
    signed = sign_off(by=signer, issue_id=signed.pk, version=signed.version)
    export(by=editor, issue=signed, folder=tmp_path / "out")
    return signed, tmp_path / "out" / "week.yaml"


def test_it_is_printed_again_as_it_was(out: tuple[Issue, Path]) -> None:
    signed, path = out
    assert week_file_faults(path) == []
    made = set_week_file(week_file(path), Mode.FAITHFUL, pictures_beside(path))
    assert made["weekly.docx"] == weekly_docx(sheet(signed))
    shown = [line for part in json.loads(made["weekly.json"])["sections"] for line in part["lines"]]
    assert sum("exhibit" in line for line in shown) == 4


def test_the_house_style_counts_them_anew(out: tuple[Issue, Path]) -> None:
    _signed, path = out
    week = week_file(path)
    made = set_week_file(week, Mode.NORMALISED, pictures_beside(path))
    told = [one["text"] for one in json.loads(made["weekly.json"])["paragraphs"]]
    assert "图2　窗口人员现场辅导（来源：省水利厅窗口）" in told
    assert "表2　六项数字（来源：本平台台账）" in told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda picture: picture.unlink(), "周报文件旁没有"),
        (lambda picture: picture.write_bytes(photograph((900, 600), "red")), "不符"),
    ],
    ids=["gone", "changed"],
)
def test_a_picture_that_is_not_the_one_is_told_with_its_line_and_nothing_is_written(
    out: tuple[Issue, Path], change: object, said: str, tmp_path: Path
) -> None:
    _signed, path = out
    change(next(path.parent.glob("*.jpg")))  # type: ignore[operator]
    (fault,) = week_file_faults(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert said in str(fault)
    assert "picture-" in lines[fault.line - 1]
    with pytest.raises(FileFault):
        build_from_file(path=path, week_start=MONDAY, mode=Mode.FAITHFUL, folder=tmp_path / "made")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("shape: bars", "shape: pie", "shape"),
        ("- 取水许可", "- 取水许可\n      - 多一格", "表头有3格"),
        ("'672349'", "很多", "整数"),
        ("width: 156", "width: 500", "width"),
        ("file: picture-", "file: ../picture-", "file"),
    ],
)
def test_what_does_not_fit_is_told(out: tuple[Issue, Path], old: str, new: str, said: str) -> None:
    _signed, path = out
    text = path.read_text(encoding="utf-8")
    assert old in text
    indent = text[: text.index(old)].rpartition("\n")[2]
    path.write_text(text.replace(old, new.replace("\n      ", f"\n{indent}"), 1), encoding="utf-8")
    assert any(said in str(fault) for fault in week_file_faults(path)), [
        str(one) for one in week_file_faults(path)
    ]


def test_a_draft_is_not_exported(draft: Issue, editor: Actor, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        export(by=editor, issue=draft, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_published_files_hold_the_picture_once(out: tuple[Issue, Path], editor: Actor) -> None:
    from banli.weekly.service import publish

    signed, path = out
    files = stored_files(publish(by=editor, issue_id=signed.pk))
    picture = next(path.parent.glob("*.jpg")).read_bytes()
    assert files["weekly.pdf"].count(picture[200:400]) == 1
