"""Officers act with their enforcement certificate, whose number is the one the house knows (行政处罚法 42, 55)."""

from __future__ import annotations

from collections.abc import Iterable

from banli.enforcement.rules.act import Taken
from banli.enforcement.rules.known import Known
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

OFFICER_PARTS = 2
"""A line of an officer: name, a space, the number of the certificate."""


def numbers_agree(known: Known, answered: Taken) -> Iterable[Problem]:
    """An officer of the department whose certificate the house knows is named with that one."""
    for place in ("officers", "replaced_by"):
        for line in answered.get(place) or ():
            name, *rest = line.split()
            number = known.certificates.get(name)
            if number is not None and rest[-1:] != [number] and len(line.split()) >= OFFICER_PARTS:
                message = gettext_noop("%(name)s carries the certificate %(number)s, as the account says.")
                yield Problem(place, message, (("name", name), ("number", number)))
