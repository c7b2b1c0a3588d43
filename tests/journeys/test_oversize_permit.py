"""The main journey: an oversize transport permit from the search box to a certificate a stranger can verify."""

from __future__ import annotations

import pytest

from banli.catalogue.service import current
from tests.house import OVERSIZE, form
from tests.journeys.applicant import Applicant

pytestmark = pytest.mark.browser

ITEM = "公路超限运输许可"


def test_from_the_search_to_the_certificate(applicant: Applicant) -> None:
    spec = current(OVERSIZE).spec
    applicant.comes_to_the_portal()
    applicant.searches("大件")
    applicant.opens_the_guide(spec.name.zh)
    applicant.begins()
    applicant.fills_in(spec, form("class-three", axle_count_stated=11))
    applicant.goes_on()
    for name in ("道路运输经营许可证", "经办人身份证"):
        applicant.hands_over(name)
