"""An identity number of somebody who is not born yet is refused at its field when it is handed in."""

from __future__ import annotations

import pytest
from tests.house import submitted

from banli.kernel.errors import Invalid


@pytest.mark.usefixtures("house")
def test_nobody_applies_with_the_identity_number_of_the_unborn() -> None:
    with pytest.raises(Invalid) as refused:
        submitted(agent_id="510100209901010015")
    assert [one.where for one in refused.value.problems] == ["agent_id"]
