"""Codes of an authenticator app (TOTP, RFC 6238): how long one is shown, and which ones pass."""

from __future__ import annotations

DIGITS = 6
STEP = 30
"""Seconds for which one code is shown."""
DRIFT = 1
"""Steps that a telephone's clock may be early or late."""
RECOVERY_CODES = 8


def steps_around(at: float) -> tuple[int, ...]:
    """The steps whose codes pass at ``at`` (seconds since 1970), the present one first."""
    here = int(at // STEP)
    return tuple(sorted(range(here - DRIFT, here + DRIFT + 1), key=lambda step: abs(step - here)))
