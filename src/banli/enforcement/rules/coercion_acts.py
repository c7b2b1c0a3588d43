"""The acts of a coercive measure (行政强制措施): seal and seize, for a term, and what becomes of the goods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from banli.enforcement.rules import clocks
from banli.enforcement.rules.act import Act, Mine, Taken, fixed, no_clock
from banli.enforcement.rules.asks import OFFICERS, REASON, TEXT, Ask
from banli.enforcement.rules.known import Known, OfItem, every, has, has_since, last
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import Words, gettext_noop
from banli.worktime.rules import iso

BEGUN = ("impose_measure", "impose_urgently")
PRESENT = (
    ("present", Words(zh="当事人到场", en="The party was there")),
    ("witness", Words(zh="当事人不到场，由见证人签名", en="The party was not; a witness signed")),
)
LIFTED = (
    (
        "no_breach",
        Words(zh="当事人没有违法行为（第二十八条第一款第一项）", en="There was no breach (art. 28(1)1)"),
    ),
    ("unrelated", Words(zh="财物与违法行为无关（第二项）", en="The goods have nothing to do with it (2)")),
    ("decided", Words(zh="已作出处理决定，不再需要查封、扣押（第三项）", en="Decided; no longer needed (3)")),
    ("expired", Words(zh="查封、扣押期限已经届满（第四项）", en="The term is over (4)")),
    ("other", Words(zh="其他不再需要的情形（第五项）", en="Not needed for another reason (5)")),
)
MOST = 30
"""行政强制法 25: thirty days, and thirty more once."""


def _imposing(_known: OfItem) -> tuple[Ask, ...]:
    return (
        OFFICERS,
        Ask(
            "goods",
            Words(zh="财物清单（每行一项：名称、规格、数量）", en="List of goods, one on each line"),
            "lines",
        ),
        Ask("place", Words(zh="查封、扣押地点", en="Place"), "text"),
        Ask("keeper", Words(zh="保管人", en="Who keeps them"), "text"),
        Ask(
            "days",
            Words(zh="期限（天，不超过三十日）", en="Term in days, thirty at most"),
            "whole",
            value="30",
        ),
        Ask("presence", Words(zh="当事人到场情况", en="Who was there"), "choice", options=PRESENT),
        Ask("witness", Words(zh="见证人", en="Witness"), "text", required=False),
        Ask("statement", Words(zh="当事人的陈述和申辩", en="What the party says"), required=False),
        Ask("reason", Words(zh="理由和依据", en="Reasons and articles")),
    )


def imposed_checked(_known: Known, answered: Taken) -> Iterable[Problem]:
    """A term of one to thirty days, and a witness where the party was not there (18, 25)."""
    if not 1 <= int(answered["days"]) <= MOST:
        yield Problem(
            "days", gettext_noop("A seal lasts thirty days at most (Administrative Coercion Law, art. 25).")
        )
    if answered["presence"] == "witness" and not answered.get("witness"):
        yield Problem(
            "witness", gettext_noop("Name the witness who signed (Administrative Coercion Law, art. 18).")
        )


def term_end(known: Known) -> date | None:
    """The last day of the term: with its extension, without the days of appraisals that are over (25)."""
    begun = last(known, *BEGUN)
    if begun is None:
        return None
    days = int(begun.content["days"]) + sum(
        int(one.content["days"]) for one in every(known, "extend_measure")
    )
    return begun.on + timedelta(days + sum(appraised(known)))


def appraised(known: Known) -> list[int]:
    """The days each finished appraisal took."""
    begun: date | None = None
    found = []
    for one in every(known, "begin_appraisal", "finish_appraisal"):
        if one.act == "begin_appraisal":
            begun = one.on
        elif begun is not None:
            found.append((one.on - begun).days)
    return found


def _term(known: Known, taken: Taken) -> date | None:
    return known.today + timedelta(int(taken["days"]))


def _said_term(known: Known, taken: Taken) -> dict[str, Any]:
    until = _term(known, taken)
    return {"until": iso(until)}


def _longer(known: Known, taken: Taken) -> date | None:
    before = term_end(known)
    return before + timedelta(int(taken["days"])) if before else None


def _said_longer(known: Known, taken: Taken) -> dict[str, Any]:
    until = _longer(known, taken)
    return {"until": iso(until)}


def check_in_term(known: Known) -> None:
    """A term that is over cannot be lengthened: the seal is lifted (28(1)4)."""
    if clocks.passed(known, term_end(known)):
        raise Refused(gettext_noop("The term is over: lift the seal (Administrative Coercion Law, art. 28)."))


def check_not_extended(known: Known) -> None:
    """A term is lengthened once (25)."""
    if has(known, "extend_measure"):
        raise Refused(
            gettext_noop("The term was lengthened once already (Administrative Coercion Law, art. 25).")
        )


def extension_checked(_known: Known, answered: Taken) -> Iterable[Problem]:
    """Thirty days more at most (25)."""
    if not 1 <= int(answered["days"]) <= MOST:
        yield Problem(
            "days", gettext_noop("Thirty days more at most (Administrative Coercion Law, art. 25).")
        )


def check_within_a_day(known: Known) -> None:
    """An urgent measure is approved within twenty-four hours; later it is lifted at once (19)."""
    begun = last(known, "impose_urgently")
    if begun and known.hour - begun.hour > clocks.URGENT_HOURS:
        raise Refused(
            gettext_noop(
                "More than twenty-four hours have passed: lift the measure (Administrative Coercion Law, art. 19)."
            )
        )


def check_no_appraisal(known: Known) -> None:
    """One appraisal at a time."""
    if has(known, "begin_appraisal") and not has_since(known, "begin_appraisal", "finish_appraisal"):
        raise Refused(gettext_noop("An appraisal is under way."))


def check_appraisal(known: Known) -> None:
    """There is an appraisal to finish."""
    if not has(known, "begin_appraisal") or has_since(known, "begin_appraisal", "finish_appraisal"):
        raise Refused(gettext_noop("No appraisal is under way."))


def _after_appraisal(known: Known, _taken: Taken) -> date | None:
    begun, end = last(known, "begin_appraisal"), term_end(known)
    return end + (known.today - begun.on) if begun and end else end


ACTS: tuple[Act, ...] = (
    Act(
        "ask_measure",
        Words(zh="报请采取强制措施", en="Ask for a measure"),
        Words(zh="报请批准", en="Ask for approval"),
        due=lambda known, taken: known.today,
        inside=True,
    ),
    Act(
        "impose_urgently",
        Words(zh="情况紧急，当场采取强制措施", en="Impose an urgent measure"),
        Words(zh="记录并补办批准", en="Record and ask for approval"),
        _imposing,
        checks=(imposed_checked,),
        says=_said_term,
        due=lambda known, taken: known.today + timedelta(1),
        paper="seal_decision",
        told=("until", "days"),
    ),
    Act(
        "approve_measure",
        Words(zh="批准采取强制措施", en="Approve the measure"),
        Words(zh="批准", en="Approve"),
        fixed(Ask("opinion", Words(zh="批准意见", en="Opinion"))),
        sought=True,
        inside=True,
    ),
    Act(
        "impose_measure",
        Words(zh="实施查封、扣押", en="Seal or seize"),
        Words(zh="当场交付决定书和清单", en="Hand over decision and list"),
        _imposing,
        checks=(imposed_checked,),
        says=_said_term,
        due=_term,
        paper="seal_decision",
        told=("until", "days"),
        sought=True,
    ),
    Act(
        "confirm_measure",
        Words(zh="补办批准手续", en="Approve the urgent measure"),
        Words(zh="批准", en="Approve"),
        fixed(Ask("opinion", Words(zh="批准意见", en="Opinion"))),
        (check_within_a_day,),
        due=lambda known, taken: term_end(known),
        sought=True,
        inside=True,
    ),
    Act(
        "lift_measure",
        Words(zh="解除查封、扣押", en="Lift the seal"),
        Words(zh="解除并返还财物", en="Lift it and return the goods"),
        fixed(
            Ask("ground", Words(zh="解除的情形", en="Ground"), "choice", options=LIFTED),
            Ask("returned", Words(zh="财物返还情况", en="How the goods were returned")),
        ),
        due=no_clock,
        paper="seal_lifted",
    ),
    Act(
        "lift_urgent_measure",
        Words(zh="解除紧急措施", en="Lift the urgent measure"),
        Words(zh="解除并返还财物", en="Lift it and return the goods"),
        fixed(
            Ask("ground", Words(zh="解除的情形", en="Ground"), "choice", options=LIFTED),
            Ask("returned", Words(zh="财物返还情况", en="How the goods were returned")),
        ),
        due=no_clock,
        paper="seal_lifted",
    ),
    Act(
        "extend_measure",
        Words(zh="延长查封、扣押期限", en="Lengthen the term"),
        Words(zh="批准延长", en="Lengthen"),
        fixed(
            Ask("days", Words(zh="延长天数（不超过三十日）", en="Days, thirty at most"), "whole", value="30"),
            REASON,
        ),
        (check_in_term, check_not_extended),
        (extension_checked,),
        says=_said_longer,
        due=_longer,
        paper="seal_extended",
        told=("until", "days"),
        sought=True,
    ),
    Act(
        "state_against_measure",
        Words(zh="当事人的陈述、申辩", en="What the party says against the measure"),
        Words(zh="存入案卷", en="Keep it"),
        fixed(TEXT),
        mine=Mine(
            Words(zh="对查封、扣押陈述、申辩", en="State a defence against the seal"),
            Words(zh="提交陈述、申辩", en="Send the defence"),
            Words(
                zh="财物与违法行为无关、已经不需要查封扣押的，请写明并附证明；行政机关应当及时审查、依法解除。",
                en="Say why the goods have nothing to do with it or need no seal any more, and add the proof.",
            ),
            takes_files=True,
            dated=False,
        ),
        rare=True,
    ),
    Act(
        "begin_appraisal",
        Words(zh="送检测、检验、检疫或者鉴定", en="Send for testing or appraisal"),
        Words(zh="送检并告知当事人", en="Send and tell the party"),
        fixed(
            Ask("institute", Words(zh="机构", en="By whom"), "text"),
            Ask("days", Words(zh="预计天数", en="Days it will take"), "whole"),
            REASON,
        ),
        (check_in_term, check_no_appraisal),
        due=no_clock,
        paper="seal_appraisal",
        told=("days",),
        rare=True,
    ),
    Act(
        "finish_appraisal",
        Words(zh="收到鉴定结果", en="Note the result of the appraisal"),
        Words(zh="记录结果，期限继续计算", en="Note it; the term runs on"),
        fixed(Ask("result", Words(zh="结果", en="Result"))),
        (check_appraisal,),
        due=_after_appraisal,
    ),
    Act(
        "forfeit_goods",
        Words(zh="依法没收", en="Confiscate the goods"),
        Words(zh="记录没收", en="Note the confiscation"),
        fixed(
            Ask("document", Words(zh="处罚决定书文号", en="Number of the penalty decision"), "text"), REASON
        ),
        due=no_clock,
        danger=True,
        rare=True,
    ),
    Act(
        "hand_to_justice",
        Words(zh="涉嫌犯罪，移送司法机关", en="Hand over to justice"),
        Words(zh="移送并告知当事人", en="Hand over and tell the party"),
        fixed(Ask("organ", Words(zh="移送机关", en="To whom"), "text"), REASON),
        due=no_clock,
        danger=True,
        rare=True,
        inside=True,
    ),
    Act(
        "close_measure",
        Words(zh="结案", en="Close"),
        Words(zh="结案", en="Close"),
        fixed(Ask("text", Words(zh="财物处理情况", en="What became of the goods"))),
        due=no_clock,
    ),
    Act(
        "decline_measure",
        Words(zh="不批准", en="Do not approve"),
        Words(zh="不批准", en="Do not approve"),
        fixed(REASON),
        due=no_clock,
        danger=True,
        rare=True,
        inside=True,
    ),
    Act(
        "give_up_measure",
        Words(zh="不再实施", en="Give the measure up"),
        Words(zh="不再实施", en="Give up"),
        fixed(REASON),
        due=no_clock,
        rare=True,
        inside=True,
    ),
    Act(
        "annul_measure",
        Words(zh="撤销强制措施", en="Annul the measure"),
        Words(zh="撤销并返还财物", en="Annul and return the goods"),
        fixed(
            Ask("document", Words(zh="复议决定书、判决书文号", en="Number of their decision"), "text"), REASON
        ),
        due=no_clock,
        paper="seal_annulled",
        danger=True,
        rare=True,
    ),
)
