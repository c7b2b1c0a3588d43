"""Asking when a limit ends."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.conftest import Ask

TWENTY = {"days": 20, "from": "2022-10-17"}


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ({"days": 5, "from": "2022-09-26"}, "2022-10-08"),
        ({"days": 20, "from": "2022-09-30", "unit": "working"}, "2022-11-02"),
        (TWENTY, "2022-11-14"),
        (TWENTY | {"pause": "2022-10-19..2022-10-26"}, "2022-11-21"),
        (TWENTY | {"pause": ["2022-10-26..2022-10-27", "2022-10-19..2022-10-20"]}, "2022-11-16"),
        (TWENTY | {"extension": 10}, "2022-11-28"),
        ({"days": 5, "from": "2022-10-17", "unit": "calendar"}, "2022-10-24"),
        ({"days": 1, "from": "2022-01-31", "unit": "month"}, "2022-02-28"),
        ({"days": 0, "from": "2022-10-16"}, "2022-10-17"),
    ],
)
def test_a_limit_is_answered_with_its_last_day(ask: Ask, question: dict[str, Any], due: str) -> None:
    status, answer = ask("deadline", question)
    assert (status, answer["due"], answer["days"][-1]["date"]) == (200, due, due)


def test_each_day_says_what_it_does_why_and_by_which_article(ask: Ask) -> None:
    _status, answer = ask("deadline", {"days": 1, "from": "2022-10-06", "pause": "2022-10-06..2022-10-08"})
    assert answer["days"][1:3] == [
        {
            "date": "2022-10-07",
            "effect": "skipped",
            "why": "holiday",
            "kind": "holiday",
            "count": None,
            "label": "国庆节",
            "notice": "国办发明电〔2021〕11号",
            "article": "《中华人民共和国行政许可法》第八十二条",
            "extended": False,
        },
        {
            "date": "2022-10-08",
            "effect": "skipped",
            "why": "paused",
            "kind": "paused",
            "count": None,
            "label": "",
            "notice": "",
            "article": "《中华人民共和国行政许可法》第四十五条",
            "extended": False,
        },
    ]
    assert answer["limit"]["notices"] == ["国办发明电〔2021〕11号"]
    assert answer["days"] == answer["limit"]["days"]


@pytest.mark.parametrize("name", ["oversize-transport", "510118154000", "11510000990000148W2510118154000"])
def test_an_item_is_asked_by_name_or_code_and_answers_both_limits(ask: Ask, name: str) -> None:
    question = {"item": name, "from": "2022-10-17", "fact": ["crossing=false", "class=II"]}
    status, answer = ask("deadline", question)
    assert (status, answer["item"], answer["due"]) == (200, "oversize-transport", "2022-10-24")
    assert (answer["statutory"]["due"], answer["promised"]["due"]) == ("2022-10-24", "2022-10-20")
    assert answer["days"] == answer["statutory"]["days"]
    assert answer["statutory"]["basis"]["en"].startswith("Rules, Article 15")


WRONG: list[tuple[dict[str, Any], set[tuple[str, str]]]] = [
    ({"days": 5}, {("from", "Please fill this in.")}),
    ({"from": "2022-10-17"}, {("days", "Give either days or item.")}),
    (TWENTY | {"item": "oversize-transport"}, {("days", "Give either days or item.")}),
    (TWENTY | {"from": "yesterday"}, {("from", "Write a day, as in 2022-10-17.")}),
    (TWENTY | {"from": "2022-02-30"}, {("from", "Write a day, as in 2022-10-17.")}),
    (TWENTY | {"from": "1666000000"}, {("from", "Write a day, as in 2022-10-17.")}),
    (TWENTY | {"days": "many"}, {("days", "Write a whole number.")}),
    (TWENTY | {"days": "2.5"}, {("days", "Write a whole number.")}),
    (TWENTY | {"days": -1}, {("days", "At least 0.")}),
    (TWENTY | {"days": 36501}, {("days", "At most 36500.")}),
    (TWENTY | {"unit": "moons"}, {("unit", "Write one of these: 'working', 'calendar' or 'month'.")}),
    (TWENTY | {"extension": "x", "unit": "hour"}, {("extension", "Write a whole number."), ("unit", "")}),
    (TWENTY | {"pauses": "2022-10-19..2022-10-26"}, {("pauses", "There is no such parameter.")}),
    (TWENTY | {"fact": "class=I"}, {("fact", "Facts belong to an item.")}),
    (TWENTY | {"pause": "2022-10-19"}, {("pause", "“2022-10-19” is not a pause")}),
    (TWENTY | {"pause": "2022-10-26..2022-10-19"}, {("pause", "ends before it starts")}),
    (TWENTY | {"pause": ["2022-10-19..2022-10-26", "2022-10-20..2022-10-21"]}, {("pause", "overlap")}),
    (
        {"item": "oversize-transport", "from": "2022-10-17", "fact": ["class=X", "colour=red"]},
        {("fact", "“class=X”"), ("fact", "“colour=red”")},
    ),
    (
        {"item": "oversize-transport", "from": "2022-10-17", "unit": "working"},
        {("unit", "An item states its unit")},
    ),
]


@pytest.mark.parametrize(("question", "faults"), WRONG)
def test_a_wrong_question_is_told_at_its_places(
    ask: Ask, question: dict[str, Any], faults: set[tuple[str, str]]
) -> None:
    status, answer = ask("deadline", question)
    assert (status, answer["status"], answer["title"]) == (422, 422, "Cannot be answered")
    found = [(one["where"], one["message"]) for one in answer["problems"]]
    assert len(found) == len(faults)
    for where, words in faults:
        assert any(place == where and words in message for place, message in found), found


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        (TWENTY | {"from": "2011-10-17"}, 422, "The public holidays of 2011 are not on record"),
        ({"item": "no-such-item", "from": "2022-10-17"}, 404, "There is no item of that name."),
        ({"item": "oversize-transport", "from": "2022-10-17"}, 422, "class=III"[:6]),
    ],
)
def test_what_cannot_be_answered_says_why(ask: Ask, question: dict[str, Any], status: int, said: str) -> None:
    code, answer = ask("deadline", question)
    assert (code, answer["problems"]) == (status, [])
    assert said in answer["detail"]


@pytest.mark.parametrize(
    ("asked", "language", "words"),
    [
        ("", "zh-hans", "请填写此项。"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans", "请填写此项。"),
        ("en-GB;q=0.8,fr;q=0.9", "en", "Please fill this in."),
        ("fr", "zh-hans", "请填写此项。"),
        ("*", "zh-hans", "请填写此项。"),
    ],
)
def test_a_refusal_speaks_the_language_asked_for(
    ask: Ask, program: Any, asked: str, language: str, words: str
) -> None:
    answer = program.get("/api/v1/deadline", {"days": 5}, headers={"accept-language": asked})
    assert (answer.status_code, answer["Content-Language"]) == (422, language)
    assert answer.json()["problems"] == [{"where": "from", "message": words}]
    assert "Accept-Language" in answer["Vary"]
