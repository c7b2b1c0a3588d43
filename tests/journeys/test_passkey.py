"""A passkey in a real browser: made with Chromium's own virtual authenticator, and shown to sign in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.house import PASSWORD, open_house, person
from tests.journeys import inspect

from banli.accounts.models import Passkey
from banli.kernel.actors import Role
from banli.people.models import User

pytestmark = pytest.mark.browser


def with_authenticator(page: Page) -> None:
    """A device with a lock that its owner opens each time."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options = {**device, "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.usefixtures("transactional_db")
def test_a_passkey_is_made_and_signs_in(new_page: Callable[..., Page]) -> None:
    open_house()
    user = User.objects.get(pk=person(Role.APPLICANT, None).id or 0)
    user.set_password(PASSWORD)
    user.save()
    page = new_page()
    with_authenticator(page)
    page.goto("/login/?next=/my/account/passkeys/")
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_label("通行密钥名称").fill("我的电脑")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("通行密钥已登记。")).to_be_visible()
    expect(page.get_by_text("我的电脑").first).to_be_visible()
    assert [*inspect.sideways(page), *inspect.too_small(page), *inspect.nameless(page)] == []
    page.goto("/my/")
    page.get_by_role("button", name="退出").first.click()
    page.goto("/login/?next=/my/account/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", name="我的账号")).to_be_visible()
    assert Passkey.objects.get().used_at is not None
