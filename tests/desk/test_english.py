"""The desk in English: departments, windows and articles of law are called what they are called there."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.house import accepted

from banli.kernel.actors import Role
from banli.worktime.rules.explanation import ENGLISH, IN_ORDER

pytestmark = pytest.mark.usefixtures("house")


def in_english(client: Client, address: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return str(client.get(address).content.decode())


def test_departments_and_windows_have_their_english_names() -> None:
    page = in_english(clerk(), "/desk/")
    assert "Department of Transport" in page
    assert "交通运输厅" not in page
    assert "四川省交通运输厅" in clerk().get("/desk/").content.decode()


def test_the_strip_of_days_cites_the_law_in_english() -> None:
    page = in_english(at_desk(Role.REVIEWER), f"/desk/cases/{accepted().number}/")
    strip = "".join(re.findall(r'<details class="why.*?</details>', page, re.DOTALL))
    assert "Administrative Licensing Law, Article 82" in strip
    assert "《中华人民共和国" not in strip


def test_every_article_a_day_can_rest_on_has_its_english() -> None:
    assert list(ENGLISH) == list(IN_ORDER)
