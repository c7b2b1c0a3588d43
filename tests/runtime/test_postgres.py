"""The embedded server: made, started, shared, stopped, and found again after the worst."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.patience import PATIENCE
from tests.site.helpers import processes_of, start

from banli.runtime import cluster, folder
from banli.runtime.faults import CannotRun
from banli.runtime.postgres import Server

USER = """
import sys
from pathlib import Path
from banli.runtime.postgres import Server
with Server(Path(sys.argv[1]), volatile=True):
    print("in", flush=True)
    sys.stdin.readline()
print("out", flush=True)
"""
pytestmark = [pytest.mark.real_clock, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose server is gone at the end."""
    where = tmp_path / "data"
    folder.prepare(where)
    yield where
    pid = cluster.running(where)
    if pid:
        os.kill(pid, signal.SIGQUIT)


def ask(where: Path, question: str) -> object:
    """One value from the server of ``where``."""
    with psycopg.connect(host=str(folder.socket_folder(where)), user="banli", dbname="banli") as connection:
        cursor = connection.execute(question)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def test_it_starts_answers_and_leaves_no_process(data: Path) -> None:
    with Server(data, volatile=True):
        assert ask(data, "SHOW listen_addresses") == ""
        assert ask(data, "SELECT datcollate FROM pg_database WHERE datname = 'banli'") == "C.UTF-8"
        ask(data, "CREATE TABLE kept AS SELECT 41 AS n")
        assert processes_of(data / "postgres")
    assert processes_of(data / "postgres") == []
    with Server(data, volatile=True):
        assert ask(data, "SELECT n + 1 FROM kept") == 42


def test_the_socket_is_for_its_owner_alone(data: Path) -> None:
    with Server(data, volatile=True):
        assert (data / "run").stat().st_mode & 0o777 == 0o700
        assert (data / "secret").stat().st_mode & 0o777 == 0o600


def test_a_second_process_shares_it_and_the_last_one_out_stops_it(data: Path) -> None:
    first, second = (start(["-c", USER, str(data)]) for _ in range(2))
    assert first.stdout
    assert second.stdout
    assert [first.stdout.readline(), second.stdout.readline()] == ["in\n", "in\n"]
    pid = cluster.running(data)
    first.communicate("\n", timeout=PATIENCE)
    assert cluster.running(data) == pid
    assert ask(data, "SELECT 1") == 1
    second.communicate("\n", timeout=PATIENCE)
    assert cluster.running(data) is None
    assert processes_of(data / "postgres") == []


def test_a_killed_server_recovers(data: Path) -> None:
    with Server(data) as server:
        ask(data, "CREATE TABLE kept AS SELECT 1 AS n")
        assert server.process
        server.process.kill()
        server.process.wait()
        server.revive()
        assert ask(data, "SELECT count(*) FROM kept") == 1
    assert cluster.running(data) is None


def test_the_server_of_a_killed_process_is_found_and_stopped_by_the_next(data: Path) -> None:
    orphaned = start(["-c", USER, str(data)])
    assert orphaned.stdout
    orphaned.stdout.readline()
    orphaned.kill()
    orphaned.communicate()
    pid = cluster.running(data)
    assert pid
    with Server(data, volatile=True):
        assert cluster.running(data) == pid
    assert not cluster.alive(pid)


def test_a_note_left_by_a_dead_server_is_no_obstacle(data: Path) -> None:
    with Server(data, volatile=True):
        pass
    note = data / "postgres" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{data / 'postgres'}\n", encoding="ascii")
    with Server(data, volatile=True):
        assert ask(data, "SELECT 1") == 1


def test_half_a_cluster_is_made_again(data: Path) -> None:
    (data / "postgres.new" / "base").mkdir(parents=True)
    with Server(data, volatile=True):
        assert ask(data, "SELECT 1") == 1
    assert not (data / "postgres.new").exists()


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    where = tmp_path / ("很长的路径" * 8) / "data"
    folder.prepare(where)
    sockets = folder.socket_folder(where)
    assert len(os.fsencode(sockets / folder.SOCKET_NAME)) <= folder.LONGEST_SOCKET
    assert sockets.parent != where
    with Server(where, volatile=True):
        assert ask(where, "SELECT 1") == 1
        assert sockets.stat().st_mode & 0o777 == 0o700


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine", encoding="ascii")
    with pytest.raises(CannotRun, match=r"holds other files \(thesis\.doc"):
        folder.prepare(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("", encoding="ascii")
    with pytest.raises(CannotRun, match="is not a folder"):
        folder.prepare(tmp_path / "note")


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    folder.prepare(tmp_path / "data")
    first = folder.read_secret(tmp_path / "data")
    folder.prepare(tmp_path / "data")
    assert len(first) > 50
    assert folder.read_secret(tmp_path / "data") == first


def test_a_broken_cluster_says_why_in_one_line(data: Path) -> None:
    with Server(data, volatile=True):
        pass
    (data / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(CannotRun) as refused:
        Server(data, volatile=True).acquire()
    assert "\n" not in str(refused.value)
    assert "pg_control" in str(refused.value)
