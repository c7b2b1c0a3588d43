"""An item by its short name or its code."""

from __future__ import annotations

import pytest
from tests.house import OVERSIZE, open_house

from banli.catalogue.models import Item
from banli.catalogue.service import current, named
from banli.kernel.errors import Missing, Refused

pytestmark = pytest.mark.django_db


def test_name_code_and_catalogue_code_lead_to_the_current_revision() -> None:
    open_house()
    found = current(OVERSIZE)
    for name in (OVERSIZE, found.spec.task_code, found.spec.catalog_code):
        assert named(name) == found
    for name in ("", "510118154001", found.spec.task_code[-13:], "no-such-item"):
        with pytest.raises(Missing):
            named(name)


def test_a_code_that_two_items_share_is_refused_with_both() -> None:
    open_house(OVERSIZE, "social-insurance-statement")
    code = current(OVERSIZE).spec.catalog_code
    Item.objects.filter(slug="social-insurance-statement").update(code="1" * 19 + code)
    with pytest.raises(Refused, match=f"{OVERSIZE}, social-insurance-statement"):
        named(code)
