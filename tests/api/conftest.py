"""The tests of the API begin in an open house, with a program that asks in English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("oversize-transport", "foreign-trade-filing", "social-insurance-statement")


@pytest.fixture
def program(house: None) -> Client:
    """A program without a session."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def ask(program: Client) -> Ask:
    """Ask an address under /api/v1/: status and answer."""

    def asked(address: str, data: Any = None, **headers: str) -> tuple[int, Any]:
        answer = program.get(f"/api/v1/{address}", data, headers=headers)
        assert answer["Content-Type"].startswith(
            "application/json" if answer.status_code == 200 else "application/problem+json"
        )
        assert "Set-Cookie" not in answer
        return answer.status_code, answer.json()

    return asked
