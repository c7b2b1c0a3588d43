"""The same rule at every door that takes a file: portal, counter, correction (both sides), promised material."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cases.science import applied, taken_on
from tests.cases.test_promises import materials
from tests.desk.officers import at
from tests.desk.officers import clerk as clerk_at_desk
from tests.desk.test_counter import typed as typed_at_desk
from tests.house import OVERSIZE, clerk, open_house, submitted
from tests.portal.steps import fill_in
from tests.portal.test_case import opened
from tests.samples import PDF, REFUSED, picture
from tests.variants import variant

from banli.cases import service as cases
from banli.cases.models import Material
from banli.files.models import StoredFile
from banli.kernel.actors import Role

pytestmark = pytest.mark.django_db
KEY = "vehicle-licence"
SENT = (
    "a link",
    "a workbook with macros",
    "rich text called PDF",
    "the head of a PDF alone",
    "an iPhone's photograph",
)
Door = Callable[[SimpleUploadedFile], Any]


@pytest.fixture(autouse=True)
def _house(db: None) -> None:
    open_house()


def to_correct() -> cases.Case:
    """A case whose applicant is asked for one material anew."""
    points = [{"where": f"material.{KEY}", "label": "行驶证", "problem": "缺少挂车行驶证。"}]
    return cases.ask_correction(by=clerk(), number=submitted().number, points=points)


def lacking(folder: Path) -> cases.Case:
    """A case accepted on the promise that one material comes later."""
    variant(folder, materials=materials())
    return taken_on(applied(), promised={"income": None})


def at_portal(_folder: Path) -> Door:
    browser = Client()
    fill_in(browser)
    return lambda file: browser.post(
        f"/items/{OVERSIZE}/apply/materials/{KEY}/", {f"file.{KEY}": file}, headers={"hx-request": "true"}
    )


def at_counter(_folder: Path) -> Door:
    address = f"/desk/counter/{OVERSIZE}/{uuid.uuid4()}/"
    sent = typed_at_desk(OVERSIZE, "class-two")
    return lambda file: clerk_at_desk().post(address, {**sent, f"file.{KEY}": file})


def correcting_at_portal(_folder: Path) -> Door:
    case = to_correct()
    return lambda file: opened(case).post(
        f"/track/{case.number}/correct/", {"version": case.version, f"file.{KEY}": file}
    )


def correcting_at_desk(_folder: Path) -> Door:
    case = to_correct()
    return lambda file: clerk_at_desk().post(
        f"/desk/cases/{case.number}/correct/", {"version": case.version, f"file.{KEY}": file}
    )


def promised_at_portal(folder: Path) -> Door:
    case = lacking(folder)
    return lambda file: opened(case).post(
        f"/track/{case.number}/later/", {"version": case.version, "file.income": file}
    )


def promised_at_desk(folder: Path) -> Door:
    case = lacking(folder)
    return lambda file: at(Role.CLERK).post(
        f"/desk/cases/{case.number}/acts/supplement/", {"version": case.version, "file.income": file}
    )


DOORS = (
    at_portal,
    at_counter,
    correcting_at_portal,
    correcting_at_desk,
    promised_at_portal,
    promised_at_desk,
)


@pytest.mark.parametrize("door", DOORS)
def test_what_only_pretends_is_refused_at_every_door_in_the_same_words(
    door: Callable[[Path], Door], tmp_path: Path
) -> None:
    hand_in, before = door(tmp_path), held()
    for kind in SENT:
        name, content, word = REFUSED[kind]
        answer = hand_in(SimpleUploadedFile(name, content, "application/pdf"))
        page = answer.content.decode()
        assert answer.status_code in (200, 422), kind
        assert word in page, kind
        assert name in page, kind
    assert held() == before
    assert not StoredFile.objects.filter(pages__isnull=False).exists()


@pytest.mark.parametrize("door", DOORS)
def test_what_a_reader_opens_is_taken_at_every_door_under_its_own_kind(
    door: Callable[[Path], Door], tmp_path: Path
) -> None:
    hand_in, before = door(tmp_path), held()
    junk = b"\xef\xbb\xbf" + PDF
    answer = hand_in(SimpleUploadedFile("扫描\u202efdp.exe", junk, "application/x-msdownload"))
    assert answer.status_code in (200, 302), answer.content.decode()
    (new,) = set(held()) - set(before)
    assert new[1:] == ("扫描fdp.pdf", "application/pdf")


def held() -> list[tuple[int, str, str]]:
    """Every file that belongs to a draft or a case."""
    found: Iterable[Material] = (
        Material.objects.filter(file__isnull=False).select_related("file").order_by("pk")
    )
    return [(one.pk, one.file.name, one.file.media_type) for one in found if one.file]


def case_with(content: bytes, name: str) -> tuple[cases.Case, Material]:
    """A case one of whose files is this one."""
    case = to_correct()
    sent = {"version": case.version, f"file.{KEY}": SimpleUploadedFile(name, content)}
    assert opened(case).post(f"/track/{case.number}/correct/", sent).status_code == 302
    return case, Material.objects.filter(case=case).latest("pk")


def test_a_file_leaves_as_something_to_be_saved_and_never_as_a_page_of_ours() -> None:
    case, material = case_with(PDF, "行驶证.pdf")
    answer = clerk_at_desk().get(f"/desk/cases/{case.number}/materials/{material.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer.content == PDF


@pytest.mark.parametrize(("content", "name"), [(PDF, "a.pdf"), (picture(), "a.jpg")])
def test_the_file_stands_beside_the_check_list_as_a_picture(content: bytes, name: str) -> None:
    case, material = case_with(content, name)
    desk = clerk_at_desk()
    address = f"/desk/cases/{case.number}/materials/{material.pk}/pages/1.png"
    assert address in desk.get(f"/desk/cases/{case.number}/").content.decode()
    shown = desk.get(address)
    assert (shown["Content-Type"], shown.content[:4]) == ("image/png", b"\x89PNG")
    for wrong in (address.replace("1.png", "2.png"), address.replace(f"/{material.pk}/", "/999999/")):
        assert desk.get(wrong).status_code == 404
    assert Client().get(address).status_code in (302, 403)
