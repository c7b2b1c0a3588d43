"""``banli ledger`` as it is typed: a record of its own, sealed, verified, proved, archived, and tampered with."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.site.folders import data_folder
from tests.site.helpers import afresh, banli

from banli.runtime.database import embedded
from banli.runtime.postgres import Server

pytestmark = pytest.mark.real_clock


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a pack loaded and sealed; its server is kept running for the module."""
    folder = data_folder(tmp_path_factory.mktemp("ledger") / "data")
    with Server(folder):
        done = banli("ledger", "seal", "--json", "--dir", str(folder))
        assert json.loads(done.stdout)["number"] == 1
        yield folder


def test_a_whole_record_is_whole(data: Path) -> None:
    done = afresh("ledger", "verify", "--papers", "--json", "--dir", str(data))
    found = json.loads(done.stdout)
    assert found.pop("papers") == {"papers": 0, "untold": 0, "differing": []}
    assert (done.returncode, done.stderr, found["ok"], found["first_event"]) == (0, "", True, None)
    assert found["events"] == found["sealed_events"] > 10


def test_a_day_on_which_nothing_was_recorded_is_one_line(data: Path) -> None:
    done = banli("ledger", "verify", "--day", "2001-01-01", "--dir", str(data))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "banli: Nothing was recorded on 2001-01-01.\n"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl: apt-get install openssl")
def test_a_proof_is_a_folder_that_openssl_checks(data: Path, tmp_path: Path) -> None:
    done = afresh("ledger", "prove", "3", "--out", str(tmp_path / "proof"), "--dir", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    ran = subprocess.run(
        ["sh", "verify.sh"], cwd=tmp_path / "proof", capture_output=True, text=True, check=False
    )
    assert ran.stdout.startswith("PROVED: event 3 is in seal 1 of ")
    again = banli("ledger", "prove", "3", "--out", str(tmp_path / "proof"), "--dir", str(data))
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)


def test_an_event_that_is_not_there_writes_nothing(data: Path, tmp_path: Path) -> None:
    done = banli("ledger", "prove", "999999999", "--out", str(tmp_path / "proof"), "--dir", str(data))
    assert (done.returncode, done.stderr) == (1, "banli: There is no event 999999999.\n")
    assert not (tmp_path / "proof").exists()


def test_an_archive_verifies_without_a_database(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl.gz"
    done = banli("ledger", "archive", "--until", "2099-12-31", "--out", str(file), "--dir", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    read = banli("ledger", "verify", "--archive", str(file), "--json", "--dir", str(tmp_path / "none"))
    found = json.loads(read.stdout)
    assert (read.returncode, found["ok"], found["seals"], len(found["key"])) == (0, True, 1, 64)
    assert not (tmp_path / "none" / "postgres").exists()
    content = file.read_bytes()
    for broken in (content[:-50], content[:100], b"no archive"):
        file.write_bytes(broken)
        read = banli("ledger", "verify", "--archive", str(file), "--dir", str(tmp_path / "none"))
        assert (read.returncode, read.stderr) == (1, "")
        assert read.stdout.startswith("The archive is NOT whole: ")


def test_days_that_were_never_sealed_leave_no_file(data: Path, tmp_path: Path) -> None:
    done = banli(
        "ledger", "archive", "--until", "2001-01-01", "--out", str(tmp_path / "x"), "--dir", str(data)
    )
    assert (done.returncode, done.stderr) == (1, "banli: No seal lies in these days.\n")
    assert list(tmp_path.iterdir()) == []


def test_another_digest_is_refused_in_one_line(data: Path) -> None:
    done = banli("ledger", "verify", "--dir", str(data), environment={"BANLI_DIGEST": "sm3"})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "BANLI_DIGEST=sha256" in done.stderr
    done = banli("ledger", "verify", "--dir", str(data), environment={"BANLI_DIGEST": "md5"})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_tampered_record_fails_and_names_the_event(data: Path) -> None:
    with psycopg.connect(**embedded(data), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE ledger_event SET actor = actor || 'x' WHERE id = 5")
        try:
            done = banli("ledger", "verify", "--json", "--dir", str(data))
        finally:
            connection.execute("UPDATE ledger_event SET actor = left(actor, -1) WHERE id = 5")
    found = json.loads(done.stdout)
    assert (done.returncode, found["ok"], found["first_event"]) == (1, False, 5)


def test_a_folder_without_a_record_is_not_called_whole(tmp_path: Path) -> None:
    done = banli("ledger", "verify", "--dir", str(tmp_path / "wrong"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("banli: There is no record in ")


READING = (
    ("ledger", "verify"),
    ("ledger", "prove", "1"),
    ("ledger", "archive", "--until", "2022-10-17", "--out", "record.jsonl.gz"),
    ("figure", "list"),
    ("figure", "open", "1"),
    ("figure", "check", "1"),
    ("figure", "compare", "1"),
    ("stats", "--from", "2022-10-01", "--to", "2022-10-17"),
    ("calendar", "list"),
    ("deadline", "--from", "2022-10-17", "--days", "20"),
    ("doctor",),
)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_command_that_only_reads_makes_no_folder(words: tuple[str, ...], tmp_path: Path) -> None:
    banli(*words, "--dir", str(tmp_path / "wrong"), cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_record_without_events_is_not_called_whole(tmp_path: Path) -> None:
    folder = str(data_folder(tmp_path / "empty", "migrated"))
    done = banli("ledger", "verify", "--dir", folder)
    assert (done.returncode, done.stdout) == (1, "There is no event in the record; nothing was verified.\n")
