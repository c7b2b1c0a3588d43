"""How long a test waits for what must come: until it has come, and for ten minutes at most.

No test looks at a stop-watch: the machine may be busy with anything else, and slow is not wrong. What is claimed of
speed is measured in ``benchmarks``, against a limit of the same run. ``tests/repository/test_patience.py`` holds it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from hypothesis import HealthCheck

PATIENCE = 600.0
"""Seconds after which a process, an answer or a condition will not come any more."""
MILLISECONDS = PATIENCE * 1000
"""The same for Playwright."""
EXAMPLES_UNDO = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
"""``suppress_health_check`` of a property whose examples share a fixture and undo what they did to it."""
EVERY_CHECK = tuple(HealthCheck)
"""``suppress_health_check`` of a walk through the whole procedure: long, heavy, and most steps are not allowed."""


def eventually(condition: Callable[[], object]) -> bool:
    """Ask again until it holds; False when it never does."""
    given_up = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > given_up:
            return False
        time.sleep(0.05)
    return True
