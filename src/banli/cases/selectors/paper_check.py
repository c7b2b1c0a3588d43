"""Whether stored papers still say what their events say of them: the words of each, compared by their digest."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from banli.cases.models import Decision, Notice
from banli.cases.rules.paper_digest import words_digest
from banli.ledger.service import Event, Progress

PAPERS = (Notice, Decision)
TOPICS = ("case", "certificate")
"""Chains whose events tell of papers."""
AT_ONCE = 2_000
"""Events whose papers are read together."""
TOLD = {"notice": "paper_digest", "decision": "paper_digest", "ban_notice": "ban_notice_digest"}
"""What an event calls a paper's number -> and the digest of its words."""


@dataclass(frozen=True)
class PaperVerdict:
    """How many papers were compared, which of them differ (or are gone), and how many no event has a digest of."""

    papers: int
    untold: int
    differing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """True where every paper says what its event says."""
        return not self.differing


def verify_papers(progress: Progress | None = None) -> PaperVerdict:
    """Compare each stored paper of an application or of an own procedure with the digest in its event.

    Papers from before words were kept have no digest; they are counted as ``untold``. That the events themselves are
    what was recorded is for :func:`banli.cases.selectors.verify_record` to say.
    """
    everything = sum(model.objects.exclude(words={}).count() for model in PAPERS)
    told, there, differing = 0, 0, []
    events = Event.objects.filter(topic__in=TOPICS, body__contains="_digest").order_by("id")
    bodies = events.values_list("body", flat=True).iterator(AT_ONCE)
    while some := list(islice(bodies, AT_ONCE)):
        digests = dict(_told(some))
        kept = _kept(digests)
        differing += [number for number, digest in digests.items() if kept.get(number) != digest]
        told, there = told + len(digests), there + len(kept)
        if progress:
            progress(min(told, everything), everything)
    return PaperVerdict(told, everything - there, tuple(differing))


def _told(bodies: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Numbers of papers with the digests that events tell of them."""
    for body in bodies:
        said = json.loads(body)
        for name, digest in TOLD.items():
            if said.get(name) and said.get(digest):
                yield said[name], said[digest]


def _kept(numbers: Collection[str]) -> dict[str, str]:
    """The digests of what is stored under these numbers."""
    found: dict[str, str] = {}
    for model in PAPERS:
        rows = model.objects.filter(number__in=list(numbers)).values_list("number", "words")
        found |= {number: words_digest(words) for number, words in rows}
    return found
