"""The command line: readable help, one clear line for every fault, clean data on stdout."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.helpers import banli, free_port

pytestmark = pytest.mark.real_clock

WRONG = [
    ["nonsense"],
    ["--nonsense"],
    ["deadline"],
    ["deadline", "--days", "x", "--from", "2022-10-17"],
    ["deadline", "--days", "-1", "--from", "2022-10-17"],
    ["deadline", "--days", "3", "--from", "2022-02-30"],
    ["deadline", "--days", "3", "--unit", "moons", "--from", "2022-10-17"],
    ["stats", "--from", "2022-01-01"],
    ["stats", "--from", "2022-01-02", "--to", "2022-01-01"],
    ["weekly", "build", "--week", "2022-10-18", "--out", "x"],
    ["weekly", "nonsense"],
    ["demo", "--scale", "2"],
    ["demo", "--scale", "0"],
    ["demo", "--scale", "nan"],
    ["serve", "--port", "0"],
    ["item", "check", "/nowhere/at/all"],
    ["ledger", "verify", "extra"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_arguments_give_one_line_and_exit_code_2(arguments: list[str], tmp_path: Path) -> None:
    done = banli(*arguments, environment={"BANLI_DIR": str(tmp_path / "data")})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("banli: ")
    assert "--help)" in done.stderr
    assert not (tmp_path / "data").exists()


def test_help_groups_the_commands_in_plain_words() -> None:
    done = banli("--help")
    assert done.returncode == 0
    for word in ("办理", "Run:", "Ask:", "demo", "deadline", "DATABASE_URL"):
        assert word in done.stdout


@pytest.mark.parametrize(
    "command", ["demo", "serve", "deadline", "stats", "weekly build", "ledger verify", "migrate"]
)
def test_every_command_takes_the_data_folder(command: str) -> None:
    assert "--dir" in banli(*command.split(), "--help").stdout


def test_a_deadline_needs_no_database(tmp_path: Path) -> None:
    done = banli(
        "deadline", "--days", "20", "--from", "2022-10-17", "--json", "--dir", str(tmp_path / "none")
    )
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["due"]) == (0, "", "2022-11-14")
    assert found["days"][0]["kind"] == "start"
    assert not (tmp_path / "none").exists()


def test_a_year_without_a_calendar_is_said_so(tmp_path: Path) -> None:
    done = banli("deadline", "--days", "20", "--from", "2031-10-17", "--dir", str(tmp_path / "none"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "2031" in done.stderr


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://localhost/banli", "must be an address like postgresql://"),
        ("postgresql://localhost", "names no database"),
        ("postgresql://localhost/banli?nonsense=1", "cannot be read"),
        ("postgresql://127.0.0.1:1/banli", "cannot be reached"),
        ("postgresql://user@/banli?host=/nowhere", "cannot be reached"),
    ],
)
def test_a_wrong_database_address_is_one_line(url: str, reason: str, tmp_path: Path) -> None:
    done = banli("ledger", "verify", "--dir", str(tmp_path / "data"), environment={"DATABASE_URL": url})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert reason in done.stderr


@pytest.fixture
def web_server() -> Iterator[int]:
    """Something that listens and is not PostgreSQL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client:
                    client.recv(64)
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield int(listener.getsockname()[1])


def test_something_else_at_the_address_is_one_line(web_server: int, tmp_path: Path) -> None:
    url = f"postgresql://127.0.0.1:{web_server}/banli"
    done = banli("migrate", "--dir", str(tmp_path / "data"), environment={"DATABASE_URL": url})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "cannot be reached" in done.stderr


def test_a_taken_port_is_one_line_and_starts_nothing(web_server: int, tmp_path: Path) -> None:
    done = banli("serve", "--port", str(web_server), "--dir", str(tmp_path / "data"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"banli: Port {web_server} is taken; choose another with --port.\n"
    assert not (tmp_path / "data").exists()


def test_a_folder_of_somebody_else_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine", encoding="ascii")
    done = banli("migrate", "--dir", str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "thesis.doc" in done.stderr


def test_a_folder_that_cannot_be_made_is_one_line() -> None:
    done = banli("serve", "--dir", "/proc/banli", "--port", str(free_port()))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    mounted = ["unshare", "--mount", "sh", "-c", f"mount -t tmpfs -o size=48m banli {tmp_path} && "]
    if (
        subprocess.run([*mounted[:-1], mounted[-1] + "true"], capture_output=True, check=False).returncode
        != 0
    ):
        pytest.skip("this machine does not allow mounting a small disk")
    command = f"env -u DATABASE_URL {sys.executable} -m banli migrate --dir {tmp_path}/data"
    done = subprocess.run([*mounted[:-1], mounted[-1] + command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "no room left" in done.stderr
