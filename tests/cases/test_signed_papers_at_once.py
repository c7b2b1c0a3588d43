"""Two who open a paper at once: one file, and one event of it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.house import accepted, open_house
from tests.patience import PATIENCE

from banli.cases import service as cases
from banli.cases.acts import signed_papers as acts
from banli.files.service import read
from banli.ledger.models import Event


@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_paper_at_once_are_given_one_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_FOLDER = tmp_path
    open_house()
    case = accepted()
    notice, both = cases.notices(case, "acceptance")[-1], threading.Barrier(2, timeout=PATIENCE)
    made: list[bytes] = []

    def signed(pdf: bytes, *, reason: str) -> bytes:
        made.append(pdf + str(threading.get_ident()).encode())
        both.wait()
        return made[-1]

    monkeypatch.setattr(acts, "sign_paper", signed)
    found: list[bytes] = []

    def opened() -> None:
        try:
            found.append(read(acts.paper_file(case, notice)))
        finally:
            connection.close()

    threads = [threading.Thread(target=opened) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(made) == len(found) == 2
    assert found[0] == found[1]
    assert Event.objects.filter(name="paper_signed").count() == 1
