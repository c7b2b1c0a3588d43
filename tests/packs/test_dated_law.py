"""Laws that changed on a day: which text an item goes by on the day before it and on the day itself."""

from __future__ import annotations

from datetime import date

import pytest

from banli.catalogue.rules.checks.checker import specs_in
from banli.catalogue.rules.definition.folder import in_force
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.certificate import validity
from banli.catalogue.rules.meaning.evaluate import not_yet
from banli.province.load import SICHUAN


def item(slug: str, day: str) -> ItemSpec:
    return in_force(specs_in(SICHUAN / "items" / slug), date.fromisoformat(day))


def article(spec: ItemSpec, check: str) -> str:
    return next(one.article.zh for one in spec.rules.checks if one.key == check)


@pytest.mark.parametrize(
    ("slug", "day", "law"),
    [
        ("land-tract-plan", "2023-11-04", "自然资规〔2020〕5号"),
        ("land-tract-plan", "2023-11-05", "自然资规〔2023〕7号"),
        ("medical-institution-registration", "2022-04-30", "第九条、第十五条至第二十二条"),
        ("medical-institution-registration", "2022-05-01", "第九条、第十四条至第二十一条"),
        ("remote-care-registration", "2022-12-31", "第二十九条"),
        ("remote-care-registration", "2023-01-01", "医保发〔2022〕22号"),
        ("mining-right", "2025-06-30", "第三条、第十六条、第二十一条"),
        ("mining-right", "2025-07-01", "第二十二条、第二十四条、第二十七条、第四十一条、第四十五条"),
    ],
)
def test_an_item_names_the_law_of_the_day(slug: str, day: str, law: str) -> None:
    assert law in "；".join(one.article.zh for one in item(slug, day).laws)


def test_a_tract_lies_where_the_standard_of_its_day_says() -> None:
    before, after = item("land-tract-plan", "2023-11-04"), item("land-tract-plan", "2023-11-05")
    assert "城镇开发边界内的集中建设区" in before.conditions[0].zh
    assert "城镇建设用地范围内" in after.conditions[0].zh
    assert article(before, "public-share").endswith("（试行）第三项第四目")
    assert article(after, "public-share").endswith("标准第三项第四目")
    assert "第六项第四目" in article(before, "behind")


def test_care_that_began_before_is_registered_by_the_notice_of_its_day() -> None:
    def said(day: str) -> str:
        found = next(
            one for one in item("remote-care-registration", day).form.fields if one.key == "from_day"
        )
        assert found.any_day
        return found.any_day.zh

    assert "凭记忆" in said("2022-12-31")
    assert said("2023-01-01").startswith("医保发〔2022〕22号")


def test_closing_a_mine_rests_on_the_law_of_its_day() -> None:
    assert "第二十一条" in article(item("mining-right", "2025-06-30"), "not-closed")
    assert "第四十一条、第四十五条" in article(item("mining-right", "2025-07-01"), "not-closed")
    assert "采矿许可证" in item("mining-right", "2025-06-30").result.name.zh
    assert "矿业权证书" in item("mining-right", "2025-07-01").result.name.zh


@pytest.mark.parametrize(
    ("decided", "first", "last"),
    [
        ("2023-05-20", "2023-07-01", "2033-06-30"),
        ("2023-06-30", "2023-07-01", "2033-06-30"),
        ("2023-07-02", "2023-07-02", "2033-07-01"),
    ],
)
def test_a_renewed_mining_right_begins_on_the_day_after_the_old_term(
    decided: str, first: str, last: str
) -> None:
    facts = {"matter": "renewal", "scale": "small", "term_months": 120, "expires_on": "2023-06-30"}
    found = validity(item("mining-right", "2023-05-01"), facts, date.fromisoformat(decided))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("scale", "asked", "last"),
    [
        ("small", 120, "2033-05-19"),
        ("small", 240, "2033-05-19"),
        ("medium", 180, "2038-05-19"),
        ("large", 720, "2053-05-19"),
    ],
)
def test_a_new_mining_right_has_the_term_of_its_contract_and_never_more_than_the_law(
    scale: str, asked: int, last: str
) -> None:
    facts = {"matter": "new", "scale": scale, "term_months": asked}
    day = date(2023, 5, 20)
    assert validity(item("mining-right", "2023-05-01"), facts, day) == (day, date.fromisoformat(last))


def test_validation_of_medical_institutions_was_renumbered_with_the_decree() -> None:
    for day, number in (("2022-04-30", "第二十二条"), ("2022-05-01", "第二十一条")):
        certificate = item("medical-institution-registration", day).certificate
        assert certificate
        assert {rule.basis.zh for rule in certificate.validation} == {f"医疗机构管理条例{number}"}


def test_the_five_years_of_a_clinic_rest_on_the_text_of_the_day() -> None:
    assert article(item("clinic-filing", "2022-12-19"), "five-years") == "医疗机构管理条例实施细则第十三条"
    assert article(item("clinic-filing", "2022-12-20"), "five-years") == "诊所备案管理暂行办法第五条第一项"


def test_clinics_file_from_the_day_of_the_decree() -> None:
    spec = item("clinic-filing", "2022-05-01")
    assert not_yet(spec, date(2022, 4, 30))
    assert not_yet(spec, date(2022, 5, 1)) is None
