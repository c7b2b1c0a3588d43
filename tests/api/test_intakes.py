"""Systems of departments deliver exchange files over HTTP: announced, sent in pieces, taken in by a job."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.held_clock import HeldClock
from tests.intake.conftest import furnish
from tests.intake.exchange import accepted, as_csv, take

from banli.cases.models import Case
from banli.catalogue.service import KINDS
from banli.intake.models import SourceToken, Upload
from banli.intake.service import CHUNK_LIMIT, FILE_LIMIT, FOLDER_LIMIT, make_token, revoke_token
from banli.intake.states import UploadState
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Missing
from banli.people.rules import ALLOWED_FROM
from banli.province import registers
from banli.site import jobs

SHA = hashlib.sha256
Send = Callable[..., tuple[int, Any]]


@pytest.fixture
def city(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The token of a source that has registered its items."""
    monkeypatch.setattr(registers, "KINDS", {kind: KINDS[kind] for kind in ("01", "06", "20")})
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path / "data")
    furnish(tmp_path)
    return make_token(by=SYSTEM, source="city")


@pytest.fixture
def send(city: str) -> Send:
    """Ask as the source's system does: status and answer."""
    client = Client(headers={"accept-language": "en"}, enforce_csrf_checks=True)

    def sent(method: str, address: str = "", data: Any = None, token: str = city) -> tuple[int, Any]:
        kind = "application/octet-stream" if isinstance(data, bytes) else "application/json"
        headers = {"authorization": f"Bearer {token}"} if token else {}
        ask = getattr(client, method)
        more = {} if method == "get" else {"data": data, "content_type": kind}
        answer: Any = ask(f"/api/v1/intakes{address}", headers=headers, **more)
        assert "Set-Cookie" not in answer
        if answer["Content-Type"].startswith("text/csv"):
            return answer.status_code, b"".join(answer).decode("utf-8-sig")
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json"
        return answer.status_code, answer.json()

    return sent


def announced(data: bytes = b"", **more: Any) -> dict[str, Any]:
    data = data or rows()
    told = {"source": "city", "name": "up_pro_accept.csv", "size": len(data), "digest": SHA(data).hexdigest()}
    return {**told, **more}


def rows() -> bytes:
    """Forty acceptances and one on an impossible day."""
    return as_csv([*(accepted(one) for one in range(40)), accepted(40, at="2022-13-01")])


def delivered(send: Send, data: bytes) -> str:
    """The address of an upload that is complete."""
    _status, told = send("post", data=announced(data))
    assert send("put", f"/{told['id']}/content?offset=0", data)[0] == 200
    assert send("post", f"/{told['id']}/complete")[0] == 202
    return f"/{told['id']}"


def test_a_file_comes_in_pieces_and_a_job_takes_it_in(send: Send) -> None:
    data = rows()
    status, told = send("post", data=announced(data))
    assert (status, told["state"], told["offset"]) == (201, "open", 0)
    place, half = f"/{told['id']}", len(data) // 2
    assert send("put", f"{place}/content?offset=0", data[:half])[1]["offset"] == half
    assert send("put", f"{place}/content?offset={half}", data[half:])[1]["offset"] == len(data)
    status, told = send("post", f"{place}/complete")
    assert (status, told["state"], Case.objects.count()) == (202, "waiting", 0)
    (job,) = ProcrastinateJob.objects.filter(task_name="banli.upload")
    jobs.upload(**job.args)
    told = send("get", place)[1]
    assert (told["state"], told["done"], told["faults"]) == ("done", len(data), [])
    assert told["rows"] == {"read": 41, "new": 40, "same": 0, "corrected": 0, "rejected": 1}
    assert Case.objects.filter(source="city").count() == 40
    head, row = send("get", f"{place}/rejects")[1].splitlines()
    assert head == "line,field,value,原因,reason"
    assert row.startswith("42,accept_date,2022-13-01,")
    assert not any((settings.DATA_FOLDER / "uploads").iterdir())


def test_the_same_file_again_answers_the_same_intake(send: Send) -> None:
    data = rows()
    place = delivered(send, data)
    jobs.uploads(0)
    status, told = send("post", data=announced(data, name="up_pro_accept-again.csv"))
    assert (status, f"/{told['id']}", told["state"], told["rows"]["new"]) == (200, place, "done", 40)
    assert send("post", f"{place}/complete")[1]["state"] == "done"
    assert Case.objects.count() == 40


def test_a_file_that_was_taken_in_by_the_command_is_done(send: Send, tmp_path: Path) -> None:
    file = tmp_path / "up_pro_accept.csv"
    file.write_bytes(rows())
    assert take(file)["fresh"] == 40
    status, told = send("post", data=announced())
    assert (status, told["state"], told["rows"]["new"]) == (200, "done", 40)


