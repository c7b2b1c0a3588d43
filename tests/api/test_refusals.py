"""Every refusal of the interface is what its document says: the status, the kind, and each member of the object."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from tests.house import submitted

from banli.intake.service import CHUNK_LIMIT, FILE_LIMIT, make_token
from banli.kernel.actors import SYSTEM
from banli.people.rules import ALLOWED_FROM, ALLOWED_OF

PROBLEM = "application/problem+json"
KINDS: dict[str, Any] = {
    "string": str,
    "integer": int,
    "array": list,
    "object": dict,
    "null": type(None),
}
ADMINISTRATORS = ("BANLI_", "./banli", "settings", "database", "administrator", "Traceback")


def faults(schema: dict[str, Any], value: Any, known: dict[str, Any], place: str = "") -> Iterator[str]:
    """Where ``value`` is not what ``schema`` of the document says."""
    if "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        if all(list(faults(one, value, known, place)) for one in schema["anyOf"]):
            yield f"{place}: {value!r} is none of what may stand there"
        return
    if not isinstance(value, KINDS[schema["type"]]):
        yield f"{place}: {value!r} is no {schema['type']}"
        return
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}.{name} is missing"
    for name, within in schema.get("properties", {}).items():
        if name in value:
            yield from faults(within, value[name], known, f"{place}.{name}")
    for number, one in enumerate(value if schema["type"] == "array" else ()):
        yield from faults(schema["items"], one, known, f"{place}[{number}]")


@pytest.fixture
def document(program: Client) -> dict[str, Any]:
    found: dict[str, Any] = program.get("/api/v1/openapi.json").json()
    return found


@pytest.fixture
def token(house: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path / "data")
    return make_token(by=SYSTEM, source="city")


def held(document: dict[str, Any], path: str, method: str, answer: Any) -> dict[str, Any]:
    """The refusal, which the document declares as it was sent."""
    responses = document["paths"][f"/api/v1/{path}"][method]["responses"]
    declared = responses.get(str(answer.status_code), responses["default"])["content"]
    assert list(declared) == [PROBLEM] == [answer["Content-Type"]], (path, method, answer.status_code)
    told: dict[str, Any] = answer.json()
    assert not list(faults(declared[PROBLEM]["schema"], told, document["components"]["schemas"]))
    assert told["status"] == answer.status_code
    said = f"{told['title']} {told['detail']} {told['problems']}"
    assert told["title"]
    assert told["detail"]
    assert not [one for one in ADMINISTRATORS if one in said], said
    return told


def test_no_refusal_is_declared_as_an_answer(document: dict[str, Any]) -> None:
    operations = [one for path in document["paths"].values() for one in path.values()]
    for one in operations:
        assert list(one["responses"]["default"]["content"]) == [PROBLEM]
        for status, told in one["responses"].items():
            assert list(told.get("content", {PROBLEM: ""})) == [PROBLEM] or status < "400", status


def test_every_question_refuses_as_the_document_says(document: dict[str, Any], program: Client) -> None:
    asked = {
        ("deadline", "deadline?from=yesterday", 422),
        ("deadline", "deadline?nothing=1", 422),
        ("items/{slug}", "items/nothing", 404),
        ("cases/{number}/deadlines", "cases/1/deadlines", 404),
    }
    for path, address, status in asked:
        answer = program.get(f"/api/v1/{address}")
        assert answer.status_code == status, address
        held(document, path, "get", answer)


def test_whoever_guesses_is_told_when_to_ask_again(document: dict[str, Any], program: Client) -> None:
    address = f"/api/v1/cases/{submitted().number}/deadlines"
    for _try in range(ALLOWED_OF):
        assert program.get(address, headers={"x-query-password": "000000"}).status_code == 404
    answer = program.get(address, headers={"x-query-password": "000000"})
    told = held(document, "cases/{number}/deadlines", "get", answer)
    assert (told["status"], answer["Retry-After"]) == (429, "900")
    assert "quarter of an hour" in told["detail"]


def test_every_intake_refuses_as_the_document_says(
    document: dict[str, Any], program: Client, token: str
) -> None:
    key, data = uuid4(), b"accept_date\n2022-10-17\n"
    bearer = {"authorization": f"Bearer {token}"}
    good = {
        "source": "city",
        "name": "up_pro_accept.csv",
        "size": len(data),
        "digest": hashlib.sha256(data).hexdigest(),
    }
    bare = (
        ("intakes", "post", "intakes"),
        ("intakes/{key}", "get", f"intakes/{key}"),
        ("intakes/{key}/content", "put", f"intakes/{key}/content?offset=0"),
        ("intakes/{key}/complete", "post", f"intakes/{key}/complete"),
        ("intakes/{key}/rejects", "get", f"intakes/{key}/rejects"),
    )
    for path, method, address in bare:
        sent: dict[str, Any] = {} if method == "get" else {"data": good if path == "intakes" else b"x"}
        kind = {} if method == "get" else {"content_type": "application/json" if path == "intakes" else "x/y"}
        answer = getattr(program, method)(f"/api/v1/{address}", **sent, **kind)
        assert held(document, path, method, answer)["status"] == 401
        if path != "intakes":
            answer = getattr(program, method)(f"/api/v1/{address}", headers=bearer, **sent, **kind)
            assert held(document, path, method, answer)["status"] == 404
    told: list[tuple[dict[str, Any], int]] = [
        (good | {"source": "other"}, 403),
        (good | {"size": FILE_LIMIT + 1}, 413),
        (good | {"size": "much"}, 422),
        ({}, 422),
    ]
    for sent, status in told:
        answer = program.post("/api/v1/intakes", sent, content_type="application/json", headers=bearer)
        assert held(document, "intakes", "post", answer)["status"] == status
    made = program.post("/api/v1/intakes", good, content_type="application/json", headers=bearer).json()
    place = f"/api/v1/intakes/{made['id']}"
    pieces = (("7", data, 409), ("0", b"x" * (CHUNK_LIMIT + 1), 413), ("none", data, 422))
    for offset, piece, status in pieces:
        answer = program.put(
            f"{place}/content?offset={offset}", piece, "application/octet-stream", headers=bearer
        )
        told_now = held(document, "intakes/{key}/content", "put", answer)
        assert told_now["status"] == status
        assert (told_now.get("offset") == 0) == (status == 409)
    answer = program.post(f"{place}/complete", headers=bearer)
    assert held(document, "intakes/{key}/complete", "post", answer)["status"] == 409
    answer = program.get(f"{place}/rejects", headers=bearer)
    assert held(document, "intakes/{key}/rejects", "get", answer)["status"] == 404
    for _try in range(ALLOWED_FROM + 1):
        answer = program.get(place, headers={"authorization": "Bearer wrong"})
    assert held(document, "intakes/{key}", "get", answer)["status"] == 429
    assert answer["Retry-After"] == "900"
