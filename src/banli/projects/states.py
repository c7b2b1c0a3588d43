"""The closed tables of projects: how important, where a section of a line stands, what is looked at on the ground."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.text import Words


class Priority(StrEnum):
    """On whose list of key projects it stands."""

    NATIONAL_KEY = "national_key"
    PROVINCIAL_KEY = "provincial_key"
    CITY_KEY = "city_key"


PRIORITY_NAMES: dict[Priority, Words] = {
    Priority.NATIONAL_KEY: Words(zh="国家重点", en="national key project"),
    Priority.PROVINCIAL_KEY: Words(zh="省重点", en="provincial key project"),
    Priority.CITY_KEY: Words(zh="市（州）重点", en="key project of a city"),
}


class Stage(StrEnum):
    """How far the assessment of a section has come, in this order."""

    NOT_BEGUN = "section_not_begun"
    STANDARDS_CONFIRMED = "standards_confirmed"
    """标准确认."""
    SURVEYED = "section_surveyed"
    """现场踏勘."""
    REVIEWED = "section_reviewed"
    """环评审查."""
    AGREED = "section_agreed"
    """本省意见已出."""


STAGE_NAMES: dict[Stage, Words] = {
    Stage.NOT_BEGUN: Words(zh="未开始", en="not begun"),
    Stage.STANDARDS_CONFIRMED: Words(zh="标准已确认", en="standards confirmed"),
    Stage.SURVEYED: Words(zh="已踏勘", en="visited"),
    Stage.REVIEWED: Words(zh="已审查", en="reviewed"),
    Stage.AGREED: Words(zh="意见已出具", en="opinion given"),
}
ORDER: tuple[Stage, ...] = tuple(Stage)


class SpotKind(StrEnum):
    """What of a line is looked at on the ground."""

    POINT = "point"
    """点: a substation, a crossing, a house nearby."""
    LINE = "line"
    """线: a stretch."""


SPOT_NAMES: dict[SpotKind, Words] = {
    SpotKind.POINT: Words(zh="点", en="point"),
    SpotKind.LINE: Words(zh="线", en="line"),
}
