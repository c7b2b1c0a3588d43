"""The acts of an inspection (行政检查): plan, random draw, on the spot, order to mend, second look, publication."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from banli.enforcement.rules import clocks
from banli.enforcement.rules.act import Act, Mine, Taken, decision_clock, fixed, no_clock
from banli.enforcement.rules.asks import OFFICERS, REASON, TEXT, Ask
from banli.enforcement.rules.known import Known, day_in, has, last
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import Words, gettext_noop

LONGEST_MENDING = 180
"""Days; longer is no order to mend but a plan of its own."""
MEETINGS = (
    ("announced", Words(zh="已出示证件并说明来意", en="Certificates shown, purpose told")),
    ("unannounced", Words(zh="不发通知检查，已出示证件", en="Unannounced, certificates shown")),
)


def drawn(seed: str, pool: Sequence[str], number: int) -> list[str]:
    """``number`` lines of ``pool`` in the order of SHA-256(seed, line): whoever has seed and pool draws the same."""
    unlike = list(dict.fromkeys(pool))
    return sorted(unlike, key=lambda one: hashlib.sha256(f"{seed}\n{one}".encode()).digest())[:number]


def check_findings(known: Known) -> None:
    """What was found is written down before anything follows from it (安全生产法 68)."""
    if not has(known, "record_findings"):
        raise Refused(
            gettext_noop("Write down first what was looked at and found (Work Safety Law, art. 68).")
        )


def check_mended_time(known: Known) -> None:
    """Longer time is given once before the day has passed."""
    if has(known, "extend_mending"):
        raise Refused(gettext_noop("The time to mend was lengthened once already."))
    if clocks.passed(known, known.due_on):
        raise Refused(gettext_noop("The time to mend has passed: look again."))


def check_not_published(known: Known) -> None:
    """It is made public once."""
    if has(known, "publish_inspection"):
        raise Refused(gettext_noop("The result is public already."))


def officers_drawn(known: Known, answered: Taken) -> Iterable[Problem]:
    """Where officers were drawn, they go (随机选派)."""
    planned = last(known, "plan_inspection")
    chosen = planned.content.get("drawn_officers", ()) if planned else ()
    names = {line.split()[0] for line in answered["officers"]}
    if chosen and names != {line.split()[0] for line in chosen}:
        message = gettext_noop("The officers who were drawn inspect: %(names)s.")
        yield Problem("officers", message, (("names", "、".join(line.split()[0] for line in chosen)),))


def day_ahead(known: Known, answered: Taken) -> Iterable[Problem]:
    """A day to mend by lies ahead, and not half a year away."""
    until = day_in(answered, "until")
    if until is not None and not 0 < (until - known.today).days <= LONGEST_MENDING:
        yield Problem("until", gettext_noop("Enter a day after today, within half a year."))


def _until(known: Known, taken: Taken) -> date | None:
    return day_in(taken, "until")


def _mending(known: Known, taken: Taken) -> dict[str, Any]:
    found = last(known, "record_findings")
    return {"findings": found.content.get("points", []) if found else []}


ANSWERS = (
    ("mended", Words(zh="已完成整改，请求复查", en="It is mended: please look again")),
    ("time", Words(zh="申请延长整改期限", en="More time is asked for")),
    ("views", Words(zh="陈述、申辩", en="A defence")),
)
"""What an inspected party answers to an order."""
POINTS = Ask(
    "points",
    Words(zh="发现的问题和隐患（每行一项）", en="What was found, one on each line"),
    "lines",
    required=False,
)
ACTS: tuple[Act, ...] = (
    Act(
        "plan_inspection",
        Words(zh="列入检查", en="Plan an inspection"),
        Words(zh="列入检查", en="Plan it"),
        due=lambda known, taken: None,
        inside=True,
    ),
    Act(
        "begin_inspection",
        Words(zh="开始现场检查", en="Begin on the spot"),
        Words(zh="开始检查", en="Begin"),
        fixed(
            OFFICERS,
            Ask("meeting", Words(zh="告知方式", en="How it was told"), "choice", options=MEETINGS),
            Ask("place", Words(zh="检查地点", en="Place"), "text"),
        ),
        checks=(officers_drawn,),
        files=True,
        due=decision_clock,
        paper="inspection_notice",
        sought=True,
    ),
    Act(
        "record_findings",
        Words(zh="现场检查记录", en="Record what was found"),
        Words(zh="存入案卷", en="Keep the record"),
        fixed(
            OFFICERS,
            Ask(
                "looked_at",
                Words(zh="检查内容（每行一项）", en="What was looked at, one on each line"),
                "lines",
            ),
            POINTS,
            Ask(
                "signed",
                Words(
                    zh="被检查单位签字人（拒绝签字的，注明）",
                    en="Who signed for the party, or that they refused",
                ),
                "text",
            ),
        ),
    ),
    Act(
        "pass_inspection",
        Words(zh="检查合格", en="In order"),
        Words(zh="出具检查记录", en="Give the record"),
        fixed(Ask("text", Words(zh="检查结论", en="Conclusion"))),
        (check_findings,),
        due=lambda known, taken: None,
        paper="inspection_record",
        sought=True,
    ),
    Act(
        "order_mending",
        Words(zh="责令限期整改", en="Order to mend"),
        Words(zh="发出整改指令书", en="Order in writing"),
        fixed(
            Ask(
                "orders",
                Words(zh="整改要求（每行一项）", en="What is to be mended, one on each line"),
                "lines",
            ),
            Ask("until", Words(zh="整改期限至", en="By"), "date"),
            Ask("law", Words(zh="依据", en="Article"), "text"),
        ),
        (check_findings,),
        (day_ahead,),
        says=_mending,
        due=_until,
        paper="mending_order",
        told=("until",),
        sought=True,
    ),
    Act(
        "pass_recheck",
        Words(zh="复查合格", en="Mended"),
        Words(zh="出具复查意见书", en="Give the opinion"),
        fixed(OFFICERS, Ask("text", Words(zh="复查情况", en="What was seen"))),
        due=lambda known, taken: None,
        paper="recheck",
        sought=True,
    ),
    Act(
        "fail_recheck",
        Words(zh="复查不合格，再次责令整改", en="Not mended: order again"),
        Words(zh="再次责令整改", en="Order again"),
        fixed(
            OFFICERS,
            Ask("orders", Words(zh="仍须整改的事项（每行一项）", en="What is still to be mended"), "lines"),
            Ask("until", Words(zh="整改期限至", en="By"), "date"),
            Ask("law", Words(zh="依据", en="Article"), "text"),
        ),
        checks=(day_ahead,),
        due=_until,
        paper="mending_order",
        told=("until",),
        danger=True,
    ),
    Act(
        "answer_order",
        Words(zh="被检查单位对整改指令的回复", en="The answer to the order to mend"),
        Words(zh="存入案卷", en="Keep it"),
        fixed(Ask("kind", Words(zh="回复类别", en="What it says"), "choice", options=ANSWERS), TEXT),
        mine=Mine(
            Words(zh="回复整改指令", en="Answer the order to mend"),
            Words(zh="提交回复", en="Send the answer"),
            Words(
                zh="报告整改情况、申请延期或者陈述意见，可以附照片、票据等材料。申请延期的，批准前仍按原期限整改。",
                en="Tell what was mended, ask for more time or state a defence; photos and bills may be added. Until"
                " more time is granted the day of the order holds.",
            ),
            takes_files=True,
        ),
    ),
    Act(
        "extend_mending",
        Words(zh="延长整改期限", en="Give more time to mend"),
        Words(zh="批准延长", en="Lengthen"),
        fixed(Ask("until", Words(zh="延长至", en="By"), "date"), REASON),
        (check_mended_time,),
        (day_ahead,),
        due=_until,
        told=("until",),
        rare=True,
    ),
    Act(
        "lead_to_penalty",
        Words(zh="涉嫌违法，转立案查处", en="A breach is suspected: to a penalty"),
        Words(zh="转立案查处", en="Hand over"),
        fixed(
            Ask(
                "lead", Words(zh="线索编号或者承办机构", en="Number of the lead, or who takes it up"), "text"
            ),
            REASON,
        ),
        (check_findings,),
        due=no_clock,
        danger=True,
        rare=True,
        inside=True,
    ),
    Act(
        "penalise_unmended",
        Words(zh="逾期未整改，转立案查处", en="Not mended in time: to a penalty"),
        Words(zh="转立案查处", en="Hand over"),
        fixed(
            Ask(
                "lead", Words(zh="线索编号或者承办机构", en="Number of the lead, or who takes it up"), "text"
            ),
            REASON,
        ),
        (check_findings,),
        due=no_clock,
        danger=True,
        rare=True,
        inside=True,
    ),
    Act(
        "publish_inspection",
        Words(zh="公示检查结果", en="Publish the result"),
        Words(zh="记录公示", en="Note the publication"),
        fixed(
            Ask("where", Words(zh="公示平台", en="Where"), "text"),
            Ask("on", Words(zh="公示日期", en="Day"), "date", past=True),
        ),
        (check_not_published,),
        told=("on",),
        rare=True,
    ),
    Act(
        "call_off_inspection",
        Words(zh="取消检查", en="Call the inspection off"),
        Words(zh="取消", en="Call off"),
        fixed(REASON),
        due=no_clock,
        danger=True,
        rare=True,
    ),
)
