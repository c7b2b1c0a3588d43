"""The decision on a penalty, its service, payment, enforcement and publication (行政处罚法 57 to 75)."""

from __future__ import annotations

from datetime import date
from typing import Any

from banli.enforcement.rules import clocks, penalty, recusal
from banli.enforcement.rules.act import Act, Mine, Taken, fixed, no_clock
from banli.enforcement.rules.asks import REASON, TEXT, Ask
from banli.enforcement.rules.known import Known, day_in, last
from banli.enforcement.rules.money import owed
from banli.enforcement.rules.performing import (
    URGED_ANSWER,
    check_court_window,
    check_late,
    check_settled,
    payment_checked,
    service_asks,
    service_checked,
)
from banli.kernel.text import Words
from banli.worktime.rules import iso

NO_PENALTY = (
    (
        "minor",
        Words(
            zh="违法行为轻微并及时改正，没有造成危害后果（第三十三条第一款）",
            en="Minor, mended in time, no harm (art. 33(1))",
        ),
    ),
    (
        "first",
        Words(
            zh="初次违法且危害后果轻微并及时改正（第三十三条第一款）",
            en="First, little harm, mended (art. 33(1))",
        ),
    ),
    (
        "no_fault",
        Words(
            zh="当事人有证据足以证明没有主观过错（第三十三条第二款）", en="No fault is proven (art. 33(2))"
        ),
    ),
    ("late", Words(zh="二年内未被发现（第三十六条）", en="Not found within two years (art. 36)")),
)
ANNULLERS = (
    ("review", Words(zh="复议机关", en="The reconsideration body")),
    ("court", Words(zh="人民法院", en="The court")),
    ("own", Words(zh="本机关自行纠正", en="The organ itself")),
)


def _served(known: Known, taken: Taken) -> dict[str, Any]:
    received = day_in(taken, "received_on") or known.today
    return {"pay_until": iso(clocks.ends(known, "payment", received))}


def _pay_day(known: Known, taken: Taken) -> date | None:
    return clocks.ends(known, "payment", day_in(taken, "received_on") or known.today)


def _urged(known: Known, _taken: Taken) -> dict[str, Any]:
    debt = owed(known, known.today)
    return {
        "open": str(debt.open),
        "added": str(debt.added),
        "until": iso(clocks.ends(known, "urging")),
    }


