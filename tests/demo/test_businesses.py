"""The seven businesses in the demo: each with a case that a visitor finds, and the numbers of the report unmoved."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD

from banli.authorities.service import count_on
from banli.cases.models import Case
from banli.demo.businesses import OWNER, play_businesses
from banli.demo.year import take_in_year
from banli.fieldwork.service import GreenChannel, facts_told, find
from banli.kernel.actors import SYSTEM
from banli.ledger.service import verify
from banli.licences.service import Certificate, Status
from banli.projects import service as projects
from banli.projects.models import Announcement, Channel, Plan
from banli.province.load import SICHUAN, load_pack, load_people
from banli.province.weeks import record_week
from banli.province.worked.player import play_all
from banli.roadside.models import Check
from banli.site.jobs import drain_outbox
from banli.statistics.service import statement

MONDAY, FRIDAY = date(2022, 10, 17), date(2022, 10, 21)
SEVEN = {
    "foreign-trade-filing",
    "medical-institution-registration",
    "non-coal-mine-safety",
    "land-tract-plan",
    "mining-right",
    "oversize-transport",
    "power-grid-environment",
}


@pytest.mark.django_db(transaction=True)
def test_a_visitor_finds_each_business_and_the_numbers_stay(clock: HeldClock) -> None:
    clock.set("2022-11-15T15:10")
    load_pack(SICHUAN, by=SYSTEM)
    load_people(SICHUAN, by=SYSTEM, password=PASSWORD)
    play_all(SICHUAN)
    assert play_businesses(SICHUAN) == 7
    assert play_businesses(SICHUAN) == 0
    found = set(Case.objects.values_list("revision__item__slug", flat=True))
    assert found >= SEVEN
    assert set(Case.objects.values_list("state", flat=True)) == {"delivered"}

    client = Client()
    assert client.login(username="reviewer.environment", password=PASSWORD)
    plan = Plan.objects.get(owner=OWNER)
    progress = projects.progress_of(plan, MONDAY, FRIDAY)
    record_week(SICHUAN / "weeks" / "2022-10-17.yaml", by=SYSTEM)
    told = facts_told(find("HD-20221021-3"))
    assert isinstance(told, GreenChannel)
    assert (progress.now, progress.approved, progress.planned, progress.percent) == (
        told.approved_now,
        told.approved_to_date,
        told.planned,
        told.percent,
    )
    channel = Channel.objects.get()
    assert channel.case.completed_at is not None
    assert channel.case.completed_at.date() == channel.target_on
    assert Announcement.objects.count() == 9
    assert all(one.published_on <= one.due_on for one in Announcement.objects.all())
    page = client.get(f"/desk/projects/plans/{plan.public_id}/")
    assert page.context["progress"].percent == 90

    assert list(Check.objects.order_by("at").values_list("outcome", flat=True)) == [
        "let_through",
        "turned_back",
    ]
    filings = Certificate.objects.filter(revision__item__slug="foreign-trade-filing")
    assert sorted(filings.values_list("status", flat=True)) == [Status.REPLACED, *[Status.VALID] * 3]
    assert count_on(SYSTEM, FRIDAY).total == 122

    take_in_year(scale=0.0001)
    drain_outbox()
    rows = {row.key: row.values for row in statement(date(2022, 1, 1), FRIDAY).rows}
    assert {key: (row["accepted"], row["completed"]) for key, row in rows.items()} == {
        "licence": (67, 66),
        "public_service": (2016, 793),
        "other_nine": (5, 5),
    }
    assert play_businesses(SICHUAN) == 0
    assert verify().ok
