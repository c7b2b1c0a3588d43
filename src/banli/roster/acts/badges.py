"""Badges: given, taken back, reported lost. Each act is one event."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.once import once
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.people.service import User
from banli.roster.models import Badge
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.badges import BadgeRecord, why_not_give, why_not_move
from banli.roster.selectors.plan import TOPIC
from banli.roster.states.badges import GIVE, REPORT_LOST, TAKE_BACK, BadgeMove, BadgeState


@transaction.atomic
def give_badge(*, record: BadgeRecord, by: Actor) -> Badge:
    """Give somebody a badge; the same record a second time changes nothing."""
    GRANTS.require(by, RosterPermission.KEEP_BADGES)
    key = record.officer
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    person = User.objects.select_for_update().filter(pk=number, is_active=True).first()
    if person is None or not person.department_id:
        raise Invalid([Problem("officer", gettext_noop("Choose who gets the badge."))])
    if not Badge.objects.filter(public_id=record.public_id).exists():
        same = Badge.objects.select_for_update().filter(number=record.number)
        states = {one.state for one in same}
        mine = Badge.objects.filter(person=person, state=BadgeState.GIVEN).first()
        if error := why_not_give(
            number_out=BadgeState.GIVEN in states,
            number_lost=BadgeState.LOST in states,
            has=mine.number if mine else "",
        ):
            raise error
    values = {"number": record.number, "person_id": person.pk}
    row, made = once(
        Badge, record.public_id, values, state=BadgeState.GIVEN, given_on=clock.today(), ended_on=None
    )
    if made:
        _note(row, GIVE, by)
    return row


def take_back_badge(*, badge: str, by: Actor, version: int | None = None) -> Badge:
    """The badge was returned."""
    return _ended(badge, TAKE_BACK, by, version)


def report_badge_lost(*, badge: str, by: Actor, version: int | None = None) -> Badge:
    """The badge is lost; its number is never given again."""
    return _ended(badge, REPORT_LOST, by, version)


@transaction.atomic
def _ended(badge: str, move: BadgeMove, by: Actor, version: int | None) -> Badge:
    GRANTS.require(by, RosterPermission.KEEP_BADGES)
    row = Badge.objects.select_for_update().filter(public_id=badge).first()
    if row is None:
        raise Missing(gettext_noop("There is no such badge."))
    check_unchanged(topic=TOPIC, subject=badge, version=version)
    if error := why_not_move(move, row.state):
        raise error
    row.state, row.ended_on = move.target, clock.today()
    row.save(update_fields=["state", "ended_on"])
    _note(row, move, by)
    return row


def _note(row: Badge, move: BadgeMove, by: Actor) -> None:
    body = {"number": row.number, "person": row.person_id}
    append(topic=TOPIC, subject=row.public_id, name=move.event, by=by, body=body)
