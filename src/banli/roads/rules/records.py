"""A restriction as it is handed in."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from banli.kernel.errors import Invalid, Problem
from banli.kernel.records import Code, Line, Record
from banli.kernel.text import gettext_noop
from banli.roads.rules.network import Network
from banli.roads.states import UNITS, RestrictionKind


class RestrictionRecord(Record):
    """A restriction of a section, or of one bridge on it; metres or kilograms as the kind says."""

    department: Code
    section: Line
    bridge: Annotated[str, Field(max_length=200)] = ""
    kind: RestrictionKind
    limit: Annotated[float, Field(gt=0, le=5_000_000)] | None = None
    begins: date
    ends: date | None = None
    """None: until it is lifted."""
    reason: Line


def check_restriction(record: RestrictionRecord, network: Network) -> None:
    """Raise :class:`Invalid` with every fault at its field."""
    problems = []
    section = network.sections.get(record.section)
    if section is None:
        problems.append(Problem("section", gettext_noop("The network has no such section.")))
    elif record.bridge and record.bridge not in {bridge.name for bridge in section.bridges}:
        problems.append(Problem("bridge", gettext_noop("This section has no such bridge.")))
    if (record.kind in UNITS) != (record.limit is not None):
        problems.append(
            Problem("limit", gettext_noop("A limit needs its figure; closed roads and road works have none."))
        )
    if record.ends is not None and record.ends < record.begins:
        problems.append(Problem("ends", gettext_noop("The last day lies before the first.")))
    if problems:
        raise Invalid(problems)
