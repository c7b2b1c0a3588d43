"""The door of the record."""

from banli.ledger.acts import Handler, News, append, arguments, drain, seal
from banli.ledger.models import Event, Seal
from banli.ledger.rules import GENESIS, Entry, compact, digest
from banli.ledger.selectors import Verdict, events, latest_seal, position, verify

__all__ = [
    "GENESIS",
    "Entry",
    "Event",
    "Handler",
    "News",
    "Seal",
    "Verdict",
    "append",
    "arguments",
    "compact",
    "digest",
    "drain",
    "events",
    "latest_seal",
    "position",
    "seal",
    "verify",
]