ACTS: tuple[Act, ...] = (
    Act(
        "decide_penalty",
        Words(zh="作出处罚决定", en="Decide the penalty"),
        Words(zh="作出行政处罚决定", en="Decide in writing"),
        rules=(recusal.check_decided, penalty.check_penalty_proposed, penalty.check_decidable),
        says=penalty.decision_facts,
        due=lambda known, taken: clocks.ends(known, "service"),
        paper="penalty_decision",
        sought=True,
    ),
    Act(
        "decide_no_penalty",
        Words(zh="不予行政处罚", en="Decide for no penalty"),
        Words(zh="作出不予处罚决定", en="Decide in writing"),
        fixed(Ask("ground", Words(zh="不予处罚的情形", en="Ground"), "choice", options=NO_PENALTY), REASON),
        (recusal.check_decided, penalty.check_other_than_investigator),
        says=penalty.decision_facts,
        due=lambda known, taken: clocks.ends(known, "service"),
        paper="no_penalty",
        rare=True,
    ),
    Act(
        "discuss",
        Words(zh="集体讨论", en="Discuss together"),
        Words(zh="记录讨论结果", en="Keep the minutes"),
        fixed(
            Ask("on", Words(zh="讨论日期", en="Day"), "date", past=True),
            Ask("present", Words(zh="参加人员（每行一人）", en="Who took part, one on each line"), "lines"),
            Ask("text", Words(zh="讨论意见和结论", en="What was said and concluded")),
        ),
        inside=True,
    ),
    Act(
        "serve_decision",
        Words(zh="送达决定书", en="Serve the decision"),
        Words(zh="记录送达", en="Record the service"),
        service_asks,
        checks=(service_checked,),
        says=_served,
        due=_pay_day,
        paper="service",
        told=("way", "received_on", "pay_until"),
        sought=True,
    ),
    Act(
        "close_case",
        Words(zh="结案", en="Close the case"),
        Words(zh="批准结案", en="Close"),
        fixed(Ask("text", Words(zh="执行情况", en="How it was performed"))),
        (check_settled,),
        due=no_clock,
        sought=True,
    ),
    Act(
        "record_payment",
        Words(zh="记录缴款", en="Record a payment"),
        Words(zh="记录", en="Record"),
        fixed(
            Ask("amount", Words(zh="缴款金额（元）", en="Sum in yuan"), "money"),
            Ask("paid_on", Words(zh="缴款日期", en="Day of payment"), "date", past=True),
            Ask("receipt", Words(zh="票据号码", en="Number of the receipt"), "text"),
        ),
        checks=(payment_checked,),
        told=("paid_on",),
    ),
    Act(
        "ask_deferral",
        Words(zh="当事人申请延期或者分期缴纳", en="The party asks to pay later or in parts"),
        Words(zh="记录申请", en="Note the request"),
        fixed(TEXT),
        mine=Mine(
            Words(zh="申请延期或者分期缴纳罚款", en="Ask to pay the fine later or in parts"),
            Words(zh="提交申请", en="Send the request"),
            Words(
                zh="写明经济困难的情况和希望的期限。批准前仍按决定书的期限缴纳。",
                en="Say what the hardship is and until when you could pay. Until it is granted the day of the decision"
                " holds.",
            ),
            takes_files=True,
        ),
        rare=True,
    ),
    Act(
        "defer_payment",
        Words(zh="批准延期或者分期缴纳", en="Let the fine be paid later or in parts"),
        Words(zh="批准", en="Approve"),
        fixed(
            Ask("until", Words(zh="缴纳至", en="To be paid by"), "date"),
            Ask("parts", Words(zh="分期安排", en="In which parts"), "lines", required=False),
            REASON,
        ),
        says=lambda known, taken: {"pay_until": taken["until"]},
        due=lambda known, taken: day_in(taken, "until"),
        paper="deferral",
        told=("pay_until",),
        rare=True,
    ),
    Act(
        "urge_payment",
        Words(zh="催告履行", en="Urge performance"),
        Words(zh="发出催告书", en="Urge in writing"),
        rules=(check_late,),
        says=_urged,
        due=lambda known, taken: clocks.ends(known, "urging"),
        paper="urging",
        told=("until",),
        sought=True,
    ),
    Act(
        "answer_urging",
        Words(zh="当事人对催告的意见", en="What the party says to the urging"),
        Words(zh="存入案卷", en="Keep it"),
        fixed(TEXT),
        mine=URGED_ANSWER,
        rare=True,
    ),
    Act(
        "apply_to_court",
        Words(zh="申请法院强制执行", en="Apply to the court"),
        Words(zh="提出申请", en="Apply"),
        fixed(Ask("court", Words(zh="受理法院", en="Court"), "text"), REASON),
        (check_court_window,),
        due=no_clock,
        paper="court_application",
        sought=True,
        inside=True,
    ),
    Act(
        "publish_decision",
        Words(zh="公开处罚信息", en="Publish the decision"),
        Words(zh="记录公开", en="Note the publication"),
        fixed(
            Ask("where", Words(zh="公示平台", en="Where"), "text"),
            Ask("on", Words(zh="公示日期", en="Day"), "date", past=True),
        ),
        (penalty.check_published,),
        rare=True,
        sought=True,
        told=("on",),
    ),
    Act(
        "annul_decision",
        Words(zh="撤销处罚决定", en="Annul the decision"),
        Words(zh="撤销", en="Annul"),
        fixed(
            Ask("by_whom", Words(zh="撤销主体", en="By whom"), "choice", options=ANNULLERS),
            Ask(
                "document",
                Words(zh="复议决定书、判决书文号", en="Number of their decision"),
                "text",
                required=False,
            ),
            REASON,
        ),
        due=lambda known, taken: (
            clocks.ends(known, "withdrawal") if last(known, "publish_decision") else None
        ),
        paper="penalty_annulled",
        danger=True,
        rare=True,
    ),
)
