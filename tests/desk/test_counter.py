"""The counter: an instant item in one click, nothing taken in twice, nothing typed lost."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import INSTANT, at_desk, clerk
from tests.house import OVERSIZE, form
from tests.samples import PDF

from banli.cases.models import Case, Material
from banli.cases.service import timeline
from banli.cases.states import State
from banli.catalogue.service import current, derive, materials
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


def sheet(client: Client, item: str) -> str:
    """The address of a fresh form."""
    return str(client.get(f"/desk/counter/{item}/")["Location"])


def typed(item: str, example: str) -> dict[str, Any]:
    """A worked example as the form would send it."""
    spec = current(item).spec
    sent: dict[str, Any] = {}
    for key, value in form(example, item).items():
        field = spec.form.field(key)
        if isinstance(value, bool):
            sent[f"f.{key}"] = "yes" if value else "no"
        elif isinstance(value, list) and field is not None and field.type != "multi":
            sent[f"f.{key}"] = ", ".join(map(str, value))
        else:
            sent[f"f.{key}"] = value
    return sent


def wanted(item: str, example: str) -> list[str]:
    """Keys of the materials that must come."""
    spec, answers = current(item).spec, form(example, item)
    facts = {**answers, **derive(spec, answers)}
    return [one.key for one in materials(spec, facts) if one.necessity == "required"]


def hrss() -> Client:
    return at_desk(Role.CLERK, "hrss", "hrss-09")


def test_a_look_up_is_taken_in_accepted_and_answered_with_one_click() -> None:
    client = hrss()
    address = sheet(client, INSTANT)
    paper = wanted(INSTANT, "own-statement")
    answer = client.post(address, {**typed(INSTANT, "own-statement"), "on_paper": paper, "then": "answer"})
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/cases/{case.number}/receipt/"
    assert [event.name for event in timeline(case)] == ["submitted", "accepted", "answered"]
    assert (case.channel, case.window_id) == ("counter", "hrss-09")
    receipt = client.get(answer["Location"]).content.decode()
    assert "查询密码" in receipt


def test_a_second_click_takes_nothing_in_again() -> None:
    client = hrss()
    address = sheet(client, INSTANT)
    sent = {**typed(INSTANT, "own-statement"), "on_paper": wanted(INSTANT, "own-statement"), "then": "answer"}
    first, second = client.post(address, sent), client.post(address, sent)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert client.get(address)["Location"] == first["Location"]


def test_a_second_application_while_the_first_is_open_is_pointed_out_and_taken_in_by_a_tick() -> None:
    client, paper = hrss(), wanted(INSTANT, "own-statement")
    sent = {**typed(INSTANT, "own-statement"), "on_paper": paper, "then": "take_in"}
    client.post(sheet(client, INSTANT), sent)
    first, address = Case.objects.get(), sheet(client, INSTANT)
    asked = client.post(address, sent)
    assert asked.status_code == 422
    assert f'href="/desk/cases/{first.number}/"' in asked.content.decode()
    known = " ".join(twin.mark for twin in asked.context["twins"])
    assert client.post(address, {**sent, "known": known}).status_code == 302
    second = Case.objects.exclude(pk=first.pk).get()
    assert first.number in client.get(f"/desk/cases/{second.number}/").content.decode()


def test_a_committed_item_can_be_taken_in_and_accepted_later() -> None:
    client = clerk()
    paper = wanted(OVERSIZE, "class-two")
    client.post(
        sheet(client, OVERSIZE), {**typed(OVERSIZE, "class-two"), "on_paper": paper, "then": "take_in"}
    )
    assert Case.objects.get().state == State.SUBMITTED


def test_faults_stand_at_their_places_and_what_was_typed_stays() -> None:
    client = clerk()
    address = sheet(client, OVERSIZE)
    sent = {**typed(OVERSIZE, "class-two"), "f.carrier": "", "f.agent_mobile": "12", "then": "accept"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    wrong = {one.key for part in answer.context["parts"] for one in part.questions if one.errors}
    assert wrong == {"carrier", "agent_mobile"}
    assert 'value="12"' in answer.content.decode()
    assert not Case.objects.exists()


def test_a_missing_material_is_named_and_a_scan_or_paper_mends_it() -> None:
    client = clerk()
    address, keys = sheet(client, OVERSIZE), wanted(OVERSIZE, "class-two")
    sent = {**typed(OVERSIZE, "class-two"), "on_paper": keys[1:], "then": "accept"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    errors = {row.key: row.errors for row in answer.context["materials"]}
    assert errors[keys[0]]
    assert not any(errors[key] for key in keys[1:])
    file = SimpleUploadedFile("licence.pdf", PDF, "application/pdf")
    done = client.post(address, {**sent, f"file.{keys[0]}": file})
    assert done.status_code == 302
    held = {material.key: material.file_id for material in Material.objects.all()}
    assert held[keys[0]] is not None
    assert held[keys[1]] is None


def test_a_file_of_a_kind_that_is_not_taken_is_refused_at_its_material() -> None:
    client = clerk()
    address, keys = sheet(client, OVERSIZE), wanted(OVERSIZE, "class-two")
    file = SimpleUploadedFile("run.exe", b"MZ\x90", "application/pdf")
    answer = client.post(address, {**typed(OVERSIZE, "class-two"), f"file.{keys[0]}": file, "then": "accept"})
    assert answer.status_code == 422
    errors = {row.key: row.errors for row in answer.context["materials"]}
    assert errors[keys[0]]


def test_other_questions_appear_when_an_answer_asks_for_them() -> None:
    client = clerk()
    address = sheet(client, OVERSIZE)
    page = client.get(address)
    assert 'name="f.provinces"' not in page.content.decode()
    sent = {"f.crossing": "yes", "shape": page.context["shape"]}
    anew = client.post(f"{address}shape/", sent)
    assert 'name="f.provinces"' in anew.content.decode()
    assert client.post(f"{address}shape/", {**sent, "shape": anew.context["shape"]}).status_code == 204
    assert 'name="f.provinces"' in client.get(address).content.decode()


def test_an_item_of_another_department_is_taken_in_elsewhere() -> None:
    client = clerk()
    assert client.get(sheet(client, INSTANT)).status_code == 403


def test_a_form_begun_by_somebody_else_stays_theirs() -> None:
    client = clerk()
    address = sheet(client, OVERSIZE)
    client.post(address, {"f.carrier": "蜀远", "then": ""})
    other = at_desk(Role.CLERK, window="transport-04", name="another")
    assert other.get(address).status_code == 403


def test_an_unknown_item_is_not_there() -> None:
    assert clerk().get(f"/desk/counter/nothing/{uuid.uuid4()}/").status_code == 404
