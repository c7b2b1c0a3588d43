"""A file that was handed in stands beside the check list, on one page."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.officers import clerk
from tests.house import submitted
from tests.samples import PDF, pdf, word

from banli.cases.models import Case, Material
from banli.files.rules.words import CHARACTERS_MOST, words_of
from banli.files.service import receive
from banli.kernel import clock
from banli.kernel.actors import SYSTEM
from banli.people.models import Look

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


def test_the_words_of_a_word_file_stand_there_as_text_and_nothing_of_it_runs() -> None:
    """Headings, paragraphs and tables in their order; that somebody read it is written down."""
    paper, out = docx.Document(), io.BytesIO()
    paper.add_heading("通行方案", 1)
    paper.add_paragraph("全程限速。<script>alert(1)</script>")
    table = paper.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "桩号", "K1+200"
    paper.add_paragraph("以上。")
    paper.save(out)
    case = submitted("class-three")
    material, client = handed_in(case, out.getvalue()), clerk()
    assert (
        f'href="?beside={material.pk}#reading"' in client.get(f"/desk/cases/{case.number}/").content.decode()
    )
    answer = client.get(f"/desk/cases/{case.number}/?beside={material.pk}")
    assert [one["kind"] for one in answer.context["beside"]["words"]] == ["heading", "text", "table", "text"]
    page = answer.content.decode()
    for words in ("<h3>通行方案</h3>", "全程限速。&lt;script&gt;", "<td>K1+200</td>"):
        assert words in page
    assert Look.objects.filter(subject=case.number, what="material").count() == 1


def test_a_word_file_that_says_nothing_or_too_much_says_so() -> None:
    assert words_of(word(" ")) == []
    long = words_of(word("长" * (CHARACTERS_MOST + 1)))
    assert long == [{"kind": "more"}]


@pytest.mark.parametrize("asked", ["0", "99999", "x", "-1", "1" * 30])
def test_what_is_no_file_of_the_case_stands_nowhere(asked: str) -> None:
    case, other = submitted("class-three"), submitted("class-two")
    elsewhere = handed_in(other, PDF)
    for key in (asked, str(elsewhere.pk)):
        answer = clerk().get(f"/desk/cases/{case.number}/?beside={key}")
        assert answer.status_code == 200
        assert 'class="beside"' not in answer.content.decode()
