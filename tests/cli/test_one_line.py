"""Whatever the machine does not allow is told in one line: no command and no job process ends in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from tests.site.helpers import banli, free_port, surroundings

from banli.runtime.environment import read
from banli.runtime.faults import CannotRun
from banli.runtime.locks import alone
from banli.runtime.supervisor import serve

pytestmark = pytest.mark.real_clock
LIMITED, EMPTY = "banli_limited", "banli_empty_for_test"


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    """An empty database, in which one role may only connect; its address."""
    found = connection.get_connection_params()
    info = {key: found[key] for key in ("host", "user", "port", "password") if found.get(key)}
    with psycopg.connect(**info, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {EMPTY}")
        server.execute(f"DROP ROLE IF EXISTS {LIMITED}")
        server.execute(f"CREATE DATABASE {EMPTY}")
        server.execute(f"CREATE ROLE {LIMITED} LOGIN PASSWORD 'x'")
    host, port = str(info.get("host", "")), info.get("port") or 5432
    yield f"postgresql:///{EMPTY}?host={host}&port={port}&user={{user}}&password={info.get('password', '')}"
    with psycopg.connect(**info, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE {EMPTY} WITH (FORCE)")
        server.execute(f"DROP ROLE {LIMITED}")


def told(tmp_path: Path, *words: str, **environment: str) -> str:
    """The one line of a command that fails."""
    done = banli(*words, "--dir", str(tmp_path / "data"), environment=environment)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize(
    "command", [["migrate"], ["doctor"], ["deadline", "--days", "5", "--from", "2022-10-17"]]
)
def test_a_moment_that_is_none(tmp_path: Path, command: list[str]) -> None:
    assert "BANLI_NOW is 'tomorrow'" in told(tmp_path, *command, BANLI_NOW="tomorrow")


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    assert "cannot be reached" in told(tmp_path, "migrate", DATABASE_URL=url)


def test_a_role_without_rights(tmp_path: Path, address: str) -> None:
    line = told(tmp_path, "migrate", DATABASE_URL=address.format(user=LIMITED))
    assert "has to own the database" in line


def test_a_job_process_on_an_empty_database(tmp_path: Path, address: str) -> None:
    user = connection.get_connection_params()["user"]
    done = subprocess.run(
        [sys.executable, "-m", "banli.runtime.worker"],
        env=surroundings(DATABASE_URL=address.format(user=user), BANLI_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "run ./banli migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_another_supervisor_has_claimed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two that start at once both find it free; the second is told."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    port = free_port()
    with (
        alone(tmp_path / f"banli-{os.geteuid()}-port-{port}.lock"),
        pytest.raises(CannotRun, match="is taken"),
    ):
        serve(read({}), "127.0.0.1", port, print)
