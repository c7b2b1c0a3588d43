"""Published issues for everybody: archive, issue with figures that open, PDF; nothing of drafts or closed packs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.weekly.conftest import MONDAY

from banli.kernel.actors import Actor
from banli.weekly.models import Frame
from banli.weekly.service import Issue, publish

LIST, PAGE = "/public/weekly/", f"/public/weekly/{MONDAY.isoformat()}/"


@pytest.fixture
def published(signed: Issue, editor: Actor) -> Issue:
    return publish(by=editor, issue_id=signed.pk)


def test_an_issue_is_read_with_figures_that_open(
    published: Issue, django_assert_max_num_queries: Any
) -> None:
    visitor = Client()
    assert "2022年第35期（总第410期）" in visitor.get(LIST).content.decode()
    with django_assert_max_num_queries(12):
        text = visitor.get(PAGE).content.decode()
    figure = next(one for one in text.split('class="number" href="#')[1:])
    anchor = figure.partition('"')[0]
    assert f'id="{anchor}"' in text
    assert "20162750" in text
    assert visitor.get(f"{PAGE}issue.pdf").content.startswith(b"%PDF-")
    assert "672349" in visitor.get(f"{PAGE}issue.csv").content.decode()
    assert visitor.get(f"{PAGE}issue.docx").status_code == 404


def test_the_archive_is_by_year_and_kind(published: Issue) -> None:
    assert PAGE in Client().get(f"{LIST}?year=2022").content.decode()
    for asked in ("?year=1999", "?year=x", "?kind=month", "?kind=x"):
        assert Client().get(LIST + asked).status_code == 200


def test_a_draft_and_what_a_pack_keeps_closed_are_not_there(signed: Issue, editor: Actor) -> None:
    assert Client().get(PAGE).status_code == 404
    publish(by=editor, issue_id=signed.pk)
    assert Client().get(PAGE).status_code == 200
    Frame.objects.update(public=False)
    assert Client().get(PAGE).status_code == 404
    assert PAGE not in Client().get(LIST).content.decode()
    assert Client().get(f"{PAGE}issue.pdf").status_code == 404
