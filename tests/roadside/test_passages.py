"""What permits pass is kept beside them and answers as reading each of them does; everybody touched is told once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.house import OVERSIZE, PLAYER, clerk, form, person

from banli.cases import service as cases
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.yamlfile import read
from banli.ledger.service import events
from banli.licences.service import Certificate, issue
from banli.notices.service import messages
from banli.province.load import SICHUAN
from banli.roads.service import NetworkSpec, Restriction, RestrictionRecord, load_network, network
from banli.roads.states import RestrictionKind
from banli.roadside.acts import restriction
from banli.roadside.models import Passage, Telling
from banli.roadside.service import keep_passages, restrict_road, tell_all_touched, told_counts, touched_by
from banli.site.jobs import drain_outbox


def issued(**changes: Any) -> Certificate:
    case = PLAYER.apply(OVERSIZE, form("normal-class-two", **changes))
    cases.accept(by=clerk(), number=case.number)
    cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="符合规定。")
    cases.grant(by=person(Role.APPROVER), number=case.number)
    return issue(by=clerk(), number=case.number)


@pytest.fixture
def permits(house: None) -> list[Certificate]:
    """Three permits: two ways, one heavier, one whose route nobody can read."""
    return [
        issued(),
        issued(route="德阳北收费站—G5京昆高速—成都北收费站", depart_on="2022-11-10", until_on="2022-11-20"),
        issued(route="沿江便道，出村左转"),
    ]


def restrictions() -> list[Restriction]:
    """Every section closed, limited and under works, now and later."""
    return [
        Restriction("", key, kind, limit, date(2022, 10, day), None, "施工")
        for key in network().sections
        for kind, limit, day in (
            (RestrictionKind.CLOSED, None, 17),
            (RestrictionKind.MASS, 49_000, 20),
            (RestrictionKind.HEIGHT, 4.3, 20),
            (RestrictionKind.WORKS, None, 31),
        )
    ]


def found() -> list[list[tuple[int, bool]]]:
    return [[(one.certificate.pk, one.prevents) for one in touched_by(each)] for each in restrictions()]


def test_kept_passages_answer_as_reading_each_permit_does(permits: list[Certificate]) -> None:
    read_each = found()
    assert any(read_each)
    assert keep_passages() == 3
    assert keep_passages() == 0
    assert found() == read_each
    assert Passage.objects.get(certificate=permits[2]).sections == []


def test_the_news_of_a_permit_keeps_what_it_passes(permits: list[Certificate]) -> None:
    drain_outbox()
    assert Passage.objects.count() == 3
    assert "g76-02" in Passage.objects.get(certificate=permits[0]).sections


def test_another_network_is_read_anew(permits: list[Certificate]) -> None:
    keep_passages()
    spec = read(SICHUAN / "roads.yaml").validated(NetworkSpec)
    left = tuple(section for section in spec.sections if section.key != "g76-02")
    load_network(spec=NetworkSpec(edition="2022-11", sections=left), by=SYSTEM)
    before = found()
    assert keep_passages() == 3
    assert found() == before
    assert "g76-02" not in Passage.objects.get(certificate=permits[0]).sections


def test_who_cannot_be_told_at_once_is_told_afterwards_and_nobody_twice(
    permits: list[Certificate], monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(tractor_plate="川B12345")
    monkeypatch.setattr(restriction, "AT_ONCE", 1)
    record = RestrictionRecord(
        public_id="XX-1",
        department="transport",
        section="g76-02",
        kind=RestrictionKind.CLOSED,
        begins=date(2022, 10, 26),
        reason="抢险",
    )
    _row, touched = restrict_road(record=record, by=person(Role.REVIEWER))
    assert len(touched) == 2
    assert told_counts(["XX-1"]) == {"XX-1": (2, 1)}
    assert tell_all_touched() == 1
    assert tell_all_touched() == 0
    assert told_counts(["XX-1"]) == {"XX-1": (2, 2)}
    for one in touched:
        assert [event.name for event in events("permit", one.certificate.number)] == ["permit_touched"]
        told = messages("case", [str(one.certificate.case_id)])
        assert [each.name for each in told].count("permit_touched") == 1
    assert Telling.objects.filter(prevents=True).count() == 2
