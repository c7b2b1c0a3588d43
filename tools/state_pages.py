"""The pages under docs/states: a diagram and a table of every state table in the code."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Table:
    """One state table: the page it makes, what it is of, where it stands, and what there is to say of it."""

    page: str
    of: str
    module: str
    note: str = ""
    transitions: str = "TRANSITIONS"


TABLES = (
    Table("case", "a case", "banli.cases.states", "A draft is not a case yet and is in nobody's record."),
    Table(
        "enforcement",
        "an organ's own procedure",
        "banli.enforcement.states",
        "Penalty, coercive measure, levy and inspection stand in one picture; each begins with acts of its own.",
    ),
    Table(
        "item", "an item", "banli.catalogue.states", "Loading a pack goes through draft and review at once."
    ),
    Table(
        "certificate",
        "a certificate",
        "banli.licences.states",
        "The end of a term is a day and not a status.",
    ),
    Table(
        "authority",
        "a filing authority",
        "banli.authorities.states",
        "Where it stands follows from its days; its network ends with the item that it files.",
    ),
    Table("seat", "a seat on an expert panel", "banli.experts.states"),
    Table(
        "consultation",
        "a consultation",
        "banli.consultations.states",
        "What it does to its case stands among the acts of the case.",
    ),
    Table("finding", "a finding of the hall's patrol", "banli.hall.states"),
    Table("demand", "a leader's demand", "banli.hall.states", transitions="DEMAND_TRANSITIONS"),
    Table("activity", "an activity outside the window", "banli.fieldwork.states"),
    Table("outing", "a planned activity", "banli.fieldwork.states", transitions="OUTING_TRANSITIONS"),
    Table(
        "matter",
        "a question or demand of an activity",
        "banli.fieldwork.states",
        transitions="MATTER_TRANSITIONS",
    ),
    Table(
        "opinion",
        "an opinion of an activity",
        "banli.fieldwork.states",
        "Who says nothing stays asked.",
        transitions="OPINION_TRANSITIONS",
    ),
    Table(
        "signal",
        "a supervision signal",
        "banli.supervision.states",
        "The house's rules stand below; a pack may change thresholds and words.",
    ),
    Table("ticket", "a ticket of the queue", "banli.tickets.states", "Lines and turns stand in the pack."),
    Table("booking", "an appointment", "banli.tickets.states.bookings", "Slots and rules stand in the pack."),
    Table(
        "lease",
        "a leased number",
        "banli.offline.states",
        "A voided number is used where a paper with it was handed over on its day and comes in later.",
    ),
    Table("rating", "a rating", "banli.ratings.states", "The days of its clocks stand in the pack."),
    Table("assessment", "an assessment", "banli.assessment.states", "Points and weights stand in the pack."),
    Table("leave", "a leave", "banli.roster.states.leaves", "That it is over is a moment and no state."),
    Table("correction", "a correction of attendance", "banli.roster.states.corrections"),
    Table("badge", "a badge", "banli.roster.states.badges"),
    Table(
        "trading",
        "a project of public resource trading",
        "banli.trading.states",
        "Days, numbers and rooms stand in the pack.",
    ),
    Table(
        "suggestion", "a suggestion", "banli.suggestions.states", "The days of its clocks stand in the pack."
    ),
    Table("publication", "a publication of a decision", "banli.disclosure.states"),
    Table("issue", "an issue of the weekly report", "banli.weekly.states"),
    Table("column", "a column of an issue", "banli.weekly.states", transitions="COLUMN_STEPS"),
)


def pages() -> dict[str, str]:
    """Name of the file to its text."""
    made = {f"{table.page}.md": page(table) for table in TABLES}
    return {**made, "README.md": index()}


def index() -> str:
    """The list of the pages."""
    lines = [f"- [The states of {table.of}]({table.page}.md)" for table in TABLES]
    return "\n".join(
        ["# State tables", "", "Made from the code; `just check` compares them.", "", *lines, ""]
    )


def page(table: Table) -> str:
    """The diagram and the table of one state table."""
    module = import_module(table.module)
    transitions = list(getattr(module, table.transitions))
    first = getattr(module, "DRAFT", None)
    if first is not None and first not in transitions:
        transitions.insert(0, first)
    owners = getattr(module, "OWNERS", {}) if table.transitions == "TRANSITIONS" else {}
    head = [f"# The states of {table.of}", "", f"Made from `{table.module}`. {table.note}".rstrip(), ""]
    diagram = [
        "```mermaid",
        "stateDiagram-v2",
        *(line for one in transitions for line in _arrows(one)),
        "```",
        "",
    ]
    columns = _columns(transitions)
    rows = [
        "| " + " | ".join(columns) + " |",
        "|" + "---|" * len(columns),
        *("| " + " | ".join(make(one) for make in columns.values()) + " |" for one in transitions),
        "",
    ]
    turns = [
        "| state | whose turn |",
        "|---|---|",
        *(f"| {one} | {who} |" for one, who in owners.items()),
        "",
    ]
    more = _signal_rules() if table.page == "signal" else []
    return "\n".join([*head, *diagram, *rows, *(turns if owners else []), *more])


def _signal_rules() -> list[str]:
    """The rules that raise a signal."""
    from banli.supervision.rules.table import DEFAULTS

    lines = [
        f"| {one.id} | {one.level} | {', '.join(one.clocks)} | {one.when} | {one.words.zh} {one.words.en} "
        f"| {one.article.zh} |"
        for one in DEFAULTS
    ]
    return ["| rule | level | clocks | when | words | stands on |", "|---|---|---|---|---|---|", *lines, ""]


def _arrows(one: Any) -> list[str]:
    return [f"    {source} --> {one.target or source}: {one.act}" for source in one.sources or ("[*]",)]


def _columns(transitions: list[Any]) -> dict[str, Any]:
    """Heading -> how a transition fills it; only what some transition of the table has."""
    columns: dict[str, Any] = {
        "act": lambda one: one.act,
        "from": lambda one: ", ".join(one.sources) or "nothing",
        "to": lambda one: one.target or "stays",
        "event": lambda one: one.event,
    }
    if any(hasattr(one, "owner") for one in transitions):
        columns["whose act"] = lambda one: ", ".join([one.owner, *getattr(one, "also", ())])
    if any(getattr(one, "article", "") for one in transitions):
        columns["stands on"] = lambda one: " ".join(filter(None, (getattr(one, "law", ""), one.article)))
    if any(getattr(one, "result", None) for one in transitions):
        columns["result code"] = lambda one: one.result or ""
    return columns
