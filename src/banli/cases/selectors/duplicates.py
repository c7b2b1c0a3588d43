"""Open applications of the same applicant for the same item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from banli.cases.models import Case
from banli.cases.rules.duplicates import Twin
from banli.cases.selectors.lists import visible_to
from banli.catalogue.service import ItemSpec, applicant_of
from banli.kernel.actors import Actor
from banli.kernel.folding import folded_number

BESIDE = "beside"
"""In the event of handing in: the numbers of the open applications that were known then."""
MOST = 5


def open_twins(spec: ItemSpec, answers: Mapping[str, Any], by: Actor) -> list[Twin]:
    """What the applicant of these clean ``answers`` has open already for the item, the newest first, five at most.

    Nothing where the item says that several open applications are ordinary, and where no code tells who applies.
    """
    code = applicant_of(spec, answers)["code"]
    if spec.several_open is not None or not code:
        return []
    found = Case.objects.filter(completed_at__isnull=True, source="", revision__item__slug=spec.slug)
    found = found.filter(applicant_code__in={code, folded_number(code)}).order_by("-id")
    numbers = list(found.values_list("number", flat=True)[:MOST])
    own = (
        set(visible_to(by).filter(number__in=numbers).values_list("number", flat=True)) if numbers else set()
    )
    return [Twin(number, number in own, _mark(number)) for number in numbers]


def _mark(number: str) -> str:
    return salted_hmac("banli.cases.twin", number, algorithm="sha256").hexdigest()[:16]
