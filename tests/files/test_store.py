"""Stored files: taken by what they are, kept once, and read back unchanged or not at all."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.samples import LINK, PDF, picture

from banli.files.models import StoredFile
from banli.files.rules.faults import LARGEST
from banli.files.selectors import path_of
from banli.files.service import can_be_shown, find, page_of, read, receive, store
from banli.kernel.actors import VISITOR
from banli.kernel.errors import BanliError, Invalid, Missing

pytestmark = pytest.mark.django_db


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def test_a_file_is_read_back_as_it_was_sent() -> None:
    kept = receive(by=VISITOR, sent=sent("C:\\扫描\\行驶证.pdf", PDF))
    assert (kept.name, kept.media_type, kept.pages) == ("行驶证.pdf", "application/pdf", 1)
    assert read(find(kept.pk)) == PDF


def test_a_file_is_kept_as_what_it_is_and_not_as_it_is_called() -> None:
    kept = receive(by=VISITOR, sent=sent("身份证.pdf", picture()))
    assert (kept.name, kept.media_type) == ("身份证.jpg", "image/jpeg")


def test_the_same_bytes_are_kept_and_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = receive(by=VISITOR, sent=sent("a.pdf", PDF))
    monkeypatch.setattr("banli.files.acts.receiving.look", None)
    second = receive(by=VISITOR, sent=sent("b.exe", PDF))
    assert (first.sha256, first.pages) == (second.sha256, second.pages)
    assert (first.pk != second.pk, second.name) == (True, "b.pdf")


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "是空的"), (LINK, "链接"), (b"%PDF-" + bytes(LARGEST), "超过20 MB")],
    ids=["empty", "a link called pdf", "too large"],
)
def test_what_is_not_taken_is_refused_at_its_place(content: bytes, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        receive(by=VISITOR, sent=sent("x.pdf", content), where="material.outline")
    (problem,) = refused.value.problems
    assert problem.where == "material.outline"
    assert told in str(problem)
    assert not StoredFile.objects.exists()


def test_a_file_changed_on_disk_is_not_handed_out() -> None:
    kept = store(by=VISITOR, name="a.pdf", content=b"%PDF-1.7\nto be changed")
    path_of(kept.sha256).write_bytes(b"%PDF-1.7\nchanged")
    with pytest.raises(BanliError, match="被改动过"):
        read(kept)


def test_a_full_disk_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("banli.files.acts.storing.os.fsync", full)
    content = PDF + b"% full"
    with pytest.raises(OSError, match="No space left"):
        store(by=VISITOR, name="a.pdf", content=content)
    assert not StoredFile.objects.exists()
    folder = path_of(hashlib.sha256(content).hexdigest()).parent
    assert not [one for one in folder.iterdir() if one.name.startswith(".")]


def test_a_file_is_shown_page_by_page() -> None:
    kept = receive(by=VISITOR, sent=sent("a.pdf", PDF))
    assert can_be_shown(kept) == 1
    assert page_of(kept, 1).startswith(b"\x89PNG")
    with pytest.raises(Missing):
        page_of(kept, 2)


@pytest.mark.parametrize("unknown", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_file_is_missing(unknown: str) -> None:
    with pytest.raises(Missing):
        find(unknown)
