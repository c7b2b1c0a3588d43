"""One matter at one go in a browser: from the guide to one receipt; one item is sent back while another is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.bundles.samples import OVERSIZE, answers, open_bundles, spec_of
from tests.house import person
from tests.journeys.forms import answer, paper
from tests.journeys.inspect import width_of
from tests.journeys.test_phone import PHONE

from banli.bundles.models import HandIn
from banli.bundles.service import own_fields, place, specs_of
from banli.cases import service as cases
from banli.kernel.actors import Role

pytestmark = pytest.mark.browser
SIZES: dict[str, dict[str, Any]] = {"phone": PHONE, "desk": {"viewport": {"width": 1280, "height": 860}}}


def fills_in(page: Page) -> None:
    """Every question, as it is asked: the situations, what is asked once, then each item's own."""
    bundle = spec_of(OVERSIZE)
    typed, specs = answers(bundle), specs_of(bundle)

    def part(title: str) -> Locator:
        return page.get_by_role("region", name=title, exact=True)

    for field in bundle.situations:
        answer(part("您要办什么"), field, typed[field.key])
    for shared in bundle.questions:
        answer(part("共用信息（只填一次）"), shared, typed[shared.key])
    for member in bundle.items:
        spec = specs[member.item]
        own = {field.key for field in own_fields(bundle, member, spec)}
        for section in spec.form.sections:
            for field in section.fields:
                if field.key in own and place(member.item, field.key) in typed and _asked(field.key):
                    value = typed[place(member.item, field.key)]
                    answer(part(f"{spec.name.zh}：{section.title.zh}"), field, value)


def _asked(key: str) -> bool:
    """Not one of the questions that these answers leave out."""
    return key not in {"tractor_loads_kg", "wide_tyres", "provinces"}


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.usefixtures("transactional_db")
def test_from_the_guide_to_one_receipt(size: str, new_page: Callable[..., Page]) -> None:
    open_bundles(OVERSIZE)
    page = new_page(**SIZES[size])
    page.goto("/items/")
    page.get_by_role("link", name="大件运输一件事").click()
    expect(page.get_by_role("heading", name="大件运输一件事", level=1)).to_be_visible()
    page.get_by_role("link", name="在线办理").click()
    fills_in(page)
    page.get_by_role("button", name="保存并继续").click()
    for name in ("授权委托书", "车辆行驶证或临时行驶车号牌"):
        page.get_by_label(f"{name}的文件").set_input_files(paper(f"{name}.pdf"))
        expect(page.get_by_role("button", name=f"删除 {name}.pdf")).to_be_visible()
    page.get_by_role("button", name="继续", exact=True).click()
    page.get_by_role("button", name="一并提交").click()
    expect(page.get_by_role("heading", name="已提交", level=1)).to_be_visible()
    made = HandIn.objects.get()
    permit = next(one for one in cases.together.handed_in_together(made.number) if one.kind == "01")
    reasons = "车货未超限，不需要许可。"
    cases.find_not_required(
        by=person(Role.CLERK, window="transport-03"), number=permit.number, reasons=reasons
    )
    page.reload()
    expect(page.get_by_text("不需要许可").first).to_be_visible()
    expect(page.get_by_text("已答复").first).to_be_visible()
    assert width_of(page) <= SIZES[size]["viewport"]["width"]
