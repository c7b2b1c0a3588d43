"""AB角: whoever stands in has rights and place of whoever is on leave, for exactly that time, under both names."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.officers import browser_of, do
from tests.held_clock import HeldClock
from tests.house import clerk, person, submitted
from tests.roster.hall import asked, colleague, granted, head, manager

from banli.kernel.actors import Actor, Role, people_of
from banli.kernel.errors import Denied, Invalid, Refused
from banli.ledger.models import Event
from banli.people.models import User
from banli.people.service import Lent, actor_for, end_account
from banli.roster.models import Leave
from banli.roster.rules.leave import PairRecord
from banli.roster.service import (
    LeaveRecord,
    ask_leave,
    come_back,
    lent_to,
    pairs,
    set_officer,
    standing_in,
    usual_officer,
)

WEDNESDAY = date(2022, 10, 19)


@given(st.integers(1), st.one_of(st.none(), st.integers(1)))
def test_a_label_names_who_acted_and_for_whom(who: int, whom: int | None) -> None:
    actor = Actor(name="", roles=frozenset(), id=who, behalf=whom)
    assert people_of(actor.label) == ((who,) if whom is None else (who, whom))


def test_platform_and_visitor_name_nobody() -> None:
    assert people_of("system") == people_of("visitor") == ()


def reviewer() -> Actor:
    """The reviewer who stands in for the clerk."""
    return person(Role.REVIEWER, shown="秦川柏")


def lent(leave: Leave, officer: Actor) -> Lent | None:
    return lent_to(User.objects.get(pk=officer.id or 0), leave.public_id)


@pytest.mark.usefixtures("house")
class TestTime:
    def test_rights_pass_at_the_first_moment_and_back_at_the_last(self, clock: HeldClock) -> None:
        who = colleague()
        row = granted(WEDNESDAY, 2)
        moments = {
            "2022-10-18T23:59": False,
            "2022-10-19T00:00": True,
            "2022-10-20T23:59": True,
            "2022-10-21T00:00": False,
        }
        for moment, holds in moments.items():
            clock.set(moment)
            assert (lent(row, who) is not None) is holds, moment
            assert bool(standing_in(who)) is holds, moment

    def test_a_leave_of_one_shift_lends_for_its_hours(self, clock: HeldClock) -> None:
        row = granted(WEDNESDAY, shift="afternoon")
        for moment, holds in {"12:59": False, "13:00": True, "16:59": True, "17:00": False}.items():
            clock.set(f"2022-10-19T{moment}")
            assert (lent(row, colleague()) is not None) is holds, moment

    def test_coming_back_early_takes_everything_back(self, clock: HeldClock) -> None:
        row = granted(WEDNESDAY, 3)
        clock.set("2022-10-20T10:00")
        assert lent(row, colleague())
        come_back(leave=row.public_id, by=clerk())
        assert lent(row, colleague()) is None

    def test_what_was_asked_lends_nothing(self, clock: HeldClock) -> None:
        row = asked(WEDNESDAY)
        clock.set("2022-10-19T10:00")
        assert lent(row, colleague()) is None

    def test_nobody_else_and_no_ended_account_is_lent_anything(self, clock: HeldClock) -> None:
        row = granted(WEDNESDAY)
        clock.set("2022-10-19T10:00")
        assert lent(row, reviewer()) is None
        admin = person(Role.ADMIN, "service-centre", name="guan")
        end_account(by=admin, person=clerk().id or 0, reason="调离。")
        assert lent(row, colleague()) is None


@pytest.mark.usefixtures("house")
def test_whoever_acts_has_the_roles_and_the_place_and_keeps_their_own_name(clock: HeldClock) -> None:
    who = reviewer()
    row = granted(WEDNESDAY, officer=who)
    clock.set("2022-10-19T10:00")
    user = User.objects.get(pk=who.id or 0)
    user.lent = lent(row, who)
    actor = actor_for(user)
    assert (actor.roles, actor.window) == (frozenset({Role.CLERK}), "transport-03")
    assert (actor.id, actor.name, actor.behalf) == (who.id, "秦川柏", clerk().id)
    with pytest.raises(Refused, match="先结束代岗"):
        ask_leave(record=_record(), by=actor)


def _record() -> LeaveRecord:
    day = date(2022, 10, 28)
    return LeaveRecord(kind="private", first=day, last=day, reason="有事。")


def begun(officer: Actor, row: Leave) -> Client:
    """A browser in which ``officer`` acts for whoever is on leave."""
    client = browser_of(officer)
    assert f"cover-{row.public_id}" in client.get("/desk/").content.decode()
    assert client.post(f"/desk/roster/cover/{row.public_id}/begin/").status_code == 302
    return client


@pytest.mark.usefixtures("house")
class TestAtTheDesk:
    def test_an_act_done_in_cover_says_so_and_the_rights_end_by_themselves(self, clock: HeldClock) -> None:
        who, first = reviewer(), submitted()
        second, row = submitted(), granted(WEDNESDAY, officer=who)
        clock.set("2022-10-19T10:00")
        client = begun(who, row)
        page = client.get("/desk/").content.decode()
        assert "您正在代" in page
        assert "交通窗口03号" in page
        assert do(client, first, "accept").status_code == 302
        event = Event.objects.get(topic="case", subject=str(first.pk), name="accepted")
        assert event.actor == f"user:{who.id} for user:{clerk().id}"
        shown = browser_of(head()).get(f"/desk/cases/{first.number}/").content.decode()
        assert "秦川柏（代clerk.transport）" in shown
        first.refresh_from_db()
        assert first.window_id == "transport-03"
        clock.set("2022-10-20T00:00")
        late = do(client, second, "accept")
        assert late.status_code in (403, 409)
        assert "代岗已经结束" in late.content.decode()
        assert not Event.objects.filter(topic="case", subject=str(second.pk), name="accepted").exists()

    def test_own_work_waits_while_one_acts_for_somebody_and_comes_back(self, clock: HeldClock) -> None:
        who = reviewer()
        row = granted(WEDNESDAY, officer=who)
        clock.set("2022-10-19T10:00")
        client = begun(who, row)
        assert client.get("/desk/counter/").status_code == 200
        assert client.get("/desk/experts/").status_code == 403
        assert client.post("/desk/roster/cover/end/").status_code == 302
        assert client.get("/desk/counter/").status_code == 403
        assert client.get("/desk/experts/").status_code == 200
        names = list(
            Event.objects.filter(subject=row.public_id).order_by("id").values_list("name", flat=True)
        )
        assert names[-2:] == ["cover_begun", "cover_ended"]

    def test_a_case_that_waits_for_that_place_stands_on_the_first_page(self, clock: HeldClock) -> None:
        who, case = reviewer(), submitted()
        row = granted(WEDNESDAY, officer=who)
        clock.set("2022-10-19T10:00")
        page = browser_of(who).get("/desk/").content.decode()
        assert f"cover-{row.public_id}" in page
        assert case.number in page
        clock.set("2022-10-20T00:00")
        later = browser_of(who).get("/desk/").content.decode()
        assert f"cover-{row.public_id}" not in later
        assert case.number not in later

    def test_nobody_begins_who_does_not_stand_in(self, clock: HeldClock) -> None:
        row = granted(WEDNESDAY)
        clock.set("2022-10-19T10:00")
        client = browser_of(reviewer())
        assert client.post(f"/desk/roster/cover/{row.public_id}/begin/").status_code == 409
        assert "stands_in" not in client.session


@pytest.mark.usefixtures("house")
class TestPairs:
    def test_the_head_names_who_usually_stands_in_and_leave_proposes_it(self) -> None:
        one, other = clerk(), colleague()
        record = PairRecord(person=str(one.id), officer=str(other.id))
        for _again in range(2):
            set_officer(record=record, by=head())
        assert Event.objects.filter(name="officer_named").count() == 1
        assert usual_officer(one.id) == other.id
        assert (one.id, other.id) in {(a.pk, b.pk if b else None) for a, b in pairs("transport")}
        fields = browser_of(one).get("/desk/roster/leave/new/").context["entries"]
        assert next(entry.value for entry in fields if entry.name == "officer") == str(other.id)

    def test_nobody_is_their_own_and_no_other_department_is_named(self) -> None:
        one = clerk()
        for officer in (one, person(Role.CLERK, "commerce", "commerce-05")):
            with pytest.raises(Invalid):
                set_officer(record=PairRecord(person=str(one.id), officer=str(officer.id)), by=manager())
        with pytest.raises(Denied):
            set_officer(record=PairRecord(person=str(one.id), officer=str(colleague().id)), by=one)
