"""What a guide says of a procedure that the organ begins by itself: its course and its clocks, from the state table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from banli.catalogue.service import UNITS, ItemSpec
from banli.enforcement.service import ACTS, CLOCKS
from banli.portal.items.guide import Station

COURSE = {
    "02": (
        *(
            "register_lead",
            "file_case",
            "conclude_investigation",
            "pass_legality",
            "tell_penalty",
            "state_defence",
        ),
        *("decide_penalty", "serve_decision", "record_payment", "close_case", "publish_decision"),
    ),
    "03": (
        "ask_measure",
        "approve_measure",
        "impose_measure",
        "extend_measure",
        "lift_measure",
        "close_measure",
    ),
    "04": (
        "declare_levy",
        "assess_levy",
        "notify_levy",
        "serve_levy",
        "receive_levy",
        "settle_levy",
        "close_levy",
    ),
    "06": (
        "plan_inspection",
        "begin_inspection",
        "record_findings",
        "order_mending",
        "pass_recheck",
        "publish_inspection",
    ),
}
"""The ordinary course of each kind, by its acts."""
TOLD = {
    "02": ("verification", "case", "defence", "hearing_notice", "service", "payment", "publication"),
    "03": ("measure",),
    "04": ("levy_payment",),
    "06": ("mending",),
}
"""The clocks a guide tells of."""


def own_course(kind: str) -> list[Station]:
    """The way of a case, each act with the article it stands on."""
    return [Station(str(ACTS[name].label), _article(name)) for name in COURSE[kind]]


def _article(name: str) -> str:
    row = ACTS[name].transition
    return f"《{row.law}》{row.article}" if row.article.isascii() else row.article


def own_clocks(spec: ItemSpec) -> list[tuple[object, str, str]]:
    """Title, length and basis of each clock, as the item's own law or the law of its kind sets it."""
    own = spec.enforcement.limits if spec.enforcement else {}
    found: list[tuple[object, str, str]] = []
    for key in TOLD[spec.kind]:
        clock, mine = CLOCKS[key], own.get(key)
        days, unit = (mine.days, mine.unit) if mine else (clock.days, clock.unit.value)
        note = _("(from memory)") if clock.memory and not mine else ""
        found.append(
            (clock.title, f"{days} {UNITS[unit]}", f"{mine.basis if mine else clock.basis} {note}".strip())
        )
    return found
