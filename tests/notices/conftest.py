"""A case whose applicant named a mobile, and a gateway that takes short messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.notices.gateway import SECRET, Gateway, serving

if TYPE_CHECKING:
    from banli.cases.models import Case


@pytest.fixture
def case(db: None) -> Case:
    """An application handed in online."""
    from tests.house import open_house, submitted

    open_house()
    return submitted()


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    """The gateway that this deployment uses."""
    with serving() as found:
        settings.SMS_GATEWAY, settings.SMS_SECRET = found.address, SECRET
        yield found
