"""Loading a year's public holidays: check the file, load it, see what is missing; who is told what to do."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim, written
from tests.house import open_house, person, submitted
from tests.site.folders import data_folder
from tests.site.helpers import afresh, banli

from banli.kernel.actors import Role
from banli.runtime.postgres import Server
from banli.site import jobs
from banli.worktime.service import advice, calendar, doubts, missing_year, shipped_calendar


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder with the pack in it, whose server runs on from one command to the next."""
    made = data_folder(tmp_path / "data")
    with Server(made):
        yield made


def test_a_file_is_checked_without_being_loaded(tmp_path: Path) -> None:
    done = banli("calendar", "check", str(written(tmp_path)))
    assert done.returncode == 0
    assert "测试发〔2026〕1号" in done.stdout
    assert "劳动" in done.stdout, "a holiday that nobody wrote down is doubtful"
    data = json.loads(banli("calendar", "check", str(written(tmp_path)), "--json").stdout)
    assert (data["edition"], len(data["doubts"])) == ("2027-1", 5)


def test_a_notice_is_loaded_once_and_listed(tmp_path: Path, folder: Path) -> None:
    place = ("--dir", str(folder))
    told = json.loads(banli("calendar", "list", *place, "--json").stdout)
    known = [one["edition"] for one in told["editions"]]
    assert {"2022-1", "2026-1"} <= set(known)
    assert "2027-1" not in known
    path = str(written(tmp_path / "notice"))
    first = json.loads(afresh("calendar", "load", path, *place, "--json").stdout)
    assert first == {"edition": "2027-1", "added": True, "amended": [], "moved": 0, "accepted_by_silence": 0}
    again = banli("calendar", "load", path, *place)
    assert (again.returncode, again.stdout.splitlines()[0]) == (0, "2027-1 was on record already.")
    assert "2027-1  2026-12-20  测试发〔2026〕1号" in banli("calendar", "list", *place).stdout


def test_another_notice_under_the_same_name_is_refused_in_one_line(tmp_path: Path, folder: Path) -> None:
    place = ("--dir", str(folder))
    path = written(tmp_path / "notice")
    assert banli("calendar", "load", str(path), *place).returncode == 0
    path.write_text(path.read_text(encoding="utf-8").replace("2027-02-05", "2027-02-04"), encoding="utf-8")
    done = banli("calendar", "load", str(path), *place)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "2027-1" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_file_is_one_line_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("edition: 1", "edition: one"), encoding="utf-8")
    done = banli("calendar", "check", str(path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "2027-1.yaml" in done.stderr


def test_from_october_on_the_next_year_is_missed_and_the_present_one_always(clock: HeldClock) -> None:
    known = shipped_calendar()
    assert missing_year(known, clock.set("2026-09-30").date()) is None
    assert missing_year(known, clock.set("2026-10-01").date()) == 2027
    assert missing_year(known, clock.set("2031-01-05").date()) == 2031
    assert doubts(known.editions[-1]) == (), "the real notices leave no doubt"
    assert "www.gov.cn" in " ".join(map(str, advice(2027)))


@pytest.mark.django_db
def test_the_administrator_is_reminded_and_nobody_else(
    clock: HeldClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock.set("2026-10-08")
    open_house()
    admin = browser_of(person(Role.ADMIN, None))
    assert "请载入2027年节假日安排" in admin.get("/desk/").content.decode()
    page = admin.get("/desk/calendars/").content.decode()
    assert "banli calendar load 2027-1.yaml" in page
    clerk = browser_of(person(Role.CLERK, window="transport-03"))
    assert "节假日安排" not in clerk.get("/desk/").content.decode()
    assert clerk.get("/desk/calendars/").status_code == 403
    with caplog.at_level(logging.WARNING, logger="banli.jobs"):
        jobs.look_for_notice(timestamp=0)
    assert "calendar load 2027-1.yaml" in caplog.text
    proclaim(tmp_path)
    assert "请载入" not in admin.get("/desk/").content.decode()
    assert calendar().covers(clock.now.date().replace(year=2027))


@pytest.mark.django_db
def test_no_page_of_an_applicant_or_clerk_tells_them_to_load_anything(clock: HeldClock) -> None:
    clock.set("2026-12-30")
    open_house()
    case = submitted()
    clerk = browser_of(person(Role.CLERK, window="transport-03"))
    for address in (
        f"/desk/cases/{case.number}/",
        f"/desk/cases/{case.number}/receipt/",
        "/desk/",
        "/desk/cases/",
    ):
        page = clerk.get(address).content.decode()
        assert "载入" not in page
        assert "9999" not in page
    assert "2026年12月30日后第5个工作日" in clerk.get(f"/desk/cases/{case.number}/receipt/").content.decode()
