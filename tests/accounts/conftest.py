"""A platform that sends codes: what was sent is read from the line of messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

SIX = re.compile(r"\d{6}")


@pytest.fixture
def sent(db: None, settings: Any) -> Callable[[str], list[str]]:
    """The codes that were sent to a number or address, the newest last."""
    from banli.notices.models import Dispatch

    settings.DEMO = True

    def codes(to: str) -> list[str]:
        rows = Dispatch.objects.filter(to=to, secret=True).order_by("made_at", "pk")
        return [found.group() for one in rows if (found := SIX.search(one.text))]

    return codes
