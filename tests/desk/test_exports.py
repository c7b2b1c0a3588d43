"""Lists as files: asked for at the list, made by the job, taken by whoever asked, removed in time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree
from procrastinate import testing
from procrastinate.contrib.django import app
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock
from tests.house import accepted, granted, person, submitted

from banli.desk.exports import making, pages
from banli.desk.exports.sources import SOURCES
from banli.exports.models import Export
from banli.exports.service import ask_export, claim_export
from banli.exports.states import EXPORTS, ExportFormat, ExportState
from banli.kernel.actors import SYSTEM, Role
from banli.ledger.service import events
from banli.people.models import User
from banli.site.cleaning import clean_all

pytestmark = pytest.mark.usefixtures("house")
PAGE = "/desk/exports/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, and jobs that wait until the test runs them."""
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)
    with app.replace_connector(testing.InMemoryConnector()):
        yield tmp_path / EXPORTS


def asked(browser: Client, what: str, query: str = "", format: str = "xlsx") -> Export:
    answer = browser.post(f"{PAGE}new/", {"what": what, "query": query, "format": format})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    who = int(browser.session["_auth_user_id"])
    return Export.objects.filter(asked_by=who, what=what, format=format).latest("asked_at")


def made(browser: Client, folder: Path, *what: str) -> bytes:
    """The file of a list, asked for, made and taken."""
    one = asked(browser, *what)
    making.make_export(one.pk, folder)
    answer = browser.post(f"{PAGE}{one.pk}/")
    assert answer.status_code == 200, Export.objects.get(pk=one.pk).fault
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()


def words(content: bytes) -> str:
    """Every text of a spreadsheet."""
    with ZipFile(io.BytesIO(content)) as book:
        parts = [name for name in book.namelist() if name.startswith(("xl/worksheets/", "xl/shared"))]
        return "\n".join("\n".join(etree.fromstring(book.read(name)).itertext()) for name in parts)


def centre() -> Client:
    return at_desk(Role.SUPERVISOR, "service-centre")


def test_a_list_is_made_by_the_job_and_says_what_it_is(folder: Path) -> None:
    one = accepted()
    browser = at_desk(Role.REVIEWER)
    content = words(made(browser, folder, "cases", "view=open&after=2022-10-10.3"))
    assert one.number in content
    for told in ("筛选", "数据截至", "行数", "申请人", "部分显示"):
        assert told in content, told


def test_every_list_of_the_desk_can_be_had(folder: Path, clock: HeldClock) -> None:
    accepted(), granted(), submitted()
    clock.set("2022-10-24")
    for what, source in SOURCES.items():
        role = Role.ADMIN if source.page == "people" else Role.SUPERVISOR
        query = "indicator=accepted&from=2022-10-01&to=2022-10-24" if what == "figure" else ""
        for format in ExportFormat:
            assert made(at_desk(role, "service-centre"), folder, what, query, str(format)), what


def test_a_row_of_a_file_is_a_row_of_the_list(folder: Path) -> None:
    accepted(), accepted(), submitted()
    browser = at_desk(Role.REVIEWER)
    shown = [row.case.number for row in browser.get("/desk/cases/").context["rows"]]
    kept = lines(made(browser, folder, "cases", "", "csv"))
    assert [line.split(",")[0].strip("'") for line in kept[1:]] == shown
    assert lines(made(at_desk(Role.REVIEWER, "health"), folder, "cases", "", "csv")) == kept[:1]


def test_the_number_of_a_figure_is_the_number_of_its_rows(folder: Path) -> None:
    accepted(), accepted()
    query = "indicator=accepted&from=2022-10-17&to=2022-10-17"
    assert len(lines(made(centre(), folder, "figure", query, "csv"))) == 3


def test_only_whoever_asked_takes_the_file(folder: Path) -> None:
    one = asked(centre(), "cases")
    making.make_export(one.pk, folder)
    assert at_desk(Role.APPROVER).post(f"{PAGE}{one.pk}/").status_code == 404
    assert at_desk(Role.APPROVER).get(PAGE).context["rows"] == []


def test_nothing_is_taken_before_it_is_whole(folder: Path) -> None:
    browser = centre()
    one = asked(browser, "cases")
    assert browser.post(f"{PAGE}{one.pk}/").status_code == 409
    assert "等待" in browser.get(PAGE).content.decode()
    assert list(folder.glob("*")) == []


def test_a_page_that_is_open_looks_again_by_itself_until_it_is_done(folder: Path) -> None:
    browser = centre()
    one = asked(browser, "cases")
    assert "every 2s" in browser.get(f"{PAGE}now/").content.decode()
    making.make_export(one.pk, folder)
    text = browser.get(f"{PAGE}now/").content.decode()
    assert "every 2s" not in text
    assert "保存" in text


