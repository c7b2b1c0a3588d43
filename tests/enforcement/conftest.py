"""Every test of enforcement stands in a house with the items that the organ begins by itself."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def house(db: None) -> None:
    from tests.enforcement.house import ITEMS
    from tests.house import open_house

    open_house(*ITEMS)
import pytest, itertools
N=itertools.count(1)
@pytest.fixture(autouse=True)
def _n(monkeypatch):
    import banli.enforcement.acts as a
    from banli.cases.models import Notice
    from banli.kernel import clock
    monkeypatch.setattr(a,"give_notice",lambda case,kind,body: Notice.objects.create(case=case,kind=kind,number=f"n{next(N)}",body=dict(body),issued_at=clock.now()))
