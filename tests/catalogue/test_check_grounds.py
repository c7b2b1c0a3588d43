"""An item rests on law: articles, limits, units of days, and no paper that the government holds itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.catalogue.procedures import Data, check, limit, only, span
from tests.catalogue.samples import item

from banli.catalogue.rules.checks.grounds import check_grounds
from banli.catalogue.rules.checks.guide import check_guide

LAW = {"title": "某法", "article": "第一条"}
OWN = {"title": "某办法", "article": "第二条"}
TWENTY = "行政许可法第四十二条"
UNSET = {"unset": {"zh": "法律没有规定期限", "en": "No law sets a limit"}}
BECAUSE = {"unit_because": {"zh": "依照省政府规定按工作日计", "en": "By rule of the province"}}
EX_OFFICIO: Data = {
    "kind": "02",
    "catalog_code": "510218154000",
    "task_code": "11510000990000148W2510218154000",
    "listed": False,
}


def paper(**more: Any) -> Data:
    return {"key": "paper", "name": "营业执照", "standard": "有效", "sample": "照片", **more}


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        ({"laws": [{"title": "某法", "article": "全文"}]}, "ground", "article"),
        ({"laws": [{"title": "某法", "article": "关于程序的规定"}]}, "ground", "article"),
        ({"laws": [LAW, {"title": "办理规范（示例）", "article": "第三条（示例）"}]}, "ground", "title"),
        ({"limits": [span(limit(5, basis="本机关服务规范"))]}, "ground", "statutory"),
        ({"limits": [span(limit(5, basis="服务事项清单"))]}, "ground", "statutory"),
        ({"limits": [span(limit(5), **UNSET)]}, "ground", "unset"),
        ({"limits": [span(limit(5, basis="某办法：5个工作日内"))]}, "ground", "basis"),
        ({"limits": [span(limit(3, "month", "某法第一条：3个月内"))]}, "extension", "month"),
        ({"extension": {"days": 5, "basis": "某办法：延长5个工作日"}, "laws": [LAW, OWN]}, "ground", "延长5"),
        ({"limits": [span(limit(5, basis="某法第一条：5日内"))]}, "unit", "unit"),
        ({"limits": [span(limit(5, basis="某法第一条（5日，按工作日计）"))]}, "unit", "unit"),
        ({"limits": [span(limit(5, "calendar", TWENTY))]}, "unit", "unit"),
        ({"consult": "028-5551234"}, "phones", "consult"),
        ({"complaint": "0105551234"}, "phones", "complaint"),
    ],
)
def test_what_rests_on_no_law_is_named_at_its_line(
    tmp_path: Path, changes: Data, rule: str, words: str
) -> None:
    only(check(tmp_path, **changes), rule, words)


@pytest.mark.parametrize(
    "changes",
    [
        {"laws": [{"title": "某通知", "article": "第二部分第（三）项"}]},
        {"limits": [span(limit(5, basis="本机关服务规范"), **UNSET)]},
        {"limits": [span(limit(5, basis="某法第一条：5个工作日内"))]},
        {"limits": [span(limit(30, "calendar", "某法第一条：30日内"))]},
        {"limits": [span({**limit(5, basis="某法第一条：5日内"), **BECAUSE})]},
        {"consult": "028-55512345"},
        {"consult": "12345"},
        {"consult": "0816-5551234"},
    ],
)
def test_what_rests_on_law_is_sound(tmp_path: Path, changes: Data) -> None:
    assert check(tmp_path, **changes) == []


def test_an_example_says_so_and_names_no_law(tmp_path: Path) -> None:
    sample = {"title": "办理规范（示例）", "article": "第三条（示例）"}
    limits = [span(limit(5, basis="办理规范（示例）"))]
    assert check(tmp_path, example=True, laws=[sample], limits=limits) == []


def test_what_the_government_holds_is_not_asked_for(tmp_path: Path) -> None:
    found = check(tmp_path, materials=[paper(source="20")])
    only(found, "held", "paper", file="materials.yaml")


@pytest.mark.parametrize(
    "held",
    [
        paper(source="20", necessity="checked"),
        paper(source="20", necessity="optional"),
        paper(source="20", why_asked={"zh": "外省核发，不能核验", "en": "Issued elsewhere"}),
        paper(source="10"),
    ],
)
def test_what_is_looked_up_or_cannot_be_is_sound(tmp_path: Path, held: Data) -> None:
    assert check(tmp_path, materials=[held]) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"visits": {"number": 0}, "online_depth": [1, 2, 4, 6]}, "online_depth"),
        ({"visits": {"number": 1, "reason": "领取"}}, "visits"),
        ({"visits": {"number": 0}, "fee": {"item": "罚款", "standard": "一万元", "basis": "某法"}}, "fee"),
    ],
)
def test_nobody_applies_for_what_the_organ_begins(changes: Data, words: str) -> None:
    found = list(check_grounds(item(**EX_OFFICIO, **changes)))
    assert [(place[0], rule) for place, rule, _message, _told in found] == [(words, "ex_officio")]


def test_what_the_organ_begins_need_not_come_online_or_by_post() -> None:
    spec = item(**EX_OFFICIO, visits={"number": 0}, online_depth=[1, 6])
    assert [*check_grounds(spec), *check_guide(spec)] == []
