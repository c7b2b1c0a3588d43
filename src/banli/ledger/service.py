"""The door of the record."""

from banli.ledger.acts import Handler, News, append, arguments, check_unchanged, drain, found, seal
from banli.ledger.models import Event, Seal
from banli.ledger.rules.chain import GENESIS, HASHES, SHA256, SM3, Entry, compact
from banli.ledger.rules.overtaken import Overtaken
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
    version_of,
    versions_of,
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
    "Overtaken",
    "Progress",
    "Seal",
    "Verdict",
    "algorithm",
    "append",
    "archive",
    "arguments",
    "check_archive",
    "check_unchanged",
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
    "version_of",
    "versions_of",
]
