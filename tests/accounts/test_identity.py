"""How well it must be known who somebody is."""

from __future__ import annotations

import pytest

from banli.accounts.rules.identity import BY_CODE, BY_PAPERS, is_about_oneself, why_not_identified
from banli.accounts.states import IdentityLevel as L
from banli.people.rules import Identity

LI = Identity("李明", "11010519491231002X")


@pytest.mark.parametrize(
    ("level", "needed", "why"),
    [
        (L.NONE, L.NONE, ""),
        (L.NONE, L.CODE, BY_CODE),
        (L.NONE, L.CHECKED, BY_PAPERS),
        (L.CODE, L.CODE, ""),
        (L.CODE, L.CHECKED, BY_PAPERS),
        (L.CHECKED, L.CODE, ""),
        (L.CHECKED, L.CHECKED, ""),
        (L.PROVIDER, L.CODE, ""),
        (L.PROVIDER, L.CHECKED, ""),
    ],
)
def test_papers_and_a_provider_are_as_good_and_more_than_a_code(level: L, needed: L, why: str) -> None:
    assert why_not_identified(level, needed) == why


@pytest.mark.parametrize(
    ("name", "number", "own"),
    [
        ("李明", "11010519491231002X", True),
        ("李 明", "11010519491231002x", True),
        ("王芳", "11010519491231002X", False),
        ("李明", "510104199003152010", False),
        ("李明", "", False),
    ],
)
def test_one_is_told_of_oneself_alone(name: str, number: str, own: bool) -> None:
    assert is_about_oneself(LI, name=name, number=number) == own
    assert not is_about_oneself(None, name=name, number=number)
