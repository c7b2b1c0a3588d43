"""What changed within a text: what stayed, what went, what came; sign by sign in Chinese, else word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

SIGNS = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
MOST = 4_000
"""Signs beyond which a text is told as a whole: nobody reads such a comparison."""


class Op(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True)
class Stretch:
    """Words of which the same became."""

    op: Op
    text: str


def text_changes(before: str, after: str) -> list[Stretch]:
    """``before`` and ``after`` as stretches: all but what came is ``before``, all but what is gone is ``after``."""
    old, new = SIGNS.findall(before), SIGNS.findall(after)
    if len(old) + len(new) > 2 * MOST:
        return [Stretch(op, text) for op, text in ((Op.GONE, before), (Op.CAME, after)) if text]
    made: list[Stretch] = []
    gone = came = ""
    for step in (*Indel.opcodes(old, new), None):
        if step is None or step.tag == "equal":
            made += [Stretch(op, text) for op, text in ((Op.GONE, gone), (Op.CAME, came)) if text]
            gone = came = ""
        if step and step.tag == "equal":
            made.append(Stretch(Op.SAME, "".join(old[step.src_start : step.src_end])))
        elif step:
            gone += "".join(old[step.src_start : step.src_end])
            came += "".join(new[step.dest_start : step.dest_end])
    return made
