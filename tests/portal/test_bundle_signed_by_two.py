"""An item of a bundle that a second party signs as well: the others go their way, it follows once it is signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.bundles.samples import OVERSIZE as MATTER
from tests.bundles.samples import begun, open_bundles, spec_of
from tests.house import OVERSIZE, clerk
from tests.portal.test_bundles import BASE, hand_in
from tests.portal.test_cosigning import APPLY, COSIGNER, asked, let_in, sign
from tests.portal.test_cosigning import hand_in as hand_in_the_rest
from tests.variants import variant

from banli.bundles.models import HandIn
from banli.bundles.rules.checks import check_bundle
from banli.bundles.rules.definition import BundleSpec
from banli.bundles.service import hand_in as handed_in
from banli.bundles.service import specs_of
from banli.cases import service as cases
from banli.cases.models import Case, Draft, Material
from banli.kernel.actors import VISITOR
from banli.ledger.models import Event
from banli.portal.kit.visitor import keep_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(tmp_path: Path, db: None, settings: Any) -> Client:
    settings.DEMO = True
    open_bundles(MATTER)
    variant(tmp_path, OVERSIZE, cosigner=COSIGNER)
    return Client()


def matter(browser: Client, made: HandIn) -> str:
    return browser.get(f"/matters/{made.number}/").content.decode()


def test_the_others_are_handed_in_and_it_follows_once_it_is_signed(browser: Client) -> None:
    made = hand_in(browser)
    others = {one.revision.item.slug for one in Case.objects.select_related("revision__item")}
    assert others == {"company-file-lookup", "driver-qualification-lookup"}
    told = json.loads(Event.objects.get(name="bundle_handed_in").body)
    assert (len(told["cases"]), told["waiting"]) == (2, [OVERSIZE])
    shown = matter(browser, made)
    assert "尚未提交" in shown
    assert "须对方共同签署后才能提交" in shown
    address = asked(browser)
    assert sign(let_in(address), address) == 302
    assert "另一方已签署，请现在提交" in matter(browser, made)
    assert hand_in_the_rest(browser).status_code == 302
    late = Case.objects.get(revision__item__slug=OVERSIZE)
    assert late.together == made.number
    assert json.loads(cases.timeline(late)[0].body)["cosigned"]["digest"]
    assert Material.objects.filter(case=late, key="authorisation").exists()
    assert "尚未提交" not in matter(browser, made)


def test_a_refusal_holds_nobody_else_and_says_why(browser: Client) -> None:
    made = hand_in(browser)
    address = asked(browser)
    other = let_in(address)
    assert other.post(address, {"decline": "1", "reason": "车辆已出租给他人"}).status_code == 302
    shown = matter(browser, made)
    assert "对方拒绝签署：" in shown
    assert "车辆已出租给他人" in shown
    assert hand_in_the_rest(browser).status_code == 409
    assert not Case.objects.filter(revision__item__slug=OVERSIZE).exists()
    assert Case.objects.filter(together=made.number).count() == 2


def test_before_it_is_handed_in_the_check_page_says_that_it_follows(browser: Client) -> None:
    hand_in(browser, check_driver="false")
    draft = begun(VISITOR, spec_of(MATTER))
    browser.cookies.clear()
    response = HttpResponse()
    keep_drafts(response, {f"bundle.{MATTER}": draft})
    browser.cookies.update(response.cookies)
    shown = browser.get(f"{BASE}apply/check/").content.decode()
    assert "须另一方（车辆所有人）共同签署：提交后再请其签署" in shown


def test_whoever_opens_the_matter_elsewhere_is_not_led_to_the_draft(browser: Client) -> None:
    made = hand_in(browser)
    assert f"{APPLY}check/" in matter(browser, made)
    for name in [one for one in browser.cookies if one != "sessionid"]:
        browser.cookies.pop(name)
    assert f"{APPLY}check/" not in matter(browser, made)


def test_pressed_twice_it_is_set_aside_once(browser: Client) -> None:
    draft = begun(VISITOR, spec_of(MATTER))
    first = handed_in(by=VISITOR, draft_id=draft)
    assert handed_in(by=VISITOR, draft_id=draft) == first
    assert Draft.objects.filter(together=first.number).count() == 1


def test_at_the_window_both_sign_on_paper(browser: Client) -> None:
    by = clerk()
    made = handed_in(by=by, draft_id=begun(by, spec_of(MATTER)), channel="counter")
    assert Case.objects.filter(together=made.number, revision__item__slug=OVERSIZE).exists()
    assert cases.together.set_aside_in(made.number) == []


def test_a_bundle_in_which_everything_waits_is_refused(browser: Client) -> None:
    bundle = spec_of(MATTER)
    faults = check_bundle(bundle, specs_of(bundle), {"transport"})
    assert any("must be signed by no second party" in message for _where, message, _more in faults)
    told = bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    told["items"][1]["needs"] = [{"item": OVERSIZE, "how": "waits"}]
    hanging = BundleSpec.model_validate(told)
    faults = check_bundle(hanging, specs_of(hanging), {"transport"})
    assert any("nothing can hang on it" in message for _where, message, _more in faults)
