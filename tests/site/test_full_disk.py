"""A full disk and a database that does not answer are told as what they are, and nothing is half done."""

from __future__ import annotations

import errno
import os
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client, RequestFactory

from banli.cases.models import Case, Material
from banli.ledger.models import Event
from banli.portal.items import pages as items
from banli.site.last_resort import status_of
from tests.house import OVERSIZE, open_house
from tests.portal.steps import fill_in, hand_over_files, needed, token
from tests.samples import PDF

pytestmark = pytest.mark.django_db


def full(*_args: Any, **_more: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def silent(*_args: Any, **_more: Any) -> None:
    raise OperationalError from psycopg.OperationalError("the connection is closed")


def no_space(*_args: Any, **_more: Any) -> None:
    raise OperationalError from psycopg.errors.DiskFull("could not extend file")


def english() -> Client:
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house()


def test_an_upload_that_finds_no_room_is_told_so_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    fill_in(client)
    key = needed()[0]
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        answer = client.post(
            f"/items/{OVERSIZE}/apply/materials/{key}/",
            {f"file.{key}": SimpleUploadedFile("a.pdf", PDF + b"% like no other\n")},
        )
    assert answer.status_code == 507
    assert "存储空间已满" in answer.content.decode()
    assert answer["Retry-After"]
    assert not Material.objects.exists()
    hand_over_files(client)
    assert client.post(f"/items/{OVERSIZE}/apply/check/", {"draft": token(client)}).status_code == 302


def test_a_database_without_room_keeps_case_and_record_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    fill_in(client)
    hand_over_files(client)
    sent = {"draft": token(client)}
    before = Event.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr("banli.cases.acts.application.tell_watchers", no_space)
        answer = client.post(f"/items/{OVERSIZE}/apply/check/", sent)
    assert answer.status_code == 507
    assert Case.objects.count() == 0
    assert Event.objects.count() == before
    assert client.post(f"/items/{OVERSIZE}/apply/check/", sent).status_code == 302


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [(full, 507, "There is no room"), (no_space, 507, "There is no room"), (silent, 503, "does not answer")],
)
def test_pages_and_programs_read_the_reason(
    monkeypatch: pytest.MonkeyPatch, fault: Any, status: int, words: str
) -> None:
    monkeypatch.setattr(items, "current", fault)
    monkeypatch.setattr("banli.api.views.items.named", fault)
    page = english().get(f"/items/{OVERSIZE}/")
    assert (page.status_code, words in page.content.decode()) == (status, True)
    told = Client(raise_request_exception=False).get(
        f"/api/v1/items/{OVERSIZE}", headers={"accept-language": "en"}
    )
    assert told.status_code == status
    assert told["Content-Type"] == "application/problem+json"
    assert words in told.json()["title"]


def test_any_other_fault_stays_one_of_ours() -> None:
    assert status_of(ValueError("a fault")) == 500
    assert status_of(None) == 500
    from banli.site.last_resort import server_error

    assert server_error(RequestFactory().get("/")).status_code == 500
