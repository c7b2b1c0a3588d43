"""A bundle taken in at the counter without a network: one form and one receipt, and a case for every item."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.bundles.samples import HOSPITAL, ITEMS, OVERSIZE, answers, open_bundles, spec_of
from tests.desk.officers import at_desk
from tests.desk.test_offline import record, send, set_up
from tests.desk.test_offline_counter import LINE, at, leased, ticket
from tests.held_clock import HeldClock
from tests.plans import shot
from tests.tickets.hall import load_plan

from banli.bundles.models import HandIn
from banli.bundles.service import asked_materials, joined, specs_of
from banli.cases.models import Case
from banli.catalogue.service import suspend_item
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.clock import now, today
from banli.kernel.text import Words
from banli.ledger.service import verify
from banli.offline.models import LeasedNumber
from banli.offline.service import void_leases
from banli.tickets.models import Handled

Sent = dict[str, Any]
ALL = ITEMS[OVERSIZE]


@pytest.fixture(autouse=True)
def house(db: None) -> None:
    open_bundles(OVERSIZE, HOSPITAL)
    load_plan()


def window(department: str = "transport", at_window: str = "transport-03") -> Client:
    return at_desk(Role.CLERK, department, window=at_window)


def kit(client: Client, slug: str = OVERSIZE) -> Sent:
    forms: list[Sent] = client.get("/desk/offline/kit/").json()["forms"]
    return next((one for one in forms if one["key"] == f"bundle:{slug}"), {})


def rules(form: Sent) -> Sent:
    found = re.search(r'data-rules="([^"]*)"', form["html"])
    assert found
    told: Sent = json.loads(html.unescape(found[1]))
    return told


def written(client: Client, device: str, **changed: Any) -> Sent:
    """The bundle as a device sends it, written just now, with a number for the whole and for each item that is in."""
    bundle = spec_of(OVERSIZE)
    typed, specs = answers(bundle, **changed), specs_of(bundle)
    told = joined(bundle, specs, typed)
    fields: Sent = {
        f"f.{key}": {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
        for key, value in typed.items()
    }
    fields["on_paper"] = [one.key for one in asked_materials(bundle, specs, told.forms)]
    whole = leased(client, device, "bundle")[0]
    fields |= {"revision": "1", "serial": whole["serial"], "number": whole["number"]}
    for one in told.taken:
        number = leased(client, device, f"case:{one.item}")[0]
        fields |= {f"serial.{one.item}": number["serial"], f"number.{one.item}": number["number"]}
    return record(device, f"bundle:{OVERSIZE}", **fields)


def numbers(sent: Sent) -> set[str]:
    return {value for key, value in sent.items() if key.startswith("number.")}


def test_the_form_asks_each_thing_once_and_says_when_it_applies() -> None:
    form = kit(window())
    told = rules(form)
    names = re.findall(r'name="f\.([^"]+)"', form["html"])
    assert {"check_company", "carrier", "driver-qualification-lookup--who"} <= set(names)
    assert "oversize-transport--carrier" not in names
    assert told["items"][ALL[0]] is None
    assert told["items"][ALL[1]]["field"] == "check_company"
    assert told["when"]["driver-qualification-lookup--who"]["field"] == "check_driver"
    trailer = told["when"]["oversize-transport--trailer_plate"]
    assert (trailer["field"], trailer["op"]) == ("oversize-transport--vehicle_type", "!=")
    assert told["applicant"] == "carrier"
    assert "authorisation" in told["materials"]
    for key, rule in told["when"].items():  # a condition reads no name that the form does not have
        assert read_by(rule) <= {*told["types"], *told["facts"]}, key
    assert 'data-case="company-file-lookup"' in form["paper"]
    assert kit(at_desk(Role.CLERK, name="nowhere")) == {}
    assert kit(window("health", "health-07")) == {}


def read_by(rule: Sent) -> set[str]:
    parts = [*rule.get("all", []), *rule.get("any", []), *([rule["not"]] if "not" in rule else [])]
    own = {rule[key] for key in ("field", "other") if rule.get(key)}
    return own.union(*(read_by(one) for one in parts))


def test_what_another_item_answers_by_the_bundle_is_a_fact_of_the_form() -> None:
    told = rules(kit(window("health", "health-07"), HOSPITAL))
    for key, rule in told["when"].items():
        assert read_by(rule) <= {*told["types"], *told["facts"]}, key


def test_every_case_bears_the_number_on_the_receipt_and_counts_for_the_day_on_the_device(
    clock: HeldClock,
) -> None:
    client = window()
    device = set_up(client)
    sent, taken_at = written(client, device), now()
    clock.move(days=1)
    void_leases(by=SYSTEM)
    client = window()
    first = send(client, sent)
    assert first.status_code == 200, first.content
    assert first.json()["notes"] == []
    assert send(client, sent).json() == first.json()
    made = HandIn.objects.get()
    assert (made.number, made.channel, made.submitted_at) == (sent["number"], "counter", taken_at)
    assert first.json()["url"] == f"/desk/matter/{made.number}/" or made.number in first.json()["url"]
    cases = Case.objects.filter(together=made.number)
    assert {one.number for one in cases} == numbers(sent)
    assert {one.submitted_at for one in cases} == {taken_at}
    assert LeasedNumber.objects.filter(state="used").count() == 1 + len(ALL)
    assert made.number in client.get(first.json()["url"]).content.decode()
    assert verify().ok


def test_only_the_items_of_the_situation_become_cases() -> None:
    client = window()
    sent = written(client, set_up(client), check_driver=False)
    answer = send(client, sent)
    assert answer.status_code == 200, answer.content
    assert Case.objects.count() == 2


def test_a_fault_comes_back_at_its_question_and_every_number_stays() -> None:
    client = window()
    device = set_up(client)
    sent = written(client, device)
    wrong = send(client, sent | {"f.contact_mobile": "12"})
    assert wrong.status_code == 422
    assert {one["where"] for one in wrong.json()["problems"]} == {"contact_mobile"}
    assert not HandIn.objects.exists()
    assert not LeasedNumber.objects.filter(state="used").exists()
    lacking = send(client, sent | {"on_paper": []})
    assert "material.authorisation" in {one["where"] for one in lacking.json()["problems"]}
    assert send(client, {**sent, "file.authorisation": shot()}).status_code == 200
    assert {one.number for one in Case.objects.all()} == numbers(sent)


def test_a_number_that_may_not_stand_costs_nobody_the_bundle() -> None:
    client = window()
    device = set_up(client)
    sent = written(client, device)
    back = json.dumps(
        {"case:company-file-lookup": [sent["serial.company-file-lookup"]], "bundle": [sent["serial"]]}
    )
    client.post("/desk/offline/numbers/", {"device": device, "back": back})
    answer = send(client, sent)
    assert answer.status_code == 200, answer.content
    notes = answer.json()["notes"]
    assert len(notes) == 3
    assert sent["number.company-file-lookup"] in "".join(notes)
    assert HandIn.objects.get().number in notes[-1]
    assert HandIn.objects.get().number != sent["number"]


def test_an_open_application_is_asked_about_as_at_the_counter() -> None:
    client = window()
    device = set_up(client)
    assert send(client, written(client, device)).status_code == 200
    sent = written(client, device)
    asked = send(client, sent)
    assert asked.status_code == 422
    insist = asked.json()["insist"]
    assert insist["name"] == "known"
    assert send(client, sent | {"known": insist["value"]}).status_code == 200
    assert HandIn.objects.count() == 2


def test_a_bundle_with_a_suspended_item_is_refused_and_no_more_offered() -> None:
    client = window()
    sent = written(client, set_up(client))
    suspend_item(
        slug=ALL[0],
        because=Words(zh="道路封闭", en="The road is closed"),
        law=Words(zh="公路法", en="Highway Law"),
        by=SYSTEM,
    )
    answer = send(client, sent)
    assert answer.status_code == 409
    assert "道路封闭" in answer.json()["words"]
    assert kit(client) == {}
    assert not Case.objects.exists()


@pytest.mark.parametrize("first", ["ticket", "bundle"])
def test_its_cases_are_one_matter_of_the_visit(first: str, clock: HeldClock) -> None:
    client = window()
    device = set_up(client)
    served = ticket(device, leased(client, device, LINE)[0], called_at=at(0), begun_at=at(1), ended_at=at(9))
    sent = written(client, device) | {"visit": served["entry"]}
    clock.move(minutes=20)
    for one in (served, sent) if first == "ticket" else (sent, served):
        assert send(client, one).status_code == 200
    assert {one.case.number for one in Handled.objects.all()} == numbers(sent)
    assert {one.matter for one in Handled.objects.all()} == {1}
    assert today() == now().date()
