"""Answers of a form with what identifies a person hidden (个人信息保护法): one rule for every page. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.kernel.masking import masked_code, masked_in, masked_name, masked_numbers, masked_person

PERSONAL = frozenset({"identity", "subject", "mobile"})


def masked_answer(spec: ItemSpec, data: Mapping[str, Any], field: Field, value: str) -> str:
    """``value``, the answer to ``field`` in the reader's words, with names and numbers of persons hidden in part."""
    if field.type in PERSONAL:
        return masked_code(value)
    if field.key == spec.form.contact_name:
        return masked_person(value)
    code = str(data.get(spec.form.applicant_code, ""))
    if field.key == spec.form.applicant:
        return masked_name(value, code)
    return masked_numbers(masked_in(value, str(data.get(spec.form.applicant, "")), code))
