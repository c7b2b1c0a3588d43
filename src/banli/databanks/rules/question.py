"""A question to a databank and its reply: checked, folded, compared, and known by a digest. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from banli.databanks.rules.definition import AskedKey, Databank
from banli.kernel.errors import Invalid, Problem
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.text import gettext_noop

MOST = 50
"""Records that one reply holds; where there are more, it says how many."""
Question = Mapping[str, str]
"""What is asked, by the keys of the databank."""


@dataclass(frozen=True)
class Reply:
    """What a databank said: its records (none: nothing is found), of which moment, and how many there are in all."""

    databank: str
    rows: tuple[Mapping[str, str], ...]
    as_of: datetime
    total: int

    @property
    def digest(self) -> str:
        """SHA-256 of what was said, hexadecimal."""
        return digest_of(
            [self.databank, self.as_of.isoformat(), self.total, [dict(one) for one in self.rows]]
        )


def digest_of(told: object) -> str:
    """SHA-256 of ``told`` as JSON with sorted keys, hexadecimal."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def checked(databank: Databank, question: Question) -> dict[str, str]:
    """The question without what was left empty.

    :raises Invalid: where something needed is missing, or something is asked that the databank does not know.
    """
    given = {key: value for key, value in question.items() if value.strip()}
    faults = [
        Problem(one.key, gettext_noop("The databank cannot be asked without this."))
        for one in databank.asks
        if one.required and one.key not in given
    ]
    faults += [
        Problem(key, gettext_noop("The databank is not asked by this."))
        for key in given
        if databank.asked(key) is None
    ]
    if faults:
        raise Invalid(faults)
    return given


def folded(key: AskedKey, value: str) -> str:
    """``value`` as it is compared, on whatever keyboard it was typed."""
    return folded_name(value) if key.match == "within" else folded_number(value) or folded_name(value)


def fits(databank: Databank, question: Question, row: Mapping[str, str]) -> bool:
    """True where a record answers all that is asked."""
    return all(_fits_one(databank.asked(key), value, row.get(key, "")) for key, value in question.items())


def _fits_one(key: AskedKey | None, wanted: str, found: str) -> bool:
    if key is None or not found:
        return False
    asked, there = folded(key, wanted), folded(key, found)
    return asked in there if key.match == "within" else asked == there


def told_by(databank: Databank, rows: Iterable[Mapping[str, object]]) -> tuple[dict[str, str], ...]:
    """Of each record what the databank gives, as text; what it leaves out is empty."""
    return tuple({one.key: str(row.get(one.key) or "").strip() for one in databank.gives} for row in rows)
