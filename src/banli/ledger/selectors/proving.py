"""The proof of one event for somebody outside."""

from __future__ import annotations

from banli.kernel import keys
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.models import Block, Event, Seal
from banli.ledger.rules import proofs, trees
from banli.ledger.rules.chain import GENESIS, Entry, canonical, digest
from banli.ledger.rules.seals import bounds
from banli.ledger.selectors.events import facts_of, recorded_algorithm
from banli.ledger.selectors.leaves import read_blocks


def prove(event: int) -> dict[str, bytes]:
    """The files of the proof, by name: the event, the digest before it, its Merkle path, the seal, the key, a script.

    :raises Missing: where there is no such event.
    :raises Refused: where no seal covers it yet, or where the record does not bear the proof out.
    """
    found = Event.objects.filter(pk=event).first()
    if found is None:
        raise Missing(gettext_noop("There is no event %(event)d."), event=event)
    seal = Seal.objects.filter(first_event__lte=event, last_event__gte=event).first()
    if seal is None:
        raise Refused(
            gettext_noop("Event %(event)d is not sealed yet; seals are made at night."), event=event
        )
    algorithm = recorded_algorithm()
    entry = entry_of(found)
    previous = _digest_before(found)
    steps, root = _steps(event, seal, algorithm)
    facts = facts_of(seal, algorithm)
    whole = (
        digest(previous, entry, algorithm) == bytes(found.digest)
        and root == facts.root
        and keys.signed_by_us(seal.key, bytes(seal.signature), facts.text())
    )
    if not whole:
        raise Refused(
            gettext_noop("The record does not bear event %(event)d out: run banli ledger verify."),
            event=event,
        )
    return {
        "event.txt": canonical(entry),
        "previous.bin": previous,
        "number.txt": f"{event}\n".encode(),
        **proofs.path_files(steps),
        "seal.txt": facts.text(),
        "seal.sig": bytes(seal.signature),
        "public.pem": keys.public_pem().encode(),
        "verify.sh": proofs.SCRIPT.encode(),
        "README.md": proofs.README.format(event=event, seal=seal.number, day=seal.day).encode(),
    }


def entry_of(event: Event) -> Entry:
    """What ``event`` says."""
    return Entry(
        topic=event.topic,
        subject=event.subject,
        seq=event.seq,
        name=event.name,
        scope=event.scope,
        facet=event.facet,
        at=event.at,
        recorded_at=event.recorded_at,
        actor=event.actor,
        body=event.body,
    )


def _digest_before(event: Event) -> bytes:
    if event.seq == 1:
        return GENESIS
    before = Event.objects.filter(topic=event.topic, subject=event.subject, seq=event.seq - 1)
    return bytes(before.values_list("digest", flat=True).first() or b"")


def _steps(event: int, seal: Seal, algorithm: str) -> tuple[list[tuple[str, bytes]], bytes]:
    """From the event's leaf to the seal's root, and the root that the blocks of the seal have."""
    number = event >> trees.BLOCK_BITS
    low, high = bounds(number, seal.first_event, seal.last_event)
    (block,) = read_blocks(low, high, algorithm)
    steps = trees.path(trees.split(block.leaves), block.ids().index(event), algorithm)
    kept = list(Block.objects.filter(seal=seal.pk).order_by("number").values_list("number", "root"))
    leaves = [trees.block_leaf(one, bytes(root), algorithm) for one, root in kept]
    place = [one for one, _root in kept].index(number)
    steps += [("block", trees.block_head(number)), *trees.path(leaves, place, algorithm)]
    return steps, trees.root(leaves, algorithm)
