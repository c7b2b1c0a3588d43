"""The interface as a whole: its document, what it does not do, and addresses that are not there."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from tests.api.conftest import Ask

from banli.api.permissions import URLS


def test_the_document_tells_every_question_and_needs_no_other_host(ask: Ask) -> None:
    status, document = ask("openapi.json")
    assert (status, document["openapi"][:2]) == (200, "3.")
    assert set(document["paths"]) == {
        "/api/v1/deadline",
        "/api/v1/items",
        "/api/v1/items/{slug}",
        "/api/v1/calendars",
        "/api/v1/cases/{number}/deadlines",
        "/api/v1/messages/reports",
        "/api/v1/intakes",
        "/api/v1/intakes/{key}",
        "/api/v1/intakes/{key}/content",
        "/api/v1/intakes/{key}/complete",
        "/api/v1/intakes/{key}/rejects",
    }
    piece = document["paths"]["/api/v1/intakes/{key}/content"]["put"]
    assert list(piece["requestBody"]["content"]) == ["application/octet-stream"]
    assert piece["security"] == [{"Token": []}]
    assert document["components"]["securitySchemes"]["Token"] == {"type": "http", "scheme": "bearer"}
    assert {"401", "404", "409", "413", "422", "429"} <= set(piece["responses"])
    named = {one["name"] for one in document["paths"]["/api/v1/deadline"]["get"]["parameters"]}
    assert named == {"from", "days", "unit", "item", "fact", "pause", "extension"}
    header = document["paths"]["/api/v1/cases/{number}/deadlines"]["get"]["parameters"][1]
    assert (header["in"], header["name"].lower()) == ("header", "x-query-password")
    assert not re.search(r"https?://", json.dumps(document))


def test_the_root_leads_to_the_document(ask: Ask) -> None:
    assert ask("")[1] == {"openapi": "/api/v1/openapi.json"}


@pytest.mark.parametrize("address", ["docs", "nothing", "items/a/b", "cases/1", "deadline/"])
def test_an_address_that_is_not_there_is_a_problem_too(ask: Ask, address: str) -> None:
    status, answer = ask(address)
    assert (status, answer["detail"]) == (404, "There is no such address.")


@pytest.mark.parametrize(
    "address", ["deadline", "items", "items/oversize-transport", "calendars", "cases/1/deadlines"]
)
def test_nothing_can_be_written(program: Client, address: str) -> None:
    for method in (program.post, program.put, program.patch, program.delete):
        assert method(f"/api/v1/{address}").status_code == 405


def test_every_address_is_open_because_each_looks_itself() -> None:
    assert set(URLS.values()) == {"public"}
