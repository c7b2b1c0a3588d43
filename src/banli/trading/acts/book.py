"""Taking over what a pack says of trading."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.trading.models import Room, TradingBook
from banli.trading.permissions import GRANTS, TradingPermission
from banli.trading.rules.book import TradingFile
from banli.trading.selectors.book import TOPIC, last_book


@transaction.atomic
def load_trading_rules(*, file: TradingFile, by: Actor) -> int:
    """Load a pack's ``trading.yaml``; how many rooms it has. What is booked stays booked."""
    GRANTS.require(by, TradingPermission.SET_RULES)
    said, last = file.model_dump(mode="json"), last_book()
    if last is not None and last.said == said:
        return len(file.rooms)
    row = TradingBook.objects.create(said=said, loaded_at=clock.now())
    for one in file.rooms:
        told = {"name": one.name.zh, "name_en": one.name.en, "seats": one.seats, "in_use": True}
        Room.objects.update_or_create(key=one.key, defaults=told)
    Room.objects.exclude(key__in=[one.key for one in file.rooms]).update(in_use=False)
    append(topic=TOPIC, subject="book", name="trading_rules_loaded", by=by, body={"book": row.pk})
    return len(file.rooms)
