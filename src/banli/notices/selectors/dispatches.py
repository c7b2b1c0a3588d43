"""Reads of how messages were sent: the list of the desk, and how each channel stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing
from banli.kernel.folding import folded_number
from banli.kernel.text import Words, gettext_noop
from banli.notices.models import Dispatch, Shown
from banli.notices.permissions import GRANTS, NoticePermission
from banli.notices.rules import WORDS
from banli.notices.states import AGAIN, TO_SEND, Channel, DispatchState

PAGE = 50
OUT = (Channel.SMS, Channel.MAIL)
"""Channels that lead out of the house."""
TROUBLE = (DispatchState.FAILED, DispatchState.GIVEN_UP)
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class ChannelNow:
    """How a channel stands."""

    channel: Channel
    waiting: int
    held: int
    oldest: datetime | None
    """When the oldest one that is due was to go."""
    trouble: int
    """What did not arrive or was given up of late."""
    last_sent: datetime | None


def visible_dispatches(by: Actor) -> QuerySet[Dispatch]:
    """What ``by`` may see: everything, or what is about cases of the own department. Secrets are in no list."""
    found = Dispatch.objects.filter(channel__in=OUT, secret=False)
    if GRANTS.may_everywhere(by, NoticePermission.READ):
        return found
    if by.department and GRANTS.may(by, NoticePermission.READ, department=by.department):
        return found.filter(scope=by.department)
    raise Denied(gettext_noop("You are not allowed to do this."))


def dispatch_page(
    by: Actor, *, view: str = "", words: str = "", after: tuple[datetime, str] | None = None
) -> list[Dispatch]:
    """A page of messages, the newest first: all, those that wait, or those in ``trouble``; ``words`` begin a number."""
    found = dispatch_rows(by, view, words)
    if after:
        found = found.filter(Q(made_at__lt=after[0]) | Q(made_at=after[0], id__gt=after[1]))
    return list(found[:PAGE])


def dispatch_rows(by: Actor, view: str = "", words: str = "") -> QuerySet[Dispatch]:
    """The query behind :func:`dispatch_page`, in its order."""
    found = visible_dispatches(by)
    if view == "trouble":
        found = found.filter(state__in=[str(one) for one in TROUBLE])
    elif view == "waiting":
        found = found.filter(state__in=[str(one) for one in TO_SEND])
    if number := folded_number(words):
        found = found.filter(Q(reference=number) | Q(reference__endswith=number) | Q(reference=words.strip()))
    return found.select_related("message").order_by("-made_at", "id")


def dispatch_of(by: Actor, key: UUID) -> Dispatch:
    """The dispatch, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_dispatches(by).filter(pk=key).select_related("message").first()
    if found is None:
        raise Missing(gettext_noop("There is no such message, or it is not yours to see."))
    return found


def may_send_again(one: Dispatch) -> bool:
    """True where it ended and is the last of its message on its channel."""
    later = Dispatch.objects.filter(message=one.message_id, channel=one.channel, round__gt=one.round)
    return one.state in [str(state) for state in AGAIN] and not later.exists()


def happened(one: Dispatch) -> Words | str:
    """What it tells, in the reader's language."""
    topic = one.message.topic if one.message else ""
    return WORDS.get(topic, {}).get(one.name, one.name)


def channels_now(by: Actor) -> list[ChannelNow]:
    """How the channels stand, of what ``by`` may see."""
    return [_now(channel, visible_dispatches(by).filter(channel=channel)) for channel in OUT]


def _now(channel: Channel, rows: QuerySet[Dispatch]) -> ChannelNow:
    now = clock.now()
    due = rows.filter(state__in=[str(one) for one in TO_SEND])
    held = str(DispatchState.HELD)
    counted = due.aggregate(
        waiting=Count("pk", filter=~Q(state=held)),
        held=Count("pk", filter=Q(state=held)),
        oldest=Min("made_at", filter=~Q(state=held) & Q(due_at__lte=now)),
    )
    ended = rows.filter(made_at__gt=now - LATELY)
    last = rows.filter(sent_at__isnull=False).order_by("-made_at").values_list("sent_at", flat=True).first()
    return ChannelNow(
        channel,
        counted["waiting"],
        counted["held"],
        counted["oldest"],
        ended.filter(state__in=[str(one) for one in TROUBLE]).count(),
        last,
    )


def oldest_unsent() -> datetime | None:
    """Since when the oldest message that should have left the house waits, in whatever state it is; None for none."""
    now = clock.now()
    rows = Dispatch.objects.filter(channel__in=OUT, state__in=[str(one) for one in TO_SEND], due_at__lte=now)
    tried = Dispatch.objects.filter(channel__in=OUT, state=DispatchState.WAITING, tries__gt=0)
    moments = [
        rows.exclude(state=DispatchState.HELD).aggregate(at=Min("made_at"))["at"],
        tried.aggregate(at=Min("made_at"))["at"],
    ]
    return min((one for one in moments if one is not None), default=None)


def dispatches_about(numbers: list[str]) -> list[Dispatch]:
    """How messages about these cases or certificates left the house, the newest first; for who sees the case."""
    found = Dispatch.objects.filter(reference__in=numbers, secret=False).order_by("-made_at", "id")
    return list(found[:PAGE])


def shown(most: int = 40) -> list[Shown]:
    """What the mobile of a demo shows, the newest first."""
    return list(Shown.objects.order_by("-at", "id")[:most])
