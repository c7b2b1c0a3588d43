"""synonyms.yaml of a pack: faults are named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from banli.kernel.yamlfile import FileFault
from banli.province.load import SICHUAN
from banli.province.synonyms import synonyms_of


def test_a_pack_without_synonyms_has_none(tmp_path: Path) -> None:
    assert synonyms_of(tmp_path) == {}


def test_those_of_the_pack_mean_something_else_each() -> None:
    found = synonyms_of(SICHUAN)
    assert found["五险"] == "社会保险"
    assert not set(found) & set(found.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {said: 五险, meant: 社保}\n- {said: 五险, meant: 医保}\n", "五险"),
        ("- {said: ABC, meant: abc}\n", "ABC"),
        ("- {said: 险, meant: 社保}\n", "said"),
        ("said: 五险\n", "列表"),
        ("- 五险\n", "synonyms.yaml"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "synonyms.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileFault, match=said) as caught:
        synonyms_of(tmp_path)
    assert caught.value.line >= 1
