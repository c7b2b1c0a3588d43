"""Whom to tell that a rating was answered: whoever the case is of, and nobody of the department."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from banli.cases.service import addressee_of
from banli.notices.service import Addressee
from banli.ratings.models import Rating


def addressees_of_ratings(subjects: Collection[str]) -> Mapping[str, Addressee]:
    """Of ratings by their number.

    What is kept of the sending names the rating and no case, and belongs to no department: the rated read their
    messages, and would know who rated.
    """
    rows = Rating.objects.filter(number__in=list(subjects)).select_related("case__revision")
    return {
        one.number: replace(
            addressee_of(one.case), number=one.number, scope="", path=f"/track/{one.case.number}/rate/"
        )
        for one in rows
    }
