"""A notice or decision is one file: signed once, the same bytes for whoever opens it; none where no key can sign."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import accepted, applicant_of, granted, submitted

from banli.cases import service as cases
from banli.cases.acts import signed_papers as acts
from banli.cases.models import Notice, SignedPaper
from banli.files.service import read
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Refused
from banli.ledger.models import Event
from banli.ledger.service import verify
from banli.portal.kit.visitor import UNLOCKED
from banli.signatures.service import Finding, look_at

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """A data folder of its own."""
    settings.DATA_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def no_key(settings: Any) -> None:
    """A setting that names a key which is not there."""
    settings.SIGNING_KEY = "/nowhere/own.p12"


def words(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def acceptance(case: cases.Case) -> Notice:
    return cases.notices(case, "acceptance")[-1]


def visitor(case: cases.Case) -> Client:
    """Somebody who opened the case with its password."""
    client = Client()
    session = client.session
    session[UNLOCKED] = [case.number]
    session.save()
    return client


def test_an_act_leaves_its_paper_to_be_signed_and_the_job_signs_it_once() -> None:
    case = accepted()
    waiting = cases.signed_papers_of(case)[acceptance(case).number]
    assert (waiting.file_id, waiting.late) == (None, False)
    assert acts.sign_waiting(by=SYSTEM) == 1
    assert acts.sign_waiting(by=SYSTEM) == 0
    file = SignedPaper.objects.get(number=waiting.number).file
    assert file is not None
    pdf = read(file)
    assert look_at(pdf)[0].finding is Finding.VALID
    assert "演示印章" in words(pdf)
    assert "补制" not in words(pdf)
    (event,) = Event.objects.filter(topic="paper", name="paper_signed")
    assert json.loads(event.body) == {"case": case.number, "late": False, "sha256": file.sha256}
    assert verify().ok


def test_whoever_opens_a_paper_is_given_the_same_bytes(clock: HeldClock) -> None:
    case = accepted()
    first = visitor(case).get(f"/track/{case.number}/notices/{acceptance(case).pk}/")
    assert first.status_code == 200
    clock.move(days=3)
    Notice.objects.filter(case=case).update(words={**acceptance(case).words, "title": "别的"})
    assert visitor(case).get(f"/track/{case.number}/notices/{acceptance(case).pk}/").content == first.content
    assert acts.sign_waiting(by=SYSTEM) == 0


def test_a_decision_is_signed_too() -> None:
    case = granted()
    decided = cases.decision(case)
    assert decided is not None
    pdf = read(acts.paper_file(case, decided))
    assert look_at(pdf)[0].finding is Finding.VALID
    assert decided.number in words(pdf)


def test_a_paper_from_before_is_made_at_its_first_opening_and_says_on_which_day(clock: HeldClock) -> None:
    case = accepted()
    SignedPaper.objects.all().delete()
    clock.set("2027-03-02T10:00")
    assert acts.sign_waiting(by=SYSTEM) == 0, "nobody asked for it yet"
    pdf = read(acts.paper_file(case, acceptance(case)))
    assert "依留存的文字于2027年3月2日补制并签名" in words(pdf).replace("\r\n", "")
    clock.move(days=1)
    assert read(acts.paper_file(case, acceptance(case))) == pdf


@pytest.mark.usefixtures("no_key")
def test_without_a_key_an_officer_gives_no_paper() -> None:
    with pytest.raises(Refused, match="无法签名"):
        accepted()
    assert not Notice.objects.exists()


def test_what_an_applicant_does_is_not_held_up_by_a_key(settings: Any) -> None:
    case = submitted()
    settings.SIGNING_KEY = "/nowhere/own.p12"
    acts.require_key(SYSTEM, {"paper_digest": "…"})
    cases.withdraw(by=applicant_of(case.number), number=case.number)
    (notice,) = cases.notices(case, "withdrawn")
    assert acts.sign_waiting(by=SYSTEM) == 0
    answer = visitor(case).get(f"/track/{case.number}/notices/{notice.pk}/")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "文书正在制作" in page
    assert "BANLI_SIGNING_KEY" not in page
    assert "请告知平台" not in page
    settings.SIGNING_KEY = ""
    assert visitor(case).get(f"/track/{case.number}/notices/{notice.pk}/").status_code == 200


def test_a_process_killed_while_it_keeps_the_file_leaves_the_paper_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = accepted()

    def killed(**_given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(acts, "append", killed)
        with pytest.raises(KeyboardInterrupt):
            acts.paper_file(case, acceptance(case))
    assert acts.sign_waiting(by=SYSTEM) == 1
    assert SignedPaper.objects.exclude(file=None).count() == 1
