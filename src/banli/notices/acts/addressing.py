"""Giving each message its dispatches: one in the platform, and one for each number and address that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.text import Words
from banli.notices.acts.channels import open_channels
from banli.notices.models import Dispatch, Message
from banli.notices.permissions import GRANTS, NoticePermission
from banli.notices.rules import AT_NIGHT, KEPT_TRYING, WORDS, Addressee, mail_text, short_text
from banli.notices.selectors.addressees import addressees
from banli.notices.selectors.message_rules import message_rules, rung_from
from banli.notices.states import Channel, DispatchState

BATCH = 500


@transaction.atomic
def address_messages(*, by: Actor, most: int = BATCH, told_before: datetime | None = None) -> int:
    """Address up to ``most`` messages that have no dispatches yet; how many there were. Another job's are passed over.

    :param told_before: what was made before it was told elsewhere, and is sent by no channel: for a record taken over.
    """
    GRANTS.require(by, NoticePermission.SEND)
    rows = Message.objects.select_for_update(skip_locked=True).filter(addressed=False).order_by("id")[:most]
    found = list(rows)
    known = {
        topic: addressees(topic, {one.subject for one in found if one.topic == topic}) for topic in WORDS
    }
    Dispatch.objects.bulk_create(
        one
        for message in found
        for one in dispatches(message, known.get(message.topic, {}).get(message.subject))
        if one.channel == Channel.SITE or told_before is None or message.made_at >= told_before
    )
    Message.objects.filter(pk__in=[one.pk for one in found]).update(addressed=True)
    return len(found)


def dispatches(message: Message, whom: Addressee | None, turn: int = 1) -> Iterator[Dispatch]:
    """The dispatches of ``message``, unsaved; the one in the platform has reached it with the message."""
    now, urgent = clock.now(), message.name in AT_NIGHT
    if turn == 1:
        site = _dispatch(message, whom, Channel.SITE, now, turn)
        site.state, site.sent_at, site.ended_at = DispatchState.DELIVERED, message.made_at, message.made_at
        yield site
    what = WORDS.get(message.topic, {}).get(message.name)
    if whom is None or what is None:
        return
    channels, sign = open_channels(), message_rules().sign
    if whom.mobile and Channel.SMS in channels:
        one = _dispatch(message, whom, Channel.SMS, rung_from(now, urgent=urgent), turn)
        one.to, one.state = whom.mobile, DispatchState.WAITING if one.due_at <= now else DispatchState.HELD
        one.text = short_text(what, about=whom.about, number=whom.said, sign=sign, english=whom.english)
        yield one
    if whom.mail and Channel.MAIL in channels:
        yield _mailed(_dispatch(message, whom, Channel.MAIL, now, turn), whom, what, sign)


def _mailed(one: Dispatch, whom: Addressee, what: Words, sign: Words) -> Dispatch:
    link = f"{settings.PUBLIC_ADDRESS}{whom.path}"
    one.to = whom.mail
    one.subject, one.text = mail_text(what, about=whom.about, number=whom.said, sign=sign, link=link)
    return one


def _dispatch(
    message: Message, whom: Addressee | None, channel: Channel, due: datetime, turn: int
) -> Dispatch:
    now = clock.now()
    return Dispatch(
        message=message,
        round=turn,
        name=message.name,
        channel=channel,
        state=DispatchState.WAITING,
        scope=whom.scope if whom else "",
        reference=whom.number if whom else "",
        urgent=message.name in AT_NIGHT,
        made_at=now,
        due_at=due,
        until=due + KEPT_TRYING,
    )
