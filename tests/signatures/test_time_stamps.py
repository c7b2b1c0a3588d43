"""A time stamp on a signature, where an authority is named; no paper is held up where none comes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.signatures.test_pades import pages
from tests.signatures.time_stamp_authority import NAME, STAMPED, authority, listening

from banli.runtime.environment import BadEnvironment
from banli.runtime.environment import read as read_environment
from banli.signatures.acts import time_stamps
from banli.signatures.service import Finding, look_at, sign_paper
from banli.site import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def named(tmp_path: Path, settings: Any) -> None:
    """A data folder of its own, and the certificate of the authority that counts."""
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "authorities.pem").write_text(authority()[0])
    settings.TIMESTAMP_AUTHORITIES = str(tmp_path / "authorities.pem")
    time_stamps._failed.clear()
    health._asked_authority.cache_clear()


def test_a_signature_bears_the_stamp_of_the_authority(settings: Any, client: Client) -> None:
    with listening(authority()[1]) as (settings.TIMESTAMP_URL, asked):
        pdf = sign_paper(pages(), reason="试用")
        assert len(asked) == 2  # how large an answer is, then the stamp
        sign_paper(pages(), reason="试用")
        assert len(asked) == 3
    found, _key = look_at(pdf)
    assert found.finding is Finding.VALID
    assert found.stamp is not None
    assert (found.stamp.at, found.stamp.by) == (STAMPED, NAME)
    answer = client.post("/verify/file/", {"file": SimpleUploadedFile("一.pdf", pdf, "application/pdf")})
    page = answer.content.decode()
    assert "时间戳" in page
    assert f"2026年3月2日 10:30 · {NAME}" in " ".join(page.split())


def test_a_reader_of_another_house_finds_the_stamp(settings: Any, tmp_path: Path) -> None:
    with listening(authority()[1]) as (settings.TIMESTAMP_URL, _asked):
        (tmp_path / "one.pdf").write_bytes(sign_paper(pages(), reason="试用"))
    told = subprocess.run(
        ["pdfsig", "-nocert", tmp_path / "one.pdf"], capture_output=True, text=True, check=True
    )
    assert "Signature is Valid" in told.stdout
    assert "ETSI.CAdES.detached" in told.stdout


def test_without_a_setting_nobody_is_asked_and_nothing_is_said_of_a_stamp() -> None:
    assert look_at(sign_paper(pages(), reason="试用"))[0].stamp is None
    assert health.time_stamps().ok


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda _request: b"", 200),
        (lambda _request: b"<html>", 200),
        (lambda _request: b"0" * 200_000, 200),
        (lambda _request: bytes.fromhex("30053003020102"), 200),
        (authority()[1], 500),
        (lambda request: authority()[1](request)[:-1], 200),
        (authority("别的机构")[1], 200),
    ],
    ids=["nothing", "a page", "endless", "refused", "an error", "cut short", "one that does not count"],
)
def test_whatever_else_is_answered_the_paper_is_signed_without_a_stamp(
    settings: Any, answer: Any, status: int
) -> None:
    with listening(answer, status) as (settings.TIMESTAMP_URL, asked):
        found = look_at(sign_paper(pages(), reason="试用"))[0]
        before = len(asked)
        again = look_at(sign_paper(pages(), reason="试用"))[0]
        assert before >= 1
        assert len(asked) == before, "nobody is asked again at once"
    assert (found.finding, found.stamp) == (Finding.VALID, None)
    assert (again.finding, again.stamp) == (Finding.VALID, None)


def test_one_that_is_silent_is_waited_for_no_longer_than_agreed(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_stamps, "SECONDS", 0.2)
    with listening(authority()[1], silent=True) as (settings.TIMESTAMP_URL, _asked):
        assert look_at(sign_paper(pages(), reason="试用"))[0].stamp is None
        assert not health.time_stamps().ok


def test_an_authority_that_is_not_there_holds_nothing_up(settings: Any) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
    assert look_at(sign_paper(pages(), reason="试用"))[0].finding is Finding.VALID
    found = health.time_stamps()
    assert not found.ok
    assert "no stamp came" in found.told


def test_the_machine_is_asked_whether_the_authority_answers(settings: Any) -> None:
    with listening(authority()[1]) as (settings.TIMESTAMP_URL, asked):
        assert health.time_stamps().ok
        assert health.time_stamps().ok
        assert len(asked) == 1
        settings.TIMESTAMP_AUTHORITIES = "/nowhere/authorities.pem"
        assert not health.time_stamps().ok


def test_a_stamp_counts_only_as_long_as_its_authority_does(settings: Any) -> None:
    with listening(authority()[1]) as (settings.TIMESTAMP_URL, _asked):
        pdf = sign_paper(pages(), reason="试用")
    settings.TIMESTAMP_AUTHORITIES = ""
    found = look_at(pdf)[0]
    assert (found.finding, found.stamp) == (Finding.VALID, None)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"BANLI_TIMESTAMP_URL": "ftp://tsa.example"}, "BANLI_TIMESTAMP_URL is"),
        ({"BANLI_TIMESTAMP_URL": "https://tsa.example"}, "needs BANLI_TIMESTAMP_CA"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_at_the_start(said: dict[str, str], fault: str) -> None:
    with pytest.raises(BadEnvironment, match=fault):
        read_environment(said)
