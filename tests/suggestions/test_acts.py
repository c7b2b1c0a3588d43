"""Giving a suggestion, and what is done about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from tests.house import person, submitted
from tests.suggestions.given import ANSWER, STUCK, TEXT, answered, given, manager, published, reviewer, stuck

from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.models import Event
from banli.ledger.service import Overtaken, version_of
from banli.suggestions import service as door
from banli.suggestions.models import LateSuggestion, Suggestion
from banli.suggestions.rules.telling import MOST_OF_ORIGIN
from banli.suggestions.states import SuggestionKind

if TYPE_CHECKING:
    from tests.held_clock import HeldClock

pytestmark = pytest.mark.usefixtures("house")
ONE = SuggestionKind.SUGGESTION


def names(number: str) -> list[str]:
    return list(
        Event.objects.filter(topic="suggestion", subject=number)
        .order_by("seq")
        .values_list("name", flat=True)
    )


def test_a_suggestion_has_a_number_a_code_and_its_days_in_working_days() -> None:
    one = given()
    assert one.number == "JY-2022-000001"
    assert (one.state, one.department_id) == ("received", None)
    # Monday 17 October 2022: one working day, and fifteen.
    assert (one.begin_by, one.answer_by) == (date(2022, 10, 18), date(2022, 11, 7))
    assert door.own_suggestion(f" {one.code[:4]}-{one.code[4:].lower()} ") == one


def test_what_could_not_be_done_has_shorter_days_and_needs_a_way_to_call_back() -> None:
    assert stuck().answer_by == date(2022, 10, 24)
    with pytest.raises(Invalid) as fault:
        stuck(contact="")
    assert [one.where for one in fault.value.problems] == ["contact"]


def test_a_suggestion_that_names_its_department_is_there_at_once() -> None:
    assert given(department="transport").state == "assigned"
    assert stuck(department="transport").state == "received"
    with pytest.raises(Invalid):
        given(department="nowhere")


def test_sent_twice_it_is_one() -> None:
    told = door.Told(ONE, TEXT)
    first = door.give(told=told, by=VISITOR, token="abc")
    assert door.give(told=told, by=VISITOR, token="abc") == first
    assert door.give(told=told, by=VISITOR, token="other") != first
    assert names(first.number) == ["suggestion_given"]


def test_many_of_one_network_are_refused_and_those_of_another_are_not() -> None:
    for n in range(MOST_OF_ORIGIN):
        door.give(told=door.Told(ONE, f"{TEXT}{n}"), by=VISITOR, address="10.0.0.7")
    with pytest.raises(Refused):
        door.give(told=door.Told(ONE, TEXT), by=VISITOR, address="10.0.0.7")
    door.give(told=door.Told(ONE, TEXT), by=VISITOR, address="10.0.0.8")


def test_the_record_says_neither_who_nor_what() -> None:
    one = stuck(name="欧阳小明")
    told = "".join(f"{each.actor}{each.body}" for each in Event.objects.filter(topic="suggestion"))
    assert "visitor" in told
    assert one.contact not in told
    assert one.name not in told
    assert STUCK not in told


def test_a_case_is_tied_only_for_whoever_may_open_it() -> None:
    case = submitted()
    by = person(Role.CLERK, window="transport-03")
    told = door.Told(SuggestionKind.OBSTACLE, STUCK, case=case.number)
    one = door.write_down(told=told, source="window", said_on=clock.today(), by=by)
    assert (one.case, one.item_id) == (case, case.revision.item_id)
    with pytest.raises(Invalid) as fault:
        stuck(case=case.number)
    assert [each.where for each in fault.value.problems] == ["case"]


def test_an_officer_writes_down_what_was_said_on_a_visit_but_not_tomorrow() -> None:
    by = person(Role.CLERK, window="transport-03")
    told = door.Told(ONE, TEXT, occasion="HD-2022-0001")
    one = door.write_down(told=told, source="visit", said_on=date(2022, 10, 14), by=by, token="x")
    assert (one.source, one.said_on, one.written_by_id) == ("visit", date(2022, 10, 14), by.id)
    assert door.write_down(told=told, source="visit", said_on=date(2022, 10, 14), by=by, token="x") == one
    with pytest.raises(Refused):
        door.write_down(told=told, source="visit", said_on=date(2022, 10, 18), by=by)
    with pytest.raises(Invalid):
        door.write_down(told=told, source="hotline", said_on=date(2022, 10, 14), by=by)


def test_the_centre_assigns_the_department_gives_back_or_answers() -> None:
    number = given().number
    door.assign(number=number, department="health", by=manager())
    other = person(Role.REVIEWER, "health")
    door.give_back(number=number, text="这是交通运输部门的事项。", by=other)
    with pytest.raises(Missing):
        door.find_suggestion(number, other)
    door.assign(number=number, department="transport", by=manager())
    one = door.answer(number=number, outcome="partly_adopted", text=ANSWER, by=reviewer())
    assert (one.state, one.outcome) == ("answered", "partly_adopted")
    assert names(number) == [
        "suggestion_given",
        "suggestion_assigned",
        "suggestion_given_back",
        "suggestion_assigned",
        "suggestion_answered",
    ]
    with pytest.raises(Refused):
        door.answer(number=number, outcome="adopted", text=ANSWER, by=reviewer())


def test_only_the_department_answers_and_only_with_an_outcome_of_its_kind_and_a_reason() -> None:
    number = given(department="transport").number
    with pytest.raises(Denied):
        door.answer(number=number, outcome="adopted", text=ANSWER, by=manager())
    with pytest.raises(Missing):
        door.answer(number=number, outcome="adopted", text=ANSWER, by=person(Role.REVIEWER, "health"))
    with pytest.raises(Denied):
        door.answer(
            number=number, outcome="adopted", text=ANSWER, by=person(Role.CLERK, window="transport-03")
        )
    with pytest.raises(Invalid) as fault:
        door.answer(number=number, outcome="got_done", text=" ", by=reviewer())
    assert {one.where for one in fault.value.problems} == {"outcome", "text"}


def test_one_desk_takes_up_what_could_not_be_done_and_answers_for_it() -> None:
    number = stuck().number
    desk = person(Role.CLERK, "service-centre", "service-centre-02", "the-desk")
    with pytest.raises(Refused):
        door.assign(number=number, department="transport", by=manager())
    with pytest.raises(Missing):
        door.take_up(number=number, by=reviewer())
    door.take_up(number=number, by=desk)
    one = door.settle(
        number=number, outcome="got_done", text="已协调交通运输厅窗口补录车辆，当场办成。", by=desk
    )
    assert (one.state, one.outcome) == ("answered", "got_done")


def test_another_clerk_of_the_centre_is_not_the_desk() -> None:
    number = stuck().number
    with pytest.raises(Missing):
        door.take_up(number=number, by=person(Role.CLERK, "service-centre", "service-centre-01", "no-desk"))


def test_a_stale_page_is_told_what_happened_meanwhile() -> None:
    number = given().number
    seen = version_of("suggestion", number)
    door.assign(number=number, department="health", by=manager())
    with pytest.raises(Overtaken):
        door.set_aside(number=number, text="不属于政务服务范围。", by=manager(), version=seen)


def test_what_is_set_aside_ends_with_its_reason() -> None:
    one = door.set_aside(number=given().number, text="邻里纠纷请向社区调解组织提出。", by=manager())
    assert (one.state, one.outcome) == ("set_aside", "")
    assert door.moves_of(one, manager()) == []


def test_nothing_is_public_that_tells_who_said_it() -> None:
    number = answered(name="欧阳小明", contact="13800138000").number
    for text in ("欧阳小明建议改进。", "请打 13800138000 联系我。", "我的身份证是11010519491231002X。"):
        with pytest.raises(Invalid) as fault:
            door.publish(number=number, public_text=text, public_answer=ANSWER, by=manager())
        assert [one.where for one in fault.value.problems] == ["public_text"]
    one = door.publish(number=number, public_text=TEXT, public_answer=ANSWER, by=manager())
    assert door.published_suggestions() == ([one], None)
    door.unpublish(number=number, text="措辞有误，改后再公开。", by=manager())
    assert door.published_suggestions() == ([], None)
    door.publish(number=number, public_text=TEXT, public_answer=ANSWER, by=manager())


def test_the_public_list_goes_on_page_by_page_without_losing_or_repeating() -> None:
    made = [published().number for _one in range(22)]
    first, following = door.published_suggestions()
    second, end = door.published_suggestions(following)
    assert end is None
    assert sorted(one.number for one in (*first, *second)) == sorted(made)


def test_late_ones_become_signals(clock: HeldClock) -> None:
    waits, owed = given(), given(department="transport")
    clock.set("2022-10-19 09:00")
    assert door.note_late_suggestions(by=SYSTEM) == 1
    assert door.note_late_suggestions(by=SYSTEM) == 0
    clock.set("2022-11-08 09:00")
    assert door.note_late_suggestions(by=SYSTEM) == 1
    found = {(one.suggestion.number, one.clock) for one in door.late_suggestions(manager())}
    assert found == {(waits.number, "begin"), (owed.number, "answer")}
    door.answer(number=owed.number, outcome="adopted", text=ANSWER, by=reviewer())
    assert [one.suggestion.number for one in door.late_suggestions(reviewer())] == [owed.number]
    assert LateSuggestion.objects.count() == 2


def test_given_back_late_the_centre_has_its_day_anew(clock: HeldClock) -> None:
    number = given(department="health").number
    clock.set("2022-10-25 09:00")
    door.give_back(number=number, text="这是交通运输部门的事项。", by=person(Role.REVIEWER, "health"))
    assert door.note_late_suggestions(by=SYSTEM) == 0
    one = door.find_suggestion(number, manager())
    assert (one.begin_by, one.answer_by) == (date(2022, 10, 26), date(2022, 11, 7))


def test_what_waits_for_whom_comes_by_its_last_day() -> None:
    mine, other, desk = given(department="transport"), given(), stuck()
    assert door.to_do(reviewer()) == [mine]
    assert set(door.to_do(manager())) == {mine, other, desk}
    assert door.to_do(person(Role.CLERK, window="transport-03")) == []


def test_the_sums_count_what_became_of_them_without_what_was_set_aside() -> None:
    answered()
    answered("not_adopted")
    given()
    door.set_aside(number=given().number, text="不属于政务服务范围。", by=manager())
    number = stuck().number
    door.take_up(number=number, by=manager())
    door.settle(number=number, outcome="shown_the_way", text="已告知到税务窗口办理。", by=manager())
    sums = door.suggestion_sums(clock.today(), clock.today())
    assert (sums.given, sums.answered) == (4, 3)
    assert (sums.adopted, sums.of_suggestions, sums.got_done, sums.of_obstacles) == (1, 2, 0, 1)


def test_traces_are_forgotten_and_the_suggestion_stays() -> None:
    one = door.give(told=door.Told(ONE, TEXT), by=VISITOR, address="10.0.0.7", token="x")
    assert door.forget_suggestion_traces(by=SYSTEM, before=clock.now() + timedelta(seconds=1)) == 1
    one.refresh_from_db()
    assert (one.origin, one.said, one.text) == ("", None, TEXT)


def test_the_database_keeps_what_was_said() -> None:
    one = given()
    with pytest.raises(IntegrityError, match="known_state"), transaction.atomic():
        Suggestion.objects.filter(pk=one.pk).update(state="gone")
    with pytest.raises(Exception, match="stays as it was said"), transaction.atomic():
        Suggestion.objects.filter(pk=one.pk).update(text="别的话")
    with pytest.raises(Exception, match="are kept"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM suggestions_suggestion")
