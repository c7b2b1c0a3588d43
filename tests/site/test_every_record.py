"""Every question of every item, and every text of every record, refuses what cannot be printed at its own place."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from banli.catalogue.rules.definition.folder import read_folder
from banli.catalogue.rules.meaning.forms import validate_fields
from banli.desk import urls  # noqa: F401  (every record that a page asks for is known from here on)
from banli.kernel.records import UNPRINTABLE, Part
from banli.province.load import SICHUAN

BAD = ("\x00", "\x07", "\u202e", "\u200b", "\ue000", "\U0001f600", "\ufffe", "\ufffd", "\ud800", "\u0634")
UNSEEN = ("\u3164", "\u200b", " ", "\u2800")
ITEMS = sorted(path.name for path in (SICHUAN / "items").iterdir() if (path / "item.yaml").exists())


@pytest.mark.parametrize("slug", ITEMS)
def test_every_question_of_an_item_says_it_at_its_place(slug: str) -> None:
    spec = read_folder(SICHUAN / "items" / slug).spec
    assert spec is not None
    for field in (one for one in spec.form.fields if one.entered is None):
        alone = field.model_copy(update={"show_when": None})
        for one in BAD:
            typed = [f"张{one}三"] if field.type == "multi" else f"张{one}三"
            clean, problems = validate_fields([alone], {field.key: typed})
            assert clean == {}, (field.key, one)
            assert [problem.where for problem in problems] == [field.key], (field.key, one)
            if field.type in ("text", "long_text"):
                assert f"U+{ord(one):04X}" in str(problems[0]), (field.key, one)
        for one in UNSEEN:
            typed = [one] if field.type == "multi" else one
            clean, problems = validate_fields([alone], {field.key: typed})
            assert clean == {}, (field.key, one)


def records(base: type[BaseModel] = Part) -> Iterator[type[BaseModel]]:
    """Every shape of a record, however deep."""
    for shape in base.__subclasses__():
        yield shape
        yield from records(shape)


def texts(kind: Any) -> str:
    """``text`` or ``list`` where a field holds texts; '' elsewhere."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return texts(inside[0])
    if kind is str:
        return "text"
    if origin in (list, tuple) and inside:
        return "list" if texts(inside[0]) == "text" else ""
    return next((found for one in inside if (found := texts(one)) == "text"), "")


SHAPES = sorted({shape for shape in records() if shape.__module__.startswith("banli.")}, key=str)


def test_the_shapes_of_the_desk_are_known() -> None:
    assert {"PatrolRecord", "ExpertRecord", "BanRecord", "RestrictionRecord"} <= {
        one.__name__ for one in SHAPES
    }


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.__name__)
def test_every_text_of_a_record_says_it_at_its_place(shape: type[BaseModel]) -> None:
    for name, field in shape.model_fields.items():
        held = texts(field.annotation)
        if not held or name == "public_id":
            continue
        for one in BAD:
            typed = f"张{one}三"
            with pytest.raises(ValidationError) as refusal:
                shape.model_validate({name: [typed] if held == "list" else typed})
            told = [error for error in refusal.value.errors() if error["loc"][:1] == (name,)]
            assert told, (name, one)
            if one not in ("\ud800",):
                assert any(error["type"] == UNPRINTABLE and "U+" in error["msg"] for error in told), (
                    name,
                    told,
                )
