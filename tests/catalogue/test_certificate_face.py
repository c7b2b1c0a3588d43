"""A certificate carries what the regulation of its kind wants on it: the table, the check, the items of the pack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.catalogue.samples import ITEMS

from banli.catalogue.rules.checks.certificate_face import check_face
from banli.catalogue.rules.definition.certificate_rows import Carried, certificate_rows
from banli.catalogue.rules.definition.spec import Certificate, ItemSpec
from banli.catalogue.rules.definition.yamlfile import Fault, hindering
from banli.catalogue.service import spec_in
from banli.kernel.text import Words

CERTIFIED = sorted(
    path.parent.name for path in ITEMS.glob("*/item.yaml") if "\ncertificate:" in path.read_text("utf-8")
)


def spec_of(item: str) -> ItemSpec:
    spec = spec_in(ITEMS / item)
    assert spec is not None
    return spec


def carried() -> Iterator[tuple[str, str]]:
    """Each item with a certificate, and each thing that the row of its certificate names."""
    for item in CERTIFIED:
        face = spec_of(item).certificate
        assert face is not None
        yield from ((item, one.key) for one in certificate_rows()[face.title.zh].carries)


def without(one: Carried, face: Certificate) -> Certificate:
    """``face`` as somebody forgot this one thing."""
    words = one.named or (one.label.zh,)
    lines = tuple(line for line in face.fields if not any(word in line.label.zh for word in words))
    changes: dict[str, dict[str, object]] = {
        "line": {"fields": lines},
        "number": {"printed_number": ""},
        "issued": {"issued_label": None},
        "term": {"validity": ()},
        "no_term": {"no_term": False},
        "validated": {"validated_label": None},
        "copies": {"copies": ()},
        "conditions": {"conditions": ()},
        "no_conditions": {"conditions_title": Words(zh="许可条件和要求")},
    }
    return face.model_copy(update=changes[one.by])


def told(spec: ItemSpec, face: Certificate | None = None) -> list[tuple[str, object]]:
    """Rule and label of what the check finds."""
    checked = spec.model_copy(update={"certificate": face}) if face else spec
    return [(rule, told.get("label")) for _place, rule, _message, told in check_face(checked)]


@pytest.mark.parametrize("item", CERTIFIED)
def test_every_certificate_of_the_pack_carries_what_its_regulation_wants(item: str) -> None:
    assert told(spec_of(item)) == []


@pytest.mark.parametrize(("item", "key"), list(carried()))
def test_what_is_missing_on_a_certificate_is_named_with_its_article(item: str, key: str) -> None:
    spec = spec_of(item)
    assert spec.certificate is not None
    one = next(one for one in certificate_rows()[spec.certificate.title.zh].carries if one.key == key)
    assert ("face", one.label.zh) in told(spec, without(one, spec.certificate))


def test_a_line_that_nobody_need_answer_is_not_carried() -> None:
    spec = spec_of("oversize-transport")
    sections = tuple(
        section.model_copy(
            update={
                "fields": tuple(
                    field.model_copy(update={"required": field.key != "axle_gaps_m"})
                    for field in section.fields
                )
            }
        )
        for section in spec.form.sections
    )
    spec = spec.model_copy(update={"form": spec.form.model_copy(update={"sections": sections})})
    assert told(spec) == [("face", "轴距")]


def test_a_certificate_of_no_known_kind_is_told_of_a_real_item_and_hinders_nothing() -> None:
    spec = spec_of("clinic-filing")
    assert spec.certificate is not None
    strange = spec.certificate.model_copy(update={"title": Words(zh="某某证")})
    assert told(spec, strange) == [("face_unknown", None)]
    assert hindering([Fault("item.yaml", 1, "face_unknown", "…")]) == []
    assert told(spec.model_copy(update={"example": True}), strange) == []


def test_every_line_of_the_table_names_its_article_or_says_that_it_is_from_memory() -> None:
    bases = [(one.basis, row.title) for row in certificate_rows().values() for one in row.carries]
    assert [found for found in bases if "《" not in found[0] and "凭记忆" not in found[0]] == []
