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
from tests.site.folders import data_folder
from tests.site.helpers import afresh, banli, free_port

from banli import __version__
from banli.province.load import SICHUAN

pytestmark = pytest.mark.real_clock

WRONG = [
    ["nonsense"],
    ["--nonsense"],
    ["deadline"],
    ["deadline", "--days", "x", "--from", "2022-10-17"],
    ["deadline", "--days", "-1", "--from", "2022-10-17"],
    ["deadline", "--days", "3", "--from", "2022-02-30"],
    ["deadline", "--days", "3", "--unit", "moons", "--from", "2022-10-17"],
    ["deadline", "--from", "2022-10-17"],
    ["deadline", "--days", "3", "--item", "oversize-transport", "--from", "2022-10-17"],
    ["deadline", "--days", "3", "--fact", "class=I", "--from", "2022-10-17"],
    ["deadline", "--item", "oversize-transport", "--unit", "month", "--from", "2022-10-17"],
    ["deadline", "--days", "3", "--from", "2022-10-17", "--pause", "2022-10-19"],
    ["deadline", "--days", "3", "--from", "2022-10-17", "--pause", "2022-10-19..2022-10-32"],
    ["deadline", "--days", "3", "--from", "2022-10-17", "--pause", "2022-10-19..2022-10-18"],
    [
        "deadline",
        "--days",
        "3",
        "--from",
        "2022-10-17",
        "--pause",
        "a..b",
        "--pause",
        "2022-10-19..2022-10-20",
    ],
    ["stats", "--from", "2022-01-01"],
    ["stats", "--from", "2022-01-02", "--to", "2022-01-01"],
    ["stats", "--from", "2022-01-01", "--to", "2022-02-01", "--by", "mood"],
    ["stats", "rebuild", "--from", "2022-01-01"],
    ["stats", "rebuild", "--day", "2022-01-01", "--to", "2022-01-02"],
    ["figure", "freeze", "accepted"],
    ["figure", "freeze", "accepted", "--from", "2022-01-01", "--to", "2022-01-02", "--line", "transport"],
    ["figure", "open", "first"],
    ["figure", "compare"],
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
    done = afresh("--help")
    assert done.returncode == 0
    for word in ("办理", "Run:", "Ask:", "demo", "deadline", "DATABASE_URL"):
        assert word in done.stdout


def test_it_says_its_version_and_nothing_else() -> None:
    done = afresh("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"banli {__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "serve",
        "deadline",
        "stats",
        "stats rebuild",
        "figure open",
        "weekly build",
        "ledger verify",
        "migrate",
    ],
)
def test_every_command_takes_the_data_folder(command: str) -> None:
    assert "--dir" in banli(*command.split(), "--help").stdout


def test_a_deadline_needs_no_database(tmp_path: Path) -> None:
    done = afresh(
        "deadline", "--days", "20", "--from", "2022-10-17", "--json", "--dir", str(tmp_path / "none")
    )
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["due"]) == (0, "", "2022-11-14")
    assert found["days"][0]["kind"] == "start"
    assert not (tmp_path / "none").exists()


