"""What an act refuses at the very end is a page in words: nothing is broken, nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from tests.desk.officers import browser_of, do, fresh
from tests.house import clerk, granted, person, submitted

from banli.cases import service as cases
from banli.desk.cases.acts import parse as parser
from banli.desk.kit.frame import screen
from banli.documents.service import BadTemplate
from banli.kernel.actors import Role
from banli.kernel.errors import BanliError, Invalid, Problem, Refused, Stale
from banli.kernel.printable import require_new
from banli.licences.acts import issue
from banli.people.models import User
from banli.people.service import Locked
from banli.portal.kit.visitor import page

pytestmark = pytest.mark.usefixtures("house")
ERRORS = [
    (Invalid([Problem("note", "Please fill this in.")]), 422),
    (Refused("This is not possible."), 409),
    (Stale("Somebody was faster."), 409),
    (BadTemplate("The template is faulty."), 409),
    (Locked(), 429),
]


def raising(error: BanliError) -> Callable[[HttpRequest], Any]:
    def view(request: HttpRequest) -> Any:
        raise error

    return view


@pytest.mark.parametrize(("error", "status"), ERRORS)
def test_the_desk_answers_with_a_page(error: BanliError, status: int) -> None:
    request = RequestFactory().post("/desk/")
    request.user = User.objects.get(pk=clerk().id or 0)
    answer = screen(raising(error))(request)
    assert answer.status_code == status
    said = error.problems[0] if isinstance(error, Invalid) else error
    assert str(said) in answer.content.decode()


@pytest.mark.parametrize(("error", "status"), ERRORS)
def test_the_portal_answers_with_a_page(error: BanliError, status: int, client: Client) -> None:
    request = client.get("/").wsgi_request
    answer = page(raising(error))(request)
    assert answer.status_code == status
    said = error.problems[0] if isinstance(error, Invalid) else error
    assert str(said) in answer.content.decode()


def test_what_only_the_record_refuses_stands_on_the_page_of_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    case = submitted()

    def act(_sent: object) -> None:
        require_new({"unforeseen": "话\u202e"})

    monkeypatch.setitem(parser.HANDLERS, "accept", act)
    answer = do(browser_of(clerk()), case, "accept")
    assert answer.status_code == 422
    assert "U+202E" in answer.content.decode()


def test_a_faulty_template_is_a_clear_refusal_of_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    case = granted()

    def faulty(*_sheet: object) -> bytes:
        raise BadTemplate("The certificate cannot be made: %(fault)s", fault="line 3")

    monkeypatch.setattr(issue, "certificate_pdf", faulty)
    answer = do(browser_of(person(Role.APPROVER)), case, "issue")
    assert answer.status_code == 409
    assert "line 3" in answer.content.decode()
    assert fresh(case).version == case.version
    assert cases.spec_of(case).certificate is not None
