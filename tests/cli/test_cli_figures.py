"""``banli stats`` and ``banli figure`` on a record: tables for people, JSON for programs, and their exit codes."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from tests.statistics.record import fold_all, happened

from banli.cli import cli
from banli.cli.columns import columns, width
from banli.kernel.errors import Missing, Refused

pytestmark = pytest.mark.usefixtures("house")
YEAR = ("--from", "2022-01-01", "--to", "2022-10-21")
BODY = {
    "accepted_on": "2022-03-01",
    "promised_due": "2022-03-10",
    "took_days": 3,
    "limit_days": 20,
    "visits": 2,
}


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, house: None) -> None:
    """The commands find the database of the test."""
    monkeypatch.setattr("banli.runtime.running.with_database", lambda _where, **_told: nullcontext())
    happened("accepted", "2022-03-01", case=1, body={"promised_due": "2022-03-10"})
    happened("granted", "2022-03-04", case=1, body=BODY)
    happened("accepted", "2022-03-02", case=2, department="commerce", body={"promised_due": "2022-03-15"})


def run(*arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    if done.exception:
        raise done.exception
    assert (done.return_value or 0) == code, done.output
    return done


def data(*arguments: str, code: int = 0) -> Any:
    return json.loads(run(*arguments, "--json", code=code).output)


def test_a_table_names_its_lines_and_its_cut_off() -> None:
    told = run(
        "stats", *YEAR, "--by", "department", "--indicator", "accepted", "--indicator", "on_time_rate"
    ).output
    assert "交通运输厅" in told
    assert "100.00%" in told
    assert "no data" in told
    assert "cut-off 2022-10-17 09:00, ledger position" in told


def test_json_has_values_names_and_definitions() -> None:
    found = data("stats", *YEAR, "--by", "department", "--indicator", "time_saved", "--indicator", "accepted")
    assert found["rows"][1] == {
        "department": "transport",
        "accepted": 1,
        "time_saved": {"part": 17, "whole": 20, "value": 0.85},
        "name": "交通运输厅",
    }
    assert found["rows"][0]["time_saved"] is None
    assert found["indicators"][0]["title"]["zh"] == "提速率"


def test_changes_need_an_earlier_record() -> None:
    found = data(
        "stats", "--from", "2022-03-02", "--to", "2022-03-02", "--compare", "previous", "--compare", "year"
    )
    assert found["total"]["previous"] == {"accepted": 0.0, "completed": None}
    assert found["total"]["year"] == {"accepted": None, "completed": None}


def test_days_counted_again_say_whether_they_were_right() -> None:
    fold_all()
    assert data("stats", "rebuild", "--day", "2022-03-02")["same"] is True
    with connection.cursor() as cursor:
        cursor.execute("UPDATE statistics_daykind SET n = 9 WHERE day = '2022-03-02'")
    assert "right now" in run("stats", "rebuild", "--day", "2022-03-02").output
    assert data("stats", "rebuild", "--day", "2022-03-02")["same"] is True


def test_a_figure_from_freezing_to_comparing() -> None:
    made = data("figure", "freeze", "completed", *YEAR)
    number = str(made["id"])
    assert (made["value"], made["scope"]) == (1, "省本级")
    opened = data("figure", "open", number)
    assert [one["name"] for one in opened["cases"]] == ["granted"]
    assert data("figure", "check", number) == {"id": made["id"], "digest": True, "recount": 1, "same": True}
    happened("granted_annulled", "2022-03-04", case=1, body={"annuls": 2})
    happened("granted", "2022-03-14", case=1, body=BODY)
    differences = data("figure", "compare", number)["differences"]
    assert [(one["part"], one["reason"], one["at"][:10]) for one in differences] == [
        (-1, "annulled", "2022-03-04"),
        (1, "recorded", "2022-03-14"),
    ]
    assert "holds" in run("figure", "check", number).output
    again = data("figure", "freeze", "completed", *YEAR)
    assert "2 events make the difference" in run("figure", "compare", number, str(again["id"])).output
    assert [one["id"] for one in data("figure", "list")] == [again["id"], made["id"]]


def test_pages_go_on_where_the_last_one_ended() -> None:
    made = data("figure", "freeze", "accepted", *YEAR)
    first = data("figure", "open", str(made["id"]), "--limit", "1")
    second = data("figure", "open", str(made["id"]), "--limit", "1", "--after", first["next"])
    assert [one["at"][:10] for one in (*first["cases"], *second["cases"])] == ["2022-03-01", "2022-03-02"]


def test_a_changed_figure_fails_its_check() -> None:
    made = data("figure", "freeze", "accepted", *YEAR)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE statistics_figure SET value = 9")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert "CHANGED" in run("figure", "check", str(made["id"]), code=1).output


def test_what_cannot_be_is_told_in_words() -> None:
    with pytest.raises(Missing, match="指标"):
        run("stats", *YEAR, "--indicator", "happiness")
    with pytest.raises(Refused, match="不能按"):
        run("stats", *YEAR, "--by", "outcome", "--indicator", "took_p50")
    with pytest.raises(Refused, match="按日"):
        run("stats", *YEAR, "--by", "day", "--compare", "year")
    with pytest.raises(Missing):
        run("figure", "open", "99999999999999999999")


def test_the_last_day_there_is_can_be_asked_for() -> None:
    every = (
        "--from",
        "1949-10-01",
        "--to",
        "2199-12-31",
        "--indicator",
        "carried_over",
        "--indicator",
        "accepted",
    )
    assert data("stats", *every, "--compare", "previous", "--compare", "year")["total"]["accepted"] == 2
    assert data("stats", *every, "--by", "item")["total"]["accepted"] == 0


def test_columns_know_that_chinese_is_wide() -> None:
    assert width("办理ab") == 6
    assert list(columns(["key", "n"], [["办", "1"], ["abcd", "22"]])) == ["key    n", "办     1", "abcd  22"]
