"""The renewal or change of a certificate as its holder is offered it: when, and with which answers filled in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from banli.catalogue.rules import ItemSpec, comparisons, renewal


def is_offered(spec: ItemSpec, valid_to: date | None, today: date) -> bool:
    """True from the first reminder on until the last day, where the item knows a renewal."""
    rule = spec.certificate.concerns if spec.certificate else None
    if rule is None or rule.renewal is None or valid_to is None:
        return False
    return valid_to - timedelta(days=max(renewal(spec).reminders)) <= today <= valid_to


def renewal_answers(spec: ItemSpec, answers: Mapping[str, Any], number: str) -> dict[str, Any]:
    """The form of the renewal: what the certificate stands on, its number, and that it is a renewal.

    Days are asked anew, and so is what the office entered; what the form does not ask any more is left out.
    """
    rule = spec.certificate.concerns if spec.certificate else None
    if rule is None or rule.renewal is None:
        return {}
    kept = {
        field.key: answers[field.key]
        for field in spec.form.fields
        if field.key in answers and field.type != "date" and field.entered is None
    }
    kinds = {
        one.field: one.value for one in comparisons(rule.renewal) if one.op == "==" and one.value is not None
    }
    return {**kept, **kinds, rule.field: number}


def change_answers(spec: ItemSpec, answers: Mapping[str, Any], number: str) -> dict[str, Any]:
    """The form of a change by the item ``spec``: the certificate's number, and what both applications ask.

    Days are asked anew. What the certificate's application answers itself is not filled in: it is taken over as it is.
    """
    rule = spec.certificate.concerns if spec.certificate else None
    if rule is None:
        return {}
    kept = {
        field.key: answers[field.key]
        for field in spec.form.fields
        if field.key in answers and not field.carried and field.type != "date" and field.entered is None
    }
    return {**kept, rule.field: number}
