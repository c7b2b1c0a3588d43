"""Words of messages: short, complete, and nothing in them that others may not read."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.clock import SHANGHAI
from banli.kernel.text import Words
from banli.notices.rules import AT_NIGHT, WORDS, Quiet, mail_of, mobile_of, parts_of, pause_after, short_text
from banli.notices.rules.wording import PART
from banli.notices.states import TOLD_BY_TOPIC

SIGN = Words(zh="四川政务服务", en="Sichuan government services")
NOON = datetime(2022, 10, 17, 12, tzinfo=SHANGHAI)
MOMENTS = st.timedeltas(timedelta(), timedelta(days=900)).map(lambda after: NOON + after)


def test_whatever_an_applicant_is_told_of_has_its_words_in_both_languages() -> None:
    for topic, names in TOLD_BY_TOPIC.items():
        assert names <= set(WORDS[topic]), topic
        assert all(WORDS[topic][name].zh and WORDS[topic][name].en for name in names)
    every = {name for names in WORDS.values() for name in names}
    assert set(AT_NIGHT) <= every
    assert all(AT_NIGHT.values())


@given(about=st.text("办理许可证照大件运输", min_size=1, max_size=80))
def test_a_short_message_is_one_part_however_long_the_matters_name_is(about: str) -> None:
    for rows in WORDS.values():
        for what in rows.values():
            text = short_text(what, about=Words(zh=about), number="202210170001", sign=SIGN, english=False)
            assert parts_of(text) == 1, text
            assert what.zh in text
            assert "202210170001" in text


def test_parts_are_counted_as_gateways_count_them() -> None:
    assert [parts_of("办" * n) for n in (1, PART, PART + 1, 134, 135)] == [1, 1, 2, 2, 3]
    assert parts_of("\U00020000" * 36) == 2, "beyond the BMP each takes two"


@given(MOMENTS, st.times(), st.times())
def test_quiet_hours_end_at_their_hour_within_a_day(at: datetime, begins: time, ends: time) -> None:
    quiet = Quiet(begins, ends)
    over = quiet.over(at)
    assert at <= over <= at + timedelta(days=1)
    assert not quiet.holds(over)
    assert over == at or over.timetz().replace(tzinfo=None) == ends


def test_the_same_hour_twice_is_never_quiet() -> None:
    assert Quiet(time(12), time(12)).over(NOON) == NOON


def test_pauses_grow_and_stay() -> None:
    pauses = [pause_after(tries) for tries in range(12)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=2)


def test_a_mobile_number_is_known_however_it_is_typed() -> None:
    for typed in (
        "13800001234",
        "138 0000 1234",
        "+86 138-0000-1234",
        "手机：１３８００００１２３４",
        "008613800001234",
    ):
        assert mobile_of(typed) == "13800001234"
    for typed in ("", "028-12345678", "12800001234", "1380000123", "138000012345"):
        assert mobile_of(typed) == ""


def test_an_e_mail_address_is_one_address() -> None:
    assert mail_of(" Li.Ming@Example.CN ") == "li.ming@example.cn"
    wrong = (
        "li",
        "li@",
        "@example.cn",
        "li@example",
        "li@a.cn,b@c.cn",
        "li@a.cn\nBcc: b@c.cn",
        "李@例.cn",
        "a@-" * 90,
    )
    assert [mail_of(one) for one in wrong] == [""] * len(wrong)


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(text: str) -> None:
    assert mobile_of(text) in ("", mobile_of(mobile_of(text)))
    assert mail_of(text) in ("", mail_of(mail_of(text)))
