"""Each stored paper is compared with the digest in its event: a word changed in the database is found and named."""

from __future__ import annotations

import pytest
from tests.house import accepted, granted
from tests.ledger.records import tamper

from banli.cases.models import Decision, Notice
from banli.cases.service import verify_papers, verify_record

pytestmark = pytest.mark.usefixtures("house")


def test_untouched_papers_say_what_their_events_say() -> None:
    granted()
    found = verify_papers()
    assert found.ok
    assert (found.papers, found.untold) == (Notice.objects.count() + Decision.objects.count(), 0)


def test_a_word_changed_in_a_notice_is_found_and_the_record_itself_stays_whole() -> None:
    paper = Notice.objects.get(case=accepted())
    tamper(
        "UPDATE cases_notice SET words = jsonb_set(words, '{title}', '\"补正告知书\"') WHERE id = %(id)s",
        id=paper.pk,
    )
    assert verify_papers().differing == (paper.number,)
    assert verify_record().ok


def test_a_decision_whose_words_were_taken_away_is_found() -> None:
    decision = Decision.objects.get(case=granted())
    tamper("UPDATE cases_decision SET words = '{}' WHERE id = %(id)s", id=decision.pk)
    assert verify_papers().differing == (decision.number,)


def test_a_paper_under_another_number_is_found_and_has_no_event() -> None:
    paper = Notice.objects.get(case=accepted())
    tamper("UPDATE cases_notice SET number = 'x' WHERE id = %(id)s", id=paper.pk)
    found = verify_papers()
    assert (found.differing, found.untold) == ((paper.number,), 1)
