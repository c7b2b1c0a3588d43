"""A file that was handed in stands beside the check list, on one page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.officers import clerk
from tests.house import submitted
from tests.samples import PDF, pdf

from banli.cases.models import Case, Material
from banli.files.service import receive
from banli.kernel import clock
from banli.kernel.actors import SYSTEM

pytestmark = pytest.mark.usefixtures("house")


def handed_in(case: Case, content: bytes) -> Material:
    """A file among the materials of the case."""
    file = receive(by=SYSTEM, sent=SimpleUploadedFile("许可证.pdf", content), where="material")
    material = Material.objects.filter(case=case).first()
    key = material.key if material else "transport-licence"
    return Material.objects.create(case=case, key=key, file=file, handed_in_at=clock.now())


def test_the_pages_of_the_file_stand_beside_the_list_with_its_marks() -> None:
    case = submitted("class-three")
    material, client = handed_in(case, pdf(2)), clerk()
    plain = client.get(f"/desk/cases/{case.number}/")
    assert f'href="?beside={material.pk}#reading"' in plain.content.decode()
    assert 'class="beside"' not in plain.content.decode()
    page = client.get(f"/desk/cases/{case.number}/?beside={material.pk}").content.decode()
    beside = page.partition('class="beside__file')[2].partition("</section>")[0]
    assert [f"/materials/{material.pk}/pages/{number}.png" in beside for number in (1, 2, 3)] == [
        True,
        True,
        False,
    ]
    assert 'name="mark.axle_count_stated"' in page


@pytest.mark.parametrize("asked", ["0", "99999", "x", "-1", "1" * 30])
def test_what_is_no_file_of_the_case_stands_nowhere(asked: str) -> None:
    case, other = submitted("class-three"), submitted("class-two")
    elsewhere = handed_in(other, PDF)
    for key in (asked, str(elsewhere.pk)):
        answer = clerk().get(f"/desk/cases/{case.number}/?beside={key}")
        assert answer.status_code == 200
        assert 'class="beside"' not in answer.content.decode()
