"""Corrections after a number was published: it stays, and the difference is told event by event."""

from __future__ import annotations

from datetime import date

import pytest
from tests.statistics.record import FROM, TO, fold_all, happened

from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.service import events
from banli.statistics.models import Figure
from banli.statistics.service import (
    By,
    Difference,
    compare,
    every_event,
    figure,
    freeze,
    holds,
    intact,
    now_of,
)

pytestmark = pytest.mark.django_db
BODY = {
    "accepted_on": "2022-03-01",
    "promised_due": "2022-03-10",
    "took_days": 3,
    "limit_days": 20,
    "visits": 2,
}


def frozen(key: str, to: date = TO, by: By | None = None, line: str = "") -> Figure:
    return freeze(by=SYSTEM, from_=FROM, to=to, key=key, line_by=by, line=line)


def told(found: list[Difference]) -> list[tuple[int, int, str, str]]:
    return [(one.part, one.case, one.name, one.reason) for one in found]


def corrected_report() -> tuple[Figure, Figure]:
    """A case granted on 4 March, reported again as refused on 14 March; completed, frozen before and after."""
    happened("accepted", "2022-03-01", case=7, body={"promised_due": "2022-03-10"})
    happened("granted", "2022-03-04", case=7, body=BODY)
    fold_all()
    before = frozen("completed"), frozen("overdue")
    happened("granted_annulled", "2022-03-04", case=7, body={"annuls": 2})
    happened("refused", "2022-03-14", case=7, body=BODY)
    return before


@pytest.mark.parametrize("folded", [False, True])
def test_a_figure_stays_what_it_was_when_a_report_is_corrected(folded: bool) -> None:
    completed, overdue = corrected_report()
    if folded:
        fold_all()
    for shown, value in ((completed, 1), (overdue, 0)):
        again = figure(shown.pk)
        assert (again.value, holds(again), intact(again)) == (value, True, True)
    assert [(one.case, one.name) for one in every_event(figure(completed.pk))] == [(7, "granted")]
    now = frozen("completed")
    assert (now.value, [(one.case, one.name) for one in every_event(now)]) == (1, [(7, "refused")])


def test_the_difference_names_each_event_that_was_taken_back_or_added() -> None:
    completed, overdue = corrected_report()
    lines = compare(completed, now_of(completed))
    assert told(lines) == [(-1, 7, "granted", "annulled"), (1, 7, "refused", "recorded")]
    assert [one.at.date() for one in lines] == [date(2022, 3, 4), date(2022, 3, 14)]
    assert {one.actor for one in lines} == {"system"}
    late = compare(overdue, now_of(overdue))
    assert told(late) == [(1, 7, "refused", "recorded")]
    assert overdue.value + sum(one.part for one in late) == now_of(overdue).value
    assert told(compare(now_of(overdue), overdue)) == [(-1, 7, "refused", "recorded")]


def test_two_weeks_differ_by_their_days_and_by_what_came_late() -> None:
    happened("accepted", "2022-10-10", case=1)
    happened("accepted", "2022-10-18", case=2)
    week = frozen("accepted", date(2022, 10, 14))
    happened("accepted", "2022-10-11", case=3)
    happened("accepted", "2022-10-19", case=4)
    following = frozen("accepted", date(2022, 10, 21))
    assert (week.value, following.value) == (1, 4)
    assert told(compare(week, following)) == [
        (1, 2, "accepted", "period"),
        (1, 3, "accepted", "recorded"),
        (1, 4, "accepted", "recorded"),
    ]
    assert sum(one.part for one in compare(following, week)) == -3


def test_differences_come_page_by_page() -> None:
    before = frozen("accepted")
    for case in range(11):
        happened("accepted", f"2022-03-{case + 1:02}", case=case)
    now, seen, after = now_of(before), [], (0, 0)
    while page := compare(before, now, after, limit=4):
        seen += page
        after = (page[-1].by_event, page[-1].event)
    assert [one.case for one in seen] == list(range(11))


