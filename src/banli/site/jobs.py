"""Periodic jobs. Each may run twice, late or on two machines at once without harm.

Each has a lock of its own, its lane: no job waits for one of another lane, and what a killed worker left is taken up
by :mod:`banli.runtime.rescue`.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from banli.cases import service as cases
from banli.catalogue import service as catalogue
from banli.consultations import service as consultations
from banli.desk.service import make_export, make_exports
from banli.disclosure import service as disclosure
from banli.exports.states import EXPORTS
from banli.kernel import clock
from banli.kernel.actors import SYSTEM
from banli.ledger import service as ledger
from banli.licences import service as licences
from banli.notices import service as notices
from banli.offline import service as offline
from banli.province.exchange import take_in_upload, take_in_uploads
from banli.ratings import service as ratings
from banli.roadside import service as roadside
from banli.site.cleaning import clean_all
from banli.site.recount import count_all
from banli.statistics import service as statistics
from banli.suggestions import service as suggestions
from banli.supervision import service as supervision
from banli.tickets import service as tickets
from banli.weekly import service as weekly
from banli.worktime.service import advice, calendar, missing_year

READERS: tuple[ledger.Handler, ...] = (
    *statistics.HANDLERS,
    *notices.HANDLERS,
    *supervision.HANDLERS,
    *roadside.HANDLERS,
    *disclosure.HANDLERS,
)
"""Who takes the news of the record. A row leaves the outbox in the transaction that its readers wrote in."""
LOG = logging.getLogger("banli.jobs")


def drain_outbox(limit: int = 5_000) -> int:
    """Hand every waiting outbox row to its readers; the number of rows."""
    total = 0
    while taken := ledger.drain(READERS, limit=limit):
        total += taken
    return total


@app.periodic(cron="* * * * *", periodic_id="drain")
@app.task(name="banli.drain", queueing_lock="banli.drain", lock="banli.drain", pass_context=False)
def drain(timestamp: int) -> None:
    """Every minute: fold what happened since the last time, take back cases that end with another of their bundle, put
    together what bulk intakes wrote, tell who waits."""
    drain_outbox()
    cases.together.end_hanging(by=SYSTEM)
    statistics.compact()
    roadside.tell_all_touched()
    while roadside.keep_passages():
        pass


def send_messages() -> int:
    """Address what is new and hand over what is due; how many messages a channel took."""
    while notices.address_messages(by=SYSTEM):
        pass
    return sum(notices.send_due(by=SYSTEM).values())


@app.periodic(cron="* * * * *", periodic_id="send")
@app.task(name="banli.send", queueing_lock="banli.send", lock="banli.send", pass_context=False)
def send(timestamp: int) -> None:
    """Every minute: send the messages that are due by short message and e-mail. Never in the transaction of an act."""
    send_messages()


@app.periodic(cron="* * * * *", periodic_id="recount")
@app.task(name="banli.recount", queueing_lock="banli.recount", lock="banli.recount", pass_context=False)
def recount(timestamp: int) -> None:
    """Every minute: where a notice of public holidays was loaded, fix and move the dates that hang on it, each case in
    its own transaction; then write the acceptances by silence that waited for it."""
    count_all()


@app.periodic(cron="* * * * *", periodic_id="owed")
@app.task(name="banli.owed", queueing_lock="banli.owed", lock="banli.owed", pass_context=False)
def count_owed(timestamp: int) -> None:
    """Every minute, for a folder of an older version: count what was counted before a measure was there again, once."""
    while statistics.count_what_is_owed(by=SYSTEM):
        pass


@app.periodic(cron="* * * * *", periodic_id="answer")
@app.task(name="banli.answer", queueing_lock="banli.answer", lock="banli.answer", pass_context=False)
def answer(timestamp: int) -> None:
    """Every minute: answer the look-ups whose databank was silent, or whose answer a killed process did not give."""
    cases.answer_waiting(by=SYSTEM)


@app.periodic(cron="* * * * *", periodic_id="papers")
@app.task(name="banli.papers", queueing_lock="banli.papers", lock="banli.papers", pass_context=False)
def sign_papers(timestamp: int) -> None:
    """Every minute: typeset and sign the notices and decisions that were given since; each once."""
    cases.signed_papers.sign_waiting(by=SYSTEM)


@app.periodic(cron="* * * * *", periodic_id="lapse")
@app.task(name="banli.lapse", queueing_lock="banli.lapse", lock="banli.lapse", pass_context=False)
def lapse(timestamp: int) -> None:
    """Every minute: tickets of the queue lapse whose day is over, or which nobody took; appointments to which nobody
    came are missed; numbers that were leased for a day that is over are voided."""
    tickets.lapse_tickets(by=SYSTEM)
    tickets.miss_bookings(by=SYSTEM)
    offline.void_leases(by=SYSTEM)


@app.periodic(cron="0 1 * * *", periodic_id="calendar")
@app.task(name="banli.calendar", queueing_lock="banli.calendar", lock="banli.calendar", pass_context=False)
def look_for_notice(timestamp: int) -> None:
    """At nine in Shanghai: where the next year's public holidays are missing from October on, the log says so."""
    missing = missing_year(calendar(), clock.today())
    if missing is not None:
        LOG.warning(" ".join(str(one) for one in advice(missing)))


