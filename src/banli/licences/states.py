"""The life of a certificate: its statuses, what leads from one to another, and on which grounds.

The end of a term is not a status but a day: what a certificate is worth on a day is its standing
(``rules.standing``). The platform writes down what follows from days, whenever it comes to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.cases.states import REVOCATIONS
from banli.kernel.text import Words


class Status(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    """暂扣: may not be used for a term."""
    REVOKED = "revoked"
    """撤销 (granted wrongly, art. 69) or 吊销 (taken away as a penalty)."""
    WITHDRAWN = "withdrawn"
    """撤回: granted rightly, but the law or the circumstances changed (art. 8)."""
    CANCELLED = "cancelled"
    """注销: expired, given up, holder gone (art. 70)."""
    REPLACED = "replaced"
    """换发: a newer certificate stands in its place (art. 49, 50)."""


ENDED = frozenset({Status.REVOKED, Status.WITHDRAWN, Status.CANCELLED, Status.REPLACED})


@dataclass(frozen=True)
class Transition:
    """One act on a certificate: from any of ``sources`` to ``target`` (None: stays), leaving ``event``."""

    act: str
    sources: tuple[Status, ...]
    target: Status | None
    event: str
    owner: str
    article: str = ""


LIVE = (Status.VALID, Status.SUSPENDED)
ISSUE = Transition("issue", (), Status.VALID, "certificate_issued", "approver", "art. 39")
LOAD = Transition("load_earlier", (), Status.VALID, "certificate_loaded", "platform")
SUSPEND = Transition("suspend", (Status.VALID,), Status.SUSPENDED, "suspended", "approver", "the item's law")
RESTORE = Transition("restore", (Status.SUSPENDED,), Status.VALID, "restored", "approver or platform")
REVOKE = Transition("revoke", LIVE, Status.REVOKED, "revoked", "approver", "art. 69")
WITHDRAW = Transition("withdraw", LIVE, Status.WITHDRAWN, "withdrawn", "approver", "art. 8")
CANCEL = Transition("cancel", LIVE, Status.CANCELLED, "cancelled", "approver or platform", "art. 70")
REPLACE = Transition("replace", LIVE, Status.REPLACED, "replaced", "approver", "art. 49, 50")
DEEM = Transition("deem_renewed", LIVE, None, "deemed_renewed", "platform", "art. 50")
REMIND = Transition("remind", LIVE, None, "reminded", "platform", "art. 50")
VALIDATE = Transition("validate", LIVE, None, "validated", "approver", "the item's law")

TRANSITIONS: tuple[Transition, ...] = (
    *(ISSUE, LOAD, SUSPEND, RESTORE, REVOKE, WITHDRAW, CANCEL, REPLACE, DEEM, REMIND, VALIDATE),
)
OWNERS: dict[Status, str] = {
    Status.VALID: "the holder, who renews it in time",
    Status.SUSPENDED: "the holder, who puts right what was found",
    **dict.fromkeys(sorted(ENDED), "nobody"),
}
ENDINGS: dict[Status, Transition] = {
    Status.REVOKED: REVOKE,
    Status.WITHDRAWN: WITHDRAW,
    Status.CANCELLED: CANCEL,
}
EVENTS: dict[Status, str] = {status: one.event for status, one in ENDINGS.items()}


@dataclass(frozen=True)
class Ground:
    """Why a certificate does not hold any longer, or not now: the words, with the article."""

    target: Status
    words: Words
    article: str
    by_rule: bool = False
    """It follows from a day, a validation or an application that was granted; nobody chooses it."""


def _of(target: Status, zh: str, en: str, article: str, *, by_rule: bool = False) -> Ground:
    return Ground(target, Words(zh=zh, en=en), article, by_rule)


S = Status
GROUNDS: dict[str, Ground] = {
    **{key: Ground(S.REVOKED, one.words, f"行政许可法{one.article.zh}") for key, one in REVOCATIONS.items()},
    "penalty": _of(S.REVOKED, "行政处罚吊销", "taken away as a penalty", "行政处罚法第九条第三项"),
    "conditions_lost": _of(
        S.SUSPENDED, "不再具备许可条件，限期整改", "the conditions are no longer met", "所依据的许可条例"
    ),
    "fatal_accident": _of(S.SUSPENDED, "发生死亡事故", "a fatal accident", "安全生产许可证条例第十四条"),
    "penalty_suspension": _of(S.SUSPENDED, "行政处罚暂扣", "withheld as a penalty", "行政处罚法第九条第三项"),
    "law_changed": _of(
        S.WITHDRAWN, "所依据的法律、法规、规章修改或者废止", "the law changed", "行政许可法第八条第二款"
    ),
    "circumstances_changed": _of(
        S.WITHDRAWN,
        "客观情况发生重大变化，为公共利益需要",
        "the circumstances changed",
        "行政许可法第八条第二款",
    ),
    "expired": _of(
        S.CANCELLED, "有效期届满未延续", "expired without renewal", "行政许可法第七十条第一项", by_rule=True
    ),
    "incapacity": _of(
        S.CANCELLED, "公民死亡或者丧失行为能力", "death or incapacity", "行政许可法第七十条第二项"
    ),
    "dissolved": _of(
        S.CANCELLED, "法人或者其他组织依法终止", "the holder was dissolved", "行政许可法第七十条第三项"
    ),
    "force_majeure": _of(
        S.CANCELLED, "因不可抗力导致许可事项无法实施", "force majeure", "行政许可法第七十条第五项"
    ),
    "holder_asked": _of(
        S.CANCELLED, "持有人申请注销", "the holder asked for it", "行政许可法第七十条第六项", by_rule=True
    ),
    "validation_failed": _of(
        S.CANCELLED, "校验不合格", "periodic validation failed", "行政许可法第七十条第六项", by_rule=True
    ),
    "other_by_law": _of(
        S.CANCELLED, "法律、法规规定的其他情形", "another case laid down by law", "行政许可法第七十条第六项"
    ),
}
"""Grounds of suspension (暂扣), revocation (art. 69, the same as of a case), withdrawal (art. 8) and cancellation
(art. 70). What ended by revocation or withdrawal is cancelled by that act itself (art. 70(4)); a replaced certificate
needs no ground."""


class ValidationResult(StrEnum):
    """How a periodic validation (校验) ended."""

    PASSED = "passed"
    POSTPONED = "postponed"
    """暂缓校验, for one to six months."""
    FAILED = "failed"


VALIDATION_NAMES: dict[ValidationResult, Words] = {
    ValidationResult.PASSED: Words(zh="校验合格", en="passed"),
    ValidationResult.POSTPONED: Words(zh="暂缓校验", en="postponed"),
    ValidationResult.FAILED: Words(zh="校验不合格", en="failed"),
}


class Due(StrEnum):
    """What a holder is reminded of."""

    RENEWAL = "renewal"
    VALIDATION = "validation"
