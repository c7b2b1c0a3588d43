"""A procedure as a BPMN process: tasks, gateways, events and the flows between them.

A step with a condition stands between two exclusive gateways, so that a case that skips it goes on; several that wait
for the same and are waited for by the same stand between two inclusive ones. Where paths part and meet without a
condition there are parallel gateways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from banli.catalogue.rules.checks.flow import decisions
from banli.catalogue.rules.definition.graph import awaited
from banli.catalogue.rules.definition.spec import ItemSpec, Step
from banli.catalogue.rules.meaning.wording import Lang, condition_words, said
from banli.kernel.text import Words

NodeKind = Literal[
    "startEvent", "userTask", "exclusiveGateway", "inclusiveGateway", "parallelGateway", "endEvent"
]
ACCEPTED = Words(zh="受理", en="Accepted")
DECISION = Words(zh="准予？", en="Granted?")
GRANTED = Words(zh="准予，送达结果", en="Granted: the result is delivered")
REFUSED = Words(zh="不予，送达书面理由", en="Refused: the reasons are delivered in writing")
GRANT = Words(zh="准予", en="granted")
REFUSE = Words(zh="不予", en="refused")
NEEDED = Words(zh="需要时", en="where needed")
FOR_GRANT = Words(zh="拟予批准时", en="where it is to be granted")
WHICH = Words(zh="需要哪些？", en="Which are needed?")
WHETHER = Words(zh="是否需要？", en="Is it needed?")


@dataclass(frozen=True)
class FlowNode:
    """A task, gateway or event; ``step`` is the step that a task stands for."""

    id: str
    kind: NodeKind
    name: str
    lane: str
    step: Step | None = None
    default: str = ""
    """For a gateway: the id of the flow taken where no condition is met."""


@dataclass(frozen=True)
class Flow:
    """From one node to another, always or under a condition."""

    id: str
    source: str
    target: str
    condition: str = ""


@dataclass
class Process:
    """The nodes and flows of a procedure, in the order in which they are reached."""

    nodes: list[FlowNode] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def flow(self, source: str, target: str, condition: str = "") -> str:
        """Add a flow; its id."""
        made = f"Flow_{len(self.flows) + 1}"
        self.flows.append(Flow(made, source, target, condition))
        return made


@dataclass(frozen=True)
class Block:
    """Steps that are entered and left together; ``first`` and ``last`` are the ids of the nodes at its two ends."""

    steps: tuple[Step, ...]
    first: str
    last: str


def process_of(spec: ItemSpec, lang: Lang) -> Process:
    """The process of an item that the checker passes."""
    made = Process()
    own = spec.department
    made.nodes.append(FlowNode("Accepted", "startEvent", said(ACCEPTED, lang), own))
    blocks = [_block(made, spec, group, lang) for group in _groups(spec)]
    start = Block((), "Accepted", "Accepted")
    _connect(made, _block_edges(spec, start, blocks), own)
    (final,) = decisions(spec)
    made.nodes += [
        FlowNode("Decision", "exclusiveGateway", said(DECISION, lang), own),
        FlowNode("Granted", "endEvent", said(GRANTED, lang), own),
        FlowNode("Refused", "endEvent", said(REFUSED, lang), own),
    ]
    made.flow(f"Task_{final.key}", "Decision")
    made.flow("Decision", "Granted", said(GRANT, lang))
    made.flow("Decision", "Refused", said(REFUSE, lang))
    return made


def _may_be_skipped(step: Step) -> bool:
    return step.when is not None or step.optional or bool(step.only)


def _groups(spec: ItemSpec) -> list[tuple[Step, ...]]:
    """Each step alone, and those together that may be skipped and stand between the same steps."""
    order = awaited(spec.steps)
    after = {key: tuple(one for one, waited in order.items() if key in waited) for key in order}
    groups: dict[object, list[Step]] = {}
    for step in spec.steps:
        between = (frozenset(order[step.key]), after[step.key])
        alike = _may_be_skipped(step) and len(after[step.key]) == 1
        groups.setdefault(between if alike else step.key, []).append(step)
    return [tuple(group) for group in groups.values()]


def _condition(spec: ItemSpec, step: Step, lang: Lang) -> str:
    words = condition_words(spec, step.when, lang)
    needed = said(NEEDED, lang) if step.optional else ""
    granted = said(FOR_GRANT, lang) if step.only else ""
    return " · ".join(one for one in (words, needed, granted) if one)


def _block(made: Process, spec: ItemSpec, group: Sequence[Step], lang: Lang) -> Block:
    """Add the nodes of a block and the flows inside it."""
    tasks = [
        FlowNode(
            f"Task_{one.key}", "userTask", said(one.name, lang), one.with_department or spec.department, one
        )
        for one in group
    ]
    if not _may_be_skipped(group[0]):
        made.nodes += tasks
        return Block(tuple(group), tasks[0].id, tasks[0].id)
    kind: NodeKind = "inclusiveGateway" if len(group) > 1 else "exclusiveGateway"
    ways, meet = f"Ways_{group[0].key}", f"Meet_{group[0].key}"
    at = len(made.nodes)
    made.nodes += tasks
    for one, task in zip(group, tasks, strict=True):
        made.flow(ways, task.id, _condition(spec, one, lang))
        made.flow(task.id, meet)
    default = made.flow(ways, meet)
    asked = said(WHICH if len(group) > 1 else WHETHER, lang)
    made.nodes.insert(at, FlowNode(ways, kind, asked, spec.department, default=default))
    made.nodes.append(FlowNode(meet, kind, "", spec.department))
    return Block(tuple(group), ways, meet)


def _block_edges(spec: ItemSpec, start: Block, blocks: Sequence[Block]) -> list[tuple[Block, Block]]:
    order = awaited(spec.steps)
    block_of = {step.key: block for block in blocks for step in block.steps}
    edges: dict[tuple[str, str], tuple[Block, Block]] = {}
    for block in blocks:
        waited = [block_of[key] for step in block.steps for key in order[step.key]] or [start]
        for one in waited:
            edges[one.last, block.first] = (one, block)
    return list(edges.values())


def _connect(made: Process, edges: Sequence[tuple[Block, Block]], lane: str) -> None:
    """The flows between blocks; where several leave one or meet before one, through a parallel gateway."""
    leaving: dict[str, str] = {}
    entering: dict[str, str] = {}
    for name, ends, found in (
        ("Fork", [upper.last for upper, _lower in edges], leaving),
        ("Join", [lower.first for _upper, lower in edges], entering),
    ):
        for end in dict.fromkeys(ends):
            found[end] = end
            if ends.count(end) > 1:
                found[end] = f"{name}_{end}"
                made.nodes.append(FlowNode(found[end], "parallelGateway", "", lane))
                made.flow(*((end, found[end]) if name == "Fork" else (found[end], end)))
    for upper, lower in edges:
        made.flow(leaving[upper.last], entering[lower.first])
