"""Which questions of a form the organ answers and not the applicant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.catalogue.rules.definition.conditions import holds
from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.definition.spec import ItemSpec


def of_the_organ(field: Field, facts: Mapping[str, Any]) -> bool:
    """True where the organ answers ``field``, with these answers of the applicant."""
    return field.entered is not None and holds(field.entered.when, facts)


def entered_fields(spec: ItemSpec, facts: Mapping[str, Any]) -> tuple[Field, ...]:
    """The questions that the organ answers in a case with these answers."""
    return tuple(
        field for field in spec.form.fields if holds(field.show_when, facts) and of_the_organ(field, facts)
    )
