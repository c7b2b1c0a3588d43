"""Reads of certificates."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from banli.cases.service import Case
from banli.kernel import clock
from banli.licences.models import Certificate
from banli.licences.rules import Standing, normal_code, standing


@dataclass(frozen=True)
class Verification:
    """What a stranger who holds the certificate is told."""

    certificate: Certificate
    standing: Standing


def of_case(case: Case) -> Certificate | None:
    """The certificate issued for ``case``."""
    return Certificate.objects.filter(case=case).select_related("file").first()


def verify(code: str) -> Verification | None:
    """By the code on the certificate; None where there is none."""
    found = Certificate.objects.filter(code=normal_code(code)).select_related("department", "file").first()
    return _judged(found) if found else None


def verify_by_facts(number: str, holder: str) -> Verification | None:
    """By number and holder together, for paper whose code cannot be read."""
    found = (
        Certificate.objects.filter(number=number.strip(), holder=holder.strip())
        .select_related("department", "file")
        .first()
    )
    return _judged(found) if found else None


def _judged(found: Certificate) -> Verification:
    return Verification(found, standing(found.status, found.valid_from, found.valid_to, clock.today()))


def of_holder(holder_code: str) -> list[Certificate]:
    """A holder's certificates, the ones that end latest first."""
    found = Certificate.objects.filter(holder_code=holder_code)
    return list(found.order_by(F("valid_to").desc(nulls_first=True), "-id"))
