"""A month is frozen, objected to, answered and published; a year is the mean of its months."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from tests.assessment.months import AFTER, FIRST, LAST, found, head, manager, noted, october, pack_template
from tests.consultations.asking import asked, police
from tests.held_clock import HeldClock
from tests.house import accepted, clerk, granted, open_house, person
from tests.ratings.rated import called, load_book
from tests.roster.hall import granted as on_leave
from tests.roster.hall import load_shifts, post
from tests.suggestions.given import ANSWER, given, load_terms
from tests.supervision.watching import one_signal

from banli.assessment.models import Assessment, AssessmentScore
from banli.assessment.service import (
    answer_objection,
    find_round,
    find_score,
    freeze_month,
    holds,
    load_assessment_template,
    object_to,
    preview,
    publish_month,
    publish_year,
    visible_scores,
)
from banli.cases import service as cases
from banli.consultations.service import give_opinion
from banli.hall.service import find_patrol, rectify
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import BanliError, Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import verify
from banli.roster.service import ask_correction, grant_correction
from banli.suggestions.service import answer, note_late_suggestions

TRANSPORT = ("transport", "")


def totals() -> dict[tuple[str, str], Decimal]:
    """Every unit as October would be frozen now."""
    return {unit: score.total for unit, (_marks, score) in preview(FIRST, LAST)[1].items()}


def words() -> list[str]:
    """What is marked of transport."""
    return [one.words for one in preview(FIRST, LAST)[1][TRANSPORT][0]]


@pytest.mark.usefixtures("house")
class TestSources:
    def test_a_finding_counts_for_its_window_and_its_department_and_for_no_other(self) -> None:
        found()
        seen = totals()
        assert seen[TRANSPORT] == seen["transport", "transport-03"] == Decimal("98.5")
        assert seen["transport", "transport-04"] == seen["police", ""] == Decimal(100)

    def test_a_finding_that_was_mended_stays_a_mark(self) -> None:
        patrol = find_patrol(found())
        rectify(
            finding=patrol.findings.get().public_id, on=patrol.day, rectification="已佩戴。", by=manager()
        )
        assert totals()[TRANSPORT] == Decimal("98.5")

    def test_a_signal_counts_as_long_as_it_stands(self, clock: HeldClock) -> None:
        case = accepted()
        clock.set("2022-10-21")
        signal = one_signal(case, "HP-01")
        marks = preview(FIRST, LAST)[1][TRANSPORT][0]
        assert signal.number in [one.ref for one in marks]

    def test_a_bad_rating_counts_for_the_department_alone_and_tells_no_day(self, clock: HeldClock) -> None:
        load_book()
        rating = called(granted())
        marks = preview(FIRST, LAST)[1][rating.department_id, ""][0]
        assert [(one.ref, one.window, one.day) for one in marks] == [(rating.number, "", "2022-10-31")]

    def test_an_opinion_that_came_late_weighs_less_than_none(self, clock: HeldClock) -> None:
        made = asked(holds=False)
        clock.set("2022-10-25T09:00")
        give_opinion(consultation=made.public_id, seat=0, stance="agrees", text="同意。", by=police())
        seen = totals()
        assert (seen["police", ""], seen[TRANSPORT]) == (Decimal(99), Decimal(98))

    def test_a_consultation_that_was_called_off_counts_for_nobody(self, clock: HeldClock) -> None:
        made = asked(holds=False)
        clock.set("2022-10-25T09:00")
        cases.call_off_consultation(
            by=person(Role.REVIEWER), consultation=made.public_id, reason="不再需要。"
        )
        assert totals()["police", ""] == Decimal(100)

    def test_what_is_written_down_by_hand_takes_or_adds_by_its_criterion(self) -> None:
        noted()
        noted("praise", "KHJL-2", text="群众赠送锦旗")
        assert totals()[TRANSPORT] == Decimal(101)
        assert words() == ["档案未按时移交", "群众赠送锦旗"]

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"criterion": "in-time"}, "criterion"),
            ({"day": date(2022, 10, 18)}, "day"),
        ],
    )
    def test_what_cannot_be_written_down_is_told_at_its_field(
        self, changes: dict[str, object], where: str
    ) -> None:
        with pytest.raises(Invalid) as told:
            noted(**changes)  # type: ignore[arg-type]
        assert [one.where for one in told.value.problems] == [where]


@pytest.mark.usefixtures("house")
class TestRounds:
    def test_a_month_is_frozen_once_and_after_it_ended(self, clock: HeldClock) -> None:
        with pytest.raises(Refused):
            october()
        clock.set(AFTER)
        row = october()
        assert (row.public_id, str(row.object_until)) == ("KH-2022-10", "2022-11-08")
        with pytest.raises(Refused):
            october()

    def test_what_comes_later_changes_nothing_that_is_frozen(self, clock: HeldClock) -> None:
        found()
        clock.set(AFTER)
        row = october()
        found("serious")
        assert find_score(row, "transport", manager()).total == Decimal("98.5")
        assert holds(row)
        with pytest.raises(Invalid):
            noted(token="KHJL-9")

    def test_a_row_that_somebody_changed_is_told(self, clock: HeldClock) -> None:
        clock.set(AFTER)
        row = october()
        AssessmentScore.objects.filter(department="transport", window=None).update(total=Decimal(60))
        assert not holds(row)

    def test_an_open_round_is_read_by_the_own_department_and_a_published_one_by_all(
        self, clock: HeldClock
    ) -> None:
        clock.set(AFTER)
        row = october()
        assert {one.department_id for one in visible_scores(row, head())} == {"transport"}
        with pytest.raises(Missing):
            find_score(row, "police", head())
        clock.set("2022-11-09T09:00")
        row = publish_month(assessment=row.public_id, by=manager())
        assert find_score(row, "police", head()).final == Decimal(100)

    def test_an_objection_that_is_upheld_gives_the_points_back(self, clock: HeldClock) -> None:
        found()
        clock.set(AFTER)
        row = october()
        mark = find_score(row, "transport", head()).marks[0]["key"]
        object_to(assessment=row.public_id, mark=mark, reason="当时正在换岗。", by=head())
        with pytest.raises(Refused):
            object_to(assessment=row.public_id, mark=mark, reason="再次异议。", by=head())
        answer_objection(
            assessment=row.public_id, mark=mark, upheld=True, answer="情况属实，不予扣分。", by=manager()
        )
        with pytest.raises(Stale):
            answer_objection(
                assessment=row.public_id, mark=mark, upheld=False, answer="不成立。", by=manager()
            )
        clock.set("2022-11-09T09:00")
        publish_month(assessment=row.public_id, by=manager())
        for unit in ("transport", "transport-03"):
            one = find_score(find_round(row.public_id, head()), unit, head())
            assert (one.total, one.final) == (Decimal("98.5"), Decimal(100))
        assert holds(find_round(row.public_id, head()))
        assert verify().ok

    def test_who_objects_to_what_is_not_theirs_or_too_late_or_without_words_is_refused(
        self, clock: HeldClock
    ) -> None:
        found()
        clock.set(AFTER)
        row = october()
        mark = find_score(row, "transport", head()).marks[0]["key"]
        with pytest.raises(Missing):
            object_to(
                assessment=row.public_id, mark=mark, reason="异议。", by=person(Role.APPROVER, "police")
            )
        with pytest.raises(Denied):
            object_to(assessment=row.public_id, mark=mark, reason="异议。", by=person(Role.REVIEWER))
        with pytest.raises(Invalid):
            object_to(assessment=row.public_id, mark=mark, reason=" ", by=head())
        clock.set("2022-11-09T09:00")
        with pytest.raises(Refused):
            object_to(assessment=row.public_id, mark=mark, reason="异议。", by=head())

    def test_nothing_is_published_before_every_objection_is_answered(self, clock: HeldClock) -> None:
        found()
        clock.set(AFTER)
        row = october()
        mark = find_score(row, "transport", head()).marks[0]["key"]
        object_to(assessment=row.public_id, mark=mark, reason="当时正在换岗。", by=head())
        with pytest.raises(Refused, match="2022"):
            publish_month(assessment=row.public_id, by=manager())
        clock.set("2022-11-09T09:00")
        with pytest.raises(Refused, match="1"):
            publish_month(assessment=row.public_id, by=manager())
        answer_objection(
            assessment=row.public_id, mark=mark, upheld=False, answer="无换岗记录。", by=manager()
        )
        assert publish_month(assessment=row.public_id, by=manager()).state == "assessment_published"

    def test_only_the_hall_assesses(self, clock: HeldClock) -> None:
        clock.set(AFTER)
        with pytest.raises(Denied):
            freeze_month(first=FIRST, last=LAST, by=person(Role.SUPERVISOR, None))


@pytest.mark.usefixtures("house")
class TestYears:
    def published(self, clock: HeldClock, *months: int) -> None:
        for month in months:
            clock.set(f"2022-{month + 1:02d}-01T09:00")
            row = freeze_month(
                first=date(2022, month, 1),
                last=date.fromordinal(date(2022, month + 1, 1).toordinal() - 1),
                by=manager(),
            )
            clock.set(f"2022-{month + 1:02d}-20T09:00")
            publish_month(assessment=row.public_id, by=manager())

    def test_a_year_is_the_mean_of_its_published_months(self, clock: HeldClock) -> None:
        load_assessment_template(template=pack_template().model_copy(update={"year_least": 2}), by=SYSTEM)
        found()
        self.published(clock, 9, 10, 11)
        clock.set("2022-12-31T09:00")
        with pytest.raises(Refused):
            publish_year(year=2022, by=manager())
        clock.move(days=1)
        row = publish_year(year=2022, by=manager())
        one = find_score(row, "transport", head())
        assert one.final == Decimal("99.5")
        assert [month for month, _total in one.marks] == ["KH-2022-09", "KH-2022-10", "KH-2022-11"]
        assert holds(row)
        with pytest.raises(Refused):
            publish_year(year=2022, by=manager())

    def test_a_year_of_too_few_months_is_not_published(self, clock: HeldClock) -> None:
        self.published(clock, 10)
        clock.set("2023-01-03T09:00")
        with pytest.raises(Refused, match="6"):
            publish_year(year=2022, by=manager())


@pytest.mark.django_db(transaction=True)
def test_of_four_who_freeze_at_once_one_round_is_kept(clock: HeldClock) -> None:
    open_house()
    load_assessment_template(template=pack_template(), by=SYSTEM)
    clock.set(AFTER)
    manager()

    def one(_hand: int) -> str:
        try:
            october()
        except BanliError as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as hands:
        assert sorted(hands.map(one, range(4))) == ["Refused", "Refused", "Refused", "done"]
    assert Assessment.objects.count() == 1


@pytest.mark.usefixtures("house")
class TestAttendanceAndSuggestions:
    def test_a_missed_shift_counts_for_its_window_and_names_nobody(self, clock: HeldClock) -> None:
        load_shifts()
        row = post()
        clock.set("2022-10-18T09:00")
        assert words() == ["09:00—12:00班次缺勤"]
        found_now = totals()
        assert found_now[TRANSPORT] == found_now["transport", "transport-03"] == Decimal("98.5")
        assert found_now["transport", "transport-04"] == Decimal(100)
        mark = preview(FIRST, LAST)[1][TRANSPORT][0][0]
        assert (mark.ref, mark.grade) == (str(row.pk), "absent")

    def test_leave_and_a_correction_are_no_mark(self, clock: HeldClock) -> None:
        load_shifts()
        one, other = post(), post(kind="afternoon")
        on_leave(date(2022, 10, 17), shift="afternoon")
        clock.set("2022-10-17T18:00")
        made = ask_correction(shift=one.pk, arrived="8:50", left="", reason="忘记打卡。", by=clerk())
        assert len(words()) == 1
        grant_correction(correction=made.pk, by=head())
        assert words() == []
        assert other.kind == "afternoon"

    def test_a_suggestion_adds_where_it_is_adopted_and_takes_away_where_it_is_late(
        self, clock: HeldClock
    ) -> None:
        load_terms()
        clock.set("2022-10-08T09:00")
        late = given("希望增加等候座椅，老人站着等太久。", department="transport")
        clock.set("2022-10-17T09:00")
        adopted = given(department="transport")
        answer(number=adopted.number, outcome="adopted", text=ANSWER, by=person(Role.REVIEWER))
        assert totals()[TRANSPORT] == Decimal(101)
        clock.set("2022-10-31T20:00")
        note_late_suggestions(by=SYSTEM)
        assert any(late.number in one for one in words())
        assert totals()[TRANSPORT] == Decimal(100)
