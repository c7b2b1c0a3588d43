"""What a page answers to an error of the domain, in numbers of HTTP."""

from __future__ import annotations

from banli.kernel.errors import BanliError, Denied, Invalid, Missing
from banli.people.service import Locked

STATUSES: tuple[tuple[type[BanliError], int], ...] = (
    (Denied, 403),
    (Missing, 404),
    (Invalid, 422),
    (Locked, 429),
)
NOT_NOW = 409


def status_of(error: BanliError) -> int:
    """403, 404, 422 or 429 as the table says; 409 for what is not possible now."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), NOT_NOW)
