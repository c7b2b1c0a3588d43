"""What was written without a network comes in at the desk: by the same reading and the same acts as with one."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock
from tests.house import PASSWORD, granted
from tests.house import clerk as at_window
from tests.plans import shot

from banli.desk.offline.pages import SEEN
from banli.fieldwork.models import Activity
from banli.hall.models import FindingPhotograph, FindingRemark, Patrol, PatrolFinding
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.clock import now
from banli.licences.service import issue
from banli.province.load import SICHUAN, load_roads_of
from banli.roadside.models import Check

pytestmark = pytest.mark.usefixtures("house")
DIMENSIONS = ("punctuality", "work_area", "dress", "badge", "discipline", "safety")


def manager(name: str = "") -> Client:
    return at_desk(Role.HALL_MANAGER, "service-centre", name=name)


def set_up(client: Client, device: str = "") -> str:
    device = device or str(uuid4())
    answer = client.post("/desk/offline/devices/", {"device": device, "password": PASSWORD})
    assert answer.status_code == 200, answer.content
    return device


def record(device: str, kind: str, **fields: Any) -> dict[str, Any]:
    """A record as a device sends it, written just now."""
    seen = now() - timedelta(hours=1)
    return {
        "entry": str(uuid4()),
        "device": device,
        "kind": kind,
        "told_at": now().isoformat(),
        "seen": signing.dumps(seen.isoformat(), salt=SEEN),
        **fields,
    }


def round_of(device: str, **changes: Any) -> dict[str, Any]:
    sent = {f"mark.{one}": "yes" for one in DIMENSIONS}
    sent |= {"day": now().date().isoformat(), "slot": "morning", "inspectors": "巡查员甲", "route": "一楼"}
    sent |= {"mark.badge": "no", "badge.department": "transport", "badge.window": "transport-03"}
    sent |= {"badge.place": "交通窗口03号", "badge.note": "一人未佩戴工作牌"}
    return record(device, "patrol", **sent) | changes


def send(client: Client, sent: dict[str, Any]) -> Any:
    return client.post("/desk/offline/entries/", sent)


def test_the_page_and_its_worker_say_nothing_about_anybody() -> None:
    client = manager()
    page = client.get("/desk/offline/").content.decode()
    assert page == Client().get("/desk/offline/").content.decode()
    assert "csrf" not in page
    english = Client().get("/desk/offline/?language=en").content.decode()
    assert "Work without a network" in english
    worker = client.get("/desk/offline/worker.js")
    assert worker["Service-Worker-Allowed"] == "/desk/"
    told = json.loads(re.match(r"const SHELL = (.*);", worker.content.decode())[1])  # type: ignore[index]
    assert told["page"] == "/desk/offline/"
    assert all(one.startswith("/static/") for one in told["files"])


def test_a_device_is_set_up_by_the_password_and_the_secret_is_the_owners() -> None:
    client, device = manager(), str(uuid4())
    wrong = client.post("/desk/offline/devices/", {"device": device, "password": "not-the-password"})
    assert (wrong.status_code, wrong.json()["where"]) == (422, "password")
    assert client.get(f"/desk/offline/me/?device={device}").json()["secret"] == ""
    set_up(client, device)
    secret = client.get(f"/desk/offline/me/?device={device}").json()["secret"]
    assert len(secret) == 44
    told = client.get(f"/desk/offline/me/?device={device}").json()
    lasts = datetime.fromisoformat(told["opens_until"]) - datetime.fromisoformat(told["now"])
    assert (lasts, told["opens_for"]) == (timedelta(hours=72), 72)
    other = manager("other.manager")
    assert other.get(f"/desk/offline/me/?device={device}").json()["secret"] == ""
    set_up(other, device)
    assert other.get(f"/desk/offline/me/?device={device}").json()["secret"] not in ("", secret)
    assert Client().get("/desk/offline/me/").status_code == 302
    assert at_desk(Role.SIGNER).get("/desk/offline/me/").status_code == 403


def test_the_forms_are_those_that_one_may_send() -> None:
    told = manager().get("/desk/offline/kit/").json()["forms"]
    assert "patrol" in [one["key"] for one in told]
    html = next(one["html"] for one in told if one["key"] == "patrol")
    assert 'name="badge.photograph"' in html
    assert "csrfmiddlewaretoken" not in html
    clerks = at_desk(Role.CLERK).get("/desk/offline/kit/").json()["forms"]
    assert "patrol" not in [one["key"] for one in clerks]


def test_a_round_comes_in_once_with_its_photographs(clock: HeldClock) -> None:
    client = manager()
    sent = round_of(set_up(client))
    clock.move(hours=26)
    client = manager()  # the session has ended meanwhile
    first = send(client, {**sent, "badge.photograph": [shot(), shot(size=(80, 40))]})
    assert first.status_code == 200, first.content
    again = send(client, {**sent, "badge.photograph": shot()})
    assert again.json() == first.json()
    made, found = Patrol.objects.get(), PatrolFinding.objects.get()
    assert made.day.isoformat() == "2022-10-17"
    assert first.json()["url"] == f"/desk/hall/patrols/{made.public_id}/"
    assert found.photographs.count() == 2
    page = client.get(first.json()["url"]).content.decode()
    assert "补录" in page
    assert "断网时写于" in page


def test_a_bad_photograph_loses_nothing_else() -> None:
    client = manager()
    program = SimpleUploadedFile("a.jpg", b"MZ" + bytes(300), "image/jpeg")
    answer = send(client, round_of(set_up(client)) | {"badge.photograph": [program, shot()]})
    assert answer.status_code == 200
    assert len(answer.json()["notes"]) == 1
    assert FindingPhotograph.objects.count() == 1


def test_two_inspectors_without_a_network_make_one_finding_and_a_remark() -> None:
    one, other = manager(), manager("other.manager")
    first = send(one, round_of(set_up(one)))
    second = send(other, round_of(set_up(other), **{"badge.note": "仍未佩戴"}) | {"badge.photograph": shot()})
    assert (first.status_code, second.status_code) == (200, 200)
    found = PatrolFinding.objects.get()
    assert FindingRemark.objects.get().finding_id == found.pk
    assert found.photographs.count() == 1
    assert Patrol.objects.count() == 2


def test_what_cannot_be_is_told_at_its_fields_and_nothing_is_kept() -> None:
    client = manager()
    device = set_up(client)
    answer = send(client, round_of(device, **{"mark.dress": "", "badge.note": ""}))
    assert answer.status_code == 422
    assert {one["where"] for one in answer.json()["problems"]} == {"mark.dress", "badge.note"}
    tomorrow = send(client, round_of(device, day="2022-10-18"))
    assert (tomorrow.status_code, tomorrow.json()["problems"]) == (409, [])
    unknown = send(client, record(device, "nothing"))
    assert unknown.status_code == 422
    forged = send(client, round_of(device, seen=now().isoformat()))
    assert forged.status_code == 422
    assert not Patrol.objects.exists()


def test_a_clerk_cannot_send_a_round() -> None:
    client = at_desk(Role.CLERK)
    assert send(client, round_of(set_up(client))).status_code == 422
    assert not Patrol.objects.exists()


def test_outreach_comes_in_with_its_sentence() -> None:
    client = at_desk(Role.CLERK)
    device = set_up(client)
    sent = {
        "day": "2022-10-17",
        "reported_on": "2022-10-17",
        "department": "transport",
        "matter": "大件运输许可",
    }
    sent |= {"group": "service_quality", "targets": "某运输企业", "advised_on": "线路勘测"}
    told = record(device, "outreach", **sent)
    first, again = send(client, told), send(client, told)
    assert first.status_code == 200, first.content
    assert again.json() == first.json()
    made = Activity.objects.get()
    assert (made.kind, made.day.isoformat() if made.day else "") == ("outreach", "2022-10-17")
    assert made.report_text
    assert client.get(first.json()["url"]).status_code == 200
    wrong = send(client, record(device, "outreach", day="2022-10-17"))
    assert wrong.status_code == 422
    assert "department" in {one["where"] for one in wrong.json()["problems"]}


def test_a_check_at_a_toll_station_is_compared_when_it_comes_in() -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    permit = issue(by=at_window(), number=granted().number)
    client = at_desk(Role.CLERK)
    device = set_up(client)
    forms = {one["key"]: one for one in client.get("/desk/offline/kit/").json()["forms"]}
    (copy,) = forms["roadside"]["copy"]
    assert copy["names"] == [permit.face_number, permit.number, "川A12345"]
    assert permit.holder not in json.dumps(copy, ensure_ascii=False)
    sent = {"station": "简阳", "direction": "entry", "at": "2022-10-17 08:30", "tractor": "川A99999"}
    told = record(device, "roadside", **sent)
    answer = send(client, told)
    assert answer.status_code == 200, answer.content
    made = Check.objects.get()
    assert made.outcome == "turned_back"
    assert answer.json()["notes"][-1] == "川A99999没有查到通行证"
    assert send(client, told).json() == answer.json()
    later = send(client, record(device, "roadside", **sent | {"at": "2022-10-17 23:00"}))
    assert {one["where"] for one in later.json()["problems"]} == {"at"}
    other = at_desk(Role.CLERK, "hrss")
    assert "roadside" not in [one["key"] for one in other.get("/desk/offline/kit/").json()["forms"]]
