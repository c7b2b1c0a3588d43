"""Write the pages that are made from the code's own tables; ``--check`` only says whether they are true."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import state_pages
from code_page import item_codes
from font_page import fonts
from paper_page import paper_facts

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "generated"
STATES = ROOT / "docs" / "states"
SCHEMAS = (ROOT / "src" / "banli" / "weekly" / "rules", ROOT / "docs" / "manual")
"""Where the schema of a week file lies: shipped in the package, and beside its manual page."""
PACK_SCHEMAS = ROOT / "docs" / "develop" / "schemas"
"""The schemas of every file of a pack, for editors."""
GRANTED = (
    "ledger",
    "worktime",
    "files",
    "people",
    "notices",
    "exports",
    "accounts",
    "databanks",
    "catalogue",
    "areas",
    "projects",
    "authorities",
    "credit",
    "experts",
    "consultations",
    "roads",
    "vehicles",
    "cases",
    "licences",
    "bundles",
    "guidance",
    "hall",
    "fieldwork",
    "supervision",
    "ratings",
    "suggestions",
    "tickets",
    "entry",
    "circulars",
    "roster",
    "trading",
    "offline",
    "roadside",
    "disclosure",
    "assessment",
)
GRANTED_ABOVE = ("statistics", "weekly")


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


def retention() -> str:
    """Every rule of the table of retention."""
    from banli.kernel.retention import RULES

    lines = [
        f"| `{rule.key}` | {rule.what} | {rule.since} | {rule.days or 'none removed here'} | {rule.basis} |"
        for rule in RULES
    ]
    head = [
        "# How long things are kept",
        "",
        "Made from `banli.kernel.retention`. The job `banli.clean` removes by it every night at half past three.",
        "",
    ]
    return "\n".join(
        [*head, "| rule | what | counted from when | days | basis |", "|---|---|---|---|---|", *lines, ""]
    )


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name those that differ and return 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    import django

    django.setup()
    from banli.province.schemas import file_of, schemas
    from banli.weekly.rules.week_file import schema_text

    made = {PAGES / f"{one.__name__}.md": one() for one in (permissions, addresses, retention, fonts)}
    made[PAGES / "item-codes.md"] = item_codes()
    made[PAGES / "paper-facts.md"] = paper_facts()
    made |= {STATES / name: text for name, text in state_pages.pages().items()}
    made |= {folder / "week-file.schema.json": schema_text() for folder in SCHEMAS}
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        made[PACK_SCHEMAS / file_of(name)] = text
    stale = []
    for path, text in made.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.name)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"generated pages are not up to date ({', '.join(stale)}): run python tools/generated_docs.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
