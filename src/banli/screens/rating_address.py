"""Where the code on a receipt leads: the page that rates this case and opens nothing else."""

from __future__ import annotations

from django.urls import reverse

from banli.cases.service import Case
from banli.ratings.service import rating_code


def rating_address(case: Case) -> str:
    """The path of the page, with the code in it."""
    return reverse("portal:rate_code", args=(case.number, rating_code(case.number)))
