"""Faults that are found while a definition is validated and told in the officer's words, not in those of pydantic."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

TOLD = "told"
"""What pydantic calls such a fault. Its context holds the ``rule``, the ``message``, its ``params``, and ``at``."""


def told(rule: str, message: str, *, at: int = -1, **params: Any) -> PydanticCustomError:
    """The error to raise; ``at`` is the character of the text it is about (from 0), -1 for all of it."""
    return PydanticCustomError(
        TOLD, "{message}", {"rule": rule, "message": message, "params": params, "at": at}
    )
