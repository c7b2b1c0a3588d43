"""Stored files: taken by what they are, kept once, and read back unchanged or not at all."""

from __future__ import annotations

import pytest

from banli.files.rules import LARGEST, clean_name
from banli.files.selectors import path_of
from banli.files.service import find, read, store
from banli.kernel.actors import VISITOR
from banli.kernel.errors import BanliError, Invalid, Missing

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nsmall"


def test_a_file_is_read_back_as_it_was_stored() -> None:
    kept = store(by=VISITOR, name="C:\\扫描\\行驶证.pdf", content=PDF)
    assert (kept.name, kept.media_type) == ("行驶证.pdf", "application/pdf")
    assert read(find(kept.pk)) == PDF


def test_the_same_bytes_are_kept_once() -> None:
    first = store(by=VISITOR, name="a.pdf", content=PDF)
    second = store(by=VISITOR, name="b.pdf", content=PDF)
    assert first.sha256 == second.sha256
    assert first.pk != second.pk


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "是空的"), (b"MZ\x90 a program", "不是PDF"), (b"%PDF-" + bytes(LARGEST), "超过20 MB")],
    ids=["empty", "a program called pdf", "too large"],
)
def test_what_is_not_taken_is_refused_at_its_place(content: bytes, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        store(by=VISITOR, name="x.pdf", content=content, where="material.outline")
    (problem,) = refused.value.problems
    assert problem.where == "material.outline"
    assert told in str(problem)


def test_a_file_changed_on_disk_is_not_handed_out() -> None:
    kept = store(by=VISITOR, name="a.pdf", content=b"%PDF-1.7\nto be changed")
    path_of(kept.sha256).write_bytes(b"%PDF-1.7\nchanged")
    with pytest.raises(BanliError, match="被改动过"):
        read(kept)


@pytest.mark.parametrize("unknown", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_file_is_missing(unknown: str) -> None:
    with pytest.raises(Missing):
        find(unknown)


def test_a_name_keeps_no_folder_and_no_control_characters() -> None:
    assert clean_name("../../etc/pass\x00wd") == "passwd"
    assert clean_name("///") == "file"
