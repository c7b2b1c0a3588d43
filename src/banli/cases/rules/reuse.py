"""Answers that were taken over from a certificate or an earlier case, and not typed: where from, and which still stand.

A draft keeps them beside its answers, so that the form can say of each where it comes from. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REUSED = "reused"
"""In the form of a draft, beside the answers: what was taken over."""
CERTIFICATE, CASE = "certificate", "case"


@dataclass(frozen=True)
class Reused:
    """Answers by field, the certificate or case they come from, and the ISO day it is of."""

    source: str
    number: str
    on: str
    answers: Mapping[str, Any]

    def as_data(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return {"source": self.source, "number": self.number, "on": self.on, "answers": dict(self.answers)}

    def standing(self, typed: Mapping[str, Any]) -> list[str]:
        """The fields whose answer is still the one taken over."""
        return [key for key, value in self.answers.items() if typed.get(key) == value]


def reused_in(form: Mapping[str, Any]) -> Reused | None:
    """What of a draft's answers was taken over; None where they were all typed."""
    told = form.get(REUSED)
    if not isinstance(told, Mapping):
        return None
    return Reused(str(told["source"]), str(told["number"]), str(told["on"]), dict(told["answers"]))