@app.periodic(cron="5 * * * *", periodic_id="seal")
@app.task(name="banli.seal", queueing_lock="banli.seal", lock="banli.seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Every hour, so also at 00:05 in Shanghai: seal every day that has ended; nothing where none has. Not at 00:05
    alone, because a demo's midnight comes at another hour than the machine's."""
    ledger.seal(by=SYSTEM, before=clock.today())


@app.periodic(cron="10 * * * *", periodic_id="silence")
@app.task(name="banli.silence", queueing_lock="banli.silence", lock="banli.silence", pass_context=False)
def silence(timestamp: int) -> None:
    """Every hour: write down what follows from silence and from the beginning and end of an item's revisions; it
    follows from dates, so that an hour missed changes nothing."""
    catalogue.bring_into_force(by=SYSTEM)
    cases.deem_all_accepted(by=SYSTEM)
    cases.settle_ended_items(by=SYSTEM)
    licences.settle(by=SYSTEM)
    disclosure.note_earlier(by=SYSTEM)


@app.periodic(cron="10 * * * *", periodic_id="remind")
@app.task(name="banli.remind", queueing_lock="banli.remind", lock="banli.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every hour: remind windows whose lines for the weekly report are due within a day, once."""
    weekly.remind_before_deadlines(by=SYSTEM)


def watch_clocks() -> int:
    """Record what the clocks crossed by now, after the news of what moved them; the number of new signals."""
    drain_outbox()
    ratings.note_late(by=SYSTEM)
    suggestions.note_late_suggestions(by=SYSTEM)
    consultations.note_late_opinions(by=SYSTEM)
    return supervision.record_signals(by=SYSTEM)


@app.periodic(cron="*/5 * * * *", periodic_id="watch")
@app.task(name="banli.watch", queueing_lock="banli.watch", lock="banli.watch", pass_context=False)
def watch(timestamp: int) -> None:
    """Every five minutes: electronic supervision. A signal's moment follows from its clock and not from this run."""
    watch_clocks()


@app.periodic(cron="30 19 * * *", periodic_id="clean")
@app.task(name="banli.clean", queueing_lock="banli.clean", lock="banli.clean", pass_context=False)
def clean(timestamp: int) -> None:
    """At half past three in Shanghai: remove what has outlived its rule of retention."""
    LOG.info("removed what outlived its rule: %s", clean_all())


@app.task(name="banli.export", lock="banli.export", pass_context=False)
def export(export: str) -> None:
    """As soon as somebody asked for a list as a file: write it, one after the other for each person."""
    make_export(UUID(export), settings.DATA_FOLDER / EXPORTS)


@app.periodic(cron="* * * * *", periodic_id="exports")
@app.task(name="banli.exports", queueing_lock="banli.exports", lock="banli.exports", pass_context=False)
def exports(timestamp: int) -> None:
    """Every minute: begin again with exports whose job was killed."""
    make_exports(settings.DATA_FOLDER / EXPORTS)


@app.task(name="banli.upload", lock="banli.upload", pass_context=False)
def upload(upload: str) -> None:
    """As soon as a file was delivered over HTTP: take it in, one after the other."""
    take_in_upload(UUID(upload), settings.DATA_FOLDER)


@app.periodic(cron="* * * * *", periodic_id="uploads")
@app.task(name="banli.uploads", queueing_lock="banli.uploads", lock="banli.uploads", pass_context=False)
def uploads(timestamp: int) -> None:
    """Every minute: go on with deliveries whose job was killed."""
    take_in_uploads(settings.DATA_FOLDER)
