"""Who keeps out of a penalty case (回避): the party asks or the officer says so, the head decides (行政处罚法 43)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from banli.enforcement.rules.act import Act, Mine, Taken, fixed
from banli.enforcement.rules.asks import REASON, Ask
from banli.enforcement.rules.known import Kept, Known, every, last
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import Words, gettext_noop
from banli.worktime.rules import iso

ASKED = ("ask_recusal", "report_interest")
GRANTED = "granted"
OUTCOMES = (
    (GRANTED, Words(zh="同意回避", en="They keep out")),
    ("refused", Words(zh="驳回回避申请", en="The request is refused")),
)
PARTS = 2
"""A line of an officer: name and number of the certificate."""


def waiting(known: Known) -> Kept | None:
    """The request that waits for the head, if one does."""
    found = last(known, *ASKED, "decide_recusal")
    return found if found is not None and found.act in ASKED else None


def recused(known: Known) -> dict[str, str]:
    """Who keeps out by decision: name to its day."""
    granted = [one for one in every(known, "decide_recusal") if one.content.get("outcome") == GRANTED]
    return {name: iso(one.on) for one in granted for name in names(one.content.get("named", ()))}


def names(lines: Iterable[str]) -> Iterator[str]:
    """The names that stand first on lines such as 冉秋实 川A0001."""
    return (line.split()[0] for line in lines if line.split())


def check_not_recused(known: Known) -> None:
    """Who keeps out does nothing more in the case."""
    day = recused(known).get(known.name)
    if known.person is not None and day is not None:
        raise Refused(
            gettext_noop(
                "You keep out of this case by decision of %(day)s; somebody else acts (Administrative Penalty Law,"
                " art. 43)."
            ),
            day=day,
        )


def named_not_recused(known: Known, answered: Taken) -> Iterable[Problem]:
    """Who keeps out is named neither as an officer nor as the chair of the hearing."""
    out = recused(known)
    for place in ("officers", "chair", "replaced_by"):
        told = answered.get(place) or ()
        for name in names([told] if isinstance(told, str) else told):
            if name in out:
                message = gettext_noop("%(name)s keeps out of this case by decision of %(day)s (art. 43).")
                yield Problem(place, message, (("name", name), ("day", out[name])))


def check_none_waits(known: Known) -> None:
    """One request at a time."""
    found = waiting(known)
    if found is not None:
        raise Refused(gettext_noop("The request of %(day)s is decided first."), day=iso(found.on))


def check_decided(known: Known) -> None:
    """Until it is decided the investigation goes on, but no penalty is decided (43(3))."""
    found = waiting(known)
    if found is not None:
        raise Refused(
            gettext_noop(
                "On %(day)s somebody was asked to keep out: decide that first (Administrative Penalty Law, art. 43)."
            ),
            day=iso(found.on),
        )


def check_one_waits(known: Known) -> None:
    """There is something to decide, and not about oneself."""
    found = waiting(known)
    if found is None:
        raise Refused(gettext_noop("Nobody was asked to keep out of this case."))
    if known.name in names(found.content["named"]):
        raise Refused(gettext_noop("This is about you: another head of the organ decides it."))


def replaced(known: Known, answered: Taken) -> Iterable[Problem]:
    """Who takes the place of an officer that keeps out, with a certificate, and another one than that."""
    if answered["outcome"] != GRANTED:
        return
    found, lines = waiting(known), answered.get("replaced_by", [])
    if not lines or any(len(line.split()) < PARTS for line in lines):
        message = gettext_noop(
            "Name who takes their place, one on each line, with the number of the certificate."
        )
        yield Problem("replaced_by", message)
    elif found is not None and set(names(lines)) & set(names(found.content["named"])):
        yield Problem("replaced_by", gettext_noop("Whoever keeps out does not take their own place."))


def _decided(known: Known, _taken: Taken) -> dict[str, Any]:
    found = waiting(known)
    return {"named": found.content["named"] if found else []}


NAMED = Ask(
    "named",
    Words(zh="申请回避的人员（每行一人，写姓名）", en="Who should keep out, one name on each line"),
    "lines",
)
ACTS: tuple[Act, ...] = (
    Act(
        "ask_recusal",
        Words(zh="当事人申请回避", en="The party asks an officer to keep out"),
        Words(zh="记录申请", en="Note the request"),
        fixed(NAMED, REASON),
        (check_none_waits,),
        mine=Mine(
            Words(zh="申请执法人员回避", en="Ask an officer to keep out"),
            Words(zh="提交回避申请", en="Send the request"),
            Words(
                zh="执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，可以申请其回避，由行政机关负责人决定；决定作出之前，"
                "不停止调查（《行政处罚法》第四十三条）。",
                en="Where an officer has a direct interest or another tie that may bias them, the head of the organ"
                " decides; until then the investigation goes on (Administrative Penalty Law, art. 43).",
            ),
            takes_files=True,
            dated=False,
        ),
        rare=True,
    ),
    Act(
        "report_interest",
        Words(zh="执法人员报告利害关系，申请回避", en="An officer reports an interest"),
        Words(zh="报请负责人决定", en="Put before the head"),
        fixed(NAMED, REASON),
        (check_none_waits,),
        rare=True,
        inside=True,
    ),
    Act(
        "decide_recusal",
        Words(zh="决定是否回避", en="Decide who keeps out"),
        Words(zh="作出回避决定", en="Decide in writing"),
        fixed(
            Ask("outcome", Words(zh="决定", en="Decision"), "choice", options=OUTCOMES),
            Ask(
                "replaced_by",
                Words(zh="接替人员", en="Who takes their place"),
                "lines",
                required=False,
                help=Words(
                    zh="同意回避的填写，每行一人：姓名、空格、执法证件号",
                    en="Where they keep out; one on each line: name, a space, certificate number",
                ),
            ),
            REASON,
        ),
        (check_one_waits,),
        (replaced,),
        says=_decided,
        paper="recusal_decision",
        told=("outcome",),
    ),
)
