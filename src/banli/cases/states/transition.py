"""What one line of the state table says, and the laws that acts stand on."""

from __future__ import annotations

from dataclasses import dataclass

from banli.cases.states.state import Owner, Result, State

LICENSING_LAW = "行政许可法"
EXCHANGE = "国家数据交换办件结果代码"
"""No law tells of a case that should not be there; the national exchange has a result for it."""
RECORDS, SERVICE_RULES, CIVIL_PROCEDURE = "档案法", "优化营商环境条例", "民事诉讼法"
"""What archives stand on; and that public services are handled on the spot where that can be (art. 36); whose ways of
service administrative law takes over (2021, 87 to 95; the numbers of the articles from memory)."""


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``result`` where it ends the case."""

    act: str
    sources: tuple[State, ...]
    target: State | None
    """None: the case stays where it is."""
    event: str
    owner: Owner
    """Whose act it is."""
    article: str
    """The rule it stands on: an article of ``law``."""
    result: Result | None = None
    also: tuple[Owner, ...] = ()
    """Who else may do it."""
    law: str = LICENSING_LAW

    def lands(self, state: str) -> State:
        """Where a case in ``state`` is afterwards."""
        return self.target or State(state)
