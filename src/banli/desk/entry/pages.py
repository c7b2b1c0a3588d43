"""大厅防控 at the desk: checking at the door while a rule set is in force, its switch, the numbers of days."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.desk.kit.fields import Entry
from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, undone
from banli.entry.service import (
    GRANTS,
    TOPIC,
    Check,
    EntryCheck,
    EntryPermission,
    RuleSet,
    check_entry,
    in_force,
    kept_checks,
    numbers,
    rule_sets,
    standing_of,
    switch,
    switch_of,
    why_not_switch,
)
from banli.entry.states import STANDING_NAMES, CheckKind, EntryStanding
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Refused, Stale
from banli.kernel.printable import require
from banli.ledger.service import version_of
from banli.screens.item_form import by_place

TONES = {EntryStanding.IN_FORCE: "done", EntryStanding.SWITCHED_OFF: "warning"}
GATE = "entry_gate"
"""The gate that this browser checked at last."""


@dataclass(frozen=True)
class Tried:
    """A form that was sent and not done: which one, what was typed, what is wrong."""

    form: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, list[Any]] = field(default_factory=dict)
    words: Undone = NOTHING


@screen
def entry(request: HttpRequest) -> HttpResponse:
    """What is asked today, the form of the door, the switch, the numbers."""
    return _page(request, Tried())


def _page(
    request: HttpRequest, tried: Tried, status: int = 200, last: EntryCheck | None = None
) -> HttpResponse:
    by, rules = actor(request), in_force()
    checks = rules is not None and GRANTS.may(by, EntryPermission.CHECK)
    kept, first = kept_checks()
    context = {
        "rules": rules,
        "entries": _entries(rules, request, tried) if rules and checks else [],
        "token": tried.typed.get("token") or secrets.token_hex(8),
        "sets": [_set(one, by, tried) for one in rule_sets()],
        "numbers": numbers(),
        "kept": kept,
        "first": first,
        "words": tried.words,
        "last": last,
        "missed": _missed(rules, last),
    }
    return show(request, "desk/entry/entry.html", "entry", context, status)


def _missed(rules: RuleSet | None, last: EntryCheck | None) -> list[Any]:
    return [one.name for one in rules.checks if last and one.key in last.failed] if rules else []


def _entries(rules: RuleSet, request: HttpRequest, tried: Tried) -> list[Entry]:
    """The gate, then each check."""
    mine = tried if tried.form == "check" else Tried()
    gates = tuple((one.zh, one) for one in rules.gates)
    gate = mine.typed.get("gate", request.session.get(GATE, ""))
    first = Entry(
        name="gate",
        label=_("Gate"),
        control="choice",
        value=gate,
        help="",
        required=True,
        options=(("", _("Choose")), *gates),
        errors=tuple(mine.errors.get("gate", ())),
    )
    return [first, *(_asked(one, mine) for one in rules.checks)]


def _asked(check: Check, mine: Tried) -> Entry:
    choice = check.kind is CheckKind.CHOICE
    limits = {
        CheckKind.HOURS: _("%(n)s hours at most") % {"n": check.most},
        CheckKind.DEGREES: _("below %(n)s degrees") % {"n": check.below},
    }
    return Entry(
        name=check.key,
        label=check.name,
        control="choice" if choice else "number",
        value=mine.typed.get(check.key, ""),
        help=limits.get(check.kind, ""),
        required=True,
        options=(("", _("Choose")), *((one.key, one.name) for one in check.options)) if choice else (),
        errors=tuple(mine.errors.get(check.key, ())),
    )


def _set(rules: RuleSet, by: Actor, tried: Tried) -> dict[str, Any]:
    found, mine = standing_of(rules), tried.form == rules.key
    may = GRANTS.may(by, EntryPermission.SWITCH) and why_not_switch(found) is None
    reason = Entry(
        name="reason",
        label=_("Why it is switched"),
        control="text",
        value=tried.typed.get("reason", "") if mine else "",
        help="",
        required=True,
        errors=tuple(tried.errors.get("reason", ())) if mine else (),
    )
    last = switch_of(rules.key)
    return {
        "rules": rules,
        "state": STANDING_NAMES[found],
        "tone": TONES.get(found, ""),
        "last": last,
        "on": last.on if last else True,
        "may_switch": may,
        "version": version_of(TOPIC, rules.key),
        "reason": reason,
        "open": mine,
    }


@screen
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Check somebody at the door: the page says at once whether they pass, and the next one can be checked."""
    by, sent = actor(request), {key: str(text) for key, text in request.POST.items()}
    token = sent.get("token", "")
    usable = token.isascii() and token.isalnum() and len(token) <= 40
    try:
        require(sent)
        made = check_entry(
            gate=sent.get("gate", ""), answers=sent, token=token if usable else secrets.token_hex(8), by=by
        )
    except Invalid as error:
        return _page(request, Tried("check", sent, by_place(error.problems)), 422)
    except Refused as error:
        return _page(request, Tried("check", sent, words=Undone(str(error))), 409)
    request.session[GATE] = made.gate
    return _page(request, Tried(), last=made)


@screen
@require_POST
def turn(request: HttpRequest, rule_set: str) -> HttpResponse:
    """Switch a rule set on or off."""
    by, sent = actor(request), {key: str(text) for key, text in request.POST.items()}
    try:
        require(sent)
        switch(
            rule_set=rule_set,
            on=sent.get("on", "") == "yes",
            reason=sent.get("reason", ""),
            by=by,
            version=seen(request),
        )
    except Invalid as error:
        return _page(request, Tried(rule_set, sent, by_place(error.problems)), 422)
    except (Refused, Stale) as error:
        return _page(request, Tried(rule_set, sent, words=undone(error, request.POST)), 409)
    messages.success(request, _("Noted."))
    return redirect("desk:entry")
