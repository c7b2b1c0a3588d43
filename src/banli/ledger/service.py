"""The door of the record."""

from banli.ledger.acts import (
    APPEND,
    APPENDED,
    Handler,
    News,
    append,
    arguments,
    check_unchanged,
    copy_events,
    drain,
    draw_events,
    found,
    hold_still,
    seal,
)
from banli.ledger.models import Event, Seal
from banli.ledger.rules.chain import GENESIS, HASHES, SHA256, SM3, Entry, compact
from banli.ledger.rules.overtaken import Overtaken
from banli.ledger.selectors.archiving import archive, check_archive
from banli.ledger.selectors.events import (
    Progress,
    algorithm,
    digest,
    events,
    forget_algorithm,
    last_recorded,
    latest_seal,
    oldest_after,
    oldest_waiting,
    position,
    version_of,
    versions_of,
)
from banli.ledger.selectors.proving import prove
from banli.ledger.selectors.verification import Verdict, verify

__all__ = [
    "APPEND",
    "APPENDED",
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
    "copy_events",
    "digest",
    "drain",
    "draw_events",
    "events",
    "forget_algorithm",
    "found",
    "hold_still",
    "last_recorded",
    "latest_seal",
    "oldest_after",
    "oldest_waiting",
    "position",
    "prove",
    "seal",
    "verify",
    "version_of",
    "versions_of",
]
