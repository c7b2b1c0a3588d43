"""Why a limit ends the day it does."""

from __future__ import annotations

import json

from tests.worktime.days import day

from banli.worktime.service import NoteKind, Pause, Unit, explain, shipped_calendar


def test_national_day_is_told_day_by_day() -> None:
    told = explain(day("2022-09-30"), 3, Unit.WORKING, shipped_calendar())
    kinds = {note.date.day: note.kind for note in told.days}
    assert told.due == day("2022-10-10")
    assert kinds[30] is NoteKind.START
    assert [kinds[number] for number in range(1, 8)] == [NoteKind.HOLIDAY] * 7
    assert [kinds[8], kinds[9], kinds[10]] == [NoteKind.MAKEUP, NoteKind.MAKEUP, NoteKind.COUNTED]
    holiday, makeup = told.days[1], told.days[8]
    assert (holiday.label, holiday.notice) == ("国庆节", "国办发明电〔2021〕11号")
    assert (makeup.count, makeup.notice) == (1, "国办发明电〔2021〕11号")
    assert told.notices == ("国办发明电〔2021〕11号",)
    assert any("第八十二条" in article for article in told.articles)


def test_a_pause_names_its_paper_and_an_extension_shows() -> None:
    pause = Pause(day("2022-10-18"), day("2022-10-20"), "特别程序告知书第7号")
    told = explain(day("2022-10-17"), 2, Unit.WORKING, shipped_calendar(), [pause], extension=1)
    shown = [(note.date.day, note.kind.value, note.count, note.label or note.notice) for note in told.days]
    assert shown == [
        (17, "start", None, ""),
        (18, "counted", 1, ""),
        (19, "paused", None, "特别程序告知书第7号"),
        (20, "paused", None, "特别程序告知书第7号"),
        (21, "counted", 2, ""),
        (22, "weekend", None, ""),
        (23, "weekend", None, ""),
        (24, "counted", 3, ""),
    ]
    assert [note.extended for note in told.days if note.count] == [False, False, True]
    assert [article[-5:] for article in told.articles[-2:]] == ["第四十五条", "第四十二条"]


def test_a_last_day_of_rest_is_moved_with_its_article() -> None:
    told = explain(day("2022-10-17"), 5, Unit.CALENDAR, shipped_calendar())
    assert [(note.kind.value, note.count) for note in told.days[-3:]] == [
        ("counted", 5),
        ("weekend", None),
        ("moved", None),
    ]
    assert any("第二百零三条" in article for article in told.articles)


def test_months_number_the_last_day_only() -> None:
    told = explain(day("2022-01-31"), 1, Unit.MONTH, shipped_calendar())
    assert told.due == day("2022-02-28")
    assert [note.count for note in told.days if note.count is not None] == [1]
    assert any("第二百零二条" in article for article in told.articles)


def test_it_becomes_plain_data() -> None:
    told = explain(day("2022-10-17"), 20, Unit.WORKING, shipped_calendar())
    data = json.loads(json.dumps(told.as_data(), ensure_ascii=False))
    assert data["due"] == "2022-11-14"
    assert len(data["days"]) == 29
    assert data["days"][1] == {
        "date": "2022-10-18",
        "effect": "counted",
        "why": "counted",
        "kind": "counted",
        "count": 1,
        "label": "",
        "notice": "",
        "article": "《中华人民共和国行政许可法》第八十二条",
        "extended": False,
    }
    assert (data["days"][0]["effect"], data["days"][0]["article"]) == (
        "skipped",
        "《中华人民共和国民法典》第二百零一条",
    )


def test_each_day_rests_on_its_own_article() -> None:
    pause = Pause(day("2022-10-18"), day("2022-10-19"), "告知书")
    told = explain(day("2022-10-17"), 2, Unit.WORKING, shipped_calendar(), [pause], extension=1)
    assert [(note.date.day, note.effect.value, note.why, note.article[-5:]) for note in told.days] == [
        (17, "skipped", "start", "二百零一条"),
        (18, "counted", "counted", "第八十二条"),
        (19, "skipped", "paused", "第四十五条"),
        (20, "counted", "counted", "第八十二条"),
        (21, "added", "extension", "第四十二条"),
    ]


def test_a_moved_last_day_is_added_by_its_own_article() -> None:
    told = explain(day("2022-10-17"), 5, Unit.CALENDAR, shipped_calendar())
    assert [(note.effect.value, note.why, note.article[-6:]) for note in told.days[-3:]] == [
        ("counted", "counted", "法典》第二百条"[-6:]),
        ("skipped", "weekend", "第二百零三条"),
        ("added", "moved", "第二百零三条"),
    ]


def test_months_that_were_lengthened_show_from_where() -> None:
    told = explain(day("2022-03-15"), 1, Unit.MONTH, shipped_calendar(), extension=1)
    assert told.due == day("2022-05-16")
    added = [note.date for note in told.days if note.extended]
    assert (added[0], added[-1]) == (day("2022-04-16"), day("2022-05-15"))
    assert [(note.date, note.count) for note in told.days if note.count] == [(day("2022-05-15"), 2)]


def test_a_pause_begun_on_the_last_day_of_months_leaves_the_number_on_that_day() -> None:
    told = explain(
        day("2022-09-20"), 1, Unit.MONTH, shipped_calendar(), [(day("2022-10-20"), day("2022-10-24"))]
    )
    assert (told.due, told.days[-1].kind) == (day("2022-10-25"), NoteKind.RESUMED)
    assert [note.date for note in told.days if note.count] == [day("2022-10-20")]


def test_the_first_working_day_after_a_pause_is_added_by_the_article_of_the_pause() -> None:
    pause = Pause(day("2022-10-19"), day("2022-10-21"), "听证通知书")
    told = explain(day("2022-10-17"), 2, Unit.WORKING, shipped_calendar(), [pause])
    assert [(note.date.day, note.effect.value, note.why, note.article[-5:]) for note in told.days[2:]] == [
        (19, "counted", "counted", "第八十二条"),
        (20, "skipped", "paused", "第四十五条"),
        (21, "skipped", "paused", "第四十五条"),
        (22, "skipped", "weekend", "第八十二条"),
        (23, "skipped", "weekend", "第八十二条"),
        (24, "added", "resumed", "第四十五条"),
    ]
