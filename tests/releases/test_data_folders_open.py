"""The data folder of every release before opens after ``migrate``: record, figures and signed issues as they were.

Each folder beside this file was made by ``tools/keep_release.py`` on the version whose number it bears. Its key is
known to everybody and signs nothing else.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from tests.site.helpers import afresh, banli

RELEASES = sorted(one for one in Path(__file__).parent.iterdir() if (one / "record.sql.xz").exists())
ASKED = {
    "ledger": ("ledger", "verify"),
    "stats": ("stats", "--from", "2022-01-01", "--to", "2022-10-21"),
    "figures": ("figure", "list"),
}


class Opened:
    """A kept data folder whose tables stand in a database of their own on the server of the tests."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address

    def run(self, *words: str) -> Any:
        """The output of a command that must succeed."""
        done = banli(*words, "--dir", str(self.folder), environment={"DATABASE_URL": self.address})
        assert done.returncode == 0, done.stderr or done.stdout
        return done.stdout


@pytest.fixture(scope="module", params=RELEASES, ids=lambda one: one.name)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The folder of one release, migrated; the tests only read it."""
    folder = tmp_path_factory.mktemp("release") / "data"
    with tarfile.open(request.param / "folder.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    server = os.environ["DATABASE_URL"]
    name = f"release_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            address = _at(server, name)
            with psycopg.connect(address, autocommit=True) as inside:
                inside.execute(lzma.decompress((request.param / "record.sql.xz").read_bytes()))
            found = Opened(folder, address)
            found.run("migrate")
            yield found
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _at(server: str, name: str) -> str:
    """The address ``server`` with another database."""
    front, mark, options = server.partition("?")
    return f"{front.rpartition('/')[0]}/{name}{mark}{options}"


def test_there_is_a_release_to_open() -> None:
    assert [one.name for one in RELEASES][:1] == ["0.2.0.dev1"]


def test_a_data_folder_of_a_release_before_says_the_same_after_migrate(opened: Opened) -> None:
    said = json.loads((opened.folder / "said.json").read_text(encoding="utf-8"))
    again = {name: json.loads(opened.run(*words, "--json")) for name, words in ASKED.items()}
    assert again["ledger"] == said["ledger"]
    assert again["stats"]["rows"] == said["stats"]["rows"]
    # A newer release may say more of a figure, and nothing otherwise.
    told = [
        {name: now[name] for name in before}
        for now, before in zip(again["figures"], said["figures"], strict=True)
    ]
    assert told == said["figures"]


def test_an_issue_signed_by_a_release_before_is_still_proved(opened: Opened) -> None:
    kept = [one for one in (opened.folder / "files").rglob("*") if one.is_file()]
    (pdf,) = [one for one in kept if one.read_bytes().startswith(b"%PDF")]
    lines = opened.run("weekly", "verify", str(pdf)).splitlines()
    assert len(lines) == 9
    assert all(line.startswith("ok ") for line in lines)


@pytest.mark.parametrize("release", RELEASES, ids=lambda one: one.name)
def test_an_outsider_proves_it_by_the_fingerprint_alone(release: Path, tmp_path: Path) -> None:
    with tarfile.open(release / "folder.tar.xz") as archive:
        archive.extractall(tmp_path / "theirs", filter="data")
    kept = [one for one in (tmp_path / "theirs" / "files").rglob("*") if one.is_file()]
    (pdf,) = [one for one in kept if one.read_bytes().startswith(b"%PDF")]
    key = load_pem_private_key((tmp_path / "theirs" / "keys" / "platform-ed25519.pem").read_bytes(), None)
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    nowhere = ("--dir", str(tmp_path / "nothing"))
    done = afresh("weekly", "verify", str(pdf), "--key", hashlib.sha256(raw).hexdigest(), *nowhere)
    assert (done.returncode, done.stdout.count("ok  ")) == (0, 8)
    assert banli("weekly", "verify", str(pdf), "--key", "0" * 64, *nowhere).returncode == 1
    assert not (tmp_path / "nothing").exists()
