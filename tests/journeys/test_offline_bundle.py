"""A bundle is taken in while the network is cut: one form, one receipt with a number for every item that is in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.bundles.samples import OVERSIZE, answers, open_bundles, spec_of
from tests.house import person
from tests.journeys.conftest import PHONE, Opened
from tests.journeys.devices import set_up, unlocks

from banli.bundles.models import HandIn
from banli.bundles.service import own_fields, place, specs_of
from banli.cases.models import Case
from banli.catalogue.service import Field
from banli.kernel.actors import Role

pytestmark = pytest.mark.browser
DRIVER = "driver-qualification-lookup"


def types(page: Page, key: str, field: Field, value: Any) -> None:
    """Answer one question that the device shows; one that it leaves out stays empty."""
    if not page.locator(f"[id='q-{key}']").is_visible():
        return
    control = page.locator(f"[name='f.{key}']")
    told = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
    kind = control.first.get_attribute("type")
    if kind in ("radio", "checkbox"):
        for one in told if isinstance(told, list) else [told]:
            page.locator(f"[name='f.{key}'][value='{one}']").check(force=True)
    elif control.first.evaluate("one => one.tagName") == "SELECT":
        control.select_option(str(told))
    else:
        control.fill(str(told))


def fills_in(page: Page) -> None:
    bundle = spec_of(OVERSIZE)
    typed, specs = answers(bundle, check_driver=False), specs_of(bundle)
    for field in (*bundle.situations, *bundle.questions):
        types(page, field.key, field, typed[field.key])
    for member in bundle.items:
        for field in own_fields(bundle, member, specs[member.item]):
            if (key := place(member.item, field.key)) in typed:
                types(page, key, field, typed[key])


def test_a_bundle_without_a_network(opened: Opened) -> None:
    open_bundles(OVERSIZE)
    person(Role.CLERK, "transport", "transport-03", name="clerk.bundle")
    context = opened(PHONE)  # a clerk with a telephone where the desk has no power either
    page = context.new_page()
    set_up(page, "clerk.bundle")
    context.set_offline(True)
    page.goto("/desk/offline/")
    unlocks(page)
    page.get_by_role("button", name=spec_of(OVERSIZE).name.zh).click()
    expect(page.locator(f"[id='q-{DRIVER}--who']")).to_be_hidden()  # until it is said that it is wanted
    fills_in(page)
    expect(page.locator(f"[id='q-{DRIVER}--who']")).to_be_hidden()
    for box in page.locator("[name=on_paper]:visible").all():
        box.check(force=True)
    page.get_by_role("button", name="完成记录").click()
    rows = page.locator("#paper tbody tr")
    expect(rows).to_have_count(2)
    number = page.locator("#paper [data-fill=number]").inner_text()
    cases = [one.replace(" ", "") for one in page.locator("#paper [data-of=number]").all_inner_texts()]
    assert number.startswith("YJS")
    assert all(page.locator("#paper [data-of=password]").all_inner_texts())
    expect(page.locator("#paper")).to_contain_text(answers(spec_of(OVERSIZE))["carrier"])
    assert not HandIn.objects.exists()

    context.set_offline(False)
    page.get_by_role("button", name="返回列表").click()
    expect(page.get_by_text("已收下", exact=True)).to_be_visible()
    assert HandIn.objects.get().number == number
    assert sorted(Case.objects.values_list("number", flat=True)) == sorted(cases)
    page.get_by_role("link", name="已记录").click()
    expect(page.get_by_text(number)).to_be_visible()
