"""Loading rule sets, switching one, checking at the door, and deleting what was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from banli.entry.models import EntryBook, EntryCheck, EntryDay, EntrySwitch
from banli.entry.permissions import GRANTS, EntryPermission
from banli.entry.rules import EntryFile, failed, why_not_check, why_not_switch
from banli.entry.selectors import TOPIC, in_force, last_book, rule_sets, standing_of
from banli.entry.states import EntryStanding
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged


@transaction.atomic
def load_entry_rules(*, file: EntryFile, by: Actor) -> int:
    """Load a pack's ``entry.yaml``; how many rule sets it has."""
    GRANTS.require(by, EntryPermission.SET_RULES)
    said, last = file.model_dump(mode="json"), last_book()
    if last is None or last.said != said:
        row = EntryBook.objects.create(said=said, loaded_at=clock.now())
        append(topic=TOPIC, subject="rules", name="entry_rules_loaded", by=by, body={"rules": row.pk})
    return len(file.rule_sets)


@transaction.atomic
def switch(*, rule_set: str, on: bool, reason: str, by: Actor, version: int | None = None) -> EntrySwitch:
    """Switch a rule set on or off. One that has ended stays off.

    :raises Overtaken: where somebody switched it after ``version``; None does not ask.
    """
    GRANTS.require(by, EntryPermission.SWITCH)
    rules = next((one for one in rule_sets() if one.key == rule_set), None)
    if rules is None:
        raise Missing(gettext_noop("The pack has no such rules of entry."))
    check_unchanged(topic=TOPIC, subject=rule_set, version=version)
    if error := why_not_switch(standing_of(rules)):
        raise error
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why."))])
    made = EntrySwitch.objects.create(
        rule_set=rule_set, on=on, reason=reason.strip(), by_id=by.id, at=clock.now()
    )
    name = "entry_switched_on" if on else "entry_switched_off"
    append(topic=TOPIC, subject=rule_set, name=name, by=by, body={"reason": made.reason})
    return made


@transaction.atomic
def check_entry(*, gate: str, answers: Mapping[str, str], token: str, by: Actor) -> EntryCheck:
    """Whether somebody at the door passes. Kept are the moment, the gate and which checks were not met; no answer, and
    nothing of the person. It leaves no event: the record forgets nothing, and this is to be forgotten.

    :raises Refused: where no rule set is in force.
    :raises Invalid: at the check whose answer means nothing.
    """
    GRANTS.require(by, EntryPermission.CHECK)
    rules = in_force()
    if error := why_not_check(EntryStanding.IN_FORCE if rules else None):
        raise error
    assert rules is not None
    if gate not in {one.zh for one in rules.gates}:
        raise Invalid([Problem("gate", gettext_noop("Choose the gate."))])
    missed, today = failed(rules, answers), clock.today()
    row, made = EntryCheck.objects.get_or_create(
        token=token,
        defaults={
            "rule_set": rules.key,
            "gate": gate,
            "at": clock.now(),
            "passed": not missed,
            "failed": list(missed),
            "delete_on": today + timedelta(days=rules.keep_days),
        },
    )
    if made:
        day, _new = EntryDay.objects.get_or_create(day=today, rule_set=rules.key, gate=gate)
        EntryDay.objects.filter(pk=day.pk).update(
            checked=F("checked") + 1, refused=F("refused") + (1 if missed else 0)
        )
    return row


@transaction.atomic
def forget_entries(*, by: Actor) -> int:
    """Delete the checks whose day has come; how many. Doing it twice does no harm. The event tells the number alone."""
    GRANTS.require(by, EntryPermission.CLEAN)
    today = clock.today()
    count = EntryCheck.objects.filter(delete_on__lte=today).delete()[0]
    if count:
        body = {"day": today.isoformat(), "deleted": count}
        append(topic=TOPIC, subject="deletion", name="entries_deleted", by=by, body=body)
    return count
