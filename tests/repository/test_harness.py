"""The harness keeps its promises: real database, held clock, default language."""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils.translation import get_language
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel import clock as kernel_clock
from banli.kernel.actors import SYSTEM
from banli.ledger.models import Event
from banli.ledger.service import append
from tests.conftest import long_first
from tests.snapshots import OF_DJANGO, TABLES


@pytest.mark.django_db
def test_the_database_is_a_real_postgresql_that_knows_chinese() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, '办理' ~ '[[:alpha:]]'")
        assert cursor.fetchone() == (cursor.connection.info.server_version, True)
    assert connection.vendor == "postgresql"


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_nothing_behind() -> None:
    append(topic="test", subject="1", name="opened", by=SYSTEM)
    assert Event.objects.exists()
    kinds = ContentType.objects.count()
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [list(OF_DJANGO)])
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"(SELECT '{one}' FROM {one} LIMIT 1)" for one in tables))
        holding = cursor.fetchall()
    assert holding == []
    assert ContentType.objects.count() == kinds > 0


def test_the_clock_stands_at_nine_on_the_first_day_of_the_reference_week() -> None:
    assert kernel_clock.now().isoformat() == "2022-10-17T09:00:00+08:00"
    assert kernel_clock.now() == kernel_clock.now()


def test_the_clock_can_be_moved(clock: object) -> None:
    clock.set("2022-10-21")  # type: ignore[attr-defined]
    clock.move(days=1, hours=2)  # type: ignore[attr-defined]
    assert kernel_clock.now().isoformat() == "2022-10-22T11:00:00+08:00"


def test_another_thread_sees_the_same_day() -> None:
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(kernel_clock.today().isoformat()))
    thread.start()
    thread.join()
    assert seen == ["2022-10-17"]


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("0.0.0.0", 80), ("example.invalid", 443)])
def test_another_machine_cannot_be_reached(address: tuple[str, int]) -> None:
    with socket.socket() as outwards:
        with pytest.raises(RuntimeError, match="no network"):
            outwards.connect(address)
        with pytest.raises(RuntimeError, match="no network"):
            outwards.connect_ex(address)
    with socket.socket(socket.AF_INET6) as outwards, pytest.raises(RuntimeError, match="no network"):
        outwards.connect(("2001:db8::1", 80))
    with socket.socket(type=socket.SOCK_DGRAM) as outwards, pytest.raises(RuntimeError, match="no network"):
        outwards.sendto(b"?", address)


def test_this_machine_can_be_reached_by_number_name_and_file(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, listener.getsockname()[1])).close()
    place = os.path.relpath(tmp_path / "here")
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as inwards:
        listener.bind(place)
        listener.listen()
        inwards.connect(place)


def test_chinese_is_the_language_of_a_fresh_test() -> None:
    assert get_language() == "zh-hans"


@dataclass(frozen=True)
class Collected:
    """What the harness asks of a test that is found."""

    path: str
    long: bool = False

    def get_closest_marker(self, name: str) -> object:
        return self.long if name == "long" else None


@given(
    st.lists(st.builds(Collected, st.sampled_from("abcdef"), st.booleans()), max_size=40), st.integers(1, 4)
)
def test_what_is_long_begins_first_and_nothing_is_lost(found: list[Any], workers: int) -> None:
    ordered: list[Any] = long_first(found, workers)
    assert sorted(ordered, key=repr) == sorted(found, key=repr)
    if workers == 1:
        assert [one for one in ordered if not one.long] == [one for one in found if not one.long]
        assert not any(after.long > before.long for before, after in pairwise(ordered))


def test_each_worker_begins_with_a_long_module() -> None:
    long = [Collected("one", long=True), Collected("two", long=True), Collected("two", long=True)]
    found: list[Any] = [Collected("short"), *long, *[Collected("other")] * 4]
    ordered: list[Any] = long_first(found, 2)
    assert [one.path for one in (ordered[0], *ordered[4:6])] == ["one", "two", "two"]
    assert [one.path for one in ordered].index("short") == 1