def deadline(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return banli("deadline", *arguments, "--from", "2022-10-17", "--dir", str(folder / "none"))


def test_a_deadline_is_one_line_unless_it_is_to_be_explained(tmp_path: Path) -> None:
    done = deadline("--days", "20", "--pause", "2022-10-19..2022-10-26", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "due 2022-11-21\n", "")


def test_an_explained_deadline_tells_each_day_with_its_article_and_the_notices(tmp_path: Path) -> None:
    done = deadline(
        "--days", "2", "--pause", "2022-10-18..2022-10-19", "--extension", "1", "--explain", folder=tmp_path
    )
    lines = done.stdout.splitlines()
    assert [line.split()[:4] for line in lines[1:5]] == [
        ["2022-10-18", "Tue", "1", "counted"],
        ["2022-10-19", "Wed", "skipped", "special"],
        ["2022-10-20", "Thu", "2", "counted"],
        ["2022-10-21", "Fri", "3", "added"],
    ]
    assert [line[-5:] for line in lines[:5]] == [
        "二百零一条",
        "第八十二条",
        "第四十五条",
        "第八十二条",
        "第四十二条",
    ]
    assert lines[5:] == ["    国办发明电〔2021〕11号", "due 2022-10-21"]


def test_two_pauses_that_overlap_are_a_usage_error(tmp_path: Path) -> None:
    two = ("--pause", "2022-10-19..2022-10-26", "--pause", "2022-10-20..2022-10-21")
    done = deadline("--days", "20", *two, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "overlap" in done.stderr
    assert "--pause" in done.stderr


@pytest.mark.parametrize(
    "code", ["elderly-care-allowance", "1151000099000007642510511004000", "510511004000"]
)
def test_an_item_gives_both_its_limits_by_name_and_by_code(code: str, tmp_path: Path) -> None:
    done = deadline("--item", code, folder=tmp_path)
    assert (done.stdout, done.stderr) == ("due 2022-11-28 statutory\ndue 2022-11-07 promised\n", "")


def test_the_facts_decide_which_limit_of_an_item_counts(tmp_path: Path) -> None:
    item = ("--item", "oversize-transport")
    undecided = deadline(*item, "--fact", "crossing=false", folder=tmp_path)
    assert (undecided.returncode, undecided.stdout, undecided.stderr.count("\n")) == (1, "", 1)
    assert "class=II → 5 working / 3 working" in undecided.stderr
    assert "crossing=true" not in undecided.stderr
    done = deadline(*item, "--fact", "crossing=false", "--fact", "class=II", "--json", folder=tmp_path)
    found = json.loads(done.stdout)
    assert (found["due"], found["statutory"]["due"], found["promised"]["due"]) == (
        "2022-10-24",
        "2022-10-24",
        "2022-10-20",
    )
    assert found["days"] == found["statutory"]["days"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--item", "no-such-item"], "no item"),
        (["--item", "oversize-transport", "--fact", "colour=red"], "colour=red"),
        (["--item", "oversize-transport", "--fact", "class=IX"], "class=IX"),
        (["--item", "oversize-transport", "--fact", "crossing"], "key=value"),
    ],
)
def test_an_item_or_a_fact_that_nobody_knows_is_one_line(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    done = deadline(*arguments, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert said in done.stderr


def test_in_a_year_without_a_calendar_the_end_is_told_by_its_number(tmp_path: Path) -> None:
    done = banli("deadline", "--days", "20", "--from", "2031-10-17", "--dir", str(tmp_path / "none"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "working day 20 after 17 October 2031" in done.stdout
    assert "9999" not in done.stdout


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
    done = afresh("migrate", "--dir", str(tmp_path / "data"), environment={"DATABASE_URL": url})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "cannot be reached" in done.stderr


def test_a_taken_port_is_one_line_and_starts_nothing(web_server: int, tmp_path: Path) -> None:
    done = afresh("serve", "--port", str(web_server), "--dir", str(tmp_path / "data"))
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


def test_certificates_from_before_are_loaded_by_command_and_faults_name_line_and_field(
    tmp_path: Path,
) -> None:
    folder = ("--dir", str(data_folder(tmp_path / "var")))
    text = (SICHUAN / "certificates" / "mining-right.csv").read_text(encoding="utf-8")
    path = tmp_path / "rights.csv"
    path.write_text(text.replace("91510400MA6200033P", "91510400MA62000330"), encoding="utf-8")
    told = banli("certificate", "load", "mining-right", str(path), *folder)
    assert told.returncode == 1
    assert "line 2" in told.stdout
    assert "company_code" in told.stdout
    path.write_text(text, encoding="utf-8")
    again = afresh("certificate", "load", "mining-right", str(path), "--json", *folder)
    assert json.loads(again.stdout) == {"ok": True, "taken": 0, "known": 2, "faults": []}
    wrong = banli("certificate", "load", "mining-right", str(tmp_path / "none.csv"), *folder)
    assert wrong.returncode == 2
