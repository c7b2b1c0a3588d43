"""From the ticket to the receipt: cases are tied to the visit they were handled at."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.desk.test_counter import hrss, sheet, typed, wanted
from tests.held_clock import HeldClock
from tests.house import open_house
from tests.tickets.hall import drawn

from banli.cases.models import Case
from banli.kernel.actors import VISITOR
from banli.ledger.service import events
from banli.tickets import service as tickets
from banli.tickets.models import Handled, Ticket

ITEM = "social-insurance-statement"


@pytest.fixture(autouse=True)
def _items() -> None:
    open_house("oversize-transport", ITEM)


def served() -> tuple[Client, Ticket]:
    """A window with somebody in front of it."""
    ticket, client = drawn("social-security"), hrss()
    client.post("/desk/queue/call/")
    client.post(f"/desk/queue/{ticket.number}/begin/")
    return client, ticket


def taken_in(client: Client, *, known: str = "") -> Case:
    sent = {**typed(ITEM, "own-statement"), "on_paper": wanted(ITEM, "own-statement"), "then": "take_in"}
    answer = client.post(sheet(client, ITEM), {**sent, "known": known})
    if answer.status_code == 422:
        return taken_in(client, known=" ".join(twin.mark for twin in answer.context["twins"]))
    return Case.objects.get(number=answer["Location"].split("/")[3])


def answers(client: Client) -> list[object]:
    """What a fresh form has in its fields."""
    page = client.get(sheet(client, ITEM))
    return [one.value for part in page.context["parts"] for one in part.questions]


def test_a_case_taken_in_belongs_to_the_ticket_at_the_window(clock: HeldClock) -> None:
    client, ticket = served()
    assert ticket.number in client.get("/desk/counter/").content.decode()
    first = taken_in(client)
    clock.move(minutes=4)
    second = taken_in(client)
    ticket.refresh_from_db()
    assert ticket.matters == 2
    rows = [(one.case_id, one.matter, one.asked) for one in tickets.handled_at(ticket)]
    assert rows == [(first.pk, 1, False), (second.pk, 2, False)]
    told = [(one.name, json.loads(one.body or "{}")) for one in events("ticket", ticket.subject)]
    assert [name for name, _body in told][-3:] == ["handled", "next_matter", "handled"]
    assert [body.get("case") for name, body in told if name == "handled"] == [first.number, second.number]
    assert first.number in client.get("/desk/queue/").context["handled"][0].case.number
    assert ticket.number in client.get(f"/desk/cases/{first.number}/").content.decode()


def test_who_they_are_is_read_once_for_all_matters() -> None:
    client, _ticket = served()
    taken_in(client)
    assert "陈远舟" in answers(client)


def test_without_a_ticket_nothing_is_tied_and_nobody_is_remembered() -> None:
    client = hrss()
    taken_in(client)
    assert not Handled.objects.exists()
    assert "陈远舟" not in answers(client)


def test_the_next_visitor_is_not_the_one_before() -> None:
    client, ticket = served()
    taken_in(client)
    client.post(f"/desk/queue/{ticket.number}/finish/")
    served()
    assert "陈远舟" not in answers(client)


def test_somebody_who_only_asks_came_all_the_same() -> None:
    client, ticket = served()
    case = taken_in(client)
    client.post(f"/desk/queue/{ticket.number}/finish/")
    client, second = served()
    declared = 1
    client.post("/desk/queue/ask/", {"case": f" {case.number} "})
    visits = tickets.visits_of(case, declared)
    assert (visits.counted, visits.asked, visits.number, visits.over) == (1, 1, 2, True)
    assert "到场2次" in client.get(f"/desk/cases/{case.number}/").content.decode()
    twice = client.post("/desk/queue/ask/", {"case": case.number})
    assert (twice.status_code, "已经记在这张号票上" in twice.content.decode()) == (409, True)
    assert second.pk == Handled.objects.get(asked=True).ticket_id


def test_a_case_that_there_is_not_is_told_at_its_field() -> None:
    client, _ticket = served()
    wrong = client.post("/desk/queue/ask/", {"case": "没有"})
    assert wrong.status_code == 422
    assert 'id="case-error"' in wrong.content.decode()
    assert wrong.context["asked"] == "没有"


def test_nobody_is_served_nobody_came() -> None:
    drawn("social-security")
    assert hrss().post("/desk/queue/ask/", {"case": "x"}).status_code == 404
    assert tickets.tie_cases(by=VISITOR, cases=[]) is None
