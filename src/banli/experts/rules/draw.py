"""The draw: the same seed and the same pool give the same panel, whoever computes it.

Every expert of the field is asked the grounds of exclusion in their order. Those who remain are sorted by
SHA-256(seed || public id of the expert); the first sit, the next stand by.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from banli.experts.rules.records import comparable
from banli.experts.states import EXCLUSION_NAMES, ExclusionGround
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import Words, gettext_noop

SEED_LEAST = 16
"""Bytes of a seed."""


@dataclass(frozen=True)
class Candidate:
    """An expert as the draw sees one, at the moment of the draw."""

    id: str
    name: str
    employer: str
    fields: tuple[str, ...]
    kin: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    active: bool = True
    earlier: bool = False
    """Worked on this matter before."""
    request: str = ""
    """Why the expert asked to be left out; empty where they did not."""


@dataclass(frozen=True)
class Call:
    """Whom the draw needs and who must not be drawn."""

    fields: tuple[str, ...]
    wanted: int
    stand_ins: int
    organisations: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True)
class Exclusion:
    """An expert of the field who could not be drawn; ``detail`` is the name or reason that led to it."""

    id: str
    ground: ExclusionGround
    detail: str = ""


@dataclass(frozen=True)
class Drawn:
    """What a draw found: public ids in drawn order."""

    sitting: tuple[str, ...]
    stand_ins: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    """By id."""
    considered: int
    """Experts of the field."""


def sort_key(seed: bytes, expert: str) -> tuple[bytes, str]:
    """Where ``expert`` comes in the order of ``seed``."""
    return hashlib.sha256(seed + expert.encode()).digest(), expert


def draw(seed: bytes, call: Call, pool: Iterable[Candidate]) -> Drawn:
    """The panel of ``call`` from ``pool``.

    :raises Invalid: where the seed is shorter than 16 bytes.
    :raises Refused: where too few experts may be drawn, with the numbers.
    """
    if len(seed) < SEED_LEAST:
        raise Invalid([Problem("seed", gettext_noop("A seed has at least 16 bytes."))])
    candidates = [one for one in pool if set(one.fields) & set(call.fields)]
    excluded = {one.id: found for one in candidates if (found := exclusion(one, call))}
    order = sorted(
        (one for one in candidates if one.id not in excluded), key=lambda one: sort_key(seed, one.id)
    )
    chosen: list[str] = []
    employers: dict[str, str] = {}
    for one in order:
        if len(chosen) == call.wanted + call.stand_ins:
            break
        employer = comparable(one.employer)
        if call.apart and employer in employers:
            excluded[one.id] = Exclusion(one.id, ExclusionGround.SAME_EMPLOYER, employers[employer])
            continue
        employers[employer] = one.id
        chosen.append(one.id)
    exclusions = tuple(excluded[key] for key in sorted(excluded))
    if len(chosen) < call.wanted + call.stand_ins:
        raise _not_enough(call, len(candidates), len(chosen), exclusions)
    return Drawn(tuple(chosen[: call.wanted]), tuple(chosen[call.wanted :]), exclusions, len(candidates))


def exclusion(one: Candidate, call: Call) -> Exclusion | None:
    """The first ground on which ``one`` must keep out; None where there is none."""
    return next(_grounds(one, call), None)


def _grounds(one: Candidate, call: Call) -> Iterator[Exclusion]:
    organisations = {comparable(name) for name in call.organisations}
    persons = {comparable(name) for name in call.persons}
    if not one.active:
        yield Exclusion(one.id, ExclusionGround.SUSPENDED)
    if one.request:
        yield Exclusion(one.id, ExclusionGround.OWN_REQUEST, one.request)
    if one.earlier:
        yield Exclusion(one.id, ExclusionGround.EARLIER_WORK)
    if comparable(one.employer) in organisations:
        yield Exclusion(one.id, ExclusionGround.EMPLOYER, one.employer)
    for name in one.interests:
        if comparable(name) in organisations:
            yield Exclusion(one.id, ExclusionGround.INTEREST, name)
    for name in (one.name, *one.kin):
        if comparable(name) in persons:
            yield Exclusion(one.id, ExclusionGround.KINSHIP, name)


class Grounds:
    """How many were excluded on which ground, in the reader's words when it is shown."""

    def __init__(self, exclusions: Iterable[Exclusion]) -> None:
        self.counts = Counter(one.ground for one in exclusions)

    def __str__(self) -> str:
        told = [
            f"{EXCLUSION_NAMES[ground]} {self.counts[ground]}"
            for ground in ExclusionGround
            if self.counts[ground]
        ]
        return str(Words(zh="；".join(told) or "无", en="; ".join(told) or "none"))


def _not_enough(call: Call, considered: int, eligible: int, exclusions: tuple[Exclusion, ...]) -> Refused:
    return Refused(
        gettext_noop(
            "Not enough experts: %(needed)s are needed (%(wanted)s to sit, %(stand_ins)s stand-ins),"
            " %(eligible)s of the %(considered)s experts of the field may be drawn. Excluded: %(grounds)s."
        ),
        needed=call.wanted + call.stand_ins,
        wanted=call.wanted,
        stand_ins=call.stand_ins,
        eligible=eligible,
        considered=considered,
        grounds=Grounds(exclusions),
    )


def told(thing: Candidate | Call | Exclusion) -> dict[str, Any]:
    """``thing`` as it is kept in JSON."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(thing).items()}


def candidate(kept: Mapping[str, Any]) -> Candidate:
    """A candidate as it was kept."""
    return Candidate(**_with_tuples(kept))


def call(kept: Mapping[str, Any]) -> Call:
    """A call as it was kept."""
    return Call(**_with_tuples(kept))


def _with_tuples(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}


def proof(seed: bytes, asked: Call, pool: Iterable[Candidate], drawn: Drawn) -> str:
    """SHA-256 over everything the draw stands on and found, as 64 hex digits; kept in the record."""
    whole = {
        "seed": seed.hex(),
        "call": told(asked),
        "pool": [told(one) for one in sorted(pool, key=lambda one: one.id)],
        "sitting": list(drawn.sitting),
        "stand_ins": list(drawn.stand_ins),
        "exclusions": [told(one) for one in drawn.exclusions],
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
