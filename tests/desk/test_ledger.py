"""The record at the desk: its position, its last seal, and its verification on demand."""

from __future__ import annotations

import pytest
from tests.desk.officers import at_desk
from tests.house import accepted

from banli.kernel.actors import SYSTEM, Role
from banli.ledger.service import position, seal

pytestmark = pytest.mark.usefixtures("house")


def test_it_verifies_while_one_waits() -> None:
    accepted()
    seal(by=SYSTEM)
    client = at_desk(Role.SUPERVISOR, "service-centre")
    shown = client.get("/desk/ledger/").context
    assert (shown["position"], shown["seal"].number) == (position(), 1)
    answer = client.post("/desk/ledger/verify/")
    assert answer.context["verdict"].ok
    assert "台账核验通过" in answer.content.decode()


def test_a_long_record_is_left_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    accepted()
    monkeypatch.setattr("banli.desk.ledger.WHILE_ONE_WAITS", 1)
    client = at_desk(Role.SUPERVISOR, "service-centre")
    assert "banli ledger verify" in client.get("/desk/ledger/").content.decode()
    assert client.post("/desk/ledger/verify/").context["verdict"] is None
