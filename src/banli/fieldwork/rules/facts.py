"""The facts of an activity, typed for each kind. What is counted here can be added up over a year."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from banli.kernel.records import Line, Part
from banli.kernel.text import Words

Count = Annotated[int, Field(ge=0)]
AtLeastOne = Annotated[int, Field(ge=1)]


class Kind(StrEnum):
    """What was done."""

    TRAINING = "training"
    """业务培训."""
    TALK = "talk"
    """约谈."""
    GREEN_CHANNEL = "green_channel"
    """绿色通道."""
    OUTREACH = "outreach"
    """上门服务."""
    VISIT = "visit"
    """走访交流."""


KIND_NAMES: dict[Kind, Words] = {
    Kind.TRAINING: Words(zh="业务培训", en="training"),
    Kind.TALK: Words(zh="约谈", en="talk"),
    Kind.GREEN_CHANNEL: Words(zh="绿色通道", en="green channel"),
    Kind.OUTREACH: Words(zh="上门服务", en="outreach"),
    Kind.VISIT: Words(zh="走访交流", en="visit"),
}


class Point(Part):
    """A heading and what stands under it."""

    head: Line
    items: list[Line] = []


class Training(Part):
    """A training, and the authorities that began their work with it."""

    batches: AtLeastOne
    trainees: AtLeastOne
    trainees_approximate: bool = False
    """True where the number was given as "nearly" so many."""
    topics: list[Line] = []
    new_authorities: list[Line] = []
    """The places where new authorities were set up."""
    new_authorities_total: Count = 0
    authorities_total: Count = 0
    """All authorities now, of every level."""
    approved_by: str = ""
    handed_over: list[Line] = []
    """What every new authority was given: seal, account, forms."""

    @model_validator(mode="after")
    def _counts_agree(self) -> Training:
        if len(self.new_authorities) > self.new_authorities_total:
            raise ValueError("new_authorities_total is less than the places named")
        if self.new_authorities_total > self.authorities_total:
            raise ValueError("authorities_total is less than new_authorities_total")
        return self


class CountedTraining(Training):
    """A training whose figures the platform counted: the period, and the batches that were counted."""

    since: date
    until: date
    counted: Annotated[list[Line], Field(min_length=1)]


class Talk(Part):
    """A talk with firms that must mend their ways (约谈)."""

    occasion: Line
    """The accident or breach that led to it."""
    occasion_on: date | None = None
    commitments: Annotated[list[Line], Field(min_length=1)]
    purpose: list[Line] = []
    follow_up_on: date | None = None
    """When it is looked at again whether the commitments were kept."""


class GreenChannel(Part):
    """Approvals that were sped up, and how far the year's plan has come."""

    approved_now: Count
    """Approved in the batch reported."""
    example: str = ""
    approved_to_date: Count
    planned: AtLeastOne
    """Projects in the year's plan."""
    plan_owner: Line
    measures: Annotated[list[Point], Field(min_length=1)]

    @model_validator(mode="after")
    def _counts_agree(self) -> GreenChannel:
        if not self.approved_now <= self.approved_to_date <= self.planned:
            raise ValueError("of approved_now, approved_to_date and planned none may exceed the next")
        return self

    @property
    def percent(self) -> int:
        """Approved of the plan, in percent, rounded to the nearest."""
        return (self.approved_to_date * 200 + self.planned) // (self.planned * 2)


class Outreach(Part):
    """Service at the applicant's own place."""

    team: str = ""
    experts: list[Line] = []
    """Fields of the experts taken along."""
    places: list[Line] = []
    looked_at: list[Line] = []
    advised_on: Annotated[list[Line], Field(min_length=1)]
    laws: list[Line] = []
    suggestions_collected: bool = False


class Visit(Part):
    """A visit to see how what was permitted is carried out."""

    team: str = ""
    road: str = ""
    places: Annotated[list[Line], Field(min_length=1)]
    looked_at: Annotated[list[Line], Field(min_length=1)]


Facts = Training | Talk | GreenChannel | Outreach | Visit

FACTS: dict[Kind, type[Facts]] = {
    Kind.TRAINING: Training,
    Kind.TALK: Talk,
    Kind.GREEN_CHANNEL: GreenChannel,
    Kind.OUTREACH: Outreach,
    Kind.VISIT: Visit,
}


def kind_of(facts: Facts) -> Kind:
    """The kind whose facts these are."""
    return next(kind for kind, model in FACTS.items() if isinstance(facts, model))
