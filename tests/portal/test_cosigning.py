"""A second party signs an application beside its applicant: proved by a code or an account, it signs or declines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, clerk, form, person
from tests.portal.steps import fill_in, hand_over_files, needed, token
from tests.samples import PDF
from tests.variants import variant

from banli.accounts.models import Contact
from banli.cases import service as cases
from banli.cases.models import Case, Signature
from banli.kernel import clock as now_clock
from banli.kernel.actors import Role
from banli.notices.models import Dispatch, Shown
from banli.people.models import User
from banli.site import jobs

pytestmark = pytest.mark.django_db
APPLY = f"/items/{OVERSIZE}/apply/"
OTHER = "13600002222"
COSIGNER = {
    "role": {"zh": "车辆所有人", "en": "Owner of the vehicle"},
    "name": "carrier",
    "code": "carrier_code",
    "basis": {"zh": "示例", "en": "Sample"},
}


@pytest.fixture(autouse=True)
def _demo(tmp_path: Path, house: None, settings: Any) -> None:
    settings.DEMO = True
    variant(tmp_path, OVERSIZE, cosigner=COSIGNER)


def ready(browser: Client) -> None:
    """Filled in, with every file."""
    fill_in(browser)
    hand_over_files(browser)


def asked(browser: Client, to: str = OTHER) -> str:
    """The address of the second party's page, after it was asked."""
    assert browser.post(f"{APPLY}second/", {"contact": to}).status_code == 302
    return f"/cosign/{Signature.objects.get().token}/"


def let_in(address: str) -> Client:
    """The second party's browser, after the code."""
    browser = Client()
    assert "验证码" in browser.get(address).content.decode()
    browser.post(address, {"send": "1"})
    jobs.send_messages()
    code = "".join(
        one for one in Shown.objects.filter(text__contains="验证码").latest("pk").text if one.isdigit()
    )[:6]
    assert browser.post(address, {"code": code}).status_code == 302
    return browser


def sign(browser: Client, address: str, name: str = "周启明") -> int:
    page = browser.get(address)
    seen = page.context["state"].digest
    return browser.post(address, {"name": name, "seen": seen}).status_code


def hand_in(browser: Client) -> Any:
    return browser.post(f"{APPLY}check/", {"draft": token(browser)})


def test_it_is_handed_in_once_the_second_party_signed_what_it_read(browser: Client) -> None:
    ready(browser)
    early = hand_in(browser)
    assert early.status_code == 409
    assert "须车辆所有人共同签署" in early.content.decode()
    address = asked(browser)
    other = let_in(address)
    page = other.get(address).content.decode()
    assert "蜀远重载物流有限公司" in page
    assert 'name="carrier"' not in page, "it is read and not changed"
    assert "尚未签署" in hand_in(browser).content.decode()
    assert sign(other, address) == 302
    assert "周启明已签署" in browser.get(f"{APPLY}check/").content.decode()
    assert hand_in(browser).status_code == 302
    told = json.loads(cases.timeline(Case.objects.get())[0].body)
    assert len(told["cosigned"]["digest"]) == 64
    signed = cases.cosigned(Case.objects.get())
    assert signed is not None
    assert signed.name == "周启明"
    assert other.get(address).status_code == 404, "what was handed in is signed no more"


def test_the_link_is_sent_to_whoever_is_asked_and_ten_times_a_day_at_most(browser: Client) -> None:
    ready(browser)
    address = asked(browser)
    [sent] = Dispatch.objects.filter(to=OTHER)
    assert address in sent.text
    assert "请您会签" in sent.text
    assert (sent.secret, sent.channel) == (True, "sms")
    for _again in range(9):
        asked(browser)
    last = Signature.objects.get().token
    answer = browser.post(f"{APPLY}second/", {"contact": OTHER}, follow=True)
    assert (
        "今天已请求过多次" in answer.content.decode().replace(" ", "")
        or "明天再试" in answer.content.decode()
    )
    assert Signature.objects.get().token == last
    assert Dispatch.objects.filter(to=OTHER).count() == 10


def test_a_change_after_the_signature_takes_it_back(browser: Client) -> None:
    ready(browser)
    address = asked(browser)
    other = let_in(address)
    stale = other.get(address).context["state"].digest
    fill_in(browser, destination="泸州市江阳区")
    assert other.post(address, {"name": "周启明", "seen": stale}).status_code == 302
    assert Signature.objects.get().signed_at is None, "what was shown is no longer what there is"
    assert sign(other, address) == 302
    key = needed()[0]
    more = SimpleUploadedFile("more.pdf", PDF, "application/pdf")
    browser.post(f"{APPLY}materials/{key}/", {f"file.{key}": more})
    assert "签署后申请内容有改动" in hand_in(browser).content.decode()
    assert "原签署已失效" in other.get(address).content.decode()
    assert sign(other, address) == 302
    assert hand_in(browser).status_code == 302


def test_who_declines_says_why_and_can_be_asked_again(browser: Client) -> None:
    ready(browser)
    address = asked(browser)
    other = let_in(address)
    assert other.post(address, {"decline": "1", "reason": " "}).status_code == 422
    assert other.post(address, {"decline": "1", "reason": "路线没有商定。"}).status_code == 302
    assert "路线没有商定。" in browser.get(f"{APPLY}check/").content.decode()
    assert "拒绝签署" in hand_in(browser).content.decode()
    anew = asked(browser)
    assert anew != address
    assert other.get(address).status_code == 404, "the earlier link leads nowhere"


def test_nobody_signs_without_the_code_and_nobody_for_themselves(browser: Client) -> None:
    ready(browser)
    own = browser.post(f"{APPLY}second/", {"contact": form()["agent_mobile"]}, follow=True)
    assert "这是您自己的号码" in own.content.decode()
    address = asked(browser)
    stranger = Client()
    assert stranger.post(address, {"name": "赵六", "seen": "0" * 64}).status_code == 302
    assert "蜀远重载" not in stranger.get(address).content.decode()
    assert stranger.post(address, {"code": "000000"}).status_code == 422
    assert Signature.objects.get().signed_at is None


def test_an_account_with_that_number_signs_without_a_code(browser: Client, clock: HeldClock) -> None:
    ready(browser)
    address = asked(browser)
    user = User.objects.get(pk=person(Role.APPLICANT, None).id or 0)
    other = Client()
    other.force_login(user)
    assert "蜀远重载" not in other.get(address).content.decode()
    Contact.objects.create(user=user, kind="mobile", value=OTHER, confirmed_at=now_clock.now())
    assert "蜀远重载" in other.get(address).content.decode()
    assert sign(other, address) == 302
    assert Signature.objects.get().by_id == user.pk


def test_at_the_window_both_sign_on_paper() -> None:
    told = form()
    case = cases.submit(by=clerk(), item=OVERSIZE, form=told, channel="counter", on_paper=needed())
    assert case.state == "submitted"
