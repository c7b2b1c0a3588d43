"""Sending a message once more, by an officer: a new dispatch with an id of its own, to the number known today."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.notices.acts.addressing import dispatches
from banli.notices.acts.rules import TOPIC
from banli.notices.models import Dispatch, Message
from banli.notices.permissions import GRANTS, NoticePermission
from banli.notices.selectors.addressees import addressees
from banli.notices.states import AGAIN, DispatchState

MOST = 5
"""Rounds of one message: more is no telling but pestering."""


@transaction.atomic
def resend(*, by: Actor, dispatch: UUID) -> Dispatch:
    """Send the message of ``dispatch`` by the same channel again.

    :raises Refused: where it is still under way, was sent again already, or cannot be sent to anybody.
    """
    found = Dispatch.objects.filter(pk=dispatch).first()
    if found is None or found.message_id is None:
        raise Missing(gettext_noop("There is no such message, or it is not yours to see."))
    GRANTS.require(by, NoticePermission.RESEND, department=found.scope)
    # The message is held: of two officers at once the second sees the round of the first.
    message = Message.objects.select_for_update().get(pk=found.message_id)
    last = Dispatch.objects.filter(message=message, channel=found.channel).order_by("-round").first()
    _check(last or found)
    turn = (last or found).round + 1
    whom = addressees(message.topic, {message.subject}).get(message.subject)
    new = next((one for one in dispatches(message, whom, turn) if one.channel == found.channel), None)
    if new is None:
        raise Refused(gettext_noop("There is no number or address any more that it could be sent to."))
    new.save()
    body = {"message": message.pk, "channel": new.channel, "round": turn, "about": new.reference}
    append(topic=TOPIC, subject=str(message.pk), name="resent", by=by, scope=found.scope, body=body)
    return new


def _check(last: Dispatch) -> None:
    if DispatchState(last.state) not in AGAIN:
        raise Refused(gettext_noop("This message is on its way, or has arrived: it is not sent again."))
    if last.round >= MOST:
        raise Refused(gettext_noop("This message was sent often enough. Call the applicant instead."))
