"""Special procedures that stop the clock, and the extension of a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from banli.catalogue.rules import ItemSpec
from banli.kernel.errors import Denied, Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop

SPECIAL_PROCEDURES = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
}
"""The closed list of art. 45, with the words a notice uses; an item's own law may add to it."""
ARTICLE_45 = "《中华人民共和国行政许可法》第四十五条"
TWO_OFFICERS = frozenset({"site_visit", "technical_assessment", "inspection", "testing", "quarantine"})
"""Steps and procedures that check substance: two officers or more (art. 34(3), 55)."""
LONGEST_PROCEDURE = 365
"""Working days that may be told where the item sets no limit of its own."""
EXTENSION_DAYS = 10
"""The longest extension, once, by the organ's head: art. 42(1)."""
JOINT_EXTENSION_DAYS = 15
"""The same for joint handling, by the head of the government: art. 42(2)."""


@dataclass(frozen=True)
class Procedure:
    """A special procedure as a case may use it: its name for the notice and the law it rests on."""

    kind: str
    name: str
    basis: str


def check_special(spec: ItemSpec) -> None:
    """The item allows a special procedure other than a hearing, which has acts of its own (art. 45, 48)."""
    if not open_procedures(spec):
        raise Refused(gettext_noop("This item does not provide for a special procedure."))


def check_pause(spec: ItemSpec, procedure: str, reason: str, officers: Sequence[str], days: int) -> Procedure:
    """The special procedure of that key: the item's own, or one of art. 45 where the item names none.

    :raises Refused: for a procedure neither the item nor the law knows, and for a hearing, which has acts of its own.
    :param days: how many working days it will take, as the notice tells (art. 45).
    :raises Invalid: without a reason or the days for the notice, or without two officers where substance is checked.
    """
    found = next((one for one in procedures(spec) if one[0] == procedure), None)
    if found is None:
        if spec.special_procedures:
            raise Refused(gettext_noop("This item does not provide for that special procedure."))
        raise Refused(gettext_noop("Time can only be excluded for a procedure named by law (art. 45)."))
    if found[1].kind == "hearing":
        raise Refused(
            gettext_noop(
                "A hearing is called with its own act: seven days' notice, a chair, a record (art. 48)."
            )
        )
    most = next((one.max_days for one in spec.special_procedures if one.key == procedure), None)
    faults = list(_days_told(days, most or LONGEST_PROCEDURE))
    if unsaid(reason, "reason"):
        faults.append(Problem("reason", gettext_noop("The written notice needs the reason.")))
    if faults:
        raise Invalid(faults)
    check_officers(found[1].kind, officers)
    return found[1]


def _days_told(days: int, most: int) -> Iterator[Problem]:
    if not 1 <= days <= most:
        message = gettext_noop("Say how many working days it will take, 1 to %(most)d (art. 45).")
        yield Problem("days", message, (("most", most),))


def procedures(spec: ItemSpec) -> tuple[tuple[str, Procedure], ...]:
    """The special procedures a case of this item may use, each with its key."""
    own = tuple((one.key, Procedure(one.kind, one.name.zh, one.basis.zh)) for one in spec.special_procedures)
    return own or tuple(
        (kind, Procedure(kind, name, ARTICLE_45)) for kind, name in SPECIAL_PROCEDURES.items()
    )


def open_procedures(spec: ItemSpec) -> tuple[tuple[str, Procedure], ...]:
    """Those of them that a case is paused for: a hearing is called by an act of its own (art. 48)."""
    return tuple((key, one) for key, one in procedures(spec) if one.kind != "hearing")


def check_resume(paused_for: str) -> None:
    """A hearing ends with its record, not with a plain result (art. 48)."""
    if paused_for == "hearing":
        raise Refused(gettext_noop("A hearing ends with its record (art. 48)."))


def check_officers(step: str, officers: Sequence[str], at_least: int = 2) -> None:
    """A check of substance needs two different officers, or as many more as the item asks for."""
    if step not in TWO_OFFICERS:
        return
    needed = max(2, at_least)
    if len({officer.strip() for officer in officers if officer.strip()}) < needed:
        message = gettext_noop("Name at least %(number)d officers (art. 34).")
        raise Invalid([Problem("officers", message, (("number", needed),))])


@dataclass(frozen=True)
class Allowance:
    """How far an item's limit may be extended, and whose leave it takes."""

    days: int
    government: bool
    article: str


def allowance(spec: ItemSpec) -> Allowance:
    """Ten days by the organ's head (art. 42(1)), fifteen by the government's for joint handling (art. 42(2)), or
    what the item's own law says."""
    if spec.extension:
        return Allowance(spec.extension.days, spec.extension.by == "government", spec.extension.basis.zh)
    if spec.joint:
        return Allowance(JOINT_EXTENSION_DAYS, True, "《中华人民共和国行政许可法》第四十二条第二款")
    return Allowance(EXTENSION_DAYS, False, "《中华人民共和国行政许可法》第四十二条第一款")


def check_allowed(
    allowed: Allowance,
    *,
    extended_days: int,
    today: date,
    statutory_due: date | None,
    by_government: bool,
) -> None:
    """A limit is extended once, before expiry, by whom the law names (art. 42)."""
    if allowed.government != by_government:
        if allowed.government:
            raise Denied(
                gettext_noop("A joint case is extended by the head of the government (art. 42, paragraph 2).")
            )
        raise Denied(gettext_noop("The limit is extended by the head of the organ (art. 42, paragraph 1)."))
    if extended_days:
        raise Refused(gettext_noop("The limit was extended before; it can be extended once only (art. 42)."))
    if statutory_due is not None and today > statutory_due:
        raise Refused(
            gettext_noop("The statutory limit has passed; it can only be extended before (art. 42).")
        )


def check_extension(allowed: Allowance, *, days: int, reason: str) -> None:
    """An extension is within what the law allows, with a reason that is told (art. 42)."""
    faults = []
    if not 1 <= days <= allowed.days:
        message = gettext_noop("An extension is 1 to %(most)d days of the limit (art. 42).")
        faults.append(Problem("days", message, (("most", allowed.days),)))
    if unsaid(reason, "reason"):
        faults.append(
            Problem(
                "reason",
                gettext_noop("The applicant must be told the reason (art. 42)."),
            )
        )
    if faults:
        raise Invalid(faults)
