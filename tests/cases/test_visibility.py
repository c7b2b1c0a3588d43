"""Who sees which case: an officer those of the department, a supervisor all, an applicant the own ones."""

from __future__ import annotations

import pytest
from tests.house import applicant_of, person, submitted

from banli.cases import service as cases
from banli.kernel.actors import VISITOR, Role

pytestmark = pytest.mark.usefixtures("house")


@pytest.mark.parametrize(
    ("role", "department", "sees"),
    [
        (Role.CLERK, "transport", True),
        (Role.REVIEWER, "transport", True),
        (Role.APPROVER, "transport", True),
        (Role.CLERK, "commerce", False),
        (Role.REVIEWER, "commerce", False),
        (Role.SUPERVISOR, "service-centre", True),
        (Role.HALL_MANAGER, "service-centre", True),
        (Role.EDITOR, "service-centre", False),
        (Role.SIGNER, "service-centre", False),
        (Role.ADMIN, "service-centre", False),
    ],
)
def test_an_officer_sees_the_cases_of_the_own_department(role: Role, department: str, sees: bool) -> None:
    number = submitted().number
    seen = cases.visible_to(person(role, department)).filter(number=number).exists()
    assert seen is sees


def test_a_visitor_sees_a_case_only_after_opening_it() -> None:
    number = submitted().number
    assert not cases.visible_to(VISITOR).exists()
    assert cases.visible_to(applicant_of(number)).count() == 1


def test_the_most_urgent_case_comes_first() -> None:
    later, sooner = submitted("class-three"), submitted("class-two")
    clerk = person(Role.CLERK, "transport")
    for case in (later, sooner):
        cases.accept(by=clerk, number=case.number)
    listed = cases.open_cases(person(Role.REVIEWER, "transport"))
    assert [case.number for case in listed] == [sooner.number, later.number]
    page = cases.open_cases(person(Role.REVIEWER, "transport"), after=(listed[0].due_on, listed[0].pk))
    assert [case.number for case in page] == [later.number]
