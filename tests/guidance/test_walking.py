"""Answers lead somewhere, whatever they are."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.guidance.service import Walk, follow
from banli.province.guidance import read_walk, walk_files
from banli.province.load import SICHUAN

WALKS = {path.stem: path for path in walk_files(SICHUAN)}


@cache
def walk_of(name: str) -> Walk:
    return read_walk(WALKS[name])[1]


@pytest.mark.parametrize("name", sorted(WALKS))
def test_every_way_ends_with_an_item_or_with_why_there_is_none(name: str) -> None:
    walk, ends = walk_of(name), 0
    ways = [""]
    while ways:
        place = follow(walk, ways.pop())
        assert not place.strayed
        if place.turn is None:
            assert place.end is not None
            assert place.end.because.zh
            assert place.end.law.article.zh
            ends += 1
        else:
            ways += [place.onward(reply.key) for reply in place.turn.replies]
    assert ends > len(walk.turns)


def test_a_load_just_over_a_limit_needs_the_permit() -> None:
    place = follow(walk_of("transport"), "load.whole.size.over")
    assert place.strayed  # “size” is a question and no answer
    place = follow(walk_of("transport"), "load.whole.within.over.sichuan.covers")
    assert place.end is not None
    assert place.end.item == "oversize-transport"
    assert [one.reply.key for one in place.said][:2] == ["load", "whole"]
    assert place.back == "load.whole.within.over.sichuan"


def test_going_back_and_answering_again_comes_to_the_same_place() -> None:
    walk = walk_of("transport")
    place = follow(walk, "load.whole.over")
    back = follow(walk, place.back or "")
    assert back.turn is not None
    assert follow(walk, back.onward("over")) == place


@given(st.sampled_from(sorted(WALKS)), st.text(max_size=60))
def test_no_address_is_too_strange(name: str, way: str) -> None:
    place = follow(walk_of(name), way)
    assert (place.turn is None) != (place.end is None)
    assert follow(walk_of(name), place.way).turn == place.turn
