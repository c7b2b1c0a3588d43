"""People find items by the words they use, by pinyin, by a code, and by whole sentences."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import PACK, open_house
from tests.snapshots import kept

from banli.catalogue.rules.search import (
    asked_for,
    enough,
    loose_parts,
    pinyin_tokens,
    strict_query,
    tokens,
)
from banli.catalogue.service import items, load_pack_items, search, themes
from banli.kernel.actors import SYSTEM


def opened() -> None:
    open_house()
    load_pack_items(path=PACK, by=SYSTEM)


@pytest.fixture
def _pack(db: None) -> None:
    kept("catalogue of the pack", opened)


def first(text: str) -> str:
    found = search(text)
    return found[0].slug if found else ""


@pytest.mark.usefixtures("_pack")
@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("大件运输", "oversize-transport"),
        ("大件", "oversize-transport"),
        ("超限", "oversize-transport"),
        ("拉风机的大货车", "oversize-transport"),
        ("dajian", "oversize-transport"),
        ("djys", "oversize-transport"),
        ("OVERSIZE", "oversize-transport"),
        ("overs", "oversize-transport"),
        ("社保", "social-insurance-statement"),
        ("我想打社保证明给孩子上学用", "social-insurance-statement"),
        ("shebao", "social-insurance-statement"),
        ("sb", "social-insurance-statement"),
        ("职称", "professional-title-verification"),
        ("尾", "non-coal-mine-safety"),
        ("尾矿库", "non-coal-mine-safety"),
        ("ａｎｘｕｚｈｅｎｇ", "non-coal-mine-safety"),
        ("开诊所", "clinic-filing"),
        ("hospital", "medical-institution-registration"),
        ("外地看病", "remote-care-registration"),
        ("技术合同 免税", "technology-contract-recognition"),
        ("外贸", "foreign-trade-filing"),
        ("11510000990000172D2511021003000", "foreign-trade-filing"),
    ],
)
def test_an_item_is_found_by_the_words_people_use(text: str, slug: str) -> None:
    assert first(text) == slug


QUESTIONS = {
    "oversize-transport": ["怎么办大件运输通行证", "大货车超宽了要办什么证", "拉变压器上高速"],
    "mining-right": ["挖矿", "我想挖矿", "采矿许可证到期怎么延续", "开矿要什么手续"],
    "non-coal-mine-safety": ["采石场安全许可证", "矿山安全生产许可证怎么办"],
    "clinic-filing": ["行医", "我想开一家诊所", "开牙科诊所要什么手续", "个体行医怎么备案"],
    "medical-institution-registration": ["我想开医院", "门诊部执业登记", "医院增加诊疗科目"],
    "foreign-trade-filing": ["公司开进出口备案", "怎么办进出口权", "做外贸要备案吗"],
    "remote-care-registration": ["去外地看病怎么报销", "异地就医备案", "转院到北京医保能报吗"],
    "elderly-care-allowance": ["老人护理补贴", "失能老人怎么申请补贴"],
    "social-insurance-statement": ["打印社保缴费证明", "我要查养老保险交了多少"],
    "professional-title-verification": ["查职称真假", "教师职称怎么验证"],
    "no-crime-record-lookup": ["无犯罪记录证明在哪里办", "考公务员政审证明"],
    "academic-record-check": ["毕业证核验", "怎么查学历"],
    "power-grid-environment": ["建变电站要做环评吗", "输变电环评"],
    "land-tract-plan": ["成片开发方案审批", "征地成片开发"],
    "technology-contract-recognition": ["技术合同登记免税"],
    "market-whistleblower-reward": ["举报假药有奖金吗"],
    "company-file-lookup": ["查公司档案", "怎么查企业档案"],
    "driver-qualification-lookup": ["货运司机资格证查询"],
}


@pytest.mark.usefixtures("_pack")
def test_an_everyday_question_leads_to_its_item() -> None:
    found = {text: first(text) for texts in QUESTIONS.values() for text in texts}
    asked = {text: slug for slug, texts in QUESTIONS.items() for text in texts}
    assert len(asked) >= 40
    assert {text: (slug, asked[text]) for text, slug in found.items() if slug != asked[text]} == {}


@pytest.mark.usefixtures("_pack")
def test_a_question_for_what_is_not_here_leads_nowhere() -> None:
    for text in ("我想开一家养老院", "怎么办结婚证", "我要", "请问在哪里办理"):
        assert first(text) == "", text


def test_the_words_of_asking_say_nothing() -> None:
    assert asked_for("我想开一家养老院") == "开 养老院"
    assert asked_for("请问怎么办") == ""
    assert loose_parts("我想开一家养老院") == ("'养老'", "'老院'")
    assert [enough(count) for count in (1, 2, 3, 4, 7, 10)] == [1, 2, 2, 2, 2, 3]


@pytest.mark.usefixtures("_pack")
@pytest.mark.parametrize("text", ["", "  ", "，。！", "'; DROP TABLE", "&|!()<->:*", "zzzz", "䶮䶮"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert search(text) == []


@pytest.mark.django_db
@given(st.text(max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    assert search(text) == []


@given(st.text(max_size=80))
def test_queries_hold_nothing_but_words(text: str) -> None:
    for query in (strict_query(text), strict_query(asked_for(text)), *loose_parts(text)):
        assert "\\" not in query
        assert query.count("'") % 2 == 0


def test_chinese_is_cut_into_pairs() -> None:
    assert list(tokens("公路超限A12")) == ["公路", "路超", "超限", "限", "a12"]
    assert list(pinyin_tokens("大件")) == ["dajian", "dj", "jian", "j"]


@pytest.mark.usefixtures("_pack")
def test_items_are_listed_by_what_they_are() -> None:
    assert "technology-contract-recognition" in {card.slug for card in items(kind="07")}
    assert {card.kind for card in items(kind="07")} == {"07"}
    assert {card.department for card in items(department="hrss")} == {"hrss"}
    instant = {card.slug for card in items(case_type="instant")}
    assert instant >= {
        "social-insurance-statement",
        "professional-title-verification",
        "remote-care-registration",
    }
    assert {card.case_type for card in items(case_type="instant")} == {"instant"}
    assert "oversize-transport" in {card.slug for card in items(theme="transport")}
    assert {card.kind for card in items(kind="20", server_type="1")} == {"20"}
    names = [card.name.zh for card in items()]
    assert (
        names.index("对外贸易经营者备案登记")
        < names.index("公路超限运输许可（大件运输）")
        < names.index("医疗机构执业登记")
    )
    assert dict(themes())["transport"] == len(items(theme="transport"))


@pytest.mark.usefixtures("_pack")
def test_a_card_speaks_the_readers_language() -> None:
    (card,) = items(kind="07")
    assert (str(card.name), str(card.department_name)) == ("技术合同认定登记", "科技厅")
    with translation.override("en"):
        assert str(card.name) == "Recognition and registration of technology contracts"
        assert str(card.department_name) == "Department of Science and Technology"


@pytest.mark.usefixtures("_pack")
def test_a_search_is_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert search("社保")
