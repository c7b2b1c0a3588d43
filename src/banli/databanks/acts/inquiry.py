"""Asking a databank for a case: every question leaves a trace, whether or not it was answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from banli.databanks.acts.loading import TOPIC
from banli.databanks.models import Inquiry
from banli.databanks.permissions import GRANTS, DatabankPermission
from banli.databanks.rules import Question, Reply, checked, digest_of
from banli.databanks.selectors import databank
from banli.databanks.selectors.adapters import Silent
from banli.databanks.selectors.asking import reply_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append


class NotAnswering(Refused):
    """The databank does not answer now; the question may be put again, or answered by hand."""


def ask(*, by: Actor, key: str, question: Question, subject: str, basis: str, scope: str) -> Reply:
    """Ask the databank ``key`` for the case ``subject``. Not in a transaction of its own while the databank thinks.

    :param basis: the law or the application that the question rests on (个人信息保护法 13, 34).
    :param scope: the department whose case it is; its event is found there.
    :raises NotAnswering: where there is no reply now; that is kept as well, and no event is written.
    :raises Invalid: at what the databank must be told and was not.
    """
    GRANTS.require(by, DatabankPermission.ASK, department=scope)
    found = databank(key)
    asked = checked(found, question)
    trace = Inquiry(
        databank=key,
        subject=subject,
        basis=basis,
        by=by.label,
        keys=sorted(asked),
        question=salted_hmac("banli.databanks.question", digest_of(asked), algorithm="sha256").hexdigest(),
    )
    try:
        reply = reply_of(found, asked)
    except Silent as silent:
        trace.outcome, trace.why, trace.at = "silent", str(silent), clock.now()
        trace.save()
        raise NotAnswering(
            gettext_noop("%(databank)s does not answer at the moment."), databank=found.name
        ) from None
    trace.outcome, trace.answer = "found" if reply.rows else "nothing", reply.digest
    _kept(trace, by, scope)
    return reply


@transaction.atomic
def _kept(trace: Inquiry, by: Actor, scope: str) -> None:
    """Keep the trace and its event; the event names no value that was asked or found."""
    trace.at = clock.now()
    trace.save()
    body = {
        "case": trace.subject,
        "keys": trace.keys,
        "question": trace.question,
        "outcome": trace.outcome,
        "answer": trace.answer,
        "basis": trace.basis,
    }
    append(topic=TOPIC, subject=trace.databank, name="asked", by=by, scope=scope, body=body)


@transaction.atomic
def forget_inquiries(*, by: Actor, before: datetime) -> int:
    """Remove the traces of questions put before ``before``; how many there were. Their events stay."""
    GRANTS.require(by, DatabankPermission.CLEAN)
    return Inquiry.objects.filter(at__lt=before).delete()[0]
