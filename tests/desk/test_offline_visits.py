"""An application that was taken in without a network stands on the visit of the ticket that was served then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.desk.test_offline import send, set_up
from tests.desk.test_offline_counter import LINE, application, at, leased, ticket
from tests.held_clock import HeldClock
from tests.house import person
from tests.tickets.hall import load_plan

from banli.cases.models import Case
from banli.kernel.actors import Role
from banli.kernel.clock import now, today
from banli.ledger.service import Event, verify
from banli.tickets.models import Handled, Ticket
from banli.tickets.selectors.ended import CameOf, visits_ended
from banli.tickets.service import counts, recounted, visits_of

pytestmark = pytest.mark.usefixtures("house")
Sent = dict[str, Any]


@pytest.fixture(autouse=True)
def plan(house: None) -> None:
    load_plan()


def written(client: Client, device: str) -> tuple[Sent, list[Sent]]:
    """A ticket that was served for twenty minutes, and two applications of its holder."""
    served = ticket(device, leased(client, device, LINE)[0], called_at=at(1), begun_at=at(2), ended_at=at(20))
    cases = []
    for number, minutes in zip(leased(client, device), (5, 15), strict=False):
        told_at = (now() + timedelta(minutes=minutes)).isoformat()
        cases.append(application(device, number, told_at=told_at, visit=served["entry"]))
    return served, cases


def comes_in(client: Client, sent: Sent) -> None:
    answer = send(client, sent)
    if answer.status_code == 422:  # the second application of one applicant is asked about
        answer = send(client, sent | {"known": answer.json()["insist"]["value"]})
    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (1, 2, 0), (2, 1, 0)])
def test_in_whatever_order_they_come_in_the_cases_stand_on_the_visit(
    order: tuple[int, ...], clock: HeldClock
) -> None:
    client = clerk()
    served, cases = written(client, set_up(client))
    records, day = [served, *cases], today()
    clock.move(days=1)
    client = clerk()
    for place in order:
        comes_in(client, records[place])
    made = Ticket.objects.get()
    rows = list(Handled.objects.order_by("matter"))
    first = cases.index(next(records[one] for one in order if one))
    expected = [cases[first]["number"], cases[1 - first]["number"]]
    if order[-1] == 0:  # both came in before the ticket: in the order in which they were written
        expected = [one["number"] for one in cases]
    assert [(one.case.number, one.matter, one.asked) for one in rows] == [
        (expected[0], 1, False),
        (expected[1], 2, False),
    ]
    assert (made.state, made.matters) == ("done", 2)
    by_case = {one["number"]: one["told_at"] for one in cases}
    assert all(one.at == datetime.fromisoformat(by_case[one.case.number]) for one in rows)
    events = Event.objects.filter(topic="ticket", name="handled_late")
    assert {one.at for one in events} == {one.at for one in rows}
    visits = visits_of(Case.objects.get(number=expected[0]), 1)
    assert (visits.number, [one.ticket_id for one in visits.tickets]) == (1, [made.pk])
    assert visits_ended(day, day)[CameOf.HANDLED] == 1
    assert counts(day) == recounted(day) == {"done": 1}
    assert verify().ok
    assert made.number in client.get(f"/desk/cases/{expected[0]}/").content.decode()


def test_sent_again_nothing_is_tied_twice() -> None:
    client = clerk()
    served, cases = written(client, set_up(client))
    for sent in (cases[0], served, cases[0], served):
        comes_in(client, sent)
    assert Handled.objects.count() == 1


def test_a_ticket_that_stands_in_line_again_has_its_case_all_the_same(clock: HeldClock) -> None:
    """Somebody else is at the window: the call is not recorded, the visit is."""
    client = clerk()
    device = set_up(client)
    one, two = leased(client, device, LINE)[:2]
    first, second = ticket(device, one, called_at=at(0)), ticket(device, two, called_at=at(1), begun_at=at(2))
    case = application(device, leased(client, device)[0], visit=second["entry"])
    clock.move(minutes=10)
    for sent in (first, case, second):
        comes_in(client, sent)
    made = Ticket.objects.get(number=two["number"])
    assert (made.state, made.matters, Handled.objects.get().ticket_id) == ("waiting", 1, made.pk)


@pytest.mark.parametrize("visit", ["", "x", "another person's", "an application's", "never sent"])
def test_what_is_no_ticket_of_ones_own_ties_nothing(visit: str, clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    served, cases = written(client, device)
    clock.move(minutes=30)
    if visit == "another person's":
        person(Role.CLERK, window="transport-03", name="other")
        other = at_desk(Role.CLERK, "transport", "transport-03", name="other")
        theirs = set_up(other)
        comes_in(other, ticket(theirs, leased(other, theirs, LINE)[0]) | {"entry": served["entry"]})
    if visit == "an application's":
        comes_in(client, cases[1])
    named = {"": "", "x": "x", "an application's": cases[1]["entry"]}.get(visit, served["entry"])
    comes_in(client, cases[0] | {"visit": named})
    assert not Handled.objects.exists()


def test_the_form_asks_whose_visit_it_is() -> None:
    forms = {one["key"]: one["html"] for one in clerk().get("/desk/offline/kit/").json()["forms"]}
    assert 'name="visit"' in next(html for key, html in forms.items() if key.startswith("intake:"))
    assert 'name="visit"' not in forms["ticket"]
