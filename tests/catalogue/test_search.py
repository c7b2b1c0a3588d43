"""People find items by the words they use, by pinyin, by a code, and by whole sentences."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import PACK, open_house

from banli.catalogue.rules.search import loose_query, pinyin_tokens, strict_query, tokens
from banli.catalogue.service import items, load_pack_items, search, themes
from banli.kernel.actors import SYSTEM


@pytest.fixture
def _pack(db: None) -> None:
    open_house()
    load_pack_items(path=PACK, by=SYSTEM)


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
    for query in (strict_query(text), loose_query(text)):
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
