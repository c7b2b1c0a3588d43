"""The life of a publication: due from the decision on, made public or kept back with its ground, taken back.

行政许可法 40: decisions that grant are public; 政府信息公开条例 14, 15: what is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class PublicationState(StrEnum):
    DUE = "due"
    PUBLIC = "public"
    KEPT_BACK = "kept_back"
    TAKEN_BACK = "taken_back"
    """It was public; its page says since when and why it is not."""


class PublicationKind(StrEnum):
    """What is made public."""

    PERMIT = "permit"
    """A decision on application: a permit, or what the item's own rule makes public."""
    PENALTY = "penalty"


KIND_NAMES: dict[PublicationKind, Words] = {
    PublicationKind.PERMIT: Words(zh="行政许可", en="Permit"),
    PublicationKind.PENALTY: Words(zh="行政处罚", en="Penalty"),
}


class Publisher(StrEnum):
    """Whose turn it is."""

    DEPARTMENT = "department"
    HEAD = "head"
    NOBODY = "nobody"


OWNERS: dict[PublicationState, Publisher] = {
    PublicationState.DUE: Publisher.DEPARTMENT,
    PublicationState.PUBLIC: Publisher.NOBODY,
    PublicationState.KEPT_BACK: Publisher.NOBODY,
    PublicationState.TAKEN_BACK: Publisher.NOBODY,
}


@dataclass(frozen=True)
class PublicationMove:
    """One act on a publication: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[PublicationState, ...]
    target: PublicationState
    event: str
    owner: Publisher


S, Owner = PublicationState, Publisher
PUBLISH = PublicationMove("publish_online", (S.DUE,), S.PUBLIC, "put_online", Owner.DEPARTMENT)
KEEP_BACK = PublicationMove("keep_back", (S.DUE,), S.KEPT_BACK, "kept_back", Owner.HEAD)
RELEASE = PublicationMove("release", (S.KEPT_BACK,), S.DUE, "ground_gone", Owner.HEAD)
TAKE_BACK = PublicationMove("take_back", (S.PUBLIC,), S.TAKEN_BACK, "taken_offline", Owner.HEAD)
TRANSITIONS = (PUBLISH, KEEP_BACK, RELEASE, TAKE_BACK)
BY_ACT = {move.act: move for move in TRANSITIONS}


@dataclass(frozen=True)
class SecrecyGround:
    """Why a decision is not made public."""

    words: Words
    article: Words


GROUNDS: dict[str, SecrecyGround] = {
    "state_secret": SecrecyGround(
        Words(zh="国家秘密", en="State secret"),
        Words(
            zh="政府信息公开条例第十四条（凭记忆）",
            en="Regulations on Government Information, 14 (from memory)",
        ),
    ),
    "public_security": SecrecyGround(
        Words(
            zh="公开后可能危及国家安全、公共安全、经济安全、社会稳定",
            en="Publication may endanger the security of state, public, economy or society",
        ),
        Words(
            zh="政府信息公开条例第十四条（凭记忆）",
            en="Regulations on Government Information, 14 (from memory)",
        ),
    ),
    "trade_secret": SecrecyGround(
        Words(zh="商业秘密", en="Trade secret"),
        Words(
            zh="政府信息公开条例第十五条（凭记忆）",
            en="Regulations on Government Information, 15 (from memory)",
        ),
    ),
    "privacy": SecrecyGround(
        Words(zh="个人隐私", en="Privacy"),
        Words(
            zh="政府信息公开条例第十五条（凭记忆）",
            en="Regulations on Government Information, 15 (from memory)",
        ),
    ),
}