def test_shares_open_to_all_they_are_made_from_and_say_what_counts_above() -> None:
    for case, due in ((1, "2022-03-03"), (2, "2022-03-09")):
        happened("accepted", "2022-03-01", case=case)
        happened("granted", "2022-03-04", case=case, body={**BODY, "promised_due": due})
    shown = frozen("on_time_rate")
    assert (shown.value, shown.over, shown.unit) == (1, 2, "percent")
    assert [(one.case, one.part) for one in every_event(shown)] == [(1, 0), (2, 1)]
    happened("accepted", "2022-03-01", case=3)
    happened("granted", "2022-03-05", case=3, body=BODY)
    fold_all()
    assert (holds(shown), intact(figure(shown.pk))) == (True, True)
    assert [(one.case, one.part, one.whole) for one in compare(shown, now_of(shown))] == [(3, 1, 1)]


def test_what_is_open_opens_to_the_cases_that_are() -> None:
    for case, due in ((1, "2022-10-20"), (2, "2022-11-30"), (3, "2022-10-20"), (4, "2022-10-20")):
        happened("accepted", "2022-10-12", case=case, body={"promised_due": due})
    happened("paused", "2022-10-13", case=3)
    happened(
        "granted",
        "2022-10-19",
        case=4,
        body={**BODY, "accepted_on": "2022-10-12", "promised_due": "2022-10-20"},
    )
    still, late = frozen("open"), frozen("open_overdue")
    assert [one.case for one in every_event(still)] == [1, 2, 3]
    assert [one.case for one in every_event(late)] == [1]
    assert (still.value, late.value) == (3, 1)
    happened("resumed", "2022-10-17", case=3, body={"due_on": {"from": "2022-10-20", "to": "2022-10-19"}})
    assert (holds(late), [one.case for one in every_event(figure(late.pk))]) == (True, [1])
    assert sum(one.part for one in compare(late, now_of(late))) == 1
    assert [one.case for one in every_event(frozen("open_overdue"))] == [1, 3]


def test_one_line_is_frozen_by_its_key() -> None:
    happened("accepted", "2022-03-02", department="transport", case=1)
    happened("accepted", "2022-03-02", department="commerce", case=2)
    shown = frozen("accepted", by=By.DEPARTMENT, line="commerce")
    assert (shown.value, shown.by, shown.key) == (1, "department", "commerce")
    assert [one.case for one in every_event(shown)] == [2]
    assert holds(shown)
    day = frozen("accepted", by=By.DAY, line="2022-03-02")
    assert (day.value, holds(day)) == (2, True)
    assert [event.name for event in events("figure", str(shown.pk))] == ["frozen"]


def test_unlike_figures_are_not_compared() -> None:
    happened("accepted", "2022-03-02", body={"promised_due": "2022-03-10"})
    with pytest.raises(Refused, match="同一指标"):
        compare(frozen("accepted"), frozen("completed"))
    with pytest.raises(Refused, match="同一日"):
        compare(frozen("open_overdue"), frozen("open_overdue", date(2022, 10, 20)))


def test_without_data_there_is_nothing_to_freeze() -> None:
    happened("granted", "2022-03-02")
    with pytest.raises(Refused, match="没有"):
        frozen("on_time_rate")
    with pytest.raises(Missing, match="指标"):
        frozen("happiness")
    with pytest.raises(Refused, match="不能按"):
        frozen("open", by=By.DAY, line="2022-03-02")
    with pytest.raises(Denied):
        freeze(by=VISITOR, from_=FROM, to=TO, key="accepted")
    with pytest.raises(Denied):
        freeze(by=Actor("窗口", frozenset({Role.CLERK}), id=2), from_=FROM, to=TO, key="accepted")
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "change", ["over = 3", "formula = 'count:early/timed:0'", "key = 'x'", "unit = 'days'"]
)
def test_a_share_changed_behind_the_databases_back_is_found_out(change: str) -> None:
    from django.db import connection

    happened("accepted", "2022-03-01")
    happened("granted", "2022-03-04", body=BODY)
    shown = frozen("on_time_rate")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE statistics_figure SET {change}")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert not intact(figure(shown.pk))
