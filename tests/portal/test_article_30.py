"""The guide page of every item publishes the eight things of article 30 of the Administrative Licensing Law."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.house import open_house
from tests.pack_items import APPLIED_FOR

from banli.catalogue.service import ItemSpec, current
from banli.province.worked.player import at

ITEMS = list(APPLIED_FOR)


@pytest.fixture(scope="module", autouse=True)
def every_item(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every item of the pack, published once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with at("2022-10-17 09:00"):
            open_house(*ITEMS)
        yield
        transaction.set_rollback(True)


def section(page: str, name: str) -> str:
    """One section of a guide page."""
    assert f'id="{name}"' in page, name
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def shows(part: str, *texts: str) -> None:
    """Every text stands in that part of a page."""
    for text in texts:
        assert text
        assert escape(text) in part, text


def eight_things(page: str, spec: ItemSpec) -> None:
    """Item, basis, conditions, quantity, procedure, limits, all materials, a model of the application form."""
    shows(page.split("</h1>")[0], spec.name.zh)
    for law in spec.laws:
        shows(section(page, "basis"), law.title.zh, law.article.zh)
    conditions = section(page, "conditions")
    shows(conditions, *(one.zh for one in spec.conditions))
    shows(conditions, "数量限制", spec.quantity.zh if spec.quantity else "无数量限制")
    shows(section(page, "procedure"), *(step.name.zh for step in spec.steps))
    for rule in spec.limits:
        shows(section(page, "limits"), rule.statutory.basis.zh)
    shows(section(page, "materials"), "以下为全部材料", *(one.name.zh for one in spec.materials))
    for material in spec.materials:
        shows(section(page, "materials"), material.standard.zh, material.sample.zh)
    model = section(page, "model")
    answered = [part for part in spec.form.sections if any(one.entered is None for one in part.fields)]
    shows(model, *(part.title.zh for part in answered))
    asked = [
        one for one in spec.form.fields if one.required and one.show_when is None and one.entered is None
    ]
    shows(model, *(field.label.zh for field in asked))


@pytest.mark.django_db
@pytest.mark.parametrize("item", ITEMS)
def test_the_guide_of_every_item_publishes_the_eight_things(item: str) -> None:
    answer = Client().get(f"/items/{item}/")
    assert answer.status_code == 200
    eight_things(answer.content.decode(), current(item).spec)


@pytest.mark.django_db
@pytest.mark.parametrize("lost", ["basis", "conditions", "procedure", "limits", "materials", "model"])
def test_a_page_that_lost_one_of_them_would_be_found(lost: str) -> None:
    page = Client().get("/items/mining-right/").content.decode()
    torn = page.replace(section(page, lost), "")
    with pytest.raises(AssertionError):
        eight_things(torn, current("mining-right").spec)


@pytest.mark.django_db
def test_the_model_of_the_form_is_filled_in_with_the_examples() -> None:
    page = Client().get("/items/foreign-trade-filing/").content.decode()
    shows(section(page, "model"), "首次备案", "成都蓉桥进出口有限公司", "91110000101623741K")
    assert "原登记表编号" not in section(page, "model")
