"""The facts of a paper in the official language, as its template names them: days, sums, choices and lists in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from banli.cases.rules import count, day_words
from banli.catalogue.rules import OWN_PAPERS
from banli.enforcement.rules import penalty, recusal
from banli.enforcement.rules.act import Act
from banli.enforcement.rules.asks import Ask
from banli.enforcement.rules.known import Known, last, sum_of

BY = frozenset({"until", "pay_until"})
"""Days told as 2022年11月3日前（含当日）."""
DECIDING = ("decide_penalty", "decide_no_penalty", "notify_levy", "penalise_on_the_spot")
TERMS = frozenset({"seal_decision", "seal_extended"})
"""Papers whose day is the end of a term, and none by which somebody acts."""


def facts(known: Known, act: Act, content: Mapping[str, Any], decision: str) -> dict[str, Any]:
    """Every fact of the paper of ``act``; what was not said is empty.

    :param decision: the number of the paper that decided the case; '' before it.
    """
    asks = {ask.name: ask for ask in act.asks(known)}
    table = OWN_PAPERS[act.paper]
    found = {name: _told(name, content.get(name), asks.get(name)) for name in table}
    found |= {key: value for key, value in _more(known, act, content).items() if key in table}
    if "decision" in table:
        found["decision"] = decision
    if act.paper in TERMS:
        found["until"] = day_words(date.fromisoformat(content["until"]))
    return {
        name: _lined(found[name]) if isinstance(what, Mapping) else found[name]
        for name, what in table.items()
    }


def by_day(day: date) -> str:
    """By when, that day counting still."""
    return f"{day_words(day)}前（含当日）"


def _told(name: str, value: Any, ask: Ask | None) -> Any:
    if ask is not None and ask.kind == "choice":
        return dict(ask.options)[value].zh if value else ""
    if value and name in BY:
        return by_day(date.fromisoformat(value))
    if value and ask is not None and ask.kind == "date":
        return day_words(date.fromisoformat(value))
    return "" if value in (None, False) else value


def _more(known: Known, act: Act, content: Mapping[str, Any]) -> dict[str, Any]:
    """What a paper says in other words than it was answered in."""
    found: dict[str, Any] = {"paid": str(sum_of(known, "amount", "receive_levy"))}
    breach = penalty.breach_of(known, content.get("breach", ""))
    if breach is not None:
        found |= {
            "breach": breach.name.zh,
            "forbidden": breach.forbidden_by.zh,
            "punished": breach.punished_by.zh,
        }
    found |= {"penalties": penalty.told(content)}
    if content.get("circumstance"):
        found["circumstance"] = penalty.CIRCUMSTANCE_NAMES[content["circumstance"]].zh
    if content.get("payment_days"):
        found["payment_days"] = count(int(content["payment_days"]))
    if content.get("pay_until"):
        found["until"] = by_day(date.fromisoformat(content["pay_until"]))
    if content.get("received_on"):
        found["received"] = day_words(date.fromisoformat(content["received_on"]))
    if content.get("outcome"):
        found["granted"] = "yes" if content["outcome"] == recusal.GRANTED else ""
    added = content.get("added")
    if added is not None:
        found["added"] = "" if added in ("0", "0.00") else added
    inspected = last(known, "record_findings")
    if inspected is not None and act.paper == "inspection_record":
        found |= {name: inspected.content.get(name, []) for name in ("looked_at", "points")}
    return found


def _lined(value: Any) -> list[dict[str, str]]:
    return [{"text": str(one)} for one in value or ()]
