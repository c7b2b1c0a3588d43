"""Papers of the centre at the desk: from the record to PDF and Word, for those who may."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.test import Client
from tests.circulars.test_wordings import book
from tests.held_clock import HeldClock
from tests.site.centre import opened
from tests.snapshots import kept

from banli.circulars.models import CircularBook
from banli.circulars.service import load_circulars, worded
from banli.circulars.states import CircularKind
from banli.hall.models import PatrolFinding
from banli.hall.states import FindingState
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Denied
from banli.ledger.models import Event
from banli.people.models import User
from banli.people.service import actor_for


@pytest.fixture
def centre(db: None, clock: HeldClock) -> None:
    """The demo's centre without its year."""
    clock.set("2022-11-15T15:10")
    kept("centre", opened)


def desk(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_pack_is_loaded_with_its_words_and_loading_again_changes_nothing(centre: None) -> None:
    assert worded() == tuple(CircularKind)
    events, rows = Event.objects.count(), CircularBook.objects.count()
    load_circulars(file=book(), by=SYSTEM)
    assert (Event.objects.count(), CircularBook.objects.count()) == (events, rows)
    with pytest.raises(Denied):
        load_circulars(file=book(), by=actor_for(User.objects.get(username="hall")))


def test_what_rounds_found_at_a_department_is_told_to_it(centre: None) -> None:
    finding = PatrolFinding.objects.filter(state=FindingState.OPEN).select_related("patrol").first()
    assert finding
    asked = f"?kind=rectification_notice&from=2022-01-01&to=2022-11-15&department={finding.department_id}"
    page = words(desk("hall"), f"/desk/circulars/{asked}")
    assert "大厅巡查发现问题整改通知" in page
    assert finding.note.rstrip("。") in page
    answer = desk("hall").get(f"/desk/circulars/docx/{asked}")
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert finding.note.rstrip("。") in text
    assert "共印2份" in answer.content.decode("latin-1") or "整改通知书" in text


def test_a_month_is_told_as_the_figures_have_it(centre: None) -> None:
    page = words(desk("supervisor"), "/desk/circulars/?kind=monthly_report")
    assert "2022年10月1日至2022年10月31日" in page
    answer = desk("supervisor").get("/desk/circulars/pdf/?kind=monthly_report")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")


def test_a_period_turned_round_is_told_at_its_field(centre: None) -> None:
    page = words(
        desk("supervisor"), "/desk/circulars/?kind=supervision_circular&from=2022-11-10&to=2022-11-01"
    )
    assert 'id="from-wrong"' in page


@pytest.mark.parametrize("username", ["clerk.transport", "approver.transport", "editor", "admin"])
def test_others_have_no_such_page(centre: None, username: str) -> None:
    for address in ("/desk/circulars/", "/desk/circulars/pdf/"):
        assert desk(username).get(address).status_code == 403


def test_an_unknown_form_of_a_paper_is_no_page(centre: None) -> None:
    assert desk("hall").get("/desk/circulars/odt/").status_code == 404


def test_looking_at_papers_writes_nothing(centre: None) -> None:
    before = Event.objects.count()
    for kind in CircularKind:
        desk("supervisor").get(f"/desk/circulars/?kind={kind}&from=2022-01-01&to={date(2022, 11, 15)}")
    assert Event.objects.count() == before


def test_where_nothing_is_open_there_is_no_notice(centre: None) -> None:
    asked = "?kind=rectification_notice&from=2021-01-01&to=2021-01-02&department=transport"
    assert "该时间段内没有可写的内容" in words(desk("hall"), f"/desk/circulars/{asked}")
    assert desk("hall").get(f"/desk/circulars/pdf/{asked}").status_code == 409


@pytest.mark.parametrize("department", ["", "no-such-place", "<b>"])
def test_a_department_that_nobody_knows_is_told_nothing(centre: None, department: str) -> None:
    asked = f"?kind=rectification_notice&department={department}"
    assert desk("hall").get(f"/desk/circulars/docx/{asked}").status_code == 409


def test_the_months_of_two_years_are_told_apart(centre: None) -> None:
    page = words(desk("supervisor"), "/desk/circulars/?kind=yearly_report&from=2021-10-01&to=2022-11-15")
    assert "2022年10月</th>" in page
