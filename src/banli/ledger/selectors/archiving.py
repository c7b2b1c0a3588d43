"""Sealed events written out as lines that verify by themselves, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction

from banli.kernel import keys
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.rules import trees
from banli.ledger.rules.chain import GENESIS, HASHES
from banli.ledger.rules.seals import ranges
from banli.ledger.selectors.events import Progress, facts_of, recorded_algorithm
from banli.ledger.selectors.leaves import HANDED_OVER
from banli.ledger.selectors.verification import Verdict, check_seals

HEAD = "banli-archive 1"


def archive(*, until: date, from_: date | None = None, progress: Progress | None = None) -> Iterator[str]:
    """The sealed events of the days ``from_``..``until`` as JSON lines: a head, then events and their seal in turn.

    Each event is digested anew on the way. Memory stays flat.

    :raises Refused: where no seal lies in those days, or where the record does not verify.
    """
    with transaction.atomic():
        algorithm = recorded_algorithm()
        checked = check_seals(algorithm)
        if checked.fault:
            raise Refused(gettext_noop("The record does not verify: run banli ledger verify."))
        seals = [seal for seal in checked.sound if (from_ or seal.day) <= seal.day <= until]
        if not seals:
            raise Refused(gettext_noop("No seal lies in these days."))
        yield _line({"archive": HEAD, "digest": algorithm, "key": keys.public_pem()})
        done, everything = 0, sum(seal.events for seal in seals)
        for seal in seals:
            for first, last in ranges(seal.first_event, seal.last_event):
                lines = _events(first, last, algorithm)
                yield from lines
                done += len(lines)
                if progress:
                    progress(done, everything)
            yield _line(
                {
                    "seal": facts_of(seal, algorithm).text().decode(),
                    "signature": bytes(seal.signature).hex(),
                }
            )


def _events(first: int, last: int, algorithm: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(HANDED_OVER, {"first": first, "last": last})
        rows = cursor.fetchall()
    lines = []
    for event, known, whole in rows:
        if whole is None or HASHES[algorithm](whole).digest() != bytes(known):
            raise Refused(
                gettext_noop("The record does not bear event %(event)d out: run banli ledger verify."),
                event=event,
            )
        text = bytes(whole)
        size = trees.SIZE
        lines.append(_line({"event": event, "previous": text[:size].hex(), "text": text[size:].decode()}))
    return lines


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


@dataclass
class _Reading:
    """What is known of an archive so far."""

    algorithm: str = ""
    key: str = ""
    events: int = 0
    seals: int = 0
    event: int = 0
    """The last event that was read."""
    previous: str = ""
    """The digest of the text of the last seal, in hex; '' before the first."""
    pending: int = 0
    block: list[bytes] = field(default_factory=list)
    blocks: list[bytes] = field(default_factory=list)

    def take(self, content: dict[str, Any]) -> str:
        """Take one line; what is wrong with it, or ''."""
        if "event" in content:
            return self._event(content)
        if "seal" in content:
            return self._seal(content["seal"], bytes.fromhex(content["signature"]))
        return gettext_noop("A line of the archive is neither an event nor a seal.")

    def _event(self, content: dict[str, Any]) -> str:
        event = content["event"]
        if not isinstance(event, int) or event <= self.event:
            return gettext_noop("The events of the archive are not in order.")
        if self.block and event >> trees.BLOCK_BITS != self.event >> trees.BLOCK_BITS:
            self._close()
        text = bytes.fromhex(content["previous"]) + content["text"].encode()
        digest = HASHES[self.algorithm](text).digest()
        self.block.append(trees.leaf(event, digest, self.algorithm))
        self.event, self.pending = event, self.pending + 1
        return ""

    def _close(self) -> None:
        root = trees.root(self.block, self.algorithm)
        self.blocks.append(trees.block_leaf(self.event >> trees.BLOCK_BITS, root, self.algorithm))
        self.block = []

    def _seal(self, text: str, signature: bytes) -> str:
        if self.block:
            self._close()
        said = dict(line.split(" ", 1) for line in text.splitlines())
        root = trees.root(self.blocks, self.algorithm) if self.blocks else GENESIS
        if not keys.signed_with(self.key, signature, text.encode()):
            return gettext_noop("The seal after event %(event)d was not signed by the key of the archive.")
        if (said["root"], said["events"], said["digest"]) != (root.hex(), str(self.pending), self.algorithm):
            return gettext_noop("The events up to %(event)d are not those of their seal.")
        if self.previous and said["previous"] != self.previous:
            return gettext_noop("A seal before event %(event)d is missing.")
        self.previous = HASHES[self.algorithm](text.encode()).hexdigest()
        self.events, self.seals = self.events + self.pending, self.seals + 1
        self.pending, self.blocks = 0, []
        return ""


def check_archive(lines: Iterable[str]) -> tuple[Verdict, str]:
    """Verify an archive by itself, and give the fingerprint of the key that it names.

    An archive proves what its key signed. That the key is ours is for the reader to compare.
    """
    reading, fault = _Reading(), ""
    try:
        for number, line in enumerate(lines):
            content = json.loads(line)
            fault = reading.take(content) if number else _begin(reading, content)
            if fault:
                break
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError):
        fault = gettext_noop("The archive cannot be read after event %(event)d.")
    if not fault and (reading.pending or not reading.seals):
        fault = gettext_noop("The archive ends after event %(event)d without a seal.")
    mark = keys.fingerprint_of(reading.key) if reading.key else ""
    if not fault:
        return Verdict(True, reading.events, reading.seals, reading.events), mark
    problem = Problem(str(reading.event), fault, (("event", reading.event),))
    return Verdict(False, reading.events, reading.seals, reading.events, str(problem), reading.event), mark


def _begin(reading: _Reading, content: dict[str, Any]) -> str:
    if content["archive"] != HEAD or content["digest"] not in HASHES:
        return gettext_noop("This is no archive that this version can read.")
    keys.fingerprint_of(content["key"])
    reading.algorithm, reading.key = content["digest"], content["key"]
    return ""
