"""Which questions of a form nobody asks the applicant: the organ answers them, or an earlier application did."""

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


def carried_fields(spec: ItemSpec) -> tuple[Field, ...]:
    """The questions that the application behind the named certificate answers (``certificate.concerns``)."""
    return tuple(field for field in spec.form.fields if field.carried)


def asks_applicant(field: Field, facts: Mapping[str, Any]) -> bool:
    """True where the applicant answers ``field``, with these answers to others."""
    return not field.carried and not of_the_organ(field, facts)


def carried_answers(spec: ItemSpec, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The carried answers, from the ``facts`` of the application that the certificate stands on."""
    return {
        field.key: facts[field.carried]
        for field in carried_fields(spec)
        if facts.get(field.carried) is not None
    }
