"""A databank answers by whatever source it has, and every question leaves a trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from django.conf import settings
from pydantic import ValidationError

from banli.databanks.rules import Column, Source
from banli.databanks.service import (
    Databank,
    NotAnswering,
    ask,
    forget_inquiries,
    inquiries_for,
    load_databanks,
    worded,
)
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR
from banli.kernel.errors import Denied, Invalid, Missing
from banli.ledger.service import events
from tests.databanks.department_service import KEY, Service, say, serving
from tests.databanks.samples import DEFINITION, LIN, ROWS, records
from tests.house import open_house

pytestmark = pytest.mark.django_db
CASE = "51-1"


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house()
    load_databanks(by=SYSTEM, found=[records()])


@pytest.fixture
def dropped() -> Iterator[Path]:
    folder = Path(settings.DATA_FOLDER) / "databanks"
    folder.mkdir(exist_ok=True)
    yield folder
    for path in folder.iterdir():
        path.unlink()
    (Path(settings.DATA_FOLDER) / "databanks.toml").unlink(missing_ok=True)


def asked(**question: str) -> list[str]:
    reply = ask(
        by=SYSTEM, key="diplomas", question=question, subject=CASE, basis="第四十五条", scope="education"
    )
    return [row["number"] for row in reply.rows]


def reached_by(text: str) -> None:
    (Path(settings.DATA_FOLDER) / "databanks.toml").write_text(text, encoding="utf-8")


def test_the_identity_number_suffices_and_more_narrows_the_question() -> None:
    assert asked(identity=LIN) == ["1061-01", "1061-02"]
    assert asked(identity="１１０１０５19491231002x", number="1061 02") == ["1061-02"]
    assert asked(identity=LIN, school="职业") == ["1061-02"]
    assert asked(identity=LIN, school="没有这所") == []


def test_a_databank_is_asked_by_what_it_needs_and_by_nothing_else() -> None:
    with pytest.raises(Invalid) as wrong:
        asked(number="1061-01", colour="red")
    assert {one.where for one in wrong.value.problems} == {"identity", "colour"}
    with pytest.raises(Missing, match="没有信息库“roads”"):
        ask(by=SYSTEM, key="roads", question={}, subject=CASE, basis="", scope="education")


def test_nobody_asks_who_neither_keeps_a_window_nor_is_the_platform() -> None:
    with pytest.raises(Denied):
        ask(by=VISITOR, key="diplomas", question={}, subject=CASE, basis="", scope="education")


def test_who_asked_what_and_when_is_kept_and_the_record_holds_no_value_in_clear() -> None:
    asked(identity=LIN)
    asked(identity="51010719850722201X")
    found, nothing = inquiries_for(CASE)
    assert (found.outcome, nothing.outcome) == ("found", "nothing")
    assert found.by == "system"
    assert found.keys == ["identity"]
    assert found.at == clock.now()
    told = [json.loads(event.body) for event in events("databank", "diplomas") if event.name == "asked"]
    assert [one["answer"] for one in told] == [found.answer, nothing.answer]
    assert LIN not in json.dumps(told) + json.dumps([found.question, found.why])
    assert "示例大学" not in json.dumps(told, ensure_ascii=False)


def test_the_same_question_has_the_same_digest_and_the_same_reply_too() -> None:
    asked(identity=LIN)
    asked(identity=LIN)
    first, second = inquiries_for(CASE)
    assert (first.question, first.answer) == (second.question, second.answer)


def test_traces_are_forgotten_after_their_term_and_their_events_stay() -> None:
    asked(identity=LIN)
    assert forget_inquiries(by=SYSTEM, before=clock.now()) == 0
    with clock.at(clock.now().replace(year=2026)):
        assert forget_inquiries(by=SYSTEM, before=clock.now()) == 1
    assert "asked" in [event.name for event in events("databank", "diplomas")]


def test_loading_again_changes_nothing_and_leaves_no_event() -> None:
    assert load_databanks(by=SYSTEM, found=[records()]) == 0
    assert load_databanks(by=SYSTEM, found=[records(name={"zh": "新名", "en": "new"})]) == 1
    assert [event.name for event in events("databank", "diplomas")] == ["loaded"] * 3  # once with the house
    assert asked(identity=LIN) == ["1061-01", "1061-02"]


def test_the_newest_file_that_a_department_dropped_answers(dropped: Path) -> None:
    reached_by('[diplomas]\nkind = "file"\n')
    with pytest.raises(NotAnswering, match="学历证书信息库暂时没有应答"):
        asked(identity=LIN)
    head = "身份证号,证书编号,学校,毕业时间\n"
    (dropped / "diplomas-2022-10-01.csv").write_text(f"{head}{LIN},old,旧,2014-06\n", encoding="utf-8-sig")
    (dropped / "diplomas-2022-10-16.csv").write_text(
        f"{head}{LIN},new,新,2014-06\n1,2,3,4\n", encoding="utf-8"
    )
    (dropped / "diplomas-2022-10-18.csv").write_text(f"{head}{LIN},to come,,\n", encoding="utf-8")
    (dropped / "diplomas-2022-13-45.csv").write_text("no day", encoding="utf-8")
    assert asked(identity=LIN) == ["new"]
    (dropped / "diplomas-2022-10-17.ndjson").write_text(
        json.dumps({"identity": LIN, "number": "today"}) + "\n\n", encoding="utf-8"
    )
    assert asked(identity=LIN) == ["today"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("diplomas-2022-10-17.csv", "学校,毕业时间\n示例,2014-06\n".encode()),
        ("diplomas-2022-10-17.csv", "身份证号,证书编号\n".encode("gb18030") + b"\xff\xfe"),
        ("diplomas-2022-10-17.ndjson", b"[1, 2]\n"),
        ("diplomas-2022-10-17.ndjson", b"{not json\n"),
    ],
)
def test_rubbish_in_a_dropped_file_is_silence_and_never_no_record(
    dropped: Path, name: str, content: bytes
) -> None:
    reached_by('[diplomas]\nkind = "file"\n')
    (dropped / name).write_bytes(content)
    with pytest.raises(NotAnswering):
        asked(identity=LIN)
    (trace,) = inquiries_for(CASE)
    assert trace.outcome == "silent"
    assert name in trace.why


@pytest.fixture
def service(dropped: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("DIPLOMAS_KEY", KEY)
    with serving(ROWS) as found:
        reached_by(
            f'[diplomas]\nkind = "service"\naddress = "{found.address}"\nheader = "X-Api-Key"\n'
            'secret = "DIPLOMAS_KEY"\nseconds = 2\n'
        )
        yield found


def test_a_department_answers_over_http(service: Service) -> None:
    assert asked(identity=LIN) == ["1061-01", "1061-02"]
    assert asked(identity="511302197211044022") == []
    assert service.asked[0] == {"databank": "diplomas", "question": {"identity": LIN}}


def redirected(handler: BaseHTTPRequestHandler) -> None:
    say(handler, 302, b"", Location="http://127.0.0.1:9/elsewhere")


def too_large(handler: BaseHTTPRequestHandler) -> None:
    say(handler, 200, b" " * 1_100_000)


def not_agreed(handler: BaseHTTPRequestHandler) -> None:
    say(handler, 200, b'{"as_of": "2022-10-17T08:55:00", "records": []}')


def a_list(handler: BaseHTTPRequestHandler) -> None:
    say(handler, 200, b"[1, 2, 3]")


def unprintable(handler: BaseHTTPRequestHandler) -> None:
    told = {"as_of": "2022-10-17T08:55:00+08:00", "records": [{"number": "\u202e1"}]}
    say(handler, 200, json.dumps(told).encode())


def failing(handler: BaseHTTPRequestHandler) -> None:
    say(handler, 500, b"oh")


@pytest.mark.parametrize("instead", [redirected, too_large, not_agreed, a_list, unprintable, failing])
def test_whatever_is_not_as_agreed_is_silence(service: Service, instead: object) -> None:
    service.instead = instead  # type: ignore[assignment]
    with pytest.raises(NotAnswering):
        asked(identity=LIN)
    (trace,) = inquiries_for(CASE)
    assert LIN not in trace.why


def test_a_wrong_key_or_none_is_silence(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOMAS_KEY", "another")
    with pytest.raises(NotAnswering):
        asked(identity=LIN)
    monkeypatch.delenv("DIPLOMAS_KEY")
    with pytest.raises(NotAnswering):
        asked(identity=LIN)
    assert [one.why for one in inquiries_for(CASE)] == ["HTTP 401", "the environment has no DIPLOMAS_KEY"]


def test_a_service_is_reached_with_tls_but_on_this_machine() -> None:
    Source(kind="service", address="https://data.example/ask")
    for address in ("http://data.example/ask", "ftp://localhost/", "", "https:///ask"):
        with pytest.raises(ValidationError):
            Source(kind="service", address=address)


def test_a_databank_of_persons_is_asked_by_the_number_of_one() -> None:
    asks = [{"key": "number", "label": {"zh": "编号", "en": "Number"}}]
    with pytest.raises(ValidationError):
        Databank.model_validate({**DEFINITION, "asks": asks})
    assert Databank.model_validate({**DEFINITION, "asks": asks, "open": True}).person == ""


def test_days_months_and_money_are_said_as_a_paper_says_them() -> None:
    def said(type_: str, value: str) -> str:
        return worded(Column.model_validate({"key": "a", "label": {"zh": "甲"}, "type": type_}), value)

    assert said("date", "2022-10-01") == "2022年10月1日"
    assert said("month", "2014-06") == "2014年6月"
    assert said("money", "1200.50") == "1200.50元"
    assert [said("date", "长期"), said("month", "?"), said("money", "多"), said("text", "甲")] == [
        "长期",
        "?",
        "多",
        "甲",
    ]
