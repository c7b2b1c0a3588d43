"""The studio: opened, collected, rewritten, signed off, published, and each number opens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.conftest import HeldClock
from tests.desk.officers import at_desk, clerk, do, fresh
from tests.house import accepted, proposed

from banli.kernel.actors import SYSTEM, Role
from banli.weekly.service import Issue, issue_for_week, lines

WEEK = "2022-10-17"
PAGE = f"/desk/weekly/{WEEK}/"


@pytest.fixture
def frame(house: None) -> None:
    from banli.site.pack import SICHUAN
    from banli.weekly.service import load_frame, read_frame, start_numbering

    frame = read_frame(SICHUAN / "weekly.yaml")
    load_frame(by=SYSTEM, frame=frame)
    said = frame.numbering
    start_numbering(by=SYSTEM, year=said.year, last_in_year=said.issue, last_in_all=said.cumulative)


def editor() -> Client:
    return at_desk(Role.EDITOR, "service-centre")


def signer() -> Client:
    return at_desk(Role.SIGNER, "service-centre")


def issue() -> Issue:
    found = issue_for_week(date.fromisoformat(WEEK))
    assert found is not None
    return found


def act(client: Client, name: str, **sent: Any) -> Any:
    return client.post(f"{PAGE}acts/{name}/", {"version": issue().version, **sent})


def collected() -> Client:
    client = editor()
    client.post("/desk/weekly/start/", {"week": "2022-10-19"})
    act(client, "collect")
    return client


@pytest.mark.usefixtures("frame")
class TestTheStudio:
    def test_any_day_of_the_week_opens_its_issue(self) -> None:
        assert editor().post("/desk/weekly/start/", {"week": "2022-10-19"})["Location"] == PAGE
        assert editor().post("/desk/weekly/start/", {"week": "soon"}).status_code == 422
        assert signer().post("/desk/weekly/start/", {"week": WEEK}).status_code == 403

    def test_collecting_prints_the_six_figures_as_links(self) -> None:
        accepted(), proposed()
        client = collected()
        shown = client.get(PAGE).context["chapters"][0].lines[0]
        printed = [piece.figure for piece in shown.pieces if piece.figure]
        assert [figure.value for figure in printed] == [2, 0, 0, 0, 0, 0]
        assert "".join(piece.text for piece in shown.pieces).startswith("2022年1月1日")
        assert client.get(PAGE, {"figure": printed[0].pk}).context["chosen"]["figure"] == printed[0]

    def test_a_line_is_added_rewritten_and_taken_out(self) -> None:
        client = collected()
        act(client, "add", add="service_quality", text="窗口增设自助查询机。")
        line = lines(issue())[-1]
        assert "窗口增设自助查询机" in client.get(PAGE, {"line": line.pk}).content.decode()
        act(client, "edit", line=line.pk, text="窗口增设两台自助查询机。")
        assert lines(issue())[-1].text == "窗口增设两台自助查询机。"
        wrong = act(client, "edit", line=line.pk, text=" ")
        assert wrong.status_code == 422
        act(client, "remove", line=line.pk)
        assert line.pk not in [one.pk for one in lines(issue())]

    def test_the_statement_is_not_rewritten_by_hand(self) -> None:
        client = collected()
        statement = lines(issue())[0]
        assert client.get(PAGE, {"line": statement.pk}).context["line"] is None
        assert act(client, "edit", line=statement.pk, text="改").status_code == 409

    def test_a_stale_edit_keeps_what_was_typed(self) -> None:
        client = collected()
        act(client, "add", add="service_quality", text="第一条。")
        line = lines(issue())[-1]
        before = issue().version
        act(client, "add", add="service_quality", text="第二条。")
        answer = client.post(
            f"{PAGE}acts/edit/", {"version": before, "line": line.pk, "text": "我改的句子。"}
        )
        assert answer.status_code == 409
        assert "我改的句子。" in answer.content.decode()
        assert lines(issue())[-2].text == "第一条。"

    def test_signed_off_only_by_the_signer_and_only_after_the_week(self, clock: HeldClock) -> None:
        collected()
        assert act(editor(), "sign-off").status_code == 403
        assert act(signer(), "sign-off").status_code == 409
        clock.set("2022-10-24")
        assert act(signer(), "sign-off").status_code == 302
        assert "第35期" in signer().get(PAGE).content.decode()

    def test_published_files_are_downloaded_as_they_are_kept(self, clock: HeldClock) -> None:
        collected()
        assert editor().get(f"{PAGE}weekly.pdf").content.startswith(b"%PDF-")
        assert editor().get(f"{PAGE}weekly.json").status_code == 404
        clock.set("2022-10-24")
        act(signer(), "sign-off")
        act(editor(), "publish")
        for kind, start in (("pdf", b"%PDF-"), ("docx", b"PK"), ("json", b"{")):
            assert editor().get(f"{PAGE}weekly.{kind}").content.startswith(start)
        assert editor().get(f"{PAGE}weekly.exe").status_code == 404
        assert "已印发" in editor().get("/desk/weekly/").content.decode()

    def test_a_week_without_an_issue_is_not_there(self) -> None:
        assert editor().get("/desk/weekly/2022-10-10/").status_code == 404
        assert editor().get("/desk/weekly/soon/").status_code == 404
        assert act(collected(), "burn").status_code == 404

    def test_the_issue_before_is_compared(self, clock: HeldClock) -> None:
        clock.set("2022-10-10")
        accepted()
        clock.set("2022-10-14")
        editor().post("/desk/weekly/start/", {"week": "2022-10-10"})
        editor().post("/desk/weekly/2022-10-10/acts/collect/", {"version": 1})
        clock.set("2022-10-17")
        accepted(), accepted()
        client = collected()
        figure = client.get(PAGE).context["figures"][0]
        before = client.get(PAGE, {"figure": figure.pk}).context["before"]
        assert before == {"before": 1, "week": 2, "corrected": 0, "now": 3}


@pytest.mark.usefixtures("frame")
class TestAFigure:
    def test_it_lists_its_cases_and_counts_again(self) -> None:
        made = {accepted().number, accepted().number}
        client = collected()
        figure = client.get(PAGE).context["figures"][0]
        shown = client.get(f"/desk/figures/{figure.pk}/").context
        assert {row["number"] for row in shown["rows"]} == made
        again = client.post(f"/desk/figures/{figure.pk}/recount/").context["counted"]
        assert again == {"again": "2", "same": True}

    def test_it_opens_page_by_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("banli.desk.views.figures.PAGE", 2)
        made = [accepted().number for _ in range(5)]
        client = collected()
        figure = client.get(PAGE).context["figures"][0]
        seen, after = [], ""
        while True:
            shown = client.get(f"/desk/figures/{figure.pk}/", {"after": after} if after else {}).context
            seen += [row["number"] for row in shown["rows"]]
            after = shown["following"]
            if not after:
                break
        assert seen == made

    def test_what_is_recorded_later_is_not_behind_it(self) -> None:
        case = accepted()
        client = collected()
        figure = client.get(PAGE).context["figures"][0]
        do(clerk(), fresh(case), "accept")
        accepted()
        assert len(client.get(f"/desk/figures/{figure.pk}/").context["rows"]) == 1

    def test_a_figure_that_does_not_exist_is_not_there(self) -> None:
        assert editor().get("/desk/figures/999999/").status_code == 404
        assert editor().get("/desk/figures/999999/?after=x.y").status_code == 404


@pytest.mark.usefixtures("frame")
def test_the_issue_waits_on_the_first_page_of_editor_and_signer() -> None:
    collected()
    for client in (editor(), signer()):
        assert "周报：10月17日 – 10月21日" in client.get("/desk/").content.decode()
