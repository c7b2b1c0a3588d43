"""A second application for an item while the first is open is pointed out, and handed in by whoever says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.house import form, person
from tests.portal.steps import fill_in, hand_in, hand_over_files, token

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import VISITOR, Role
from banli.kernel.masking import masked_code

ITEM = "social-insurance-statement"
OWN = "own-statement"
CHECK = f"/items/{ITEM}/apply/check/"


def ready(browser: Client) -> dict[str, Any]:
    """A second application, complete and not yet handed in."""
    fill_in(browser, ITEM, OWN)
    hand_over_files(browser, ITEM, OWN)
    return {"draft": token(browser, ITEM)}


def first_event(case: Case) -> dict[str, Any]:
    return dict(json.loads(cases.timeline(case)[0].body))


def test_a_stranger_reads_a_masked_number_and_may_go_on(browser: Client) -> None:
    first = hand_in(browser, ITEM, OWN)
    other = Client()
    sent = ready(other)
    refused = other.post(CHECK, sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert masked_code(first.number) in page
    assert first.number not in page
    assert Case.objects.count() == 1
    known = " ".join(twin.mark for twin in refused.context["twins"])
    assert other.post(CHECK, {**sent, "known": known}).status_code == 302
    second = Case.objects.exclude(pk=first.pk).get()
    assert first_event(second)["beside"] == [first.number]


def test_who_handed_the_first_in_reads_its_number(browser: Client) -> None:
    first = hand_in(browser, ITEM, OWN)
    answer = browser.post(CHECK, ready(browser))
    assert f"/track/{first.number}/" in answer.content.decode()
    assert first.number in str(answer.context["problems"][0])


def test_it_is_pointed_out_before_anything_is_sent(browser: Client) -> None:
    hand_in(browser, ITEM, OWN)
    ready(browser)
    assert 'name="known"' in browser.get(CHECK).content.decode()


def test_a_tick_holds_for_what_was_shown_and_not_for_what_came_since(browser: Client) -> None:
    first = hand_in(browser, ITEM, OWN)
    known = cases.open_twins(cases.spec_of(first), first.form, VISITOR)[0].mark
    hand: dict[str, Any] = {
        "by": VISITOR,
        "item": ITEM,
        "form": form(OWN, ITEM),
        "handed_in": ("identity-card",),
    }
    second = cases.submit(**hand, known=known)
    with pytest.raises(cases.AlreadyOpen) as asked:
        cases.submit(**hand, known=known)
    assert [one.number for one in asked.value.twins] == [second.number, first.number]


def test_an_ended_application_of_another_person_or_for_another_item_is_none(browser: Client) -> None:
    first = hand_in(browser, ITEM, OWN)
    spec = cases.spec_of(first)
    assert cases.open_twins(spec, {**first.form, "code": "51010419900307002X"}, VISITOR) == []
    assert cases.open_twins(spec.model_copy(update={"slug": "another"}), first.form, VISITOR) == []
    cases.refuse_acceptance(
        by=person(Role.CLERK, "hrss", "hrss-09"),
        number=first.number,
        reasons="不属于本机关职权范围",
        proper_organ="市人社局",
    )
    assert cases.open_twins(spec, first.form, VISITOR) == []


def test_an_item_of_which_one_has_several_asks_nothing(browser: Client) -> None:
    hand_in(browser)
    hand_in(browser)
    assert Case.objects.count() == 2
