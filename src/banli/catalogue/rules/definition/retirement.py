"""The end of an item, where its definition knows it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from banli.catalogue.rules.definition.conditions import Strict
from banli.kernel.text import Words


class Retirement(Strict):
    """The end of an item from the day ``on``: why, by which law, and what becomes of the cases still open.

    ``finish`` lets them go on, ``close`` ends them, ``branch`` hands them to the item ``branch_to``.
    """

    on: date
    because: Words
    law: Words
    open_cases: Literal["finish", "close", "branch"] = "finish"
    branch_to: str = ""
