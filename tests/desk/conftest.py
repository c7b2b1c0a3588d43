"""The desk's tests begin in an open house; officers sit down at a browser of their own."""

from __future__ import annotations

import pytest

INSTANT = "social-insurance-statement"


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("oversize-transport", INSTANT)


@pytest.fixture
def frame(house: None) -> None:
    """A weekly report that can be opened: its frame is loaded and its numbers go on from the pack's."""
    from banli.kernel.actors import SYSTEM
    from banli.province.load import SICHUAN
    from banli.weekly.service import load_frame, read_frame, start_numbering

    frame = read_frame(SICHUAN / "weekly.yaml")
    load_frame(by=SYSTEM, frame=frame)
    said = frame.numbering
    start_numbering(by=SYSTEM, year=said.year, last_in_year=said.issue, last_in_all=said.cumulative)
