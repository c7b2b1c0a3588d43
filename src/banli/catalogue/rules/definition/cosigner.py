"""Who signs an application beside its applicant: the other side of a transfer, the owner of a vehicle."""

from __future__ import annotations

from pydantic import Field as Bound

from banli.catalogue.rules.definition.conditions import Condition, Strict
from banli.catalogue.rules.definition.names import KEY
from banli.kernel.text import Words


class Cosigner(Strict):
    """The second party (共同签署方), where ``when`` holds: what it is called, and the questions that name it."""

    role: Words
    name: str = Bound(pattern=KEY)
    """The field with its name."""
    code: str = Bound(pattern=KEY)
    """The field with its identity number or credit code."""
    when: Condition | None = None
    basis: Words
