"""Ratings and visits among the figures: counted apart from cases, for the same period; each number opens."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.test import Client
from tests.desk.officers import browser_of
from tests.house import granted, open_house, person
from tests.ratings.rated import load_book, rated, supervisor
from tests.tickets.hall import drawn
from tests.tickets.test_handled import ITEM, served, taken_in

from banli.kernel import clock
from banli.kernel.actors import Role
from banli.tickets.models import Ticket
from banli.tickets.service import CameOf, visits_ended

BESIDE = "/desk/figures/beside/"


def finished(ticket: Ticket, client: Client) -> None:
    assert client.post(f"/desk/queue/{ticket.number}/finish/").status_code == 302


def three_visits() -> tuple[Ticket, Ticket, Ticket]:
    """One with a case, one that asked about it, one without any."""
    open_house("oversize-transport", ITEM)
    client, first = served()
    case = taken_in(client)
    finished(first, client)
    client, second = served()
    client.post("/desk/queue/ask/", {"case": case.number})
    finished(second, client)
    client, third = served()
    finished(third, client)
    drawn("social-security")
    return first, second, third


def test_visits_are_counted_once_each_by_what_came_of_them() -> None:
    three_visits()
    day = clock.today()
    assert visits_ended(day, day) == {CameOf.HANDLED: 1, CameOf.ASKED: 1, CameOf.NOTHING: 1}


def test_each_number_opens_to_its_visits_and_each_visit_to_its_way() -> None:
    visits = three_visits()
    desk = browser_of(person(Role.HALL_MANAGER, "service-centre"))
    shown = desk.get(BESIDE)
    assert [count for _key, _name, count, _link, _figure in shown.context["visits"]] == [1, 1, 1]
    for ticket, (_key, _name, _count, link, _figure) in zip(visits, shown.context["visits"], strict=True):
        [row] = desk.get(f"{BESIDE}{urlsplit(link)._replace(fragment='').geturl()}").context["rows"]
        assert row["ticket"].pk == ticket.pk
    page = desk.get(f"/desk/figures/visits/{visits[2].pk}/").content.decode()
    assert "办完时未涉及办件" in page
    assert "开始办理" in page
    assert "仅询问" in desk.get(f"/desk/figures/visits/{visits[1].pk}/").content.decode()
    assert desk.get("/desk/figures/visits/999999/").status_code == 404
    waiting = Ticket.objects.exclude(pk__in=[one.pk for one in visits]).get()
    assert desk.get(f"/desk/figures/visits/{waiting.pk}/").status_code == 404


def test_the_indicators_over_visits_name_what_they_leave_out() -> None:
    desk = browser_of(person(Role.HALL_MANAGER, "service-centre"))
    page = desk.get("/desk/figures/?indicator=over_one_visit").content.decode()
    assert "没有办件的到场另行统计" in page
    assert f"{BESIDE}?from=" in page
    assert "visits=without#visits" in page
    assert "没有办件的到场另行统计" not in desk.get("/desk/figures/?indicator=accepted").content.decode()


def test_a_bad_period_is_told_at_its_field() -> None:
    page = browser_of(person(Role.HALL_MANAGER, "service-centre")).get(f"{BESIDE}?from=2022-13-01")
    assert page.status_code == 200
    assert page.context["wrong"]["from"]


def test_the_values_of_ratings_are_those_of_their_own_page_and_open_for_the_centre_alone() -> None:
    open_house("oversize-transport")
    load_book()
    rated(granted(), 5)
    rated(granted(), 1)
    desk = browser_of(supervisor())
    shown, own = desk.get(BESIDE), desk.get("/desk/ratings/")
    told = {str(one["name"]): (one["share"].part, one["share"].whole) for one in shown.context["ratings"]}
    assert told["好评率"] == (1, 2), "the best grade is 1"
    for value, share in own.context["values"]:
        assert told[str(value.name)] == (share.part, share.whole)
    good = next(one["href"] for one in shown.context["ratings"] if str(one["name"]) == "好评率")
    opened = desk.get(urlsplit(good)._replace(fragment="").geturl())
    assert [row["rating"].grade for row in opened.context["rows"]] == [1]
    assert shown.context["offices"] == [], "two ratings tell too much of who gave them"
    rated_one = browser_of(person(Role.REVIEWER)).get(BESIDE)
    assert all(one["href"] == "" for one in rated_one.context["ratings"])
