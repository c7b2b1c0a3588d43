"""The forms by which an item's draft is given back, and an item suspended or retired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from banli.catalogue.service import items
from banli.kernel.errors import Problem

BECAUSE, LAW = _("Reason, as applicants read it"), _("Law, as applicants read it")
IN_ENGLISH = _("The same in English")
OPEN_CASES = (
    ("finish", _("are finished under the item")),
    ("close", _("are closed with the item")),
    ("branch", _("go to another item")),
)


@dataclass(frozen=True)
class Asked:
    """One field: what it is called, how it is entered, and whether it may be left empty."""

    name: str
    label: Any
    control: str = "input"
    required: bool = True
    help: Any = ""


REASONS = (
    Asked("because", BECAUSE, "area"),
    Asked("because_en", IN_ENGLISH, "area", required=False),
    Asked("law", LAW),
    Asked("law_en", IN_ENGLISH, required=False),
)
FORMS: Mapping[str, tuple[Asked, ...]] = {
    "return": (Asked("because", _("What is to be changed"), "area"),),
    "suspend": (
        *REASONS,
        Asked("starts_on", _("First day; empty for today"), "date", required=False),
        Asked("ends_on", _("First day open again; empty for no end"), "date", required=False),
    ),
    "retire": (
        *REASONS,
        Asked("on", _("First day on which nobody can apply"), "date"),
        Asked("open_cases", _("Cases still open"), "choice"),
        Asked("branch_to", _("The item they go to"), "choice", required=False),
    ),
}


def item_form(act: str, slug: str, typed: Mapping[str, Any], problems: Sequence[Problem]) -> dict[str, Any]:
    """The fields of one form with what was typed and what is wrong with it."""
    others = [("", "—")]
    if act == "retire":
        others += [(card.slug, str(card.name)) for card in items() if card.slug != slug]
    options: dict[str, Sequence[tuple[str, Any]]] = {"open_cases": OPEN_CASES, "branch_to": others}
    entries = [
        {
            "name": one.name,
            "label": one.label,
            "control": one.control,
            "required": one.required,
            "help": one.help,
            "value": typed.get(f"{act}.{one.name}", ""),
            "options": options.get(one.name, ()),
            "errors": [str(fault) for fault in problems if fault.where == f"{act}.{one.name}"],
        }
        for one in FORMS[act]
    ]
    return {"entries": entries, "wrong": any(entry["errors"] for entry in entries)}
