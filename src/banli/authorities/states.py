"""The life of a filing authority, what is checked before it files, and what is handed over to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words

MINISTRY = "商务部"
"""Only the ministry entrusts (对外贸易经营者备案登记办法): an authority may not entrust another."""


class Stage(StrEnum):
    """Where an authority stands on a day."""

    PREPARING = "preparing"
    """Entrusted and not yet filing."""
    FILING = "filing"
    SUSPENDED = "authority_suspended"
    WITHDRAWN = "authority_withdrawn"
    ENDED = "authority_ended"
    """Ended with the law that it filed under."""


STAGE_NAMES: dict[Stage, Words] = {
    Stage.PREPARING: Words(zh="筹备中", en="being set up"),
    Stage.FILING: Words(zh="办理中", en="filing"),
    Stage.SUSPENDED: Words(zh="已暂停", en="suspended"),
    Stage.WITHDRAWN: Words(zh="已撤销委托", en="entrustment withdrawn"),
    Stage.ENDED: Words(zh="已终止", en="ended with the law"),
}


class AuthorityOwner(StrEnum):
    """Whose turn or whose act it is."""

    MINISTRY = "ministry"
    DEPARTMENT = "department"
    """The provincial department that keeps the network."""
    AUTHORITY = "authority"
    PLATFORM = "platform"
    """By rule alone."""
    NOBODY = "nobody"


O = AuthorityOwner  # noqa: E741

OWNERS: dict[Stage, AuthorityOwner] = {
    Stage.PREPARING: O.DEPARTMENT,
    Stage.FILING: O.AUTHORITY,
    Stage.SUSPENDED: O.DEPARTMENT,
    Stage.WITHDRAWN: O.NOBODY,
    Stage.ENDED: O.NOBODY,
}


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``owner`` is whose act it is."""

    act: str
    sources: tuple[Stage, ...]
    target: Stage
    event: str
    owner: AuthorityOwner = O.DEPARTMENT


NETWORK = (Stage.FILING, Stage.SUSPENDED)
"""Stages in which an authority is one of the network and is counted."""
ENTRUST = Transition("entrust", (), Stage.PREPARING, "entrusted", O.MINISTRY)
TAKE_OVER = Transition("take_over", (Stage.PREPARING,), Stage.FILING, "taken_over")
GO_LIVE = Transition("go_live", (Stage.PREPARING,), Stage.FILING, "went_live")
SUSPEND = Transition("suspend", (Stage.FILING,), Stage.SUSPENDED, "authority_suspended")
RESUME = Transition("resume", (Stage.SUSPENDED,), Stage.FILING, "authority_resumed")
WITHDRAW = Transition("withdraw", (Stage.PREPARING, *NETWORK), Stage.WITHDRAWN, "authority_withdrawn")
END = Transition("end_with_item", (Stage.PREPARING, *NETWORK), Stage.ENDED, "authority_ended", O.PLATFORM)
TRANSITIONS: tuple[Transition, ...] = (ENTRUST, TAKE_OVER, GO_LIVE, SUSPEND, RESUME, WITHDRAW, END)
OFFERED = (GO_LIVE, SUSPEND, RESUME, WITHDRAW)
"""Acts that a person of the department is offered on an authority's page."""


class Level(StrEnum):
    """The level of government an authority belongs to."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


LEVEL_NAMES: dict[Level, Words] = {
    Level.PROVINCE: Words(zh="省级", en="province"),
    Level.CITY: Words(zh="市级", en="city"),
    Level.COUNTY: Words(zh="县级", en="county"),
}


class Point(StrEnum):
    """What is looked at before an authority files: the conditions of the Measures."""

    PREMISES = "premises"
    STAFF = "staff"
    EQUIPMENT = "equipment"
    CONNECTION = "connection"


POINT_NAMES: dict[Point, Words] = {
    Point.PREMISES: Words(zh="有固定的办公场所", en="fixed premises"),
    Point.STAFF: Words(zh="有专职工作人员", en="dedicated staff"),
    Point.EQUIPMENT: Words(zh="有办理所需的设备", en="the equipment needed"),
    Point.CONNECTION: Words(zh="已接入备案登记系统", en="connected to the filing system"),
}


class Thing(StrEnum):
    """What is handed over."""

    SEAL = "seal"
    ACCOUNT = "account"
    FORMS = "blank_forms"


THING_NAMES: dict[Thing, Words] = {
    Thing.SEAL: Words(zh="备案登记专用章", en="filing seal"),
    Thing.ACCOUNT: Words(zh="账户密码", en="account with password"),
    Thing.FORMS: Words(zh="空白登记表", en="blank forms"),
}


class Outcome(StrEnum):
    """Where numbered blank forms went."""

    USED = "forms_used"
    RETURNED = "forms_returned"
    LOST = "forms_lost"


OUTCOME_NAMES: dict[Outcome, Words] = {
    Outcome.USED: Words(zh="已使用", en="used"),
    Outcome.RETURNED: Words(zh="已交回", en="returned"),
    Outcome.LOST: Words(zh="遗失", en="lost"),
}
