"""Publishing: three files, complete, kept, and the same whenever they are asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.weekly.conftest import MONDAY

from banli.documents.service import detach, issued_part
from banli.files.service import StoredFile
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Denied, Refused
from banli.statistics.service import figure, intact
from banli.weekly.acts import publication
from banli.weekly.acts.output_files import NotWritten
from banli.weekly.service import (
    Issue,
    build,
    find_issue,
    issue_for_week,
    publish,
    stored_files,
    write_files,
)
from banli.weekly.states import State

FILES = ["weekly.docx", "weekly.pdf", "weekly.json"]


@pytest.fixture
def published(signed: Issue, editor: Actor) -> Issue:
    return publish(by=editor, issue_id=signed.pk)


def test_a_published_issue_keeps_three_files(published: Issue, tmp_path: Path) -> None:
    assert [path.name for path in write_files(published, tmp_path)] == FILES
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert (tmp_path / "weekly.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "weekly.docx").read_bytes().startswith(b"PK")


def test_publishing_twice_changes_nothing(published: Issue, editor: Actor) -> None:
    again = publish(by=editor, issue_id=published.pk)
    assert (again.version, again.pdf) == (published.version, published.pdf)
    assert StoredFile.objects.count() == 3


def test_set_again_the_pages_are_the_same_bytes(published: Issue) -> None:
    again, kept = publication._set(find_issue(published.pk)), stored_files(published)
    assert again["weekly.docx"] == kept["weekly.docx"]
    assert detach(again["weekly.pdf"]).pages == detach(issued_part(kept["weekly.pdf"])).pages


@pytest.fixture
def no_key(settings: Any) -> None:
    """A setting that names a key which is not there."""
    settings.SIGNING_KEY = "/nowhere/own.p12"


@pytest.mark.usefixtures("no_key")
def test_without_a_key_nothing_is_published(signed: Issue, editor: Actor) -> None:
    with pytest.raises(Refused):
        publish(by=editor, issue_id=signed.pk)
    assert (find_issue(signed.pk).state, StoredFile.objects.count()) == ("signed", 0)


def test_the_data_file_names_the_source_of_everything(published: Issue) -> None:
    data = json.loads(stored_files(published)["weekly.json"])
    assert data["issue"]["line"] == "2022年第35期（总第410期）"
    assert data["date"] == "2022-11-15"
    assert [row["value"] for row in data["figures"]] == [672349, 664964, 20162750, 7934183, 52840, 53447]
    assert {(row["from"], row["to"]) for row in data["figures"]} == {("2022-01-01", "2022-10-21")}
    for row in data["figures"]:
        frozen = figure(row["id"])
        assert intact(frozen)
        assert (row["definition"], row["digest"], row["ledger_position"]) == (
            frozen.definition,
            frozen.digest,
            frozen.ledger_position,
        )
    sources = [line["source"] for part in data["sections"] for line in part["lines"]]
    assert all(source["topic"] and source["subjects"] for source in sources)


def test_publishing_cut_short_leaves_a_signed_issue(
    signed: Issue, editor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> StoredFile:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(publication, "store", full)
        with pytest.raises(OSError, match="No space"):
            publish(by=editor, issue_id=signed.pk)
    assert find_issue(signed.pk).state == State.SIGNED
    assert StoredFile.objects.count() == 0
    assert publish(by=editor, issue_id=signed.pk).state == State.PUBLISHED


def test_writing_cut_short_leaves_the_old_file(
    published: Issue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weekly.docx").write_bytes(b"old")

    def killed(self: Path, target: Path) -> Path:
        raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(NotWritten):
            write_files(published, tmp_path)
    assert (tmp_path / "weekly.docx").read_bytes() == b"old"


def test_a_draft_is_not_published(draft: Issue, editor: Actor) -> None:
    with pytest.raises(Refused):
        publish(by=editor, issue_id=draft.pk)
    with pytest.raises(Refused):
        stored_files(draft)


def test_a_clerk_does_not_publish(signed: Issue) -> None:
    from banli.kernel.actors import Role

    with pytest.raises(Denied):
        publish(by=Actor(name="窗口", roles=frozenset({Role.CLERK})), issue_id=signed.pk)


@pytest.mark.usefixtures("week")
def test_a_week_can_be_built_without_publishing_it(tmp_path: Path) -> None:
    made = build(by=SYSTEM, week_start=MONDAY, folder=tmp_path)
    issue = issue_for_week(MONDAY)
    assert [path.name for path in made] == FILES
    assert issue is not None
    assert issue.state == State.DRAFT
    assert json.loads(made[2].read_text(encoding="utf-8"))["issue"]["number_in_all"] is None


def test_building_a_published_week_gives_its_kept_files(published: Issue, tmp_path: Path) -> None:
    build(by=SYSTEM, week_start=MONDAY, folder=tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == stored_files(published)
