"""Making messages."""

from __future__ import annotations

from collections.abc import Iterator

from banli.kernel import clock
from banli.ledger.service import News
from banli.notices.models import Message
from banli.notices.states import ENDS, TOLD_BY_TOPIC


def tell(*, event: int, case: str, name: str) -> None:
    """Tell the applicant of ``case`` (its id) what the event ``event`` of another topic means for it; once."""
    row = Message(event=event, topic="case", subject=case, name=name, made_at=clock.now())
    Message.objects.bulk_create([row], ignore_conflicts=True)


def announce(news: list[News]) -> None:
    """Make the messages that ``news`` calls for, each of the moment of its event and not of this round; a handler for
    the record's outbox."""
    Message.objects.bulk_create(
        (
            Message(
                event=one.event,
                topic=one.topic,
                subject=one.subject,
                name=one.name,
                made_at=one.recorded_at,
            )
            for one in _untold(news)
            if one.name in TOLD_BY_TOPIC.get(one.topic, ())
        ),
        ignore_conflicts=True,
    )


def _untold(news: list[News]) -> Iterator[News]:
    """``news`` without ends that the applicant was told before."""
    ended = [one.subject for one in news if _ends(one)]
    sent = Message.objects.filter(topic="case", subject__in=ended, name__in=ENDS)
    told = set(sent.values_list("subject", "name")) if ended else set()
    for one in news:
        key = one.subject, one.name
        if not _ends(one) or key not in told:
            yield one
        if _ends(one):
            told.add(key)


def _ends(one: News) -> bool:
    return one.topic == "case" and one.name in ENDS
