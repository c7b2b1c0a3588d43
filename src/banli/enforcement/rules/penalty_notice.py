"""The notice before a penalty, the defence, the hearing (行政处罚法 44, 45, 58, 63 to 65)."""

from __future__ import annotations

from datetime import date
from typing import Any

from banli.enforcement.rules import clocks, penalty
from banli.enforcement.rules.act import Act, Mine, Taken, decision_clock, fixed
from banli.enforcement.rules.asks import PLACE, REASON, TEXT, Ask
from banli.enforcement.rules.known import Known, day_in, last
from banli.kernel.text import Words
from banli.worktime.rules import iso


def _told(known: Known, _taken: Taken) -> dict[str, Any]:
    return {
        **penalty.proposal(known),
        "until": iso(clocks.ends(known, "defence")),
        "hearing": penalty.may_be_heard(known),
    }


def _until(known: Known, _taken: Taken) -> date | None:
    return clocks.ends(known, "defence")


def _stood_still(known: Known, _taken: Taken) -> tuple[date, date] | None:
    called = last(known, "call_penalty_hearing")
    return (called.on, known.today) if called else None


def clocks_of_notice(known: Known) -> date | None:
    """The last day of the defence, where it has not passed."""
    told = last(known, "tell_penalty")
    until = day_in(told.content, "until") if told else None
    return None if clocks.passed(known, until) else until