def test_a_list_one_may_not_open_is_not_handed_out(folder: Path) -> None:
    for what in ("people", "nothing", ""):
        answer = at_desk(Role.CLERK).post(f"{PAGE}new/", {"what": what})
        assert answer.status_code in (403, 404)
    assert not Export.objects.exists()


def test_whoever_may_no_longer_open_the_list_gets_no_file(folder: Path) -> None:
    one = asked(centre(), "cases")
    User.objects.filter(pk=one.asked_by_id).update(roles=[str(Role.EDITOR)])
    making.make_export(one.pk, folder)
    one.refresh_from_db()
    assert (one.state, one.digest) == (ExportState.FAILED, "")
    assert "不能再打开" in one.fault


def test_a_second_click_is_the_same_export_and_a_fourth_waits(folder: Path) -> None:
    browser = centre()
    assert asked(browser, "cases").pk == asked(browser, "cases").pk
    asked(browser, "signals"), asked(browser, "lights")
    assert browser.post(f"{PAGE}new/", {"what": "ratings"}).status_code == 409


def test_a_killed_job_begins_again_and_shows_nothing_half(folder: Path, clock: HeldClock) -> None:
    accepted()
    one = asked(centre(), "cases", "", "csv")
    assert claim_export(by=SYSTEM, key=one.pk)
    (folder / f"{one.pk}.work").mkdir(parents=True)
    making.make_exports(folder)
    assert Export.objects.get(pk=one.pk).state == ExportState.RUNNING
    clock.move(minutes=3)
    making.make_exports(folder)
    found = Export.objects.get(pk=one.pk)
    assert (found.state, found.tries, found.rows) == (ExportState.DONE, 2, 1)
    assert [path.name for path in folder.iterdir()] == [f"{one.pk}.csv"]


def test_a_job_that_fails_leaves_no_file_and_says_why(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any, **_more: Any) -> int:
        raise OSError(28, "No space left on device")

    one = asked(centre(), "cases", "", "csv")
    monkeypatch.setattr(making, "write_csv", broken)
    making.make_export(one.pk, folder)
    one.refresh_from_db()
    assert one.state == ExportState.FAILED
    assert "没有空间" in one.fault
    assert list(folder.iterdir()) == []


def test_an_export_that_is_begun_again_and_again_is_given_up(folder: Path) -> None:
    one = asked(centre(), "cases")
    Export.objects.filter(pk=one.pk).update(tries=5)
    making.make_export(one.pk, folder)
    assert Export.objects.get(pk=one.pk).state == ExportState.FAILED


def test_the_record_says_who_took_what_and_not_whom_one_looked_for(folder: Path) -> None:
    browser = centre()
    made(browser, folder, "cases", "q=张三&view=all", "csv")
    one = Export.objects.latest("asked_at")
    told = events("export", str(one.pk))
    assert [event.name for event in told] == ["asked", "made", "taken"]
    assert [event.actor for event in told] == [f"user:{one.asked_by_id}", "system", f"user:{one.asked_by_id}"]
    assert not any("张三" in (event.body or "") for event in told)
    assert one.digest in (told[-1].body or "")


def test_a_file_is_removed_after_its_term_and_the_record_stays(folder: Path, clock: HeldClock) -> None:
    browser = centre()
    made(browser, folder, "cases")
    one = Export.objects.latest("asked_at")
    clock.move(hours=24 * 6)
    assert clean_all()["export"] == 0
    clock.move(hours=25)
    assert clean_all()["export"] == 1
    assert list(folder.iterdir()) == []
    assert len(events("export", str(one.pk))) == 3
    assert browser.post(f"{PAGE}{one.pk}/").status_code == 404


def test_two_at_once_are_one_export(folder: Path) -> None:
    who = person(Role.SUPERVISOR, "service-centre")
    ask: dict[str, Any] = {
        "by": who,
        "what": "cases",
        "query": "",
        "format": ExportFormat.CSV,
        "language": "zh-hans",
    }
    first = ask_export(**ask, later=lambda _key: None)
    assert ask_export(**ask, later=lambda _key: pytest.fail("a second job")).pk == first.pk


def test_the_job_takes_an_export_by_its_key(folder: Path) -> None:
    one = asked(centre(), "cases")
    (job,) = app.connector.jobs.values()  # type: ignore[attr-defined]
    assert (job["task_name"], job["args"]) == (pages.JOB, {"export": str(one.pk)})
    assert job["lock"] == f"{pages.JOB}.{one.asked_by_id}"
