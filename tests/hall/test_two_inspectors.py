"""Two inspectors at once, each in a transaction of their own: the first opens the finding, the second adds a remark."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from tests.house import open_house, person
from tests.patience import PATIENCE

from banli.hall.models import FindingRemark, PatrolFinding
from banli.hall.service import (
    FindingRecord,
    PatrolPlanFile,
    PatrolRecord,
    load_patrol_plan,
    record_finding,
    record_patrol,
)
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.yamlfile import read
from banli.ledger.models import Event
from banli.ledger.service import verify
from banli.province.load import SICHUAN

WHAT = {"dimension": "badge", "department": "transport", "window": "transport-03", "place": "三号窗口"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_of_two_who_find_the_same_at_once_one_opens_and_the_other_remarks(turn: int) -> None:
    open_house()
    load_patrol_plan(plan=read(SICHUAN / "patrol.yaml").validated(PatrolPlanFile), by=SYSTEM)
    inspectors = [person(Role.HALL_MANAGER, "service-centre", name=f"inspector{one}") for one in range(2)]
    day = date(2022, 10, 17)
    rounds = [
        record_patrol(
            record=PatrolRecord(day=day, slot="morning", inspectors=[by.name], route="一楼"), by=by
        ).public_id
        for by in inspectors
    ]
    ready = Barrier(2)

    def find(place: int, by: Actor) -> int:
        try:
            ready.wait(timeout=PATIENCE)
            note, name = f"未佩戴工作牌（{place}）", f"WT-{turn}-{place}"
            told = FindingRecord.model_validate(
                {**WHAT, "severity": "moderate", "note": note, "public_id": name}
            )
            return record_finding(patrol=rounds[place], record=told, by=by).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        stands = list(both.map(find, range(2), inspectors))
    assert stands[0] == stands[1]
    assert (PatrolFinding.objects.count(), FindingRemark.objects.count()) == (1, 1)
    finding, remark = PatrolFinding.objects.get(), FindingRemark.objects.get()
    assert finding.patrol_id != remark.patrol_id
    names = (
        Event.objects.filter(topic="hall", subject=finding.public_id)
        .order_by("id")
        .values_list("name", flat=True)
    )
    assert list(names) == ["finding_recorded", "finding_seen_again"]
    assert verify().ok
