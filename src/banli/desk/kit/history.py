"""What happened to a record of a register, in the officers' words; and what happened while a form was open."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from banli.desk.cases.timeline import Entry, who_of
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Stale
from banli.ledger.service import Event, Overtaken, events

CERTIFICATE: Mapping[str, Any] = {
    "certificate_loaded": pgettext_lazy("certificate event", "Taken in from before the platform"),
    "suspended": pgettext_lazy("certificate event", "Suspended"),
    "restored": pgettext_lazy("certificate event", "Given back"),
    "revoked": pgettext_lazy("certificate event", "Revoked"),
    "withdrawn": pgettext_lazy("certificate event", "Withdrawn"),
    "cancelled": pgettext_lazy("certificate event", "Cancelled"),
    "replaced": pgettext_lazy("certificate event", "Replaced by a newer one"),
    "deemed_renewed": pgettext_lazy("certificate event", "Renewed by law (art. 50)"),
    "reminded": pgettext_lazy("certificate event", "The holder was reminded"),
    "validated": pgettext_lazy("certificate event", "Validated"),
}
HAPPENED: Mapping[str, Mapping[str, Any]] = {
    "certificate": CERTIFICATE,
    "experts": {
        "expert_added": pgettext_lazy("register event", "Taken into the pool"),
        "expert_declared": pgettext_lazy("register event", "A new declaration was taken down"),
        "expert_suspended": pgettext_lazy("register event", "Suspended: not drawn"),
        "expert_restored": pgettext_lazy("register event", "May be drawn again"),
        "panel_drawn": pgettext_lazy("register event", "The panel was drawn"),
        "expert_declined": pgettext_lazy("register event", "A member left the panel"),
        "expert_recused": pgettext_lazy("register event", "A member had to keep out"),
        "stand_in_seated": pgettext_lazy("register event", "A stand-in moved up"),
        "opinion_given": pgettext_lazy("register event", "An opinion was recorded"),
        "panel_concluded": pgettext_lazy("register event", "The panel concluded"),
    },
    "credit": {
        "ban_imposed": pgettext_lazy("register event", "The ban was imposed"),
        "ban_lifted": pgettext_lazy("register event", "The ban was lifted"),
        "ban_proposed": pgettext_lazy("register event", "A ban was proposed"),
        "views_noted": pgettext_lazy("register event", "Their answer was noted"),
        "views_stated": pgettext_lazy("register event", "They answered on the platform"),
        "ban_confirmed": pgettext_lazy("register event", "The proposed ban was imposed"),
        "ban_dismissed": pgettext_lazy("register event", "It was decided to impose no ban"),
    },
    "consultation": {
        "consultation_asked": pgettext_lazy("register event", "Others were asked"),
        "consultation_opinion": pgettext_lazy("register event", "An opinion was given"),
        "consultation_met": pgettext_lazy("register event", "A meeting was written down"),
        "consultation_concluded": pgettext_lazy("register event", "The consultation was concluded"),
        "consultation_called_off": pgettext_lazy("register event", "The consultation was called off"),
    },
    "trading": {
        "trading_registered": pgettext_lazy("register event", "The project was registered"),
        "trading_announced": pgettext_lazy("register event", "The notice was published"),
        "trading_session_booked": pgettext_lazy("register event", "A room was booked"),
        "trading_session_moved": pgettext_lazy("register event", "The session was moved"),
        "trading_session_cancelled": pgettext_lazy("register event", "The session was cancelled"),
        "trading_panel_drawn": pgettext_lazy("register event", "Experts were drawn"),
        "trading_session_held": pgettext_lazy("register event", "The session was held"),
        "trading_result_announced": pgettext_lazy("register event", "The result was put up"),
        "trading_result_withdrawn": pgettext_lazy("register event", "The result was withdrawn"),
        "trading_objection_noted": pgettext_lazy("register event", "An objection came in"),
        "trading_objection_answered": pgettext_lazy("register event", "An objection was answered"),
        "trading_closed": pgettext_lazy("register event", "The project was closed"),
        "trading_failed": pgettext_lazy("register event", "The project failed"),
        "trading_suspended": pgettext_lazy("register event", "The project was suspended"),
        "trading_resumed": pgettext_lazy("register event", "The project went on"),
        "trading_terminated": pgettext_lazy("register event", "The project was terminated"),
    },
    "roster": {
        "leave_asked": pgettext_lazy("register event", "Leave was asked for"),
        "leave_granted": pgettext_lazy("register event", "Leave was granted"),
        "leave_refused": pgettext_lazy("register event", "Leave was refused"),
        "leave_withdrawn": pgettext_lazy("register event", "Leave was withdrawn"),
        "leave_ended_early": pgettext_lazy("register event", "The person came back early"),
        "leave_officer_changed": pgettext_lazy("register event", "Somebody else stands in"),
        "correction_asked": pgettext_lazy("register event", "A correction was asked for"),
        "correction_granted": pgettext_lazy("register event", "The correction was granted"),
        "correction_refused": pgettext_lazy("register event", "The correction was refused"),
        "cover_begun": pgettext_lazy("register event", "Began to act for the person"),
        "cover_ended": pgettext_lazy("register event", "Ceased to act for the person"),
        "badge_given": pgettext_lazy("register event", "The badge was given"),
        "badge_returned": pgettext_lazy("register event", "The badge was returned"),
        "badge_lost": pgettext_lazy("register event", "The badge was reported lost"),
    },
    "entry": {
        "entry_switched_on": pgettext_lazy("register event", "The rules of entry were switched on"),
        "entry_switched_off": pgettext_lazy("register event", "The rules of entry were switched off"),
    },
    "project": {
        "project_added": pgettext_lazy("register event", "Put on the plan"),
        "case_linked": pgettext_lazy("register event", "Its application was named"),
        "early_entry_logged": pgettext_lazy("register event", "Early entry was noted"),
        "spot_planned": pgettext_lazy("register event", "A point or line to visit was planned"),
        "spot_visited": pgettext_lazy("register event", "A point or line was visited"),
        "section_added": pgettext_lazy("register event", "A province's section was added"),
        "section_advanced": pgettext_lazy("register event", "A province's section came to its next stage"),
    },
    "roads": {
        "road_restricted": pgettext_lazy("register event", "The road was restricted"),
        "road_freed": pgettext_lazy("register event", "The restriction was lifted"),
    },
    "authority": {
        "entrusted": pgettext_lazy("register event", "Entrusted by the ministry"),
        "taken_over": pgettext_lazy("register event", "Taken over as filing already"),
        "authority_reviewed": pgettext_lazy("register event", "Premises and staff were looked at"),
        "handed_over": pgettext_lazy("register event", "A seal, an account or blank forms were handed over"),
        "forms_used": pgettext_lazy("register event", "Blank forms were used"),
        "forms_returned": pgettext_lazy("register event", "Blank forms were returned"),
        "forms_lost": pgettext_lazy("register event", "Blank forms were lost"),
        "stock_taken": pgettext_lazy("register event", "Stock was taken: nothing is missing"),
        "gap_found": pgettext_lazy("register event", "Stock was taken: forms are missing"),
        "went_live": pgettext_lazy("register event", "It files from this day on"),
        "authority_suspended": pgettext_lazy("register event", "Its filing was suspended"),
        "authority_resumed": pgettext_lazy("register event", "It files again"),
        "authority_withdrawn": pgettext_lazy("register event", "The entrustment was withdrawn"),
        "authority_ended": pgettext_lazy("register event", "It ends with its item"),
    },
    "signal": {
        "raised": pgettext_lazy("register event", "The signal was raised"),
        "explained": pgettext_lazy("register event", "The department explained it"),
        "cancelled": pgettext_lazy("register event", "The signal was cancelled"),
        "urged": pgettext_lazy("register event", "The department was pressed"),
        "answered": pgettext_lazy("register event", "The department answered"),
    },
    "rating": {
        "rated": pgettext_lazy("register event", "The rating was given"),
        "called_back": pgettext_lazy("register event", "Whoever rated was called"),
        "mended": pgettext_lazy("register event", "The department mended it"),
        "appealed": pgettext_lazy("register event", "The department appealed"),
        "appeal_rejected": pgettext_lazy("register event", "The appeal was rejected"),
        "voided": pgettext_lazy("register event", "The rating was deemed not valid"),
        "replied": pgettext_lazy("register event", "Whoever rated was answered"),
        "rated_again": pgettext_lazy("register event", "It was rated once more"),
        "clocks_counted": pgettext_lazy("register event", "Its last days were counted"),
    },
    "suggestion": {
        "suggestion_given": pgettext_lazy("register event", "It was given"),
        "suggestion_assigned": pgettext_lazy("register event", "It was assigned to a department"),
        "suggestion_given_back": pgettext_lazy("register event", "The department gave it back"),
        "obstacle_taken_up": pgettext_lazy("register event", "The desk took it up"),
        "suggestion_answered": pgettext_lazy("register event", "It was answered"),
        "suggestion_set_aside": pgettext_lazy("register event", "It was set aside"),
        "suggestion_published": pgettext_lazy("register event", "It was published"),
        "suggestion_unpublished": pgettext_lazy("register event", "It was taken off the public page"),
        "beginning_late": pgettext_lazy("register event", "It was not assigned or taken up in time"),
        "answering_late": pgettext_lazy("register event", "It was not answered in time"),
        "suggestion_clocks_counted": pgettext_lazy("register event", "Its last days were counted"),
    },
    "disclosure": {
        "put_online": pgettext_lazy("register event", "It was made public"),
        "kept_back": pgettext_lazy("register event", "It was kept back"),
        "ground_gone": pgettext_lazy("register event", "The ground to keep it back has gone"),
        "taken_offline": pgettext_lazy("register event", "It was taken back"),
    },
    "hall": {
        "finding_recorded": pgettext_lazy("register event", "Found on the round"),
        "finding_rectified": pgettext_lazy("register event", "Told to be put right"),
        "finding_rechecked": pgettext_lazy("register event", "Looked at again: in order"),
        "finding_reopened": pgettext_lazy("register event", "Looked at again: not put right"),
        "finding_photographed": pgettext_lazy("register event", "Photographs were added"),
        "finding_seen_again": pgettext_lazy("register event", "Another round found it as well"),
        "remark_recorded": pgettext_lazy("register event", "A grade or a sentence was set by hand"),
        "remark_changed": pgettext_lazy("register event", "What was set by hand was changed"),
        "visit_planned": pgettext_lazy("register event", "Put on the plan"),
        "visit_cancelled": pgettext_lazy("register event", "Taken off the plan"),
        "demand_assigned": pgettext_lazy("register event", "Given to a department with a day"),
        "demand_closed": pgettext_lazy("register event", "Closed with proof"),
        "demand_reopened": pgettext_lazy("register event", "Opened again: not met"),
    },
    "fieldwork": {
        "activity_recorded": pgettext_lazy("register event", "The activity was recorded"),
        "activity_followed_up": pgettext_lazy("register event", "The talk was followed up"),
        "outing_planned": pgettext_lazy("register event", "Put on the plan"),
        "outing_cancelled": pgettext_lazy("register event", "Taken off the plan"),
        "outing_held": pgettext_lazy("register event", "Its activity was recorded"),
        "attendee_listed": pgettext_lazy("register event", "Somebody was put on the list"),
        "attendee_signed_in": pgettext_lazy("register event", "Somebody was signed in"),
        "matter_noted": pgettext_lazy("register event", "A question or demand was noted"),
        "matter_assigned": pgettext_lazy("register event", "Given to a department with a day"),
        "matter_closed": pgettext_lazy("register event", "Closed with proof"),
        "matter_rechecked": pgettext_lazy("register event", "Looked at again and confirmed"),
        "matter_reopened": pgettext_lazy("register event", "Opened again: not met"),
    },
    "item": {
        "drafted": pgettext_lazy("register event", "A draft of the next revision came"),
        "draft_reviewed": pgettext_lazy("register event", "The draft was reviewed"),
        "draft_returned": pgettext_lazy("register event", "The draft was given back"),
        "published": pgettext_lazy("register event", "A revision was published"),
        "in_force": pgettext_lazy("register event", "A revision came into force"),
        "suspended": pgettext_lazy("register event", "The item was suspended"),
        "reopened": pgettext_lazy("register event", "The item takes applications again"),
        "retired": pgettext_lazy("register event", "The end of the item was set"),
    },
    "person": {
        "added": pgettext_lazy("register event", "The account was opened"),
        "changed": pgettext_lazy("register event", "Name, roles or place were changed"),
        "ended": pgettext_lazy("register event", "The account was ended"),
        "reopened": pgettext_lazy("register event", "The account was opened again"),
        "password_set": pgettext_lazy("register event", "A new password was handed out"),
        "password_changed": pgettext_lazy("register event", "The password was changed by its owner"),
    },
}
"""By topic and name of the event."""
TEXTS = re.compile(r"(?:^|\.)(?:reason|text|content|note|because|law)(?:_en)?$")
"""Fields in which somebody writes sentences."""


@dataclass(frozen=True)
class Undone:
    """Why an act was not done, and what somebody else did meanwhile; in a template its words, and false for none."""

    words: str = ""
    meanwhile: tuple[Entry, ...] = ()
    kept: tuple[str, ...] = ()
    """What was typed, where the page may not offer the form any more."""

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


NOTHING = Undone()


def undone(error: Exception, sent: Mapping[str, Any]) -> Undone:
    """``error`` as a page tells it that answers the form ``sent``."""
    if not isinstance(error, Stale):
        return Undone(str(error))
    kept = tuple(str(text) for name, text in sent.items() if TEXTS.search(name) and str(text).strip())
    return Undone(str(error), tuple(since(error)), kept)


def since(error: Stale) -> list[Entry]:
    """What happened after the page was read, newest first; nothing where that is not on record."""
    if not isinstance(error, Overtaken):
        return []
    happened = [one for one in events(error.topic, error.subject) if one.seq > error.seen]
    return timeline(happened if error.seen >= 0 else [])


def timeline(happened: Iterable[Event]) -> list[Entry]:
    """Events of registers, newest first."""
    known = list(happened)
    who = who_of(known)
    return [_entry(event, who[event.actor]) for event in reversed(known)]


def _entry(event: Event, who: str) -> Entry:
    body = json.loads(event.body) if event.body else {}
    told = next((body[key] for key in ("reason", "because", "text", "content") if body.get(key)), "")
    if told and event.actor == SYSTEM.label:
        told = gettext(told)
    title = str(HAPPENED.get(event.topic, {}).get(event.name, event.name))
    return Entry(at=event.recorded_at, title=title, note=str(told), tone="", meta=who, seq=event.seq)
