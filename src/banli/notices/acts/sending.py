"""Handing messages to their channels: outside every act, at least once, the same id whenever it is the same message."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.statements import statements
from banli.notices.acts.channels import Letter, Send, Silent, TurnedDown, open_channels
from banli.notices.models import Dispatch
from banli.notices.permissions import GRANTS, NoticePermission
from banli.notices.rules import LEASE, pause_after
from banli.notices.selectors.message_rules import rung_from
from banli.notices.states import MOVE, TO_SEND, Channel

TAKE = statements("notices", "dispatching")["take"]
BATCH = 20
"""Messages taken at once; with a channel that answers slowly they are far from their lease."""
MOST = 2_000
"""Messages of one channel in one round: another channel waits no longer."""
DOWN_AFTER = 3
"""Tries in a row without an answer after which a channel is left alone until the next round."""
NEXT_ROUND = timedelta(minutes=1)
LOG = logging.getLogger("banli.notices")


def send_due(*, by: Actor, channels: Mapping[Channel, Send] | None = None) -> dict[Channel, int]:
    """Send what is due on every channel; how many each took. A channel that is down keeps no other waiting."""
    GRANTS.require(by, NoticePermission.SEND)
    known = open_channels() if channels is None else channels
    sent = {channel: _round(channel, send) for channel, send in known.items()}
    _give_up_closed(known)
    return sent


def _give_up_closed(known: Mapping[Channel, Send]) -> None:
    """What waits for a channel that this deployment no longer has ends like what nobody took."""
    now, move = clock.now(), MOVE["give_up_closed"]
    rows = Dispatch.objects.filter(state__in=[str(state) for state in move.sources], until__lt=now)
    rows = rows.exclude(channel__in=[str(channel) for channel in known])
    rows.filter(secret=True).update(text="")
    rows.update(state=move.target, why="no such channel", ended_at=now)


def _round(channel: Channel, send: Send) -> int:
    """One round of a channel: until nothing is due, it does not answer, or others have waited long enough."""
    sent = silent = 0
    for _ in range(MOST // BATCH):
        taken = _taken(channel)
        for place, one in enumerate(taken):
            answered = _handed(one, send)
            sent, silent = sent + bool(answered), 0 if answered is not None else silent + 1
            if silent >= DOWN_AFTER:
                LOG.warning("%s does not answer; %d wait", channel, len(taken) - place - 1)
                _put_back(taken[place + 1 :])
                return sent
        if len(taken) < BATCH:
            break
    return sent


@transaction.atomic
def _taken(channel: Channel) -> list[Dispatch]:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE,
            {
                "channel": str(channel),
                "states": [str(state) for state in TO_SEND],
                "now": now,
                "lease": now + LEASE,
                "quiet": channel == Channel.SMS and rung_from(now, urgent=False) > now,
                "most": BATCH,
            },
        )
        ids: list[UUID] = [key for (key,) in cursor.fetchall()]
    return sorted(Dispatch.objects.filter(pk__in=ids), key=lambda one: (not one.urgent, one.made_at))


def _handed(one: Dispatch, send: Send) -> bool | None:
    """Hand one over and note what came of it: True where it was taken, None where nobody answered."""
    if clock.now() > one.until:
        _noted(one, "give_up", why=one.why or "not sent in time", ended_at=clock.now(), text=_kept(one))
        return False
    letter = Letter(one.pk, Channel(one.channel), one.to, one.subject, one.text)
    try:
        reference = send(letter)
    except TurnedDown as error:
        _noted(one, "note_refused", why=str(error), ended_at=clock.now(), text=_kept(one))
        return False
    except Silent as error:
        _waits(one, str(error))
        return None
    _noted(one, "note_sent", gateway_reference=reference, sent_at=clock.now(), why="", text=_kept(one))
    return True


def _waits(one: Dispatch, why: str) -> None:
    """Try again after a pause that grows, in the morning where that falls into the night."""
    again = clock.now() + pause_after(one.tries)
    due = rung_from(again, urgent=one.urgent) if one.channel == Channel.SMS else again
    _noted(one, "put_back" if due == again else "hold", due_at=due, why=why)


def _kept(one: Dispatch) -> str:
    """What stays of the words: nothing of a secret."""
    return "" if one.secret else one.text


def _noted(one: Dispatch, act: str, **changes: object) -> None:
    """Move it, unless it was moved meanwhile: by a report of the gateway, or by a job that took it after its lease."""
    move = MOVE[act]
    rows = Dispatch.objects.filter(
        pk=one.pk, tries=one.tries, state__in=[str(state) for state in move.sources]
    )
    rows.update(state=move.target, **changes)


def _put_back(rest: Sequence[Dispatch]) -> None:
    """Those a silent channel was not asked about: it is no try of theirs."""
    for one in rest:
        _noted(one, "put_back", due_at=clock.now() + NEXT_ROUND, tries=one.tries - 1)
