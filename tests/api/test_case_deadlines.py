"""The clocks of a case: for its password, or for who is signed in and may see it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.api.conftest import Ask
from tests.held_clock import HeldClock
from tests.house import accepted, clerk, person, submitted

from banli.cases import service as cases
from banli.cases.service import query_password, running
from banli.kernel.actors import Role
from banli.people.models import User

FRIDAY = 4
NOBODY = "There is no such case, or it is not yours to see."


def test_the_password_opens_the_clocks_day_by_day(ask: Ask) -> None:
    case = accepted()
    status, answer = ask(f"cases/{case.number}/deadlines", X_Query_Password=query_password(case.number))
    now = running(case)
    assert now.promised
    assert now.statutory
    assert (status, answer["number"], answer["state"]) == (200, case.number, "in_review")
    assert case.due_on is not None
    assert (answer["due"], answer["left"]) == (case.due_on.isoformat(), now.left)
    clocks = {one["key"]: one for one in answer["clocks"]}
    assert clocks["decision"]["due"] == now.statutory.due.isoformat()
    assert clocks["promise"]["explanation"]["days"] == now.promised.as_data()["days"]
    assert (clocks["acceptance"]["done_on"], clocks["acceptance"]["late"]) == ("2022-10-17", False)


def test_on_a_day_of_rest_after_the_last_day_every_clock_says_that_it_is_over(
    ask: Ask, clock: HeldClock
) -> None:
    clock.set(date(2022, 10, 18))
    case = accepted()
    assert case.due_on is not None
    said = []
    for days in (0, 1):
        clock.set(case.due_on + timedelta(days))
        _status, answer = ask(f"cases/{case.number}/deadlines", X_Query_Password=query_password(case.number))
        promise = next(one for one in answer["clocks"] if one["key"] == "promise")
        assert (promise["left"], promise["late"]) == (answer["left"], answer["late"])
        said.append((promise["left"], promise["late"], promise["label"] == answer["label"]))
    assert case.due_on.weekday() == FRIDAY
    assert said == [(0, False, True), (0, True, True)]


def test_no_cache_keeps_what_a_password_opened(program: Client) -> None:
    case = submitted()
    address = f"/api/v1/cases/{case.number}/deadlines"
    answer = program.get(address, headers={"x-query-password": query_password(case.number)})
    assert answer["Cache-Control"] == "no-store"


def test_before_acceptance_the_five_days_run(ask: Ask) -> None:
    case = submitted()
    _status, answer = ask(f"cases/{case.number}/deadlines", X_Query_Password=query_password(case.number))
    assert (answer["state"], answer["due"], answer["left"]) == ("submitted", "2022-10-24", 5)
    (clock,) = answer["clocks"]
    assert (clock["key"], clock["turn"], clock["explanation"]["due"]) == (
        "acceptance",
        "window",
        "2022-10-24",
    )


def test_a_clock_is_called_in_the_language_asked_for(program: Client) -> None:
    case = submitted()
    password = query_password(case.number)
    titles = set()
    for language in ("zh", "en"):
        headers = {"accept-language": language, "x-query-password": password}
        answer = program.get(f"/api/v1/cases/{case.number}/deadlines", headers=headers)
        titles.add(answer.json()["clocks"][0]["title"])
    assert len(titles) == 2


def test_a_special_procedure_is_told_day_by_day(ask: Ask, clock: HeldClock) -> None:
    case = accepted()
    reviewer = person(Role.REVIEWER)
    (procedure, _basis), *_more = cases.open_procedures(cases.spec_of(case))
    cases.pause(
        by=reviewer,
        number=case.number,
        procedure=procedure,
        reason="需要评审。",
        days=10,
        officers=["甲", "乙"],
    )
    clock.move(days=2)
    _status, answer = ask(f"cases/{case.number}/deadlines", X_Query_Password=query_password(case.number))
    decision = next(one for one in answer["clocks"] if one["key"] == "decision")
    assert (answer["paused_on"], answer["left"]) == ("2022-10-17", None)
    assert (decision["paused"], decision["left"]) == (True, None)
    paused = [one for one in decision["explanation"]["days"] if one["kind"] == "paused"]
    assert [one["date"] for one in paused] == ["2022-10-18", "2022-10-19"]
    assert {one["article"][-5:] for one in paused} == {"第四十五条"}


@pytest.mark.parametrize("password", ["", "000000", "wrong", "１２３４５６", "'; --"])
def test_a_wrong_password_and_a_wrong_number_look_the_same(ask: Ask, password: str) -> None:
    case = submitted()
    fits = query_password(case.number)
    headers = {"X_Query_Password": password if password != fits else "111111"}
    there = ask(f"cases/{case.number}/deadlines", **headers)
    not_there = ask(f"cases/{case.number[:-1]}X/deadlines", **headers)
    assert there == not_there
    assert (there[0], there[1]["detail"]) == (404, NOBODY)


def test_five_wrong_tries_close_the_number_here_and_on_the_page(
    ask: Ask, program: Client, clock: HeldClock
) -> None:
    case = submitted()
    address, right = f"cases/{case.number}/deadlines", query_password(case.number)
    for _try in range(5):
        assert ask(address, X_Query_Password="wrong")[0] == 404
    assert ask(address, X_Query_Password=right)[0] == 429
    typed = {"number": case.number, "password": right}
    assert program.post("/track/", typed).status_code == 429
    clock.move(minutes=16)
    assert ask(address, X_Query_Password=right)[0] == 200


def test_wrong_tries_on_the_page_count_here(ask: Ask, program: Client) -> None:
    case = submitted()
    for _try in range(5):
        program.post("/track/", {"number": case.number, "password": "000000"})
    answer = ask(f"cases/{case.number}/deadlines", X_Query_Password=query_password(case.number))
    assert (answer[0], answer[1]["title"]) == (429, "Too many attempts")


def test_an_officer_sees_the_cases_of_the_own_department_and_no_others(ask: Ask, program: Client) -> None:
    case = accepted()
    for department, status in (("transport", 200), ("commerce", 404)):
        officer = person(Role.REVIEWER, department)
        program.force_login(User.objects.get(pk=officer.id or 0))
        assert program.get(f"/api/v1/cases/{case.number}/deadlines").status_code == status
    clerk()


def test_number_and_password_are_taken_from_any_keyboard(ask: Ask) -> None:
    case = submitted()
    wide = "".join(chr(ord(one) + 0xFEE0) for one in query_password(case.number))
    octets = wide.encode().decode("latin-1")
    for password in (wide, octets):
        status, answer = ask(f"cases/{case.number.lower()}/deadlines", X_Query_Password=password)
        assert (status, answer["number"]) == (200, case.number)
