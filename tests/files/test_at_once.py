"""The same file from many hands at once: kept once, whole, and handed to each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from banli.files.models import StoredFile
from banli.files.selectors import path_of
from banli.files.service import read, remove_unused, store
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR
from banli.province.worked.player import sample

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], object]]) -> None:
    """Do all of them at one moment, each with a connection of its own; the first fault is raised here."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as hands:
        list(hands.map(one, acts))


def test_six_uploads_of_one_file_at_once_keep_it_once() -> None:
    content = sample("at once")
    at_once([lambda: store(by=VISITOR, name="a.pdf", content=content)] * 6)
    rows = StoredFile.objects.all()
    assert len(rows) == 6
    assert {read(one) for one in rows} == {content}
    folder = path_of(rows[0].sha256).parent
    assert [one.name for one in folder.iterdir() if one.name.startswith(".")] == []


def test_a_file_stored_while_its_old_bytes_are_removed_is_there() -> None:
    content = sample("again")
    later = clock.now().replace(year=2030)
    for _round in range(5):
        store(by=VISITOR, name="a.pdf", content=content)
        at_once(
            [
                lambda: remove_unused(by=SYSTEM, before=later),
                lambda: store(by=VISITOR, name="b.pdf", content=content),
                lambda: store(by=VISITOR, name="c.pdf", content=content),
            ]
        )
        assert all(read(one) == content for one in StoredFile.objects.all())
