"""The door of the record."""

from banli.ledger.acts import Handler, News, append, arguments, drain, found, seal
from banli.ledger.models import Event, Seal
from banli.ledger.rules.chain import GENESIS, HASHES, SHA256, SM3, Entry, compact
from banli.ledger.selectors.archiving import archive, check_archive
from banli.ledger.selectors.proving import prove
from banli.ledger.selectors.reading import (
    Progress,
    algorithm,
    digest,
    events,
    forget_algorithm,
    latest_seal,
    position,
)
from banli.ledger.selectors.verification import Verdict, verify

__all__ = [
    "GENESIS",
    "HASHES",
    "SHA256",
    "SM3",
    "Entry",
    "Event",
    "Handler",
    "News",
    "Progress",
    "Seal",
    "Verdict",
    "algorithm",
    "append",
    "archive",
    "arguments",
    "check_archive",
    "compact",
    "digest",
    "drain",
    "events",
    "forget_algorithm",
    "found",
    "latest_seal",
    "position",
    "prove",
    "seal",
    "verify",
]
