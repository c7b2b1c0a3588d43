"""The closed tables by which a case ends without a decision: acceptance refused, or the procedure terminated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banli.cases.states import State
from banli.catalogue.rules import EX_OFFICIO, Finding, ItemSpec
from banli.kernel.errors import Denied, Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import Words, gettext_noop

LICENCE = "01"
"""Kinds of items (权力类型): 行政许可 and 行政裁决."""


@dataclass(frozen=True)
class Ground:
    """Why a case ends without a decision, in words and with its law. ``organ``: the proper organ is named; ``head``: an
    approver's act; ``warns``: a warning goes with it."""

    words: Words
    basis: str
    organ: bool = False
    head: bool = False
    warns: bool = False


NOT_OURS = Ground(
    Words(zh="依法不属于本机关职权范围", en="not within our competence"),
    "《中华人民共和国行政许可法》第三十二条第一款第二项",
    organ=True,
)
FALSE_MATERIAL = Ground(
    Words(zh="申请人隐瞒有关情况或者提供虚假材料", en="facts were concealed or false material was handed in"),
    "《中华人民共和国行政许可法》第七十八条",
    head=True,
    warns=True,
)


def refusals(spec: ItemSpec, findings: Iterable[Finding], barred: str) -> dict[str, Ground]:
    """The grounds on which acceptance of an application may be refused, by key; only those that apply to it.

    :param barred: why the applicant may not apply (art. 78, 79, or a law of the item's own); '' where nothing bars.
    """
    found = {"not_ours": NOT_OURS}
    if barred:
        words = Words(zh="申请人在依法不得再次申请的期限内", en="the applicant is barred from applying")
        found["barred"] = Ground(words, barred)
    if may_warn(spec):
        found["false_material"] = FALSE_MATERIAL
    for one in findings:
        if one.not_accepted:
            found[one.key] = Ground(one.message, one.article.zh)
    return found


def check_ground_applies(open_to: Mapping[str, Ground], ground: str) -> Ground:
    """The ground of that key. Raises :class:`Invalid` where it does not apply to the application."""
    found = open_to.get(ground)
    if found is None:
        raise Invalid([Problem("ground", gettext_noop("Choose a ground that applies to this application."))])
    return found


def check_whose(ground: Ground, *, head: bool, window: bool) -> None:
    """Raise :class:`Denied` where the ground is an approver's to use, or the window's, and the person is not that."""
    if ground.head and not head:
        raise Denied(gettext_noop("Only an approver of the department may use this ground."))
    if not ground.head and not window:
        raise Denied(gettext_noop("This ground is for the window to use."))


def check_not_accepted(ground: Ground, reasons: str, proper_organ: str) -> None:
    """Acceptance is refused with reasons, and with the proper organ where the ground names one (art. 32)."""
    faults = []
    if unsaid(reasons, "reasons"):
        faults.append(Problem("reasons", gettext_noop("Say why this is not for us to accept (art. 32).")))
    if ground.organ and unsaid(proper_organ, "proper_organ"):
        faults.append(Problem("proper_organ", gettext_noop("Name the organ to turn to (art. 32).")))
    if faults:
        raise Invalid(faults)


def may_warn(spec: ItemSpec) -> bool:
    """True where false material brings a warning: article 78 speaks of licences."""
    return spec.kind == LICENCE


def check_warning(spec: ItemSpec) -> None:
    """Raise :class:`Refused` unless :func:`may_warn`."""
    if not may_warn(spec):
        raise Refused(
            gettext_noop("False material brings a warning where a licence is applied for (art. 78).")
        )


UNANSWERED = Ground(
    Words(zh="逾期未补正申请材料", en="the correction notice was not answered in time"),
    "《中华人民共和国行政许可法》第三十一条、第三十二条",
)
TERMINATIONS: dict[str, Ground] = {
    "unanswered": UNANSWERED,
    "applicant_gone": Ground(
        Words(zh="申请人死亡或者依法终止", en="the applicant died or was dissolved"),
        "参照《中华人民共和国行政许可法》第七十条第二项、第三项",
        head=True,
    ),
    "impossible": Ground(
        Words(zh="因不可抗力，申请事项无法实施", en="force majeure made the matter impossible"),
        "参照《中华人民共和国行政许可法》第七十条第五项",
        head=True,
    ),
    "not_established": Ground(
        Words(zh="经查事实不能成立", en="the facts could not be established"),
        "《中华人民共和国行政处罚法》第五十七条第一款第三项",
        head=True,
    ),
}
"""An accepted case ends by a decision or the applicant's withdrawal; without either only on one of these."""


def terminations(spec: ItemSpec, state: str) -> dict[str, Ground]:
    """The grounds of ``TERMINATIONS`` that fit a case of this item in ``state``."""
    # A request for a ruling that its facts do not bear out is rejected by a ruling, which can be taken to court.
    begun_by_us = spec.kind in EX_OFFICIO
    return {
        key: one
        for key, one in TERMINATIONS.items()
        if (state == State.CORRECTING or key != "unanswered") and (begun_by_us or key != "not_established")
    }


def check_terminated(spec: ItemSpec, state: str, ground: str) -> Ground:
    """The ground of that key. Raises :class:`Refused` where it does not fit the case."""
    found = terminations(spec, state).get(ground)
    if found is None:
        raise Refused(
            gettext_noop(
                "An accepted case ends by a decision or the applicant's withdrawal; it is terminated only on a ground"
                " of the table that fits it. Refuse it in writing where the conditions are not met (art. 37, 38)."
            )
        )
    return found
