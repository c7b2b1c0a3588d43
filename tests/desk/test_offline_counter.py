"""The counter without a network: numbers, tickets and applications that come in later, for the day on the device."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.desk.test_counter import typed, wanted
from tests.desk.test_offline import record, send, set_up
from tests.held_clock import HeldClock
from tests.house import OVERSIZE
from tests.house import clerk as at_window
from tests.plans import shot
from tests.tickets.hall import load_plan

from banli.cases.models import Case, Material
from banli.cases.service import query_password, timeline
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.clock import now, today
from banli.ledger.service import Event, verify
from banli.numbering.service import take
from banli.offline.acts import receiving
from banli.offline.models import LeasedNumber, Received
from banli.offline.service import void_leases
from banli.tickets.models import Ticket
from banli.tickets.service import at_window as ticket_at
from banli.tickets.service import call_next, lapse_tickets
from banli.tickets.service import counts as tickets_in
from banli.tickets.service import recounted as tickets_recounted

pytestmark = pytest.mark.usefixtures("house")
CASES, LINE = f"case:{OVERSIZE}", "ticket:transport"
Number = dict[str, Any]


@pytest.fixture(autouse=True)
def plan(house: None) -> None:
    load_plan()


def leased(client: Client, device: str, key: str = CASES) -> list[Number]:
    """The numbers of ``key`` that the device holds."""
    answer = client.post("/desk/offline/numbers/", {"device": device})
    assert answer.status_code == 200, answer.content
    return cast("list[Number]", answer.json()["numbers"][key])


def application(
    device: str, number: Number, example: str = "class-two", item: str = OVERSIZE, **changes: Any
) -> dict[str, Any]:
    """An application as a device sends it, written just now."""
    fields = typed(item, example) | {
        "on_paper": wanted(item, example),
        "revision": "1",
        "serial": number["serial"],
        "number": number["number"],
    }
    return record(device, f"intake:{item}", **fields) | changes


def ticket(device: str, number: Number, **changes: Any) -> dict[str, Any]:
    """A ticket as a device sends it, drawn just now."""
    fields = {"service": "transport", "group": "", "serial": number["serial"], "number": number["number"]}
    return record(device, "ticket", **fields) | changes


def at(minutes: int) -> str:
    return (now() + timedelta(minutes=minutes)).isoformat()


def test_the_numbers_of_a_window_and_what_its_papers_say() -> None:
    client = clerk()
    device = set_up(client)
    tickets, cases = leased(client, device, LINE), leased(client, device)
    assert [one["number"] for one in tickets][:2] == ["B001", "B002"]
    assert leased(client, device) == cases
    first = cases[0]
    assert first["number"].endswith("202210170001")
    assert first["password"] == query_password(first["number"])
    assert first["due"] == "2022-10-24"
    assert take(f"ticket:{today().isoformat()}:B") == len(tickets) + 1
    back = json.dumps({CASES: [one["serial"] for one in cases]})
    assert client.post("/desk/offline/numbers/", {"device": device, "back": back}).json() == {"returned": 4}
    wrong = client.post("/desk/offline/numbers/", {"device": device, "back": "{"})
    assert wrong.status_code == 422
    assert client.post("/desk/offline/numbers/", {"device": str(uuid4())}).status_code == 404


def test_the_form_asks_what_the_item_asks_by_its_own_rules() -> None:
    client = clerk()
    forms = {one["key"]: one for one in client.get("/desk/offline/kit/").json()["forms"]}
    html, paper = forms[f"intake:{OVERSIZE}"]["html"], forms[f"intake:{OVERSIZE}"]["paper"]
    assert 'name="f.carrier"' in html
    assert 'name="file.' in html
    rules = json.loads(re.search(r'data-rules="([^"]*)"', html)[1].replace("&quot;", '"'))  # type: ignore[index]
    assert rules["when"]["trailer_plate"] == {
        "field": "vehicle_type",
        "op": "!=",
        "value": "truck",
        "other": "",
    }
    assert "carrier" in rules["required"]
    assert 'data-fill="password"' in paper
    assert "ticket" in forms
    carried_about = at_desk(Role.CLERK, name="nowhere").get("/desk/offline/kit/").json()["forms"]
    assert not {"ticket", f"intake:{OVERSIZE}"} & {one["key"] for one in carried_about}


def test_an_application_counts_for_the_day_on_the_device(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    number = leased(client, device)[0]
    sent, taken_at = application(device, number), now()
    clock.move(days=2, hours=3)  # Wednesday noon
    void_leases(by=SYSTEM)
    client = clerk()
    first = send(client, sent)
    assert first.status_code == 200, first.content
    assert first.json()["notes"] == []
    assert send(client, sent).json() == first.json()
    case = Case.objects.get()
    assert case.number == number["number"]
    assert (case.submitted_at, case.received_on) == (taken_at, taken_at.date())
    assert str(case.due_on) == number["due"]
    assert (case.channel, case.window_id, case.visits) == ("counter", "transport-03", 1)
    event = timeline(case)[0]
    assert (event.at, event.recorded_at) == (taken_at, now())
    told = json.loads(event.body)
    assert (told["offline"], told["late"]) == (True, True)
    page = client.get(first.json()["url"]).content.decode()
    assert 'tag--warning">补录' in page
    assert "断网收件" in page
    assert verify().ok


def test_the_receipt_says_what_the_paper_said() -> None:
    client = clerk()
    device = set_up(client)
    number = leased(client, device)[0]
    assert send(client, application(device, number)).status_code == 200
    case = Case.objects.get()
    page = client.get(f"/desk/cases/{case.number}/receipt/").content.decode()
    for said in (
        number["query"],
        number["password"],
        *(number[one].replace("&", "&amp;") for one in ("qr", "rating_qr")),
    ):
        assert said in page
    assert str(case.due_on) == number["due"]
    same_day = client.get(f"/desk/cases/{case.number}/").content.decode()
    assert "断网时写于" in same_day
    assert 'tag--warning">补录' not in same_day


def test_a_fault_comes_back_at_its_field_and_the_number_stays(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    number = leased(client, device)[0]
    sent = application(device, number, **{"f.agent_mobile": "12"})
    wrong = send(client, sent)
    assert wrong.status_code == 422
    assert {one["where"] for one in wrong.json()["problems"]} == {"agent_mobile"}
    assert not Case.objects.exists()
    assert not Received.objects.exists()
    assert not Material.objects.exists()
    clock.move(days=1)
    right = send(clerk(), sent | {"f.agent_mobile": typed(OVERSIZE, "class-two")["f.agent_mobile"]})
    assert right.status_code == 200, right.content
    assert Case.objects.get().number == number["number"]


def test_photographs_come_with_their_material() -> None:
    client = clerk()
    device = set_up(client)
    paper = wanted(OVERSIZE, "class-two")
    sent = application(device, leased(client, device)[0], on_paper=paper[1:])
    assert send(client, {**sent, f"file.{paper[0]}": shot()}).status_code == 200
    rows = {one.key: one.file for one in Material.objects.filter(case=Case.objects.get())}
    assert rows[paper[0]] is not None
    assert set(rows) == set(paper)


@pytest.mark.django_db(transaction=True)
def test_a_server_killed_in_the_middle_of_taking_in_leaves_nothing_and_takes_it_in_afterwards(
    house: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = clerk()
    device = set_up(client)
    number = leased(client, device)[0]
    sent = application(device, number)

    def dies(**_told: Any) -> int:
        assert Case.objects.count() == 1  # the act is done, the note that it came in is not
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "append", dies)
        client.raise_request_exception = False
        assert send(client, sent).status_code == 503
    connection.close()
    assert (Case.objects.count(), Received.objects.count()) == (0, 0)
    assert LeasedNumber.objects.filter(state="used").count() == 0
    first = send(client, sent)
    assert first.status_code == 200
    assert send(client, sent).json() == first.json()
    assert [one.number for one in Case.objects.all()] == [number["number"]]


def test_a_ticket_drawn_called_and_served_comes_in_as_it_was(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    number = leased(client, device, LINE)[0]
    sent = ticket(device, number, called_at=at(4), begun_at=at(5), ended_at=at(15))
    drawn_at = now()
    clock.move(hours=2)
    client = clerk()
    first = send(client, sent)
    assert first.status_code == 200, first.content
    assert send(client, sent).json() == first.json()
    made = Ticket.objects.get()
    assert (made.number, made.state, made.channel, made.matters) == ("B001", "done", "counter", 1)
    minutes = [4, 5, 15]
    assert [made.called_at, made.begun_at, made.ended_at] == [
        drawn_at + timedelta(minutes=n) for n in minutes
    ]
    events = Event.objects.filter(topic="ticket").order_by("seq")
    assert [one.name for one in events] == ["drawn", "taken", "called", "begun", "finished"]
    assert all(one.recorded_at == now() for one in events)
    assert [one.at for one in events][-1] == made.ended_at
    assert tickets_recounted(today()) == tickets_in(today()) == {"done": 1}
    assert verify().ok


def test_a_ticket_that_was_only_drawn_stands_in_line(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    sent = ticket(device, leased(client, device, LINE)[0])
    clock.move(minutes=20)
    assert send(clerk(), sent).status_code == 200
    assert call_next(by=at_window()).number == "B001"


def test_served_tickets_come_in_while_somebody_else_is_at_the_window(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    one, two, three = leased(client, device, LINE)[:3]
    done = ticket(device, one, called_at=at(1), begun_at=at(2), ended_at=at(3))
    called = ticket(device, two, called_at=at(4))
    waits = ticket(device, three)
    clock.move(minutes=30)
    client = clerk()
    assert send(client, waits).status_code == 200
    call_next(by=at_window())
    assert send(client, done).json()["notes"] == []
    (note,) = send(client, called).json()["notes"]
    assert "重新呼叫" in note
    here = ticket_at("transport-03")
    assert here is not None
    assert here.number == "B003"
    assert tickets_in(today()) == tickets_recounted(today()) == {"called": 1, "done": 1, "waiting": 1}


def test_a_ticket_of_yesterday_is_recorded_late_and_lapses(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    sent = ticket(device, leased(client, device, LINE)[0])
    clock.move(days=1)
    assert send(clerk(), sent).status_code == 200
    assert json.loads(Event.objects.get(name="entry_received").body)["late"] is True
    assert lapse_tickets(by=SYSTEM) == 1


def test_a_step_lies_between_the_drawing_and_now(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    sent = ticket(device, leased(client, device, LINE)[0], called_at=at(-60), begun_at=at(600), ended_at="x")
    drawn_at = now()
    clock.move(minutes=10)
    assert send(clerk(), sent).status_code == 200
    made = Ticket.objects.get()
    assert (made.called_at, made.begun_at, made.state) == (drawn_at, now(), "serving")


def test_a_ticket_drawn_while_the_hall_was_closed_is_refused(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    clock.set("2022-10-17T12:30")
    client = clerk()
    sent = ticket(device, leased(client, device, LINE)[0])
    clock.move(hours=1)
    assert send(clerk(), sent).status_code == 409
    assert not Ticket.objects.exists()
