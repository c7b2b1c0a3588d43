"""Indicators at the desk: chosen by period and line, opened to their cases, frozen, compared with what came later."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client
from tests.desk.officers import at_desk, browser_of
from tests.house import granted
from tests.ratings.rated import load_book, rated, supervisor
from tests.statistics.record import fold_all, happened

from banli.kernel.actors import Role
from banli.statistics.models import Figure

pytestmark = pytest.mark.usefixtures("house")
YEAR = {"from": "2022-01-01", "to": "2022-10-21"}
BODY = {
    "accepted_on": "2022-03-01",
    "promised_due": "2022-03-10",
    "took_days": 3,
    "limit_days": 20,
    "visits": 2,
}
PAGE, LIVE = "/desk/figures/", "/desk/figures/live/"
BESIDE = "/desk/figures/beside/"
OCTOBER = {"from": "2022-10-01", "to": "2022-10-31"}


@pytest.fixture
def desk() -> Client:
    happened("accepted", "2022-03-01", case=1, body={"promised_due": "2022-03-10"})
    happened("granted", "2022-03-04", case=1, body=BODY)
    happened("accepted", "2022-03-02", case=2, department="commerce", body={"promised_due": "2022-03-15"})
    return at_desk(Role.EDITOR, "service-centre")


def cells(client: Client, **asked: str) -> Mapping[str, list[str]]:
    """The page as {row: texts}, "" for no data."""
    shown = client.get(PAGE, {**YEAR, **asked}).context
    if shown["turned"]:
        return {row["indicator"].key: [cell["text"] for cell in row["cells"]] for row in shown["rows"]}
    return {str(name): [cell["text"] for cell in line] for name, line in shown["table"]}


def test_every_indicator_is_there_and_one_without_data_says_so(desk: Client) -> None:
    rows = cells(desk)
    assert rows["accepted"] == ["2", "0", "0", "2"]
    assert rows["on_time_rate"] == ["100.00%", "", "", "100.00%"]
    assert rows["time_saved"][-1] == "85.00%"
    assert rows["open_overdue"][-1] == "1"
    assert "无数据" in desk.get(PAGE, YEAR).content.decode()


def test_lines_are_departments_with_the_chosen_columns(desk: Client) -> None:
    rows = cells(desk, by="department", indicator="accepted")
    assert rows == {"商务厅": ["1"], "交通运输厅": ["1"], "合计": ["2"]}
    assert cells(desk, by="outcome")["准予（出证办结）"][1] == "1"


def test_a_number_opens_to_its_cases_and_every_link_leads_somewhere(desk: Client) -> None:
    shown = desk.get(PAGE, YEAR).context
    for row in shown["rows"]:
        for cell in row["cells"]:
            if cell["href"]:
                assert desk.get(cell["href"]).status_code == 200
    opened = desk.get(LIVE, {**YEAR, "indicator": "accepted", "by": "department", "line": "commerce"}).context
    assert [row["day"].isoformat() for row in opened["rows"]] == ["2022-03-02"]


def test_an_opened_number_stays_while_one_turns_its_pages(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banli.desk.figures.figure.PAGE", 1)
    first = desk.get(LIVE, {**YEAR, "indicator": "accepted"}).context
    happened("accepted", "2022-03-03", case=3)
    second = desk.get(f"{LIVE}?{first['query']}&after={first['following']}").context
    third = desk.get(f"{LIVE}?{second['query']}&after={second['following']}").context
    assert ([row["day"].day for row in second["rows"]], third["rows"]) == ([2], [])


def test_an_editor_freezes_what_is_shown_and_sees_what_came_later(desk: Client) -> None:
    answer = desk.post(f"{PAGE}freeze/", {**YEAR, "indicator": "on_time_rate", "by": "", "line": ""})
    shown = Figure.objects.get()
    assert answer.headers["Location"] == f"{PAGE}{shown.pk}/"
    assert (shown.value, shown.over) == (1, 1)
    again = desk.post(f"{PAGE}{shown.pk}/recount/").context["counted"]
    assert again == {"again": "100.00%", "same": True}
    happened("granted_annulled", "2022-03-04", case=1, body={"annuls": 2})
    happened("granted", "2022-03-14", case=1, body=BODY)
    fold_all()
    since = desk.get(f"{PAGE}{shown.pk}/compare/")
    assert [(row["part"], row["reason"]) for row in since.context["rows"]] == [
        ("-1", "annulled"),
        ("+0", "recorded"),
    ]
    assert "被更正报送撤回" in since.content.decode()
    assert desk.get(f"{PAGE}{shown.pk}/").context["value"] == "100.00%"


def test_only_who_publishes_may_freeze() -> None:
    clerk = at_desk(Role.CLERK)
    assert clerk.post(f"{PAGE}freeze/", {**YEAR, "indicator": "accepted"}).status_code == 403
    assert "freeze/" not in clerk.get(LIVE, {**YEAR, "indicator": "accepted"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"from": "2022-13-01"}, "2022-10-17"),
        ({"from": "2022-10-22"}, "起始日期晚于截止日期"),
    ],
)
def test_a_wrong_day_is_told_at_its_field(desk: Client, asked: dict[str, str], words: str) -> None:
    answer = desk.get(PAGE, {**YEAR, **asked})
    assert answer.status_code == 200
    assert words in answer.context["want"].wrong["from"]
    assert 'aria-invalid="true"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        f"{LIVE}?indicator=happiness",
        f"{LIVE}?indicator=open&by=day&line=2022-03-01",
        f"{LIVE}?indicator=took_p50&from=2021-01-01&to=2021-01-02",
        f"{PAGE}404/compare/",
    ],
)
def test_what_is_not_there_is_said(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize("sent", [{"indicator": "happiness"}, {"from": "soon"}, {"by": "mood"}])
def test_nothing_odd_is_frozen(desk: Client, sent: dict[str, str]) -> None:
    assert desk.post(f"{PAGE}freeze/", {**YEAR, "indicator": "accepted", **sent}).status_code == 404
    assert not Figure.objects.exists()


def test_the_drawing_says_what_stands_out_and_its_bars_open(desk: Client) -> None:
    shown = desk.get(PAGE, {**YEAR, "by": "department", "indicator": "accepted"})
    (one,) = shown.context["drawn"]
    assert one.title in ("受理：商务厅最多，2 件中占 1 件", "受理：交通运输厅最多，2 件中占 1 件")
    for box in one.chart.boxes:
        assert len(desk.get(box.href).context["rows"]) == box.value


def test_a_bar_of_the_days_used_opens_to_the_cases_that_took_so_many(desk: Client) -> None:
    happened("granted", "2022-03-20", case=2, department="commerce", body={**BODY, "took_days": 40})
    shown = desk.get(PAGE, YEAR)
    used = shown.context["drawn"][-1]
    assert used.title == "一半办件在 3 个工作日内办结，九成在 40 个工作日内"
    assert {box.label.text: box.value for box in used.chart.boxes} == {"3": 1, "30+": 1}
    for box in used.chart.boxes:
        page = desk.get(box.href)
        assert len(page.context["rows"]) == box.value
    assert "只列用时 30 个工作日及以上的办件" in page.content.decode()


@pytest.mark.parametrize("by", ["day", "month", "code", "channel", "outcome", "area"])
def test_every_kind_of_line_is_drawn_and_an_empty_period_says_none(by: str, desk: Client) -> None:
    shown = desk.get(PAGE, {**YEAR, "by": by, "indicator": "accepted"}).context["drawn"]
    assert [one.chart.total for one in shown] == [2] or by == "outcome"
    empty = desk.get(PAGE, {"from": "2021-01-01", "to": "2021-01-02", "by": by, "indicator": "accepted"})
    assert "没有" in empty.context["drawn"][0].title


@pytest.mark.parametrize("took", ["x", "-3", "999999999999", "3-5-7", ""])
def test_rubbish_narrows_nothing_and_breaks_nothing(took: str, desk: Client) -> None:
    assert desk.get(LIVE, {**YEAR, "indicator": "took_p50", "took": took}).status_code == 200


def test_a_share_of_ratings_is_frozen_on_its_page_and_its_ratings_open_for_the_centre_alone() -> None:
    load_book()
    good, bad = rated(granted(), 1), rated(granted(), 5)
    editor, centre = at_desk(Role.EDITOR, "service-centre"), browser_of(supervisor())
    [figure] = [
        one["figure"] for one in editor.get(BESIDE).context["ratings"] if "good_rate" in one["figure"]
    ]
    assert "1 / 2" in editor.get(figure).content.decode()
    sent = {**OCTOBER, "of": "rating", "indicator": "good_rate"}
    page = editor.post(f"{PAGE}freeze/", sent)["Location"]
    assert Figure.objects.get().topic == "rating"
    assert (editor.get(page).context["rows"], editor.get(page).context["sees"]) == ([], False)
    numbers = [row["about"].number for row in centre.get(page).context["rows"]]
    assert numbers == [good.number, bad.number]
    assert centre.get(centre.get(page).context["rows"][0]["about"].href).status_code == 200
    assert editor.post(f"{page}recount/").context["counted"]["same"]
    rated(granted(), 2)
    assert [row["part"] for row in centre.get(f"{page}compare/").context["rows"]] == ["+1"]
    shown = editor.get(f"{page}compare/").context
    assert (shown["value"], shown["second"]["value"], shown["rows"]) == ("50.00%", "66.67%", [])
    assert "好评率" in editor.get(PAGE).content.decode(), "among those frozen last"


def test_a_number_of_ratings_opens_by_grade_and_nothing_else_is_one(desk: Client) -> None:
    load_book()
    assert (
        desk.get(LIVE, {**OCTOBER, "of": "rating", "indicator": "ratings", "line": "5"}).context["rows"] == []
    )
    for asked in ({"of": "hall"}, {"of": "rating", "line": "9"}, {"of": "rating", "indicator": "accepted"}):
        assert desk.get(LIVE, {**OCTOBER, "indicator": "ratings", **asked}).status_code == 404
    assert desk.get(LIVE, {**OCTOBER, "of": "rating", "indicator": "good_rate"}).status_code == 404


def test_without_a_draft_no_figure_is_offered_for_the_report(desk: Client) -> None:
    page = desk.post(f"{PAGE}freeze/", {**OCTOBER, "of": "rating", "indicator": "ratings"})["Location"]
    assert desk.get(page).context["draft"] is None
    refused = desk.post(f"{page}tell/")
    assert (refused.status_code, refused.context["undone"]) == (409, "目前没有处于草稿状态的周报。")
