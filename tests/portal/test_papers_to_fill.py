"""Papers to take along are made from the item: the form, blank and as a model, and the blanks of materials."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from django.test import Client
from tests.house import OVERSIZE
from tests.pack_items import APPLIED_FOR

from banli.catalogue.service import ItemSpec, current, spec_in
from banli.documents.service import Paper
from banli.portal.items import blanks
from banli.province.load import SICHUAN

ITEMS = [SICHUAN / "items" / name for name in APPLIED_FOR]


def spec_of(folder: Path) -> ItemSpec:
    """The definition in a folder of the pack."""
    spec = spec_in(folder)
    assert spec is not None
    return spec


def words(paper: Paper | None) -> str:
    """Everything that stands on a paper."""
    assert paper is not None
    texts = [paper.title, paper.note]
    for part in paper.parts:
        texts += [part.title, *part.lines]
        texts += [text for row in part.rows for text in (row.label, row.value)]
        texts += [cell for line in part.table for cell in line]
    return "\n".join(texts)


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ITEMS, ids=lambda folder: folder.name)
def test_the_blank_form_asks_everything_and_lists_every_material(folder: Path, browser: Client) -> None:
    spec = spec_of(folder)
    told = words(blanks.paper(spec, blanks.FORM))
    for field in spec.form.fields:
        if field.carried:
            continue
        if field.entered is not None and field.entered.when is None:
            assert field.label.zh not in told
            continue
        assert field.label.zh in told
        few = len(field.options) <= blanks.PRINTED
        for option in field.options:
            assert (f"{blanks.EMPTY}{option.label.zh}" in told) == few
    for material in spec.materials:
        assert material.name.zh in told
        assert material.standard.zh in told
    assert spec.address.zh in told
    assert blanks.CHOSEN not in told


def test_the_model_is_filled_in_and_says_that_its_names_are_invented(browser: Client) -> None:
    told = words(blanks.paper(current(OVERSIZE).spec, blanks.MODEL))
    assert "均为虚构" in told
    assert "蜀远重载物流有限公司" in told
    assert blanks.CHOSEN in told


@pytest.mark.parametrize("folder", ITEMS, ids=lambda folder: folder.name)
def test_what_a_sample_promises_is_there_to_download(folder: Path) -> None:
    for material in spec_of(folder).materials:
        assert ("平台提供" in material.sample.zh) == bool(material.blank), material.key


def test_the_guide_leads_to_papers_that_open(browser: Client) -> None:
    guide = browser.get(f"/items/{OVERSIZE}/").content.decode()
    for name, title in (("application", "申请表"), ("model", "示范文本"), ("escort-plan", "护送方案")):
        pdf, word = (f"/items/{OVERSIZE}/papers/{name}.{kind}" for kind in ("pdf", "docx"))
        assert pdf in guide
        assert word in guide
        assert browser.get(pdf).content.startswith(b"%PDF-")
        document = docx.Document(io.BytesIO(browser.get(word).content))
        assert any(title in one.text for one in document.paragraphs)


def test_the_papers_are_in_chinese_whatever_the_reader_reads(browser: Client) -> None:
    path = f"/items/{OVERSIZE}/papers/application.docx"
    chinese = browser.get(path).content
    browser.cookies["django_language"] = "en"
    assert browser.get(path).content == chinese


@pytest.mark.parametrize(
    "path", ["papers/nothing.pdf", "papers/application.exe", "papers/transport-licence.pdf"]
)
def test_a_paper_that_is_not_offered_is_not_there(browser: Client, path: str) -> None:
    assert browser.get(f"/items/{OVERSIZE}/{path}").status_code == 404


def test_the_picture_of_a_procedure_has_a_page_of_its_own(browser: Client) -> None:
    page = browser.get(f"/items/{OVERSIZE}/procedure/").content.decode()
    assert "flow__picture" in page
    assert "文字版流程" in page
    assert browser.get("/items/social-insurance-statement/procedure/").status_code == 404
