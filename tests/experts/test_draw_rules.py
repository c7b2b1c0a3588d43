"""The draw itself: nobody who must keep out is in it, and anybody who computes it finds the same."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banli.experts.rules.draw import Call, Candidate, Drawn, call, candidate, draw, exclusion, proof, told
from banli.experts.states import ExclusionGround
from banli.kernel.errors import Invalid, Refused

SEED = bytes(32)
EMPLOYERS = ["甲研究院", "乙设计院", "丙大学", "丁检测公司"]
PERSONS = ["赵一", "钱二", "孙三", "李四"]
SEEDS = st.binary(min_size=16, max_size=64)


@st.composite
def pools(draw_: st.DrawFn) -> list[Candidate]:
    size = draw_(st.integers(0, 14))
    return [
        Candidate(
            id=f"ZJ-{n:02d}",
            name=draw_(st.sampled_from([*PERSONS, f"专家{n}"])),
            employer=draw_(st.sampled_from([*EMPLOYERS, f"单位{n}"])),
            fields=tuple(
                draw_(st.lists(st.sampled_from(["bridge", "power"]), min_size=1, max_size=2, unique=True))
            ),
            kin=tuple(draw_(st.lists(st.sampled_from(PERSONS), max_size=1))),
            interests=tuple(draw_(st.lists(st.sampled_from(EMPLOYERS), max_size=1))),
            active=draw_(st.sampled_from([True, True, True, False])),
            earlier=draw_(st.sampled_from([False, False, False, True])),
            request=draw_(st.sampled_from(["", "", "", "出差"])),
        )
        for n in range(size)
    ]


@st.composite
def calls(draw_: st.DrawFn) -> Call:
    return Call(
        fields=("bridge",),
        wanted=draw_(st.integers(1, 3)),
        stand_ins=draw_(st.integers(0, 2)),
        organisations=tuple(draw_(st.lists(st.sampled_from(EMPLOYERS), max_size=2))),
        persons=tuple(draw_(st.lists(st.sampled_from(PERSONS), max_size=2))),
        apart=draw_(st.booleans()),
    )


def enough() -> st.SearchStrategy[list[Candidate]]:
    """Pools in which five experts of five other employers are free, whatever the call."""
    free = [Candidate(f"ZJ-9{n}", f"自由{n}", f"自由单位{n}", ("bridge",)) for n in range(5)]
    return pools().map(lambda found: [*found, *free])


def drawn_or_none(seed: bytes, asked: Call, pool: list[Candidate]) -> Drawn | None:
    try:
        return draw(seed, asked, pool)
    except Refused:
        return None


@given(seed=SEEDS, asked=calls(), pool=enough())
def test_nobody_who_must_keep_out_is_drawn_and_each_is_listed_with_the_ground(
    seed: bytes, asked: Call, pool: list[Candidate]
) -> None:
    found = draw(seed, asked, pool)
    chosen, by_id = {*found.sitting, *found.stand_ins}, {one.id: one for one in pool}
    assert (len(found.sitting), len(chosen)) == (asked.wanted, asked.wanted + asked.stand_ins)
    for one in (by_id[key] for key in chosen):
        assert one.active
        assert not one.earlier
        assert not one.request
        assert "bridge" in one.fields
        assert one.employer not in asked.organisations
        assert not set(one.interests) & set(asked.organisations)
        assert not {one.name, *one.kin} & set(asked.persons)
    listed = {one.id for one in found.exclusions}
    assert not listed & chosen
    assert {one.id for one in pool if "bridge" in one.fields and exclusion(one, asked)} <= listed


@given(seed=SEEDS, asked=calls(), pool=pools(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_pool_changes_nothing(
    seed: bytes, asked: Call, pool: list[Candidate], random: object
) -> None:
    shuffled = list(pool)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert drawn_or_none(seed, asked, pool) == drawn_or_none(seed, asked, shuffled)


@given(seed=SEEDS, asked=calls(), pool=enough(), data=st.data())
def test_without_an_expert_who_was_not_drawn_the_others_keep_their_order(
    seed: bytes, asked: Call, pool: list[Candidate], data: st.DataObject
) -> None:
    found = draw(seed, asked, pool)
    others = [one for one in pool if one.id not in (*found.sitting, *found.stand_ins)]
    assume(others)
    gone = data.draw(st.sampled_from(others))
    again = draw(seed, asked, [one for one in pool if one != gone])
    assert (again.sitting, again.stand_ins) == (found.sitting, found.stand_ins)


@given(seed=SEEDS, asked=calls(), pool=enough())
def test_where_it_is_asked_no_two_are_of_one_employer(
    seed: bytes, asked: Call, pool: list[Candidate]
) -> None:
    found = draw(seed, replace(asked, apart=True), pool)
    employers = [one.employer for one in pool if one.id in (*found.sitting, *found.stand_ins)]
    assert len(employers) == len(set(employers))


@given(seed=SEEDS, asked=calls(), pool=pools())
def test_a_draw_is_refused_only_where_too_few_may_be_drawn(
    seed: bytes, asked: Call, pool: list[Candidate]
) -> None:
    free = [one for one in pool if "bridge" in one.fields and not exclusion(one, asked)]
    places = len({one.employer for one in free}) if asked.apart else len(free)
    assert (drawn_or_none(seed, asked, pool) is None) == (places < asked.wanted + asked.stand_ins)


@given(seed=SEEDS, asked=calls(), pool=pools())
def test_what_is_kept_in_json_draws_the_same(seed: bytes, asked: Call, pool: list[Candidate]) -> None:
    again = [candidate(told(one)) for one in pool]
    assert again == pool
    assert call(told(asked)) == asked
    found = drawn_or_none(seed, asked, pool)
    if found:
        assert proof(seed, asked, pool, found) == proof(seed, asked, list(reversed(again)), found)


def plain(n: int, employer: str = "") -> Candidate:
    return Candidate(f"ZJ-{n:02d}", f"专家{n}", employer or f"单位{n}", ("bridge",))


def test_the_order_is_that_of_the_digest_of_seed_and_number() -> None:
    pool = [plain(n) for n in range(8)]
    by_hand = sorted((hashlib.sha256(SEED + one.id.encode()).hexdigest(), one.id) for one in pool)
    found = draw(SEED, Call(("bridge",), 3, 2), pool)
    assert [*found.sitting, *found.stand_ins] == [one for _digest, one in by_hand[:5]]


def test_each_ground_of_recusal_is_named_with_what_led_to_it() -> None:
    asked = Call(("bridge",), 1, 0, organisations=("蜀远重载物流有限公司",), persons=("陈远舟",))
    someone = plain(1)
    cases = {
        ExclusionGround.SUSPENDED: (replace(someone, active=False), ""),
        ExclusionGround.OWN_REQUEST: (replace(someone, request="与申请人有合作"), "与申请人有合作"),
        ExclusionGround.EARLIER_WORK: (replace(someone, earlier=True), ""),
        ExclusionGround.EMPLOYER: (
            replace(someone, employer="蜀远重载物流 有限公司"),
            "蜀远重载物流 有限公司",
        ),
        ExclusionGround.INTEREST: (
            replace(someone, interests=("蜀远重载物流有限公司",)),
            "蜀远重载物流有限公司",
        ),
        ExclusionGround.KINSHIP: (replace(someone, kin=("陈远舟",)), "陈远舟"),
    }
    for ground, (one, detail) in cases.items():
        found = exclusion(one, asked)
        assert found is not None
        assert (found.ground, found.detail) == (ground, detail)
    himself = exclusion(replace(someone, name="陈远舟"), asked)
    assert himself is not None
    assert himself.ground is ExclusionGround.KINSHIP


def test_too_few_experts_are_refused_with_the_numbers() -> None:
    pool = [plain(1, "甲"), plain(2, "甲"), replace(plain(3), active=False), plain(4, "丁")]
    asked = Call(("bridge",), 2, 1, organisations=("丁",), apart=True)
    with pytest.raises(Refused) as caught:
        draw(SEED, asked, pool)
    assert str(caught.value) == (
        "专家不足：需要3名（参加评审2名、递补1名），本专业4名专家中可抽取1名。"
        "已排除：已暂停参加评审 1；任职于申请人或者其关联单位 1；同一单位已有专家被抽取 1。"
    )


def test_a_seed_that_somebody_could_guess_is_refused() -> None:
    with pytest.raises(Invalid):
        draw(b"1234", Call(("bridge",), 1, 0), [plain(1)])
