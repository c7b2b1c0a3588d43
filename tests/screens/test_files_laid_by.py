"""What was chosen for a case stays chosen: whatever else is wrong with the form, on the portal and at the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at
from tests.desk.officers import clerk as clerk_at_desk
from tests.house import clerk, open_house, submitted
from tests.portal.test_case import opened
from tests.samples import LINK, PDF, picture
from tests.screens.test_uploads import KEY, lacking, to_correct

from banli.cases import service as cases
from banli.cases.models import Material
from banli.cases.rules.drafts import FILES_OF_MATERIAL
from banli.cases.service import Handed
from banli.kernel.actors import Role

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}
AXLES = {"where": "axle_count_stated", "label": "轴数", "problem": "请核对。"}
PAPER = {"where": f"material.{KEY}", "label": "行驶证", "problem": "缺少挂车行驶证。"}


@pytest.fixture(autouse=True)
def _house(db: None) -> None:
    open_house()


def sent(name: str = "行驶证.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def asked_twice() -> cases.Case:
    """A case whose applicant is asked for an answer and a material anew."""
    return cases.ask_correction(by=clerk(), number=submitted().number, points=[AXLES, PAPER])


def row_of(answer: Any) -> Handed:
    """The row of the material in the form that came back."""
    rows = [one.row for one in answer.context.get("points", ()) if getattr(one, "row", None)]
    found: Handed = next(one for one in (*rows, *answer.context.get("materials", ())) if one.key == KEY)
    return found


def names(row: Handed) -> list[str]:
    return [one.name for one in row.files]


def at_portal(case: cases.Case) -> tuple[Client, str]:
    return opened(case), f"/track/{case.number}/"


def at_window(case: cases.Case) -> tuple[Client, str]:
    return clerk_at_desk(), f"/desk/cases/{case.number}/"


def answers(case: cases.Case, where: str, axles: str) -> dict[str, Any]:
    """The corrected answer as that page sends it."""
    key = AXLES["where"]
    name = key if where.startswith("/track") else f"f.{key}"
    return {"version": case.version, "shown": key, name: axles}


@pytest.mark.parametrize("place", [at_portal, at_window])
def test_a_file_stays_where_another_answer_is_wrong_and_goes_in_once(place: Any) -> None:
    case = asked_twice()
    before = set(Material.objects.values_list("pk", flat=True))
    browser, base = place(case)
    page = f"{base}correct/"
    wrong = browser.post(page, {**answers(case, base, "many"), f"file.{KEY}": sent()})
    assert wrong.status_code == 422
    assert names(row_of(wrong)) == ["行驶证.pdf"]
    assert names(row_of(browser.get(page))) == ["行驶证.pdf"], "it is there as well after the page was left"
    case.refresh_from_db()  # the look served the notice
    taken = browser.post(page, answers(case, base, str(case.form["axle_count_stated"])))
    if taken.status_code == 422:  # the axles as they stood are doubted: the person insists
        taken = browser.post(
            page,
            {
                **answers(case, base, str(case.form["axle_count_stated"])),
                "anyway": taken.context["doubts"],
            },
        )
    assert taken.status_code == 302
    new = Material.objects.exclude(pk__in=before)
    assert [(one.key, one.file.name) for one in new if one.file] == [(KEY, "行驶证.pdf")]
    assert cases.laid_by(browser.session, case.number) == []


@pytest.mark.parametrize("place", [at_portal, at_window])
def test_each_file_is_taken_by_itself_and_taken_out_again(place: Any) -> None:
    case = asked_twice()
    browser, base = place(case)
    row = f"{base}files/{KEY}/"
    both = browser.post(
        row, {f"file.{KEY}": [sent("a.url", LINK), sent("b.png", picture("PNG"))]}, headers=HTMX
    )
    assert names(both.context["row"]) == ["b.png"], "one bad file loses no other"
    assert "a.url" in " ".join(both.context["row"].errors)
    mark = both.context["row"].files[0].mark
    left = browser.post(row, {"remove": mark}, headers=HTMX)
    assert (names(left.context["row"]), left.context["row"].errors) == ([], ())


@pytest.mark.parametrize("place", [at_portal, at_window])
def test_without_script_taking_a_file_out_loses_nothing_else(place: Any) -> None:
    case = asked_twice()
    browser, base = place(case)
    page = f"{base}correct/"
    held = row_of(browser.post(page, {**answers(case, base, "many"), f"file.{KEY}": sent()})).files
    sent_with = {**answers(case, base, "77"), "remove": held[0].mark, f"file.{KEY}": sent("新.pdf")}
    answer = browser.post(page, sent_with)
    assert answer.status_code == 200
    assert names(row_of(answer)) == ["新.pdf"]
    assert "77" in answer.content.decode()
    assert cases.find(case.number, clerk()).state == "correcting"


def test_the_row_says_when_the_case_asks_for_nothing(tmp_path: Path) -> None:
    case = submitted()
    for place in (at_portal, at_window):
        browser, base = place(case)
        answer = browser.post(f"{base}files/{KEY}/", {f"file.{KEY}": sent()}, headers=HTMX)
        assert answer.status_code == 200
        assert len(answer.context["row"].errors) == 1
        assert cases.laid_by(browser.session, case.number) == []


def test_one_file_too_many_is_refused_before_it_is_stored() -> None:
    case = to_correct()
    browser, base = at_portal(case)
    files = [sent(f"{number}.pdf") for number in range(FILES_OF_MATERIAL + 1)]
    answer = browser.post(f"{base}files/{KEY}/", {f"file.{KEY}": files}, headers=HTMX)
    assert len(answer.context["row"].files) == FILES_OF_MATERIAL
    assert len(answer.context["row"].errors) == 1


def test_two_rows_that_are_sent_at_once_keep_both_files() -> None:
    """Each request read the session before the other wrote it."""
    case = to_correct()
    browser, _base = at_portal(case)
    first, second = browser.session, browser.session
    for session, name in ((first, "a.pdf"), (second, "b.pdf")):
        session.get("seen")
        problems = cases.lay_by(by=clerk(), session=session, number=case.number, sent=[(KEY, sent(name))])
        assert problems == []
    assert [file.name for _key, file in cases.laid_by(browser.session, case.number)] == ["a.pdf", "b.pdf"]


def promised(page: Any) -> Handed:
    uploads: dict[str, Handed] = page.context["uploads"]
    return uploads["paper.income"]


def test_at_the_window_promised_material_is_kept_until_the_act_is_done(tmp_path: Path) -> None:
    case = lacking(tmp_path)
    browser, act = at(Role.CLERK), f"/desk/cases/{case.number}/acts/supplement/"
    row = browser.post(
        f"/desk/cases/{case.number}/files/income/",
        {"paper.income": "on", "file.income": sent()},
        headers=HTMX,
    )
    assert 'name="paper.income" value="on" checked' in row.content.decode(), "the row stays whole"
    browser.post(
        f"/desk/cases/{case.number}/files/income/", {"remove": row.context["row"].files[0].mark}, headers=HTMX
    )
    both = {"file.income": [sent("表.pdf"), sent("run.exe", b"MZ\x90")]}
    refused = browser.post(act, {"version": case.version, **both})
    assert refused.status_code == 422
    assert names(promised(refused)) == ["表.pdf"]
    assert "run.exe" in promised(refused).errors[0]
    out = browser.post(
        act, {"version": case.version, "remove": promised(refused).files[0].mark, "paper.income": "on"}
    )
    assert (out.status_code, names(promised(out))) == (200, [])
    assert 'value="on" checked' in out.content.decode()
    assert browser.post(act, {"version": case.version, "file.income": sent("表.pdf")}).status_code == 302
    handed_in = cases.materials_of(case)[-1].file
    assert handed_in is not None
    assert handed_in.name == "表.pdf"