DEFENCE = Mine(
    Words(zh="陈述、申辩", en="State a defence"),
    Words(zh="提交陈述、申辩", en="Send the defence"),
    Words(
        zh="事实、理由、证据哪里不对，或者为什么应当从轻、减轻、不罚，都可以写。行政机关必须复核，不得因申辩加重处罚。",
        en="Say what is wrong in facts, reasons or evidence, or why the penalty should be less. It must be weighed, and"
        " makes the penalty no heavier.",
    ),
    takes_files=True,
)
HEARING = Mine(
    Words(zh="要求听证", en="Ask for a hearing"),
    Words(zh="提交听证要求", en="Ask for the hearing"),
    Words(
        zh="写明要求听证的理由。听证不收费，举行的七个工作日前通知您时间、地点。",
        en="Say why. It costs nothing; you are told seven working days before where and when it is.",
    ),
    takes_files=True,
)
WAIVER = Mine(
    Words(zh="放弃陈述、申辩和听证", en="Give up defence and hearing"),
    Words(zh="确认放弃", en="Give them up"),
    Words(
        zh="放弃后行政机关可以不等期限届满就作出决定，不能再要求听证。请写明您的意见。",
        en="The decision may follow at once, and no hearing can be asked for any more. Say that you agree.",
    ),
)
WITHDRAWAL = Mine(
    Words(zh="撤回听证要求", en="Take the request for a hearing back"),
    Words(zh="确认撤回", en="Take it back"),
    Words(zh="撤回后不再举行听证。", en="The hearing is not held then."),
    dated=False,
)
ACTS: tuple[Act, ...] = (
    Act(
        "pass_legality",
        Words(zh="通过审核", en="Pass the review of legality"),
        Words(zh="审核通过，送负责人", en="Pass to the head"),
        fixed(Ask("opinion", Words(zh="审核意见", en="Opinion"))),
        (penalty.check_other_than_investigator,),
        sought=True,
        inside=True,
    ),
    Act(
        "pass_after_hearing",
        Words(zh="听证后通过审核", en="Pass after the hearing"),
        Words(zh="审核通过，送负责人", en="Pass to the head"),
        fixed(
            Ask("opinion", Words(zh="审核意见（根据听证笔录）", en="Opinion, on the record of the hearing"))
        ),
        (penalty.check_other_than_investigator,),
        inside=True,
    ),
    Act(
        "tell_penalty",
        Words(zh="行政处罚告知", en="Tell the intended penalty"),
        Words(zh="告知当事人", en="Tell the party"),
        rules=(penalty.check_penalty_proposed, penalty.check_other_than_investigator),
        says=_told,
        due=_until,
        paper="penalty_notice",
        told=("until", "hearing"),
        sought=True,
        about=Words(
            zh="告知书写明拟处罚的内容、事实、理由、依据和陈述、申辩、要求听证的权利。",
            en="The notice tells penalty, facts, reasons, basis and the rights of the party.",
        ),
    ),
    Act(
        "weigh_defence",
        Words(zh="复核陈述申辩，提请决定", en="Weigh the defence and propose"),
        Words(zh="提请决定", en="Put before the head"),
        fixed(
            Ask("weighed", Words(zh="采纳与不采纳的理由", en="What holds and what does not"), required=False),
            Ask("fine", Words(zh="改为罚款（元）", en="Fine changed to, in yuan"), "money", required=False),
        ),
        (penalty.check_defence_over,),
        (penalty.no_heavier,),
        due=decision_clock,
        sought=True,
        inside=True,
    ),
    Act(
        "state_defence",
        Words(zh="记录陈述、申辩", en="Write down the defence"),
        Words(zh="存入案卷", en="Keep the defence"),
        fixed(TEXT),
        (penalty.check_answer_in_time,),
        late=penalty.check_answer_in_time,
        mine=DEFENCE,
    ),
    Act(
        "waive_defence",
        Words(zh="当事人放弃陈述、申辩和听证", en="The party waives defence and hearing"),
        Words(zh="记录放弃", en="Note the waiver"),
        fixed(Ask("text", Words(zh="当事人签署的意见", en="What the party signed"))),
        (penalty.check_answer_in_time,),
        late=penalty.check_answer_in_time,
        mine=WAIVER,
        rare=True,
    ),
    Act(
        "ask_penalty_hearing",
        Words(zh="当事人要求听证", en="The party asks for a hearing"),
        Words(zh="记录要求", en="Note the request"),
        fixed(TEXT),
        (penalty.check_may_be_heard,),
        late=penalty.check_answer_in_time,
        mine=HEARING,
    ),
    Act(
        "withdraw_penalty_hearing",
        Words(zh="当事人撤回听证要求", en="The party takes the request for a hearing back"),
        Words(zh="记录撤回", en="Note it"),
        fixed(REASON),
        (penalty.check_hearing_asked,),
        due=lambda known, taken: clocks_of_notice(known) or decision_clock(known, taken),
        stood_still=_stood_still,
        mine=WITHDRAWAL,
        rare=True,
    ),
    Act(
        "call_penalty_hearing",
        Words(zh="通知听证", en="Call the hearing"),
        Words(zh="通知当事人", en="Tell the party"),
        fixed(
            Ask("on", Words(zh="听证日期", en="Day"), "date"),
            Ask(
                "time",
                Words(zh="时间", en="Hour"),
                "text",
                help=Words(zh="如上午九时三十分", en="such as 9:30"),
            ),
            PLACE,
            Ask("chair", Words(zh="听证主持人", en="Chair"), "text"),
        ),
        (penalty.check_hearing_asked,),
        (penalty.notice_in_time, penalty.chair_apart),
        due=lambda known, taken: day_in(taken, "on"),
        paper="penalty_hearing",
        told=("on",),
    ),
    Act(
        "hold_penalty_hearing",
        Words(zh="记录听证", en="Record the hearing"),
        Words(zh="存入听证笔录", en="Keep the record"),
        fixed(
            Ask("transcript", Words(zh="听证笔录", en="Record")),
            Ask("signed", Words(zh="签字人", en="Who signed"), "lines"),
        ),
        due=decision_clock,
        stood_still=_stood_still,
    ),
    Act(
        "end_penalty_hearing",
        Words(zh="听证终止", en="The hearing falls away"),
        Words(zh="记录终止", en="Note it"),
        fixed(REASON),
        due=decision_clock,
        stood_still=_stood_still,
        about=Words(
            zh="当事人撤回听证要求，或者无正当理由不出席。",
            en="The party gave it up or did not come (art. 64).",
        ),
        rare=True,
    ),
    Act(
        "send_back",
        Words(zh="退回补充调查", en="Send back to investigate"),
        Words(zh="退回", en="Send back"),
        fixed(REASON),
        due=decision_clock,
        rare=True,
        inside=True,
    ),
)
