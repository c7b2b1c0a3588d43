"""Somebody at the door, and who checks."""

from __future__ import annotations

from itertools import count

from tests.house import clerk, person

from banli.entry.service import EntryCheck, EntryFile, check_entry, load_entry_rules
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN

GATE = "一楼南门"
WELL = {"health-code": "green", "test": "20", "temperature": "36.5"}
"""Answers with which somebody enters."""
RULES = "epidemic-2022"
TOKENS = count()


def pack_rules() -> EntryFile:
    """What the Sichuan pack says."""
    return read(SICHUAN / "entry.yaml").validated(EntryFile)


def load_rules() -> None:
    load_entry_rules(file=pack_rules(), by=SYSTEM)


def manager() -> Actor:
    """Who switches."""
    return person(Role.HALL_MANAGER, "service-centre")


def checked(**changes: str) -> EntryCheck:
    """Somebody is checked at the south gate."""
    token = f"t{next(TOKENS)}"
    return check_entry(gate=GATE, answers={**WELL, **changes}, token=token, by=clerk())
