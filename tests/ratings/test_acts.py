"""A case is rated once; a bad rating is called back, mended or appealed, answered, and rated a second time."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.held_clock import HeldClock
from tests.house import accepted, clerk, person
from tests.ratings.rated import MATTER, called, load_book, rated, replied, supervisor

from banli.cases.models import Case
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.clock import now
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.kernel.retention import outlived
from banli.ledger.models import Event
from banli.ratings import service as ratings
from banli.ratings.models import Rating, RatingBook
from banli.ratings.states import RatingChannel, RatingState

PERIOD = (date(2022, 10, 1), date(2022, 12, 31))


def test_a_good_rating_is_recorded_and_nothing_follows(ended: Case) -> None:
    one = rated(ended, 2, "谢谢")
    assert (one.state, one.call_by, one.number) == (RatingState.RECORDED, None, "PJ-2022-000001")
    event = Event.objects.get(topic="rating", subject=one.number)
    assert event.actor == "visitor"
    assert "谢谢" not in (event.body or "")
    assert ended.number not in (event.body or "")


def test_a_case_is_rated_once_and_not_before_it_has_ended(ended: Case) -> None:
    rated(ended, 1)
    with pytest.raises(Refused, match="已经评价过"):
        rated(ended, 5)
    with pytest.raises(Refused, match="办结之后"):
        rated(accepted())
    assert Rating.objects.count() == 1


def test_a_bad_rating_has_its_clocks_in_working_days(ended: Case) -> None:
    one = rated(ended, 4)
    assert (one.call_by, one.mend_by) == (date(2022, 10, 18), date(2022, 11, 7))


def test_a_bad_rating_is_called_back_mended_answered_and_rated_once_more(ended: Case) -> None:
    one = replied(ended)
    assert (one.state, one.matter) == (RatingState.REPLIED, MATTER)
    again = ratings.rate_again(case=ended, number=one.number, said=ratings.Said("2", [], "好多了"))
    assert (again.grade, again.second_grade, again.state) == (5, 2, RatingState.RATED_AGAIN)
    with pytest.raises(Refused, match="再次评价"):
        ratings.rate_again(case=ended, number=one.number, said=ratings.Said("1"))
    names = Event.objects.filter(topic="rating", subject=one.number).order_by("seq")
    assert list(names.values_list("name", flat=True)) == [
        *("rated", "called_back", "mended", "replied", "rated_again"),
    ]


def test_an_appeal_that_is_upheld_takes_the_rating_out_of_the_values(ended: Case) -> None:
    one = called(ended)
    ratings.appeal(by=person(Role.APPROVER), number=one.number, text="评价的是另一个部门的窗口。")
    with pytest.raises(Refused, match="先由中心复核"):
        ratings.mend(by=person(Role.APPROVER), number=one.number, text="已改。")
    ratings.judge_appeal(by=supervisor(), number=one.number, upheld=True, text="查看录像，情况属实。")
    found = ratings.index(*PERIOD)
    assert (found.total, found.values["bad"].whole, found.rated.part) == (0, 0, 0)
    assert Rating.objects.get().state == RatingState.VOID


def test_an_appeal_that_is_rejected_is_mended_and_not_made_again(ended: Case) -> None:
    one, approver = called(ended), person(Role.APPROVER)
    ratings.appeal(by=approver, number=one.number, text="不属实。")
    ratings.judge_appeal(by=supervisor(), number=one.number, upheld=False, text="评价属实。")
    with pytest.raises(Refused, match="申诉只复核一次"):
        ratings.appeal(by=approver, number=one.number, text="还是不属实。")
    assert ratings.mend(by=approver, number=one.number, text="已改。").state == RatingState.TO_REPLY


def test_what_is_said_is_said_and_what_was_read_is_not_older_than_what_is_done(ended: Case) -> None:
    one = rated(ended)
    with pytest.raises(Invalid):
        ratings.call_back(by=supervisor(), number=one.number, matter=" ", reached=False)
    with pytest.raises(Stale):
        ratings.call_back(by=supervisor(), number=one.number, matter=MATTER, reached=False, version=0)
    ratings.call_back(by=supervisor(), number=one.number, matter=MATTER, reached=False, version=1)
    with pytest.raises(Refused, match="整改或者申诉"):
        ratings.call_back(by=supervisor(), number=one.number, matter=MATTER, reached=True)


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER])
def test_whoever_handled_the_case_opens_no_rating_of_it(ended: Case, role: Role) -> None:
    one, officer = called(ended), person(role)
    with pytest.raises(Missing):
        ratings.find_rating(one.number, officer)
    with pytest.raises(Missing):
        ratings.mend(by=officer, number=one.number, text="已改。")
    assert ratings.listed_ratings(officer, *PERIOD, ratings.RatingFilter()) == []
    assert ratings.to_do(officer) == []


def test_who_mends_sees_a_bad_rating_once_it_is_handed_over_and_never_the_case(ended: Case) -> None:
    one, approver = rated(ended), person(Role.APPROVER)
    with pytest.raises(Missing):
        ratings.find_rating(one.number, approver)
    ratings.call_back(by=supervisor(), number=one.number, matter=MATTER, reached=True)
    assert ratings.find_rating(one.number, approver).matter == MATTER
    assert not ratings.sees_case(approver)
    with pytest.raises(Missing):
        ratings.find_rating(one.number, person(Role.APPROVER, "health"))
    with pytest.raises(Denied):
        ratings.judge_appeal(by=approver, number=one.number, upheld=True, text="不算。")


def test_texts_are_told_to_the_rated_from_five_on_in_no_order_of_time(house: None) -> None:
    from tests.house import granted

    officer = person(Role.CLERK)
    for text in ("丁", "甲", "丙", "乙"):
        rated(granted(), 2, text)
    assert ratings.told_texts(*PERIOD, officer) == []
    rated(granted(), 2, "戊")
    told = ratings.told_texts(*PERIOD, officer)
    assert len(told) == 5
    assert told != ["丁", "甲", "丙", "乙", "戊"]


def test_not_rated_is_never_good(ended: Case) -> None:
    found = ratings.index(*PERIOD)
    assert (found.rated.part, found.rated.whole) == (0, 1)
    assert found.values["good"].percent is None


def test_the_receipts_code_opens_the_rating_of_its_own_case_alone(ended: Case) -> None:
    code = ratings.rating_code(ended.number)
    assert ratings.case_by_code(ended.number, f" {code[:6]}-{code[6:].lower()}") == ended
    for number, wrong in ((ended.number, "A" * 12), ("nothing", code), (ended.number, "")):
        with pytest.raises(Missing):
            ratings.case_by_code(number, wrong)


def test_a_windows_screen_asks_about_the_visit_just_made_and_no_longer(house: None, clock: HeldClock) -> None:
    by, case = clerk(), accepted()
    screen = ratings.open_screen(by=by)
    assert ratings.open_screen(by=by).code == screen.code
    assert ratings.note_visit(case=case, by=by) is None
    assert ratings.on_screen(screen) is None
    case.visits = 1
    assert ratings.note_visit(case=case, by=by) is not None
    assert ratings.note_visit(case=case, by=by) is None
    visit = ratings.on_screen(screen)
    assert visit is not None
    clock.set("2022-10-17T09:16")
    assert ratings.on_screen(screen) is None
    clock.set("2022-10-17T09:10")
    said = ratings.Said("1")
    ratings.rate(case=case, occasion=visit.ordinal, said=said, channel=RatingChannel.SCREEN)
    assert ratings.on_screen(screen) is None
    assert ratings.screen_by_code(screen.code) == screen
    anew = ratings.open_screen(by=by, anew=True)
    with pytest.raises(Missing):
        ratings.screen_by_code(screen.code)
    assert ratings.screen_by_code(anew.code).window_id == by.window


def test_who_sits_at_no_window_has_no_screen(house: None) -> None:
    with pytest.raises(Missing, match="评价屏属于窗口"):
        ratings.open_screen(by=person(Role.CLERK, name="clerk.nowhere"))


def test_a_last_day_that_waits_for_a_notice_is_counted_when_it_is_there(
    ended: Case, clock: HeldClock
) -> None:
    from banli.worktime.service import OPEN_END

    one = rated(ended)
    Rating.objects.update(mend_by=OPEN_END)
    assert ratings.count_clocks(by=SYSTEM) == 1
    assert ratings.count_clocks(by=SYSTEM) == 0
    assert Rating.objects.get().mend_by == one.mend_by


def test_traces_of_device_and_network_are_digests_and_are_forgotten(ended: Case, clock: HeldClock) -> None:
    said = ratings.Said("1")
    one = ratings.rate(
        case=ended, occasion=0, said=said, channel=RatingChannel.CODE, device="d", network="10.0.0.1"
    )
    assert len(one.network) == 64
    clock.set("2023-01-16")
    assert ratings.forget_traces(by=SYSTEM, before=outlived("rating_trace", now())) == 1
    assert Rating.objects.get().device == ""


def test_the_database_knows_that_a_bad_one_is_handled_and_each_is_there_once(ended: Case) -> None:
    rated(ended)
    for change in ({"grade": 1}, {"state": "recorded"}, {"call_by": None}, {"state": "void"}, {"grade": 7}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.update(**change)


def test_the_book_is_loaded_once_and_a_change_makes_another(house: None) -> None:
    load_book()
    assert RatingBook.objects.count() == 1
    ratings.load_rating_book(book=ratings.Book(), by=SYSTEM)
    assert ratings.book().reasons == ()
    with pytest.raises(Denied):
        ratings.load_rating_book(book=ratings.Book(), by=person(Role.CLERK))
