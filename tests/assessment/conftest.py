"""The transport house with the pack's template of assessment."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.assessment.months import pack_template
    from tests.house import open_house

    from banli.assessment.service import load_assessment_template
    from banli.kernel.actors import SYSTEM

    open_house()
    load_assessment_template(template=pack_template(), by=SYSTEM)
