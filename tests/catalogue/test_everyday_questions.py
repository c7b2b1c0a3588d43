"""What people type finds the item they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.catalogue.test_search import opened
from tests.snapshots import kept

from banli.catalogue.service import load_synonyms, search
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN
from banli.province.synonyms import synonyms_of

QUESTIONS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("everyday_questions.yaml").read_text(encoding="utf-8")
)
LEAST = 0.95


@pytest.fixture(autouse=True)
def _catalogue(db: None) -> None:
    kept("catalogue of the pack", opened)
    load_synonyms(by=SYSTEM, synonyms=synonyms_of(SICHUAN))


def test_the_item_that_is_meant_stands_among_the_first_three() -> None:
    asked = [(text, slug) for slug, texts in QUESTIONS.items() for text in texts]
    assert len(asked) >= 100
    found = {text: [card.slug for card in search(text, most=3)] for text, _slug in asked}
    missed = {text: found[text] for text, slug in asked if slug not in found[text]}
    assert len(missed) <= len(asked) * (1 - LEAST), "\n".join(f"{t} {f}" for t, f in missed.items())


@pytest.mark.parametrize(
    "text", ["怎么办结婚证", "生孩子怎么上户口", "下水道堵了", "你好", "hello", "驾照扣分", "aaaaaaaaaa"]
)
def test_nothing_is_offered_for_what_no_item_answers(text: str) -> None:
    assert search(text) == []


def test_synonyms_of_a_pack_take_the_place_of_those_before() -> None:
    assert search("五险")[0].slug == "social-insurance-statement"
    assert not load_synonyms(by=SYSTEM, synonyms=synonyms_of(SICHUAN))
    assert load_synonyms(by=SYSTEM, synonyms={"挖煤": "采矿"})
    assert search("挖煤")[0].slug == "mining-right"
    assert search("五险") == []
