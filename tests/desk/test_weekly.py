"""The studio: opened, collected, rewritten, signed off, published, and each number opens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk, do, fresh
from tests.held_clock import HeldClock
from tests.house import accepted, proposed

from banli.kernel.actors import Role
from banli.weekly.service import Issue, answers, deliveries, issue_for_week, lines

WEEK = "2022-10-17"
PAGE = f"/desk/weekly/{WEEK}/"


def editor() -> Client:
    return at_desk(Role.EDITOR, "service-centre")


def signer() -> Client:
    return at_desk(Role.SIGNER, "service-centre")


def checker() -> Client:
    return at_desk(Role.CHECKER, "service-centre")


def issue() -> Issue:
    found = issue_for_week(date.fromisoformat(WEEK))
    assert found is not None
    return found


def act(client: Client, name: str, **sent: Any) -> Any:
    return client.post(f"{PAGE}acts/{name}/", {"version": issue().version, **sent})


def checked() -> None:
    """Sent by the editor, passed on by the checker."""
    assert act(editor(), "send").status_code == 302
    assert act(checker(), "pass").status_code == 302


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

    def test_a_stale_edit_shows_both_and_keeps_what_was_typed(self) -> None:
        client = collected()
        act(client, "add", add="service_quality", text="第一条。")
        line = lines(issue())[-1]
        before = issue().version
        act(client, "edit", line=line.pk, text="别人改的句子。")
        answer = client.post(
            f"{PAGE}acts/edit/", {"version": before, "line": line.pk, "text": "我改的句子。"}
        )
        assert answer.status_code == 409
        assert "我改的句子。" in answer.content.decode()
        assert "现为：别人改的句子。" in answer.content.decode()
        assert lines(issue())[-1].text == "别人改的句子。"

    def test_what_others_change_appears_without_loading_the_page(self) -> None:
        client = collected()
        act(client, "add", add="service_quality", text="第一条。")
        seen = issue().version
        assert client.get(f"{PAGE}changes/", {"seen": seen}).status_code == 204
        act(client, "add", add="service_quality", text="第二条。")
        answer = client.get(f"{PAGE}changes/", {"seen": seen}).content.decode()
        assert "第二条。" in answer
        assert answer.count('hx-swap-oob="true"') == 2
        assert f"seen={seen + 1}" in answer

    def test_a_page_left_open_keeps_no_session_alive(self, clock: HeldClock) -> None:
        client = collected()
        client.get(PAGE)
        seen = client.session["seen"]
        clock.move(minutes=10)
        client.get(f"{PAGE}changes/", {"seen": issue().version})
        assert client.session["seen"] == seen
        client.get(PAGE)
        assert client.session["seen"] > seen

    def test_a_line_is_moved_by_its_arrows(self) -> None:
        client = collected()
        for text in ("第一条。", "第二条。"):
            act(client, "add", add="service_quality", text=text)
        second = lines(issue())[-1]
        assert act(client, "move", line=second.pk, section="service_quality", place=1).status_code == 302
        assert [line.text for line in lines(issue())][-2:] == ["第二条。", "第一条。"]
        assert act(client, "move", line=second.pk, section="moon", place=1).status_code == 404

    def test_remarks_of_the_house_style_stand_beside_the_sheet(self) -> None:
        client = collected()
        act(client, "add", add="service_quality", text="开展培训(第二期)。")
        assert "半角括号" in client.get(PAGE).content.decode()

    def test_every_version_can_be_looked_at(self) -> None:
        client = collected()
        act(client, "add", add="service_quality", text="第一条。")
        act(client, "edit", line=lines(issue())[-1].pk, text="改过的第一条。")
        shown = client.get(f"{PAGE}versions/").content.decode()
        assert "<del>第一条。</del>" in shown
        assert "<ins>改过的第一条。</ins>" in shown

    def test_it_is_given_back_with_a_reason(self) -> None:
        client = collected()
        act(client, "send")
        assert act(checker(), "return", reason=" ").status_code == 422
        assert act(checker(), "return", reason="缺少巡查情况。").status_code == 302
        assert "缺少巡查情况。" in client.get(PAGE).content.decode()

    def test_the_way_of_printing_is_chosen(self) -> None:
        client = collected()
        assert act(client, "mode", mode="faithful").status_code == 302
        assert "其它九类" in client.get(PAGE).content.decode()
        assert act(client, "mode", mode="normalised").status_code == 302
        assert "其他九类" in client.get(PAGE).content.decode()
        assert act(client, "mode", mode="loud").status_code == 404

    def test_months_and_years_are_opened_as_well(self) -> None:
        client = editor()
        for kind, subject in (("month", "2022-10"), ("year", "2022")):
            answer = client.post("/desk/weekly/start/", {"week": "2022-10-19", "kind": kind})
            assert answer["Location"] == f"/desk/weekly/{subject}/"
            assert client.get(answer["Location"]).status_code == 200
        assert client.post("/desk/weekly/start/", {"week": WEEK, "kind": "day"}).status_code == 422

    def test_signed_off_only_by_the_signer_and_only_after_the_week(self, clock: HeldClock) -> None:
        collected()
        checked()
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
        checked()
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
        assert {row["about"].number for row in shown["rows"]} == made
        again = client.post(f"/desk/figures/{figure.pk}/recount/").context["counted"]
        assert again == {"again": "2", "same": True}

    def test_it_opens_page_by_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("banli.desk.figures.figure.PAGE", 2)
        made = [accepted().number for _ in range(5)]
        client = collected()
        figure = client.get(PAGE).context["figures"][0]
        seen, after = [], ""
        while True:
            shown = client.get(f"/desk/figures/{figure.pk}/", {"after": after} if after else {}).context
            seen += [row["about"].number for row in shown["rows"]]
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


def window() -> Client:
    return at_desk(Role.CLERK, "transport")


@pytest.mark.usefixtures("frame")
class TestTheWindows:
    def asked(self) -> Client:
        client = collected()
        sent = {"departments": ["transport", "health"], "due": "2022-10-18T12:00"}
        assert act(client, "ask", **sent).status_code == 302
        return client

    def test_a_window_is_asked_sends_and_sees_what_became_of_it(self) -> None:
        client = self.asked()
        assert "周报稿件报送" in window().get("/desk/").content.decode()
        own = f"{PAGE}lines/"
        sent = {"section": "service_quality", "text": "窗口增设导办岗。"}
        assert window().post(f"{own}send/", sent).status_code == 302
        overview = client.get(f"{PAGE}windows/").content.decode()
        assert "窗口增设导办岗。" in overview
        assert "未报" in overview
        number = answers(issue())[0].sent[0].pk
        assert act(client, "take", contribution=number).status_code == 302
        assert "已采用" in window().get(own).content.decode()
        assert "窗口增设导办岗。" in client.get(PAGE).content.decode()

    def test_a_line_left_out_says_why(self) -> None:
        client = self.asked()
        window().post(f"{PAGE}lines/send/", {"section": "service_quality", "text": "甲。"})
        number = answers(issue())[0].sent[0].pk
        assert act(client, "decline", contribution=number, reason="").status_code == 422
        assert act(client, "decline", contribution=number, reason="与上期重复。").status_code == 302
        assert "与上期重复。" in window().get(f"{PAGE}lines/").content.decode()

    def test_what_was_typed_stays_where_it_is_not_taken(self) -> None:
        self.asked()
        answer = window().post(f"{PAGE}lines/send/", {"section": "patrol", "text": "不该报的。"})
        assert answer.status_code == 409
        assert "不该报的。" in answer.content.decode()
        assert window().post(f"{PAGE}lines/send/", {"section": "", "text": "甲"}).status_code == 404

    def test_nothing_to_tell_is_an_answer(self) -> None:
        client = self.asked()
        assert window().post(f"{PAGE}lines/nothing/").status_code == 302
        assert "本期无内容" in client.get(f"{PAGE}windows/").content.decode()

    def test_the_missing_are_reminded(self) -> None:
        client = self.asked()
        assert act(client, "remind").status_code == 302
        assert "催报" in window().get("/desk/").content.decode()

    def test_a_deadline_that_is_none_is_told(self) -> None:
        client = collected()
        for due in ("", "soon", "2022-10-01T12:00"):
            assert act(client, "ask", departments=["health"], due=due).status_code == 422


@pytest.mark.usefixtures("frame")
class TestSendingAndReading:
    def published(self, clock: HeldClock) -> Client:
        client = collected()
        act(client, "add", add="service_quality", text="窗口增设导办岗。")
        checked()
        clock.set("2022-10-24")
        act(signer(), "sign-off")
        act(client, "publish")
        return client

    def test_it_is_sent_received_read_and_archived(self, clock: HeldClock) -> None:
        client = self.published(clock)
        assert act(client, "distribute").status_code == 302
        assert "收到周报" in window().get("/desk/").content.decode()
        assert window().get(f"{PAGE}read/").status_code == 200
        own = next(one for one in deliveries(issue()) if one.department == "transport")
        assert own.read_at is not None
        assert window().post(f"/desk/weekly/receipts/{own.pk}/").status_code == 302
        outside = next(one for one in deliveries(issue()) if not one.department)
        assert window().post(f"/desk/weekly/receipts/{outside.pk}/").status_code == 403
        assert client.post(f"/desk/weekly/receipts/{outside.pk}/", {"back": "sending"}).status_code == 302
        assert act(client, "archive", retention="永久").status_code == 302
        assert "WS·2022·JB-0001" in client.get(f"{PAGE}sending/").content.decode()

    def test_the_web_edition_opens_its_figures_and_gives_them_as_data(self, clock: HeldClock) -> None:
        self.published(clock)
        page = window().get(f"{PAGE}read/").content.decode()
        assert page.count('<a class="number" href="/desk/figures/') == 6
        assert window().get(f"{PAGE}figures.csv").content.decode().count("\r\n") == 7
        assert len(window().get(f"{PAGE}figures.json").json()["figures"]) == 6
        assert window().get(f"{PAGE}figures.exe").status_code == 404
        assert window().get(f"{PAGE}weekly.pdf").content.startswith(b"%PDF-")

    def test_a_draft_is_read_by_nobody_outside(self) -> None:
        collected()
        assert window().get(f"{PAGE}read/").status_code == 404
        assert window().get(f"{PAGE}weekly.pdf").status_code == 403
        assert window().get(PAGE).status_code == 403

    def test_every_word_is_found(self, clock: HeldClock) -> None:
        self.published(clock)
        assert "<mark>导办岗</mark>" in window().get("/desk/weekly/search/?q=导办岗").content.decode()
        assert "没有找到" in window().get("/desk/weekly/search/?q=火星").content.decode()

    def test_an_erratum_is_opened_from_the_issue_it_mends(self, clock: HeldClock) -> None:
        client = self.published(clock)
        there = act(client, "erratum")["Location"]
        assert there == "/desk/weekly/2022-10-17-e1/"
        assert "本期更正 2022年第35期（总第410期）" in client.get(there).content.decode()
