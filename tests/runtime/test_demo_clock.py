"""The clock of a demo's folder: one for all processes, never before the newest event, whatever is killed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.house import open_house

from banli.kernel import clock
from banli.kernel.clock import Run
from banli.runtime import demo_folder, environment
from banli.runtime.demo_clock import FILE, FIRST, DemoClock
from banli.runtime.environment import Environment
from banli.runtime.faults import CannotRun

LINE = "演示系统：时间从2022年11月15日起走，人物和办件均为虚构"


def at_home(folder: Path, **changes: Any) -> Environment:
    return replace(environment.read({"BANLI_DIR": str(folder)}), **changes)


@pytest.fixture(autouse=True)
def _machines_clock() -> Iterator[None]:
    """What a test followed is not the clock of the next."""
    yield
    clock.carry(None)


class Machine(RuleBasedStateMachine):
    """Processes of one folder come, go, die and write events; the machine restarts and its clock does not matter."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.home = at_home(Path(self.place.name))
        self.counter = 50.0
        self.newest: datetime | None = None
        self.processes: list[tuple[DemoClock, Run]] = []
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("time.monotonic", lambda: self.counter)
        self.patch.setattr(DemoClock, "_newest", lambda _own: self.newest)
        DemoClock(self.home).make()
        DemoClock(self.home).start()
        self.kill_all()

    def kill_all(self) -> None:
        clock.carry(None)
        while self.processes:
            self.kill()

    def teardown(self) -> None:
        self.kill_all()
        self.patch.undo()
        self.place.cleanup()

    @rule()
    def begin(self) -> None:
        own = DemoClock(self.home)
        own.join()
        assert clock._carried is not None
        self.processes.append((own, clock._carried))

    @rule(seconds=st.floats(0.001, 90_000))
    def wait(self, seconds: float) -> None:
        self.counter += seconds

    @precondition(lambda self: self.processes)
    @rule()
    def record(self) -> None:
        self.newest = max(self.newest or FIRST, self.processes[-1][1].reading())

    @precondition(lambda self: self.processes)
    @rule()
    def note(self) -> None:
        self.processes[0][0].note()

    @precondition(lambda self: self.processes)
    @rule()
    def end(self) -> None:
        own, run = self.processes.pop(0)
        own.leave()
        if not self.processes:
            stopped = datetime.fromisoformat(json.loads(own.path.read_text())["at"])
            assert abs(stopped - run.reading()) < timedelta(milliseconds=1)

    @precondition(lambda self: self.processes)
    @rule()
    def kill(self) -> None:
        own, _run = self.processes.pop()
        assert own.share is not None
        os.close(own.share.descriptor)

    @rule(counter=st.floats(0, 100))
    def restart_the_machine(self, counter: float) -> None:
        self.kill_all()
        self.counter = counter

    @invariant()
    def all_agree_and_nothing_lies_ahead(self) -> None:
        readings = [run.reading() for _own, run in self.processes]
        assert all(abs(one - readings[0]) < timedelta(milliseconds=1) for one in readings)
        for one in readings:
            assert one >= FIRST
            assert self.newest is None or one >= self.newest - timedelta(milliseconds=1)


Machine.TestCase.settings = hypothesis(max_examples=40, stateful_step_count=25)
TestDemoClock = Machine.TestCase


def test_while_the_demo_is_made_its_clock_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = DemoClock(at_home(tmp_path))
    own.make()
    own.join()
    monkeypatch.setattr("time.monotonic", lambda: 10.0**9)
    clock_shows = clock._carried
    assert clock_shows is not None
    assert clock_shows.reading() == FIRST
    own.start()
    own.make()
    monkeypatch.setattr("time.monotonic", lambda: 10.0**9 + 60)
    assert clock._carried is not None
    assert clock._carried.reading() == FIRST + timedelta(minutes=1)
    own.leave()


def test_a_command_that_records_nothing_does_not_move_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = DemoClock(at_home(tmp_path))
    own.make()
    own.start()
    before = own.path.read_text()
    monkeypatch.setattr("time.monotonic", lambda: 10.0**9)
    own.glance()
    assert clock._carried is not None
    assert timedelta() <= clock._carried.reading() - FIRST < timedelta(minutes=1)
    assert own.path.read_text() == before


def test_a_folder_that_is_no_demo_goes_by_the_machine(tmp_path: Path) -> None:
    own = DemoClock(at_home(tmp_path))
    own.join()
    own.glance()
    own.note()
    own.leave()
    assert clock._carried is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"at": "soon", "mark": null, "ready": true, "database": ""}']
)
def test_a_clock_that_cannot_be_read_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(CannotRun, match="cannot be read; remove the folder"):
        DemoClock(at_home(tmp_path)).join()


def test_a_demos_folder_is_not_used_with_another_database(tmp_path: Path) -> None:
    DemoClock(at_home(tmp_path)).make()
    elsewhere = at_home(tmp_path, database_url="postgresql://office.example/real")
    with pytest.raises(CannotRun, match="lies in another database"):
        DemoClock(elsewhere).join()


def test_a_demo_is_made_in_a_new_folder_and_in_its_own_only(tmp_path: Path) -> None:
    new, real, earlier = tmp_path / "new", tmp_path / "real", tmp_path / "earlier"
    for _again in range(2):
        demo_folder.claim(at_home(new))
    assert DemoClock(at_home(new)).there
    (real / "postgres").mkdir(parents=True)
    (real / ".banli").touch()
    (real / "postgres" / "PG_VERSION").write_text("16")
    with pytest.raises(CannotRun, match="holds a record that is no demo"):
        demo_folder.claim(at_home(real))
    earlier.mkdir()
    (earlier / ".banli").touch()
    (earlier / "demo-password").write_text("banli-0000\n")
    with pytest.raises(CannotRun, match="remove the folder and run again"):
        demo_folder.claim(at_home(earlier))
    assert not DemoClock(at_home(real)).there
    assert not DemoClock(at_home(earlier)).there


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/items/", "/login/", "/desk/sign-in/", "/nowhere/"])
def test_every_page_of_a_demo_says_so_and_no_other(client: Client, settings: Any, address: str) -> None:
    open_house()
    assert LINE not in client.get(address).content.decode()
    settings.DEMO = True
    assert LINE in client.get(address).content.decode()


@pytest.mark.real_clock
def test_what_another_machine_reckons_goes_by_the_machines_clock() -> None:
    """An authenticator app knows nothing of a demo's time."""
    clock.carry(Run(FIRST))
    assert clock.now().year == FIRST.year
    assert datetime.fromtimestamp(clock.machine_seconds(), clock.SHANGHAI).year > FIRST.year


def test_the_tests_are_no_demo() -> None:
    assert settings.DEMO is False
