"""What is wrong in a field is told when it is left, by the rules that hold when the form is sent."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from tests import house
from tests.house import OVERSIZE
from tests.portal.steps import typed as sent_by

from banli.cases.service import ask_correction, query_password
from banli.catalogue.service import current
from banli.screens.item_form import parts

HTMX = {"HX-Request": "true"}
SAVE = f"/items/{OVERSIZE}/apply/save/"


def typed(**changes: Any) -> dict[str, Any]:
    """The worked example with every section as it was drawn."""
    sent = sent_by(**changes)
    return {**sent, "shown": [part.shown for part in parts(current(OVERSIZE).spec, sent)]}


def said(answer: bytes, key: str) -> str | None:
    """What the answer says at the place of the field; None where it does not touch it."""
    found = re.search(rf'<div id="error-{key}"[^>]*hx-swap-oob[^>]*>(.*?)</div>', answer.decode(), re.DOTALL)
    return None if found is None else re.sub(r"<svg.*?</svg>|<[^>]+>|\s+", " ", found[1]).strip()


def test_a_credit_code_with_a_slip_is_told_as_its_field_is_left(browser: Client) -> None:
    sent = typed(carrier_code="91350100M000100Y44")
    left = browser.post(SAVE, {**sent, "left": "carrier_code"}, headers=HTMX)
    words = said(left.content, "carrier_code")
    assert words
    sent_in = browser.post(f"/items/{OVERSIZE}/apply/", sent)
    assert sent_in.status_code == 422
    assert words in re.sub(r"\s+", " ", sent_in.content.decode())


def test_a_field_that_is_right_has_its_fault_taken_away(browser: Client) -> None:
    assert (
        said(browser.post(SAVE, {**typed(), "left": "carrier_code"}, headers=HTMX).content, "carrier_code")
        == ""
    )


def test_nothing_is_said_of_empty_fields_nor_of_fields_not_left(browser: Client) -> None:
    answer = browser.post(SAVE, {**typed(carrier_code="1"), "left": "carrier"}, headers=HTMX).content
    assert said(answer, "carrier_code") is None
    answer = browser.post(SAVE, {**typed(), "carrier_code": "", "left": "carrier_code"}, headers=HTMX).content
    assert said(answer, "carrier_code") == ""


def test_a_field_of_a_correction_is_looked_at_without_being_handed_in(browser: Client) -> None:
    case = house.submitted("class-two")
    point = {"where": "carrier_code", "label": "统一社会信用代码", "problem": "请核对。"}
    case = ask_correction(by=house.clerk(), number=case.number, points=[point])
    look = f"/track/{case.number}/correct/look/"
    sent = {"shown": "carrier_code", "left": "carrier_code", "carrier_code": "91350100M000100Y44"}
    assert browser.post(look, sent).status_code == 204
    browser.post("/track/", {"number": case.number, "password": query_password(case.number)})
    assert said(browser.post(look, sent, headers=HTMX).content, "carrier_code")
    case.refresh_from_db()
    assert case.state == "correcting"