def test_after_a_kill_it_goes_on_where_the_disk_and_the_record_agree(send: Send) -> None:
    data = rows()
    place = f"/{send('post', data=announced(data))[1]['id']}"
    send("put", f"{place}/content?offset=0", data[:1000])
    path = Upload.objects.get().path(settings.DATA_FOLDER / "uploads")
    with path.open("ab") as file:
        file.write(b"half a piece that was never marked")
    assert send("get", place)[1]["offset"] == 1000
    status, answer = send("put", f"{place}/content?offset=1034", data[1034:])
    assert (status, answer["offset"], answer["detail"]) == (409, 1000, "The next piece begins at byte 1000.")
    send("put", f"{place}/content?offset=1000", data[1000:])
    assert path.read_bytes() == data
    path.unlink()
    assert send("get", place)[1]["offset"] == 0
    assert send("post", f"{place}/complete")[0] == 409
    send("put", f"{place}/content?offset=0", data)
    assert send("post", f"{place}/complete")[0] == 202


def test_a_job_that_was_killed_is_taken_over(send: Send, clock: HeldClock) -> None:
    place = delivered(send, rows())
    Upload.objects.update(state=UploadState.RUNNING, tries=1)
    jobs.uploads(0)
    assert send("get", place)[1]["state"] == "running"
    clock.move(minutes=6)
    jobs.uploads(0)
    assert send("get", place)[1]["state"] == "done"
    assert Case.objects.count() == 40


def test_what_breaks_off_every_job_is_given_up_and_may_come_anew(send: Send, clock: HeldClock) -> None:
    data = rows()
    place = delivered(send, data)
    Upload.objects.update(state=UploadState.RUNNING, tries=5)
    clock.move(minutes=6)
    jobs.uploads(0)
    told = send("get", place)[1]
    assert (told["state"], "5 times" in told["faults"][0]) == ("failed", True)
    assert send("post", data=announced(data))[0] == 201
    assert delivered(send, data) == place
    jobs.uploads(0)
    assert send("get", place)[1]["state"] == "done"


def test_another_digest_drops_what_came(send: Send) -> None:
    data = rows()
    place = f"/{send('post', data=announced(data))[1]['id']}"
    send("put", f"{place}/content?offset=0", data[:-1] + b"X")
    status, answer = send("post", f"{place}/complete")
    assert (status, answer["problems"][0]["where"]) == (422, "digest")
    assert not ProcrastinateJob.objects.filter(task_name="banli.upload").exists()
    assert send("get", place)[1]["offset"] == 0
    assert delivered(send, data) == place


def test_a_file_that_cannot_be_read_says_why(send: Send) -> None:
    place = delivered(send, b"colour,shape\nred,round\n")
    jobs.uploads(0)
    told = send("get", place)[1]
    assert told["state"] == "failed"
    assert "lacks the columns" in told["faults"][0]
    assert send("get", f"{place}/rejects")[0] == 404


def test_parquet_with_text_in_gbk_fails_with_its_fault(send: Send) -> None:
    data = (Path(__file__).parents[1] / "intake" / "inputs" / "gbk-up_pro_process.parquet").read_bytes()
    told = send("post", data=announced(data, name="up_pro_process.parquet"))[1]
    send("put", f"/{told['id']}/content?offset=0", data)
    send("post", f"/{told['id']}/complete")
    jobs.uploads(0)
    told = send("get", f"/{told['id']}")[1]
    assert (told["state"], told["rows"]["read"]) == ("failed", 0)
    assert "process_name" in told["faults"][0]


