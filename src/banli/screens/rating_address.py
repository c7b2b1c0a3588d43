"""Where the code on a receipt leads: the page that rates this case and opens nothing else."""

from __future__ import annotations

from django.urls import reverse

from banli.cases.service import Case
from banli.ratings.service import rating_code


def rating_address(case: Case) -> str:
    """The path of the page, with the code in it."""
    return rating_address_of(case.number)


def rating_address_of(number: str) -> str:
    """The same of the case that has this number, or is to get it."""
    return reverse("portal:rate_code", args=(number, rating_code(number)))
