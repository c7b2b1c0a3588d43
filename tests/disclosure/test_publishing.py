"""From the decision to the public list: what is due and until when, what is kept back, what is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.disclosure.published import due, head, penalty, public
from tests.enforcement.house import approver, done
from tests.held_clock import HeldClock
from tests.house import granted, person

from banli.cases.models import Case
from banli.cases.service import revoke
from banli.disclosure import service as disclosure
from banli.disclosure.models import Publication
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.models import Event
from banli.site.jobs import drain_outbox

pytestmark = pytest.mark.usefixtures("house")


def test_a_permit_is_due_within_seven_working_days_of_the_decision() -> None:
    one = due()
    assert (one.state, one.decided_on, one.due_on) == ("due", date(2022, 10, 17), date(2022, 10, 26))
    assert disclosure.online(disclosure.OnlineFilter()) == []
    with pytest.raises(Missing):
        disclosure.find_online(one.pk)


def test_the_same_news_twice_makes_one_publication() -> None:
    one = due()
    assert disclosure.note_decisions(by=SYSTEM, cases={one.case_id}) == 0
    assert Publication.objects.count() == 1


def test_decisions_from_before_are_found_in_the_record() -> None:
    granted()
    assert disclosure.note_earlier(by=SYSTEM) == 1
    assert disclosure.note_earlier(by=SYSTEM) == 0


def test_the_organ_reads_what_is_due_and_what_is_late(clock: HeldClock) -> None:
    due()
    assert disclosure.publication_clock(head()) == disclosure.Clock(due=1, late=0, soon=0)
    clock.set("2022-10-27T09:00")
    assert disclosure.publication_clock(head()) == disclosure.Clock(due=1, late=1, soon=0)
    other = person(Role.CLERK, "market", "market-18")
    assert disclosure.publication_clock(other).due == 0
    assert disclosure.due_publications(other) == []


def test_published_it_is_found_by_number_holder_item_department_and_day() -> None:
    one = public()
    for words in (one.number, one.holder[:4], "超限运输", f"{one.holder[:3]} 超限"):
        assert disclosure.online(disclosure.OnlineFilter(words=words)) == [one], words
    day = one.decided_on
    for only in (
        disclosure.OnlineFilter(department="transport"),
        disclosure.OnlineFilter(kind="permit"),
        disclosure.OnlineFilter(first=day, last=day),
    ):
        assert disclosure.online(only) == [one]
    assert disclosure.online(disclosure.OnlineFilter(words="没有的公司")) == []
    assert disclosure.online(disclosure.OnlineFilter(), (day, one.pk)) == []


def test_twice_is_refused_and_another_department_sees_nothing() -> None:
    one = public()
    with pytest.raises(Refused):
        disclosure.publish_online(by=head(), key=one.pk)
    with pytest.raises(Missing):
        disclosure.publish_online(by=person(Role.APPROVER, "market"), key=one.pk)


def test_the_head_keeps_back_with_ground_and_reason_and_releases_again() -> None:
    one = due()
    with pytest.raises(Denied):
        disclosure.keep_back(by=person(Role.REVIEWER), key=one.pk, ground="privacy", reason="涉及个人")
    for ground, reason, place in (("", "有", "ground"), ("privacy", " ", "reason")):
        with pytest.raises(Invalid) as error:
            disclosure.keep_back(by=head(), key=one.pk, ground=ground, reason=reason)
        assert [problem.where for problem in error.value.problems] == [place]
    disclosure.keep_back(by=head(), key=one.pk, ground="trade_secret", reason="货物参数为商业秘密")
    with pytest.raises(Refused):
        disclosure.publish_online(by=head(), key=one.pk)
    said = Event.objects.filter(topic="disclosure").latest("id")
    assert "货物参数" not in said.body
    again = disclosure.release(by=head(), key=one.pk)
    assert (again.state, again.ground, again.due_on) == ("due", "", one.due_on)


def test_whoever_saw_an_older_page_is_told() -> None:
    one = due()
    disclosure.keep_back(by=head(), key=one.pk, ground="privacy", reason="涉及个人", version=0)
    with pytest.raises(Stale):
        disclosure.release(by=head(), key=one.pk, version=0)


def test_what_was_taken_back_is_found_by_its_number_alone() -> None:
    one = public()
    disclosure.take_back(by=head(), key=one.pk, reason="内容有误，更正后重新公开")
    assert disclosure.online(disclosure.OnlineFilter(words=one.number)) == [one]
    assert disclosure.online(disclosure.OnlineFilter(words=one.holder[:4])) == []


def test_a_revoked_permit_is_not_made_public_any_more(clock: HeldClock) -> None:
    one = due()
    revoke(by=head(), number=one.case.number, ground="fraud", reason="以欺骗手段取得")
    clock.set("2022-10-19T09:00")
    drain_outbox()
    one.refresh_from_db()
    assert one.ended_on == date(2022, 10, 17)
    with pytest.raises(Refused, match=r"撤销|revoked"):
        disclosure.publish_online(by=head(), key=one.pk)


def test_a_penalty_is_public_by_its_own_act_and_must_go_when_it_is_annulled() -> None:
    case = penalty()
    one = Publication.objects.get(case=case)
    assert (one.state, one.kind, one.content) == ("public", "penalty", ["罚款200元"])
    assert one.place
    done(case, approver("market"), "annul_decision", by_whom="own", reason="事实不清")
    drain_outbox()
    one.refresh_from_db()
    assert (one.ended_on, one.take_back_by) == (date(2022, 10, 17), date(2022, 10, 20))
    assert disclosure.to_take_back(approver("market")) == [one]
    disclosure.take_back(by=approver("market"), key=one.pk, reason="处罚决定被撤销")
    assert disclosure.to_take_back(approver("market")) == []


def test_the_name_of_a_person_is_never_kept_whole() -> None:
    case = penalty(party_kind="person", party="欧阳小明", party_code="", identity="11010519491231002X")
    one = Publication.objects.get(case=case)
    assert one.holder == "欧**明"
    assert "欧阳小明" not in one.found_by
    assert Case.objects.get(pk=case.pk).applicant == "欧阳小明"


def test_of_many_ticked_those_that_can_be_are_made_public() -> None:
    one, other = due(), due()
    disclosure.keep_back(by=head(), key=other.pk, ground="privacy", reason="涉及个人")
    done_, faults = disclosure.publish_all(by=head(), keys=[one.pk, other.pk, one.pk])
    assert (done_, len(faults)) == (1, 1)