def test_what_nobody_foresaw_fails_with_words_and_not_for_ever(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = delivered(send, rows())

    def broken(**_words: Any) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("banli.province.exchange.take_in_files", broken)
    jobs.uploads(0)
    told = send("get", place)[1]
    assert told["state"] == "failed"
    assert "RuntimeError" in told["faults"][0]


def test_the_encoding_may_be_told_and_told_again(send: Send) -> None:
    heading = b"project_no,process_name,event_end_time\n"
    data = heading + "N1,路,2022-03-01\n".encode("gb18030")
    name = "up_pro_process.csv"
    place = f"/{send('post', data=announced(data, name=name))[1]['id']}"
    send("put", f"{place}/content?offset=0", data)
    send("post", f"{place}/complete")
    jobs.uploads(0)
    told = send("get", place)[1]
    assert (told["state"], told["encoding"], "GB18030" in told["faults"][0]) == ("failed", "", True)
    status, told = send("post", data=announced(data, name=name, encoding="GBK"))
    assert (status, told["encoding"]) == (201, "gbk")
    send("put", f"{place}/content?offset=0", data)
    send("post", f"{place}/complete")
    jobs.uploads(0)
    told = send("get", place)[1]
    assert (told["state"], told["rows"]["rejected"]) == ("done", 1)
    status, answer = send("post", data=announced(data, name=name, encoding="big5"))
    assert (status, answer["problems"][0]["where"]) == (422, "encoding")


def test_a_formula_stays_text_in_the_rejects(send: Send) -> None:
    data = (Path(__file__).parents[1] / "intake" / "inputs" / "formula-up_pro_accept.csv").read_bytes()
    place = delivered(send, data)
    jobs.uploads(0)
    _head, row = csv.reader(send("get", f"{place}/rejects")[1].splitlines())
    assert row[1:3] == ["project_no", '\'=HYPERLINK("http://x","点这里")']


def test_a_piece_is_sent_without_a_content_encoding(send: Send, city: str) -> None:
    place = send("post", data=announced())[1]["id"]
    answer = Client().put(
        f"/api/v1/intakes/{place}/content?offset=0",
        data=b"x",
        content_type="application/octet-stream",
        headers={"authorization": f"Bearer {city}", "content-encoding": "gzip"},
    )
    assert answer.status_code == 422


def test_more_than_was_announced_and_more_than_is_taken_is_refused(send: Send) -> None:
    data = rows()
    place = f"/{send('post', data=announced(data))[1]['id']}"
    status, answer = send("put", f"{place}/content?offset=0", data + b"\n")
    assert (status, answer["problems"][0]["where"]) == (422, "offset")
    assert send("put", f"{place}/content?offset=0", b"")[0] == 422
    assert send("put", f"{place}/content?offset=0", b"x" * (CHUNK_LIMIT + 1))[0] == 413
    assert send("get", place)[1]["offset"] == 0
    assert send("post", data=announced(b"big", size=FILE_LIMIT + 1))[0] == 413
    for one in range(FOLDER_LIMIT // FILE_LIMIT - 1):
        assert send("post", data=announced(b"%d" % one, size=FILE_LIMIT))[0] == 201
    status, answer = send("post", data=announced(b"last", size=FILE_LIMIT))
    assert (status, answer["detail"]) == (413, "Too much is waiting to be taken in; try again later.")


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("name", "../up_pro_accept.csv"),
        ("name", "/etc/up_pro_accept.csv"),
        ("name", "up_pro_accept.exe"),
        ("name", ".csv"),
        ("size", 0),
        ("size", "many"),
        ("digest", "0" * 63),
        ("digest", "g" * 64),
    ],
)
def test_an_announcement_is_refused_at_its_place(send: Send, where: str, value: Any) -> None:
    status, answer = send("post", data=announced(**{where: value}))
    assert (status, [one["where"] for one in answer["problems"]]) == (422, [where])
    assert not Upload.objects.exists()


def test_what_is_no_json_is_a_problem(send: Send) -> None:
    assert send("post", data="{")[0] == 422


def test_another_source_sees_nothing(send: Send) -> None:
    data = rows()
    place = delivered(send, data)
    other = make_token(by=SYSTEM, source="county")
    for method, address in (
        ("get", place),
        ("put", f"{place}/content?offset=0"),
        ("post", f"{place}/complete"),
        ("get", f"{place}/rejects"),
    ):
        there = send(method, address, data, token=other)
        nowhere = send(method, address.replace(place, f"/{uuid4()}"), data, token=other)
        assert there == nowhere
        assert there[0] == 404
    assert send("post", data=announced(data), token=other)[0] == 403
    assert send("post", data=announced(data, source="county"), token=other)[0] == 201


def test_without_a_good_token_nothing_opens_and_tries_are_counted(
    send: Send, city: str, clock: HeldClock
) -> None:
    name, _, secret = city.partition(".")
    wrong = ("", "nonsense", f"{name}.{secret[:-1]}", f"{name}.", f".{secret}")
    for token in (*wrong, *["nonsense"] * (ALLOWED_FROM + 1 - len(wrong))):
        status, answer = send("post", data=announced(), token=token)
        assert (status, answer["title"]) == (401, "No good token")
    assert send("post", data=announced())[0] == 429
    clock.move(minutes=16)
    assert send("post", data=announced())[0] == 201


def test_a_token_is_kept_as_a_digest_and_ends_with_the_next(send: Send, city: str) -> None:
    kept = SourceToken.objects.get()
    assert city.partition(".")[2] not in f"{kept.name} {kept.digest}"
    later = make_token(by=SYSTEM, source="city")
    assert send("post", data=announced())[0] == 401
    assert send("post", data=announced(), token=later)[0] == 201
    revoke_token(by=SYSTEM, source="city")
    assert send("post", data=announced(), token=later)[0] == 401
    with pytest.raises(Missing):
        revoke_token(by=SYSTEM, source="city")


def test_an_upload_that_nobody_goes_on_with_is_dropped(send: Send, clock: HeldClock) -> None:
    data = rows()
    place = f"/{send('post', data=announced(data))[1]['id']}"
    send("put", f"{place}/content?offset=0", data[:100])
    clock.move(days=8)
    jobs.clean(0)
    assert send("get", place)[0] == 404
    assert not any((settings.DATA_FOLDER / "uploads").iterdir())


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u202e", "\ue000", "\U0001f600", "\ufffe", "\ud800"])
@pytest.mark.parametrize("field", ["source", "name", "digest", "encoding"])
def test_an_announcement_that_cannot_be_written_down_is_a_problem(
    send: Send, field: str, character: str
) -> None:
    wrong: dict[str, Any] = {field: f"up_pro_accept{character}.csv"[-40:]}
    status, told = send("post", data=announced(**wrong))
    assert 400 <= status < 500
    assert told["title"]
    assert not Upload.objects.exists()
