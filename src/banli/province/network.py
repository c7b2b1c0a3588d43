"""Loading the network of filing authorities of a pack, and ending a network with the item that it files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field

from banli.authorities import service as authorities
from banli.catalogue.service import Retirement, retirement
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import BanliError, Invalid
from banli.kernel.records import Code, Part
from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import YamlFile, read


class Filing(authorities.AuthorityRecord):
    """An authority that filed before this platform kept the network."""

    live_on: date


class Reviewed(authorities.ReviewRecord):
    authority: Code


class Handed(authorities.HandOverRecord):
    authority: Code


class Live(Part):
    authority: Code
    on: date


class Network(Part):
    """authorities.yaml: what happened, in the order of the parts."""

    department: Code
    item: Code
    """Short name of the item that the authorities file; they end with it."""
    filing: list[Filing] = Field(default_factory=list)
    entrusted: list[authorities.AuthorityRecord] = Field(default_factory=list)
    reviews: list[Reviewed] = Field(default_factory=list)
    trainings: list[authorities.TrainingRecord] = Field(default_factory=list)
    hand_overs: list[Handed] = Field(default_factory=list)
    live: list[Live] = Field(default_factory=list)


def read_network(folder: Path) -> tuple[YamlFile, Network] | None:
    """The network in the pack, or None where it has none. Raises :class:`FileFault`."""
    path = folder / "authorities.yaml"
    if not path.exists():
        return None
    file = read(path)
    return file, file.validated(Network)


def load_network_of(folder: Path, *, by: Actor) -> int:
    """Take in the pack's network once: where the department has authorities already, they outweigh the file.

    :raises FileFault: naming file and line of the first thing that the acts refuse.
    """
    found = read_network(folder)
    if found is None:
        return 0
    file, told = found
    authorities.name_network(department=told.department, item=told.item, by=by)
    entered = 0 if authorities.has_network(told.department) else _enter(file, told, by)
    # An item of this name may be on record, and its end set, before its network is.
    if end := retirement(told.item):
        end_network(told.item, end)
    return entered


def _enter(file: YamlFile, told: Network, by: Actor) -> int:
    """Play what the file tells through the acts; how many authorities it enters."""

    def each(part: str, act: Callable[[Any], object]) -> None:
        for place, record in enumerate(getattr(told, part)):
            try:
                act(record)
            except BanliError as error:
                fault = gettext_noop("“%(key)s”: %(why)s")
                raise file.fault((part, place), fault, key=part, why=_said(error)) from error

    _played(told, each, by)
    return len(told.filing) + len(told.entrusted)


def end_network(item: str, end: Retirement) -> None:
    """End the authorities of an item with the item. It follows from the retirement by rule, whoever set that."""
    authorities.end_with_item(item=item, on=end.on, because=end.because.zh, law=end.law.zh, by=SYSTEM)


def _played(told: Network, each: Callable[[str, Callable[[Any], object]], None], by: Actor) -> None:
    def plain(record: Any, model: Any, *without: str) -> Any:
        return model(**record.model_dump(exclude=set(without)))

    where = told.department
    record, review, handed = authorities.AuthorityRecord, authorities.ReviewRecord, authorities.HandOverRecord
    each(
        "filing",
        lambda one: authorities.take_over(
            record=plain(one, record, "live_on"), live_on=one.live_on, department=where, by=by
        ),
    )
    each("entrusted", lambda one: authorities.entrust(record=one, department=where, by=by))
    each(
        "reviews",
        lambda one: authorities.review(
            authority=one.authority, record=plain(one, review, "authority"), by=by
        ),
    )
    each("trainings", lambda one: authorities.train(record=one, department=where, by=by))
    each(
        "hand_overs",
        lambda one: authorities.hand_over(
            authority=one.authority, record=plain(one, handed, "authority"), by=by
        ),
    )
    each("live", lambda one: authorities.go_live(authority=one.authority, on=one.on, by=by))


def _said(error: BanliError) -> str:
    problems = error.problems if isinstance(error, Invalid) else []
    return " ".join([*(f"{one.where}: {one}" for one in problems)] or [str(error)])
