"""Write the pages under docs/generated from the code's own tables; ``--check`` only says whether they are true."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "generated"
GRANTED = (
    "ledger",
    "worktime",
    "people",
    "catalogue",
    "credit",
    "experts",
    "cases",
    "licences",
    "hall",
    "fieldwork",
    "supervision",
)
GRANTED_ABOVE = ("statistics", "weekly")


def states() -> str:
    """The state table of a case as a diagram and as a table."""
    from banli.cases.states import OWNERS, TRANSITIONS

    arrows = []
    for one in TRANSITIONS:
        sources: Iterable[object] = one.sources or ("[*]",)
        arrows += [f"    {source} --> {one.target}: {one.act}" for source in sources]
    rows = [
        f"| {one.act} | {', '.join(one.sources) or 'nothing'} | {one.target} | {one.event} | {one.owner} "
        f"| {one.article} | {one.result or ''} |"
        for one in TRANSITIONS
    ]
    owners = [f"| {state} | {owner} |" for state, owner in OWNERS.items()]
    return "\n".join(
        [
            "# The states of a case",
            "",
            "Made from `banli.cases.states`; the articles are those of the Administrative Licensing Law.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *arrows,
            "```",
            "",
            "| act | from | to | event | whose act | article | result code |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            "| state | whose turn |",
            "|---|---|",
            *owners,
            "",
        ]
    )


def item_states() -> str:
    """The state table of an item as a diagram and as a table."""
    from banli.catalogue.states import DRAFT, OWNERS, TRANSITIONS

    arrows = [f"    [*] --> {DRAFT.target}: {DRAFT.act}"]
    arrows += [f"    {source} --> {one.target}: {one.act}" for one in TRANSITIONS for source in one.sources]
    rows = [
        f"| {one.act} | {', '.join(one.sources)} | {one.target} | {one.event} | {one.owner} | {one.article} |"
        for one in TRANSITIONS
    ]
    owners = [f"| {state} | {owner} |" for state, owner in OWNERS.items()]
    return "\n".join(
        [
            "# The states of an item",
            "",
            "Made from `banli.catalogue.states`. Loading a pack goes through draft and review at once.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *arrows,
            "```",
            "",
            "| act | from | to | event | whose act | stands on |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            "| state | whose turn |",
            "|---|---|",
            *owners,
            "",
        ]
    )


def signal_states() -> str:
    """The state table of a signal as a diagram and as a table, and the rules that raise one."""
    from banli.supervision.rules.table import DEFAULTS
    from banli.supervision.states import OWNERS, TRANSITIONS

    arrows = []
    for one in TRANSITIONS:
        sources: Iterable[object] = one.sources or ("[*]",)
        arrows += [f"    {source} --> {one.target or source}: {one.act}" for source in sources]
    rows = [
        f"| {one.act} | {', '.join(one.sources) or 'nothing'} | {one.target or 'stays'} | {one.event} "
        f"| {', '.join((one.owner, *one.also))} |"
        for one in TRANSITIONS
    ]
    raised = [
        f"| {one.id} | {one.level} | {', '.join(one.clocks)} | {one.when} | {one.words.zh} {one.words.en} "
        f"| {one.article.zh} |"
        for one in DEFAULTS
    ]
    owners = [f"| {state} | {owner} |" for state, owner in OWNERS.items()]
    return "\n".join(
        [
            "# The states of a signal",
            "",
            "Made from `banli.supervision.states` and the house's rules; a pack may change thresholds and words.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *arrows,
            "```",
            "",
            "| act | from | to | event | whose act |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "| state | whose turn |",
            "|---|---|",
            *owners,
            "",
            "| rule | level | clocks | when | words | stands on |",
            "|---|---|---|---|---|---|",
            *raised,
            "",
        ]
    )


def permissions() -> str:
    """Which role may do what, from every app's grants."""
    from banli.kernel.actors import Role

    rows: dict[Role, list[str]] = {role: [] for role in Role}
    for app in (*GRANTED, *GRANTED_ABOVE):
        grants = import_module(f"banli.{app}.permissions").GRANTS
        for role, held in grants.by_role.items():
            where = "everywhere" if role in grants.everywhere else "own department"
            rows[role] += [f"{_named(app, permission)} ({where})" for permission in sorted(held)]
    lines = [f"| {role} | {'<br>'.join(held) or 'none'} |" for role, held in rows.items()]
    head = [
        "# Who may do what",
        "",
        "Made from each app's `permissions.py`; people hold roles, never single rights.",
        "",
    ]
    return "\n".join([*head, "| role | permissions |", "|---|---|", *lines, ""])


def _named(app: str, permission: StrEnum) -> str:
    value = str(permission)
    return value if value.startswith(f"{app}.") else f"{app}.{value}"


def addresses() -> str:
    """The rule of every address."""
    from banli.site.access import names, rules

    known = rules()
    lines = [f"| {name} | {_rule(known[name])} |" for name in sorted(set(names()))]
    head = [
        "# The rule of every address",
        "",
        "Made from the URL map and `permissions.URLS`; none is open by accident.",
        "",
    ]
    return "\n".join([*head, "| address | who may enter |", "|---|---|", *lines, ""])


def _rule(rule: object) -> str:
    return rule if isinstance(rule, str) else ", ".join(sorted(str(role) for role in rule))  # type: ignore[attr-defined]


PAGES_MADE = (
    ("states", states),
    ("item-states", item_states),
    ("signal-states", signal_states),
    ("permissions", permissions),
    ("addresses", addresses),
)


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name those that differ and return 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    import django

    django.setup()
    stale = []
    for name, make in PAGES_MADE:
        path, text = PAGES / f"{name}.md", make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.name)
        if "--check" not in arguments:
            PAGES.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"docs/generated is not up to date ({', '.join(stale)}): run python tools/generated_docs.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
