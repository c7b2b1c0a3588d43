"""Every error of the domain has its status, also one that is a kind of its own: the same at the desk and outside."""

from __future__ import annotations

import pytest

from banli.catalogue.service import Doubted
from banli.kernel.errors import BanliError, Denied, Invalid, Missing, Problem, Refused, Stale
from banli.people.service import Locked
from banli.screens.statuses import status_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Denied("Not yours."), 403),
        (Missing("Gone."), 404),
        (Refused("Not now."), 409),
        (Stale("Somebody else was faster."), 409),
        (Invalid([Problem("name", "Please fill this in.")]), 422),
        (Doubted([]), 422),
        (Locked(), 429),
    ],
)
def test_every_error_has_its_status(error: BanliError, status: int) -> None:
    assert status_of(error) == status
