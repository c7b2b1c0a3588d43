"""A look-up is answered from its databank: at once where that may be, by the window where the databank is silent."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tests.house import PLAYER, open_house, person

from banli.cases import service as cases
from banli.cases.acts import answering
from banli.cases.models import Case
from banli.databanks.service import NotAnswering, answer_to, ask, inquiries_for, verify
from banli.files.service import read
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.ledger.service import events
from banli.people.models import User
from banli.people.service import actor_for, add_person
from banli.province.load import SICHUAN
from banli.statistics.service import statement

pytestmark = pytest.mark.django_db
OWN, OPEN = "social-insurance-statement", "doctor-registration-lookup"
CHEN = "510104199003152010"


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house(OWN, OPEN)


@pytest.fixture
def silence() -> Iterator[Path]:
    """Both databanks are reached by files that nobody has dropped yet."""
    path = Path(settings.DATA_FOLDER) / "databanks.toml"
    path.write_text('[social-insurance]\nkind = "file"\n[doctors]\nkind = "file"\n', encoding="utf-8")
    yield path
    path.unlink(missing_ok=True)
    shutil.rmtree(path.with_name("databanks"), ignore_errors=True)


def chen(identity: str = CHEN) -> Actor:
    """An applicant whose identity was verified."""
    add_person(
        by=SYSTEM,
        username=f"chen{identity}",
        display_name="陈远舟",
        roles=[Role.APPLICANT],
        password="a-long-test-password",
        identity=identity,
    )
    return actor_for(User.objects.get(username=f"chen{identity}"))


def clerk() -> Actor:
    return person(Role.CLERK, "hrss", "hrss-09")


def handed_in(by: Actor = VISITOR, item: str = OWN, example: str = "own-statement", **changes: Any) -> Case:
    return PLAYER.apply(item, PLAYER.form(item, example, **changes), by)


def happened(case: Case) -> list[str]:
    return [event.name for event in cases.timeline(case)]


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_whoever_signs_in_and_asks_about_themselves_is_answered_at_once() -> None:
    case = handed_in(chen())
    assert cases.answer_at_once(case.number)
    case = now(case)
    assert happened(case) == ["submitted", "accepted", "answered"]
    assert (case.state, case.result, case.due_on) == ("delivered", "0", None)
    answer = answer_to(case.number)
    assert answer is not None
    assert [row[0] for row in answer.rows] == ["企业职工基本养老保险", "失业保险", "工伤保险"]
    assert not answer.by_hand
    assert read(answer.file).startswith(b"%PDF")
    assert cases.answer_of(case) == answer


@pytest.mark.parametrize("who", ["nobody", "another", "unverified", "of another name"])
def test_a_question_about_somebody_else_goes_to_the_window(who: str) -> None:
    by = {"another": chen("510107198507222013"), "unverified": chen(""), "of another name": chen()}
    case = handed_in(by.get(who, VISITOR), **({"who": "邓若水"} if who == "of another name" else {}))
    assert not cases.answer_at_once(case.number)
    with pytest.raises(Refused, match="由窗口答复"):
        cases.answer(by=SYSTEM, number=case.number)
    assert happened(now(case)) == ["submitted"]
    assert inquiries_for(case.number) == []
    assert cases.answer_waiting(by=SYSTEM) == 0
    cases.answer(by=clerk(), number=case.number)
    assert happened(now(case)) == ["submitted", "accepted", "answered"]


def test_what_is_public_is_answered_to_anybody() -> None:
    case = handed_in(item=OPEN, example="found")
    assert cases.answer_at_once(case.number)
    answer = answer_to(case.number)
    assert answer is not None
    assert answer.found


def test_that_nothing_is_found_is_an_answer_and_its_paper_says_so() -> None:
    case = handed_in(item=OPEN, example="nothing-found")
    assert cases.answer_at_once(case.number)
    answer = answer_to(case.number)
    assert answer is not None
    assert (answer.found, answer.rows, answer.total) == (False, [], 0)
    assert answer.said == "没有查到符合所填信息、在四川省注册的医师。"
    assert now(case).result == "0"


def test_a_stranger_verifies_the_answer_by_its_code() -> None:
    case = handed_in(item=OPEN, example="found")
    cases.answer_at_once(case.number)
    answer = answer_to(case.number)
    assert answer is not None
    spoken = f"{answer.code[:4]} {answer.code[4:8]}-{answer.code[8:]}".lower()
    assert verify(spoken) == answer
    assert verify("222222222222") is None


def test_a_silent_databank_loses_nothing_and_the_window_promises_the_answer(silence: Path) -> None:
    case = handed_in(chen())
    assert not cases.answer_at_once(case.number)
    case = now(case)
    assert happened(case) == ["submitted", "accepted", "answer_awaited"]
    assert case.due_on is not None
    assert case.due_on - clock.today() == timedelta(days=1)
    assert not cases.answer_at_once(case.number)
    assert happened(now(case)) == ["submitted", "accepted", "answer_awaited"]
    assert [one.outcome for one in inquiries_for(case.number)] == ["silent", "silent"]


def test_the_platform_asks_again_until_the_databank_answers(silence: Path) -> None:
    first, second = handed_in(chen()), handed_in(item=OPEN, example="found")
    for case in (first, second):
        cases.answer_at_once(case.number)
    assert cases.answer_waiting(by=SYSTEM) == 0
    silence.unlink()
    assert cases.answer_waiting(by=SYSTEM) == 2
    assert {now(case).state for case in (first, second)} == {"delivered"}
    assert cases.answer_waiting(by=SYSTEM) == 0


def test_a_databank_that_is_silent_is_asked_once_in_a_round(silence: Path) -> None:
    first, second = (handed_in(item=OPEN, example="found") for _time in range(2))
    cases.answer_waiting(by=SYSTEM)
    assert len(inquiries_for(first.number)) == 1
    assert inquiries_for(second.number) == []


def test_what_a_killed_process_left_is_answered_by_the_next_round() -> None:
    case = handed_in(item=OPEN, example="found")
    assert cases.answer_waiting(by=SYSTEM) == 1
    assert now(case).state == "delivered"


def test_the_window_answers_by_hand_and_the_paper_says_so(silence: Path) -> None:
    case = handed_in()
    with pytest.raises(NotAnswering):
        cases.answer(by=clerk(), number=case.number)
    row = ["养老保险", "示例厂", "2005年3月", "2022年9月", "201", "4100.00元", "正常参保"]
    cases.answer_by_hand(by=clerk(), number=case.number, rows=[row])
    answer = answer_to(case.number)
    assert answer is not None
    assert answer.by_hand
    assert answer.rows == [row]
    assert happened(now(case))[-1] == "answered"


@pytest.mark.parametrize(
    ("rows", "where"),
    [([], "line.0"), ([["甲"]], "line.0"), ([["甲", "", "丙", "丁", "戊", "己", "庚"]], "line.1")],
)
def test_what_is_typed_by_hand_is_whole(rows: list[list[str]], where: str) -> None:
    case = handed_in()
    with pytest.raises(Invalid) as wrong:
        cases.answer_by_hand(by=clerk(), number=case.number, rows=rows)
    assert wrong.value.problems[0].where == where
    assert happened(now(case)) == ["submitted"]


def test_nobody_reads_a_databank_in_the_future() -> None:
    case = handed_in()
    with pytest.raises(Refused, match="不能晚于现在"):
        cases.answer_by_hand(
            by=clerk(), number=case.number, found=False, as_of=clock.now() + timedelta(minutes=1)
        )


def test_a_look_up_is_neither_examined_nor_granted_nor_revoked() -> None:
    case = handed_in()
    cases.accept(by=clerk(), number=case.number)
    for act, by in (
        (cases.decide_on_the_spot, clerk()),
        (lambda **who: cases.review(agrees=True, opinion="同意", **who), person(Role.REVIEWER, "hrss")),
    ):
        with pytest.raises(Refused, match="直接答复"):
            act(by=by, number=case.number)
    cases.answer(by=clerk(), number=case.number)
    with pytest.raises(Refused, match="直接答复"):
        cases.revoke(by=person(Role.APPROVER, "hrss"), number=case.number, ground="fraud", reason="甲")


def test_an_applicant_asks_no_databank_and_a_clerk_of_another_department_neither() -> None:
    case = handed_in(chen())
    for by in (chen(), person(Role.CLERK, "health", "health-08"), person(Role.REVIEWER, "hrss")):
        with pytest.raises(Denied):
            cases.answer(by=by, number=case.number)


def test_it_is_answered_once_whatever_is_clicked() -> None:
    case = handed_in(chen())
    assert cases.answer_at_once(case.number)
    assert not cases.answer_at_once(case.number)
    with pytest.raises(Refused):
        cases.answer(by=clerk(), number=case.number)
    assert happened(now(case)).count("answered") == 1


def test_what_happened_while_the_databank_thought_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    case = handed_in(chen())

    def slow(**asked: Any) -> Any:
        reply = ask(**asked)
        cases.withdraw(by=clerk(), number=case.number)
        return reply

    monkeypatch.setattr(answering, "ask", slow)
    assert not cases.answer_at_once(case.number)
    assert happened(now(case)) == ["submitted", "retracted"]
    assert answer_to(case.number) is None


def test_an_answer_counts_as_completed_and_the_record_holds_no_value_of_it() -> None:
    case = handed_in(chen())
    cases.answer_at_once(case.number)
    rows = {row.key: row.values for row in statement(clock.today(), clock.today()).rows}
    assert (rows["public_service"]["accepted"], rows["public_service"]["completed"]) == (1, 1)
    (told,) = [event.body or "" for event in events("case", str(case.pk)) if event.name == "answered"]
    assert json.loads(told)["databank"] == "social-insurance"
    for value in (CHEN, "陈远舟", "锦江示例建筑有限公司"):
        assert value not in told


def test_every_look_up_of_the_pack_names_a_databank_of_the_pack() -> None:
    asked = {
        path.parent.name
        for path in SICHUAN.glob("items/*/item.yaml")
        if "\nanswer:" in path.read_text("utf-8")
    }
    assert len(asked) == 14
    assert len(list(SICHUAN.glob("databanks/*.yaml"))) == 14
