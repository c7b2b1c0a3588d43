"""An item may want to know who applies: guide and form say so, what was typed is kept, and the act is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.house import OVERSIZE, open_house, person
from tests.portal.steps import fill_in, hand_over_files, token
from tests.variants import variant

from banli.accounts.models import Contact
from banli.cases.models import Case, Draft
from banli.kernel import clock
from banli.kernel.actors import Role
from banli.people.models import User

pytestmark = pytest.mark.django_db
APPLY = f"/items/{OVERSIZE}/apply/"


def account(**known: str) -> User:
    user = User.objects.get(pk=person(Role.APPLICANT, None).id or 0)
    User.objects.filter(pk=user.pk).update(**known)
    return user


def refused(browser: Client) -> str:
    answer = browser.post(f"{APPLY}check/", {"draft": token(browser)})
    assert answer.status_code == 409
    assert not Case.objects.exists()
    assert Draft.objects.get().form["carrier"], "nothing typed is lost"
    return answer.content.decode()


def test_papers_that_were_seen_are_asked_for_and_what_was_typed_stays(
    browser: Client, tmp_path: Path
) -> None:
    variant(tmp_path, OVERSIZE, identity="checked")
    assert "须实名账户" in browser.get(f"/items/{OVERSIZE}/").content.decode()
    assert "任一窗口核验" in browser.get(APPLY).content.decode()
    fill_in(browser)
    hand_over_files(browser)
    assert "任一窗口核验" in refused(browser)
    known = account()
    browser.force_login(known)
    Contact.objects.create(user=known, kind="mobile", value="13800001234", confirmed_at=clock.now())
    assert "任一窗口核验" in refused(browser), "a code alone is not enough"
    browser.force_login(account(identity="11010519491231002X"))
    answer = browser.post(f"{APPLY}check/", {"draft": token(browser)})
    assert answer.status_code == 302
    assert Case.objects.get().owner_id == known.pk


def test_a_certificate_of_no_criminal_record_is_asked_for_with_a_checked_account_alone(
    browser: Client,
) -> None:
    item = "no-crime-record-lookup"
    open_house(item)
    at, answers = f"/items/{item}/apply/", {"code": "510104199003152010", "who": "陈远舟"}
    guide = browser.get(f"/items/{item}/").content.decode()
    assert "须实名账户" in guide
    assert "个人信息保护法" in guide
    sent = {**answers, "mobile": "13900001234", "agent": "no", "shown": "who code mobile agent"}
    assert browser.post(at, sent).status_code == 302
    told = browser.post(f"{at}check/", {"draft": token(browser, item)})
    assert told.status_code == 409
    assert "任一窗口核验" in told.content.decode(), "what to do stands there"
    browser.force_login(account(identity=answers["code"], display_name=answers["who"]))
    assert browser.post(f"{at}check/", {"draft": token(browser, item)}).status_code == 302
    assert Case.objects.get().form["who"] == "陈远舟"


def test_a_code_is_enough_where_a_code_is_asked_for(browser: Client, tmp_path: Path) -> None:
    variant(tmp_path, OVERSIZE, identity="code")
    fill_in(browser)
    hand_over_files(browser)
    assert "验证码登录" in refused(browser)
    known = account()
    Contact.objects.create(user=known, kind="mobile", value="13800001234", confirmed_at=clock.now())
    browser.force_login(known)
    assert browser.post(f"{APPLY}check/", {"draft": token(browser)}).status_code == 302
