"""The page for writers of items names what the vocabulary holds."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from banli.catalogue.rules.definition.conditions import Op
from banli.catalogue.rules.definition.fields import FieldType
from banli.catalogue.rules.definition.folder import PARTS
from banli.catalogue.rules.definition.spec import StepKind, Unit

PAGE = (Path(__file__).parents[2] / "docs" / "develop" / "items.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word", [*get_args(FieldType), *get_args(StepKind), *get_args(Unit), *get_args(Op), *PARTS.values()]
)
def test_the_page_names_every_word(word: str) -> None:
    assert word in PAGE
