"""A chain ends where its case says: what was cut off before a seal covered it is found as well."""

from __future__ import annotations

import pytest
from tests.house import accepted
from tests.ledger.records import tamper

from banli.cases.models import Case
from banli.cases.service import verify_record
from banli.ledger.service import verify

pytestmark = pytest.mark.usefixtures("house")


def test_an_event_cut_off_from_an_unsealed_end_is_missed_by_its_case() -> None:
    case = accepted()
    assert verify_record().ok
    tamper(
        "DELETE FROM ledger_event WHERE topic = 'case' AND subject = %(subject)s AND seq = %(seq)s",
        subject=str(case.pk),
        seq=case.version,
    )
    assert verify().ok
    found = verify_record()
    assert not found.ok
    assert case.number in found.first_fault


@pytest.mark.parametrize("change", ["version = version + 1", "version = version - 1", "head = sha256(head)"])
def test_a_case_that_says_another_end_is_named(change: str) -> None:
    case = accepted()
    other = accepted()
    tamper(f"UPDATE cases_case SET {change} WHERE id = %(id)s", id=other.pk)
    found = verify_record()
    assert not found.ok
    assert other.number in found.first_fault
    assert Case.objects.get(pk=case.pk).number not in found.first_fault
