"""Files of the exchange become cases, chained events and counts; once, whatever their format."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.intake.exchange import accepted, as_csv, ended, item, number, take, write

from banli.cases.models import Case
from banli.intake.models import Delivery, Part, SourceItem
from banli.intake.service import ingest
from banli.kernel.actors import VISITOR
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Denied, Refused
from banli.ledger.service import events, position, verify
from banli.province.exchange import folding
from banli.statistics.service import statement

MARCH = (date(2022, 3, 1), date(2022, 3, 31))


def counted(group: int = 0) -> tuple[int, int]:
    values = statement(*MARCH).rows[group].values
    return values["accepted"], values["completed"]


def record(serial: int, kind: str = "01") -> list[tuple[str, datetime, str]]:
    case = Case.objects.get(number=number(serial, kind))
    found = events("case", str(case.pk))
    assert bytes(found[-1].digest) == bytes(case.head)
    assert (found[-1].seq, [one.seq for one in found]) == (case.version, list(range(1, case.version + 1)))
    return [(one.name, one.at.astimezone(SHANGHAI), one.body) for one in found]


@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet"])
def test_a_package_becomes_cases_events_and_counts(house: Path, ending: str) -> None:
    package = house / "march"
    write(package / f"up_pro_accept.{ending}", [accepted(1), accepted(2, apply_type="2")])
    write(package / f"up_pro_result.{ending}", [ended(1)])
    assert take(package) == {"read": 3, "fresh": 3, "same": 0, "corrected": 0, "rejected": 0}
    case = Case.objects.get(number=number(1))
    assert (case.state, case.result, case.source, case.channel) == ("granted", "0", "city", "counter")
    assert (case.department_id, case.kind, case.statutory_due_on) == ("transport", "01", date(2022, 3, 29))
    assert record(1) == [
        (
            "accepted",
            datetime(2022, 3, 1, 9, 30, tzinfo=SHANGHAI),
            '{"accepted_on":"2022-03-01","limit_days":20,"promised_due":"2022-03-10","statutory_due":"2022-03-29"}',
        ),
        (
            "granted",
            datetime(2022, 3, 4, 16, 0, tzinfo=SHANGHAI),
            '{"accepted_on":"2022-03-01","limit_days":20,"promised_due":"2022-03-10","statutory_due":"2022-03-29",'
            '"took_days":3}',
        ),
    ]
    waiting = Case.objects.get(number=number(2))
    assert (waiting.state, waiting.completed_at, waiting.channel) == ("in_review", None, "online")
    assert verify().ok
    assert counted() == (2, 1)


def test_the_same_files_add_nothing_the_second_time(house: Path) -> None:
    package = house / "march"
    write(package / "up_pro_accept.csv", [accepted(1)])
    write(package / "up_pro_result.csv", [ended(1)])
    first, before = take(package), position()
    assert take(package) == first
    renamed = house / "other" / "copy-of-up_pro_accept.csv"
    renamed.parent.mkdir()
    renamed.write_bytes((package / "up_pro_accept.csv").read_bytes())
    take(renamed)
    assert (position(), counted(), Delivery.objects.count()) == (before, (1, 1), 3)


def test_the_same_rows_in_another_file_are_the_same(house: Path) -> None:
    take(write(house / "a" / "up_pro_accept.csv", [accepted(1), accepted(2)]))
    again = write(house / "b" / "up_pro_accept.ndjson", [accepted(2), accepted(1), accepted(3)])
    assert take(again) == {"read": 3, "fresh": 1, "same": 2, "corrected": 0, "rejected": 0}
    assert counted() == (3, 0)


def test_a_result_may_come_in_a_later_file(house: Path) -> None:
    take(write(house / "a" / "up_pro_accept.csv", [accepted(1)]))
    take(write(house / "b" / "up_pro_result.csv", [ended(1)]))
    assert [name for name, _at, _body in record(1)] == ["accepted", "granted"]
    assert '"took_days":3' in record(1)[1][2]
    assert (Case.objects.get().state, counted(), verify().ok) == ("granted", (1, 1), True)


RESULTS: list[tuple[str, str, str]] = [
    ("0", "granted", "granted"),
    ("1", "refused", "refused"),
    ("2", "voided", "voided"),
    ("3", "voided", "voided"),
    ("4", "forwarded", "forwarded"),
    ("5", "withdrawn", "withdrawn"),
    ("6", "not_accepted", "not_accepted"),
]


@pytest.mark.parametrize(("result", "event", "state"), RESULTS)
@pytest.mark.parametrize("later", [False, True])
def test_every_national_result_has_its_event_and_state(
    house: Path, result: str, event: str, state: str, later: bool
) -> None:
    end = write(house / "p" / "up_pro_result.csv", [ended(1, result=result)])
    begin = write((house / "q" if later else house / "p") / "up_pro_accept.csv", [accepted(1)])
    take(begin) if later else None
    take(end if later else house / "p")
    case = Case.objects.get()
    assert (case.state, case.result, record(1)[-1][0]) == (state, result, event)


def test_an_inspection_may_end_without_ever_being_accepted_and_a_licence_may_not(house: Path) -> None:
    rows = [ended(1, kind="06"), ended(2), ended(3, result="6")]
    assert take(write(house / "up_pro_result.csv", rows))["rejected"] == 1
    assert [case.number for case in Case.objects.order_by("id")] == [number(1, "06"), number(3)]
    assert (counted(), counted(2)) == ((0, 1), (0, 1))


def test_a_special_procedure_stops_and_resumes(house: Path) -> None:
    special = {"special_name": '专家\\评审 "甲"', "dataver": "1"}
    write(house / "p" / "up_pro_accept.csv", [accepted(1), accepted(2)])
    write(
        house / "p" / "up_pro_special_procedure.csv",
        [
            {
                "project_no": number(1),
                "special_time": "2022-03-02",
                "end_time": "2022-03-03 17:00",
                **special,
            },
            {"project_no": number(2), "special_time": "2022-03-02 10:00", "end_time": "", **special},
        ],
    )
    write(house / "p" / "up_pro_result.csv", [ended(1)])
    assert take(house / "p")["fresh"] == 5
    assert [name for name, _at, _body in record(1)] == ["accepted", "paused", "resumed", "granted"]
    assert record(1)[1][2] == '{"procedure":"专家\\\\评审 \\"甲\\""}'
    assert '"promised_due":"2022-03-10"' in record(1)[2][2]
    case = Case.objects.get(number=number(2))
    assert (case.state, case.paused_on) == ("paused", date(2022, 3, 2))
    later = {"project_no": number(2), "special_time": "2022-03-02 10:00", "end_time": "2022-03-08", **special}
    assert take(write(house / "up_pro_special_procedure.csv", [later]))["fresh"] == 1
    assert Case.objects.get(number=number(2)).state == "in_review"
    assert verify().ok


def test_steps_are_recorded(house: Path) -> None:
    step = {
        "process_name": "审核",
        "event_name": "同意",
        "event_end_time": "2022-03-02 11:00:00",
        "dataver": "1",
    }
    write(house / "p" / "up_pro_accept.csv", [accepted(1)])
    write(house / "p" / "up_pro_process.csv", [{"project_no": number(1), **step}])
    take(house / "p")
    assert record(1)[1][0::2] == ("step_finished", '{"action":"同意","step":"审核"}')
    again = write(
        house / "q" / "up_pro_process.csv", [{"project_no": number(1), **step, "event_name": "不同意"}]
    )
    assert take(again)["fresh"] == 1


def test_a_catalogued_item_needs_no_registering(house: Path) -> None:
    from tests.house import OVERSIZE, open_house

    from banli.catalogue.service import current

    open_house()
    task = current(OVERSIZE).spec.task_code
    row = accepted(1, task_code=task, project_no=f"{task}20220301X1")
    assert take(write(house / "up_pro_accept.csv", [row]))["fresh"] == 1
    assert Case.objects.get().revision_id == current(OVERSIZE).id


def test_an_item_registered_again_is_changed_and_a_wrong_one_is_rejected(house: Path) -> None:
    rows: list[dict[str, Any]] = [
        item(promise_day="5"),
        item("06"),
        item("01", 2),
        item("01", 3, promise_day="30"),
        item("77"),
        item("01", 4, dept_code="nowhere"),
        {**item(), "task_code": "short"},
    ]
    told = take(write(house / "up_task.ndjson", rows))
    assert told == {"read": 7, "fresh": 1, "same": 1, "corrected": 1, "rejected": 4}
    assert SourceItem.objects.get(task_code=item()["task_code"]).promised == 5


def test_files_of_different_encodings_say_the_same(house: Path) -> None:
    rows = [accepted(1, remark="补齐，补正"), accepted(2, remark="“特别程序”")]
    for place, data in {
        "plain": as_csv(rows),
        "marked": b"\xef\xbb\xbf" + as_csv(rows),
        "national": as_csv(rows, "gb18030"),
        "windows": as_csv(rows).replace(b"\n", b"\r\n"),
    }.items():
        path = house / place / "up_pro_accept.csv"
        path.parent.mkdir()
        path.write_bytes(data)
        assert take(path)["rejected"] == 0, place
    assert counted() == (2, 0)


def test_a_large_file_is_taken_in_by_several_hands(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from banli.intake.rules import parquet

    monkeypatch.setattr(parquet, "ROWS", 40)
    monkeypatch.setattr("banli.intake.acts.run.ROWS", 40)
    write(town / "a" / "up_pro_accept.parquet", [accepted(one) for one in range(400)])
    write(town / "a" / "up_pro_result.parquet", [ended(one) for one in reversed(range(300))])
    assert take(town / "a", workers=2) == {
        "read": 700,
        "fresh": 700,
        "same": 0,
        "corrected": 0,
        "rejected": 0,
    }
    assert (counted(), verify().ok, Part.objects.count()) == ((400, 300), True, 19)


def test_only_the_platform_takes_in(house: Path) -> None:
    path = write(house / "up_pro_accept.csv", [accepted(1)])
    with pytest.raises(Denied):
        ingest(by=VISITOR, source="city", paths=[path], fold=folding())
    with pytest.raises(Refused, match="1"):
        take(path, source=" ")


def test_a_case_of_another_system_is_left_alone(house: Path) -> None:
    take(write(house / "a" / "up_pro_accept.csv", [accepted(1)]))
    take(write(house / "b" / "up_task.csv", [item()]), source="county")
    told = take(write(house / "c" / "up_pro_accept.csv", [accepted(1, dataver="2")]), source="county")
    assert told["rejected"] == 1
    assert Case.objects.get().source == "city"
