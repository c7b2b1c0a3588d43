"""The acts of a levy (行政征收): declaration, assessment, notice, payment, receipt, refund."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from banli.enforcement.rules import clocks
from banli.enforcement.rules.act import Act, Mine, Taken, decision_clock, fixed, no_clock
from banli.enforcement.rules.asks import REASON, TEXT, Ask
from banli.enforcement.rules.known import Known, day_in, last, sum_of
from banli.enforcement.rules.money import owed
from banli.enforcement.rules.performing import (
    URGED_ANSWER,
    check_court_window,
    check_late,
    payment_checked,
    service_asks,
    service_checked,
)
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import Words, gettext_noop
from banli.worktime.rules import iso

REDUCTIONS = (
    ("reduced", Words(zh="减缴", en="Reduced")),
    ("exempt", Words(zh="免缴", en="Exempted")),
    ("deferred", Words(zh="缓缴", en="Put off")),
)
REFUNDS = (
    ("too_much", Words(zh="提高标准、扩大范围多征", en="More was levied than set")),
    ("error", Words(zh="技术性差错", en="A technical error")),
    ("approved", Words(zh="经财政部门核准的其他退付", en="Another, approved by the finance department")),
)


def check_assessor(known: Known) -> None:
    """Who assessed a levy does not decide it."""
    assessed = last(known, "assess_levy")
    if assessed and known.person is not None and assessed.person == known.person:
        raise Refused(gettext_noop("You assessed this levy; somebody else decides it."))


def check_paid(known: Known) -> None:
    """The sum is there before a receipt is given."""
    debt = owed(known, known.today)
    if debt.open:
        raise Refused(gettext_noop("%(open)s yuan are still to be paid."), open=debt.open)


def assessed_checked(_known: Known, answered: Taken) -> Iterable[Problem]:
    """Something is to be paid."""
    if not Decimal(answered["amount"]):
        yield Problem("amount", gettext_noop("Where nothing is to be paid, end the levy instead."))


def reduced_checked(known: Known, answered: Taken) -> Iterable[Problem]:
    """A reduction names its sum or its day, and is no larger than what is owed."""
    kind, open_ = answered["kind"], owed(known, known.today).open
    if kind == "deferred" and not answered.get("until"):
        yield Problem("until", gettext_noop("Enter the day until which it is put off."))
    if kind != "deferred" and not Decimal(answered.get("reduced_by") or 0):
        yield Problem("reduced_by", gettext_noop("Enter by how much."))
    if Decimal(answered.get("reduced_by") or 0) > open_:
        yield Problem("reduced_by", gettext_noop("Only %(open)s yuan are owed."), (("open", open_),))


def refund_checked(known: Known, answered: Taken) -> Iterable[Problem]:
    """No more is refunded than was paid."""
    left = sum_of(known, "amount", "receive_levy") - sum_of(known, "refunded", "refund_levy")
    amount = Decimal(answered["refunded"])
    if not amount or amount > left:
        message = gettext_noop("At most %(left)s yuan can be refunded.")
        yield Problem("refunded", message, (("left", left),))


def _notified(known: Known, _taken: Taken) -> dict[str, Any]:
    assessed, own = last(known, "assess_levy"), known.spec.enforcement
    found = dict(assessed.content) if assessed else {}
    days, _unit = clocks.limit(known, "levy_payment")
    account = own.account.zh if own and own.account else ""
    return {**found, "payment_days": days, "account": account}


def _served(known: Known, taken: Taken) -> dict[str, Any]:
    return {"pay_until": iso(_pay_day(known, taken))}


def _pay_day(known: Known, taken: Taken) -> date:
    return clocks.ends(known, "levy_payment", day_in(taken, "received_on") or known.today)


def _reduced(_known: Known, taken: Taken) -> dict[str, Any]:
    return {"pay_until": taken["until"]} if taken.get("until") else {}


def _urged(known: Known, _taken: Taken) -> dict[str, Any]:
    return {"open": str(owed(known, known.today).open), "until": iso(clocks.ends(known, "urging"))}


ACTS: tuple[Act, ...] = (
    Act(
        "declare_levy",
        Words(zh="登记申报", en="Register a declaration"),
        Words(zh="登记", en="Register"),
        files=True,
        due=decision_clock,
        mine=Mine(
            Words(zh="申报应缴的费款", en="Declare what is to be paid"),
            Words(zh="提交申报", en="Send the declaration"),
            Words(
                zh="如实填写征收项目和计征依据，由执收单位核定应缴金额并开具缴款通知书。",
                en="Say what is levied and on what base; the organ sets the sum and sends the notice.",
            ),
            takes_files=True,
            dated=False,
        ),
    ),
    Act(
        "assess_levy",
        Words(zh="核定应缴金额", en="Assess the levy"),
        Words(zh="提交核定", en="Put before the head"),
        fixed(
            Ask("base", Words(zh="计征依据（面积、数量、收入等）", en="What it is worked out from")),
            Ask("standard", Words(zh="征收标准", en="Rate"), "text"),
            Ask("amount", Words(zh="应缴金额（元）", en="Sum in yuan"), "money"),
            Ask("law", Words(zh="征收依据", en="Article"), "text"),
        ),
        checks=(assessed_checked,),
        sought=True,
        inside=True,
    ),
    Act(
        "notify_levy",
        Words(zh="作出征收决定", en="Decide the levy"),
        Words(zh="开具缴款通知书", en="Issue the notice to pay"),
        rules=(check_assessor,),
        says=_notified,
        due=lambda known, taken: clocks.ends(known, "service"),
        paper="levy_notice",
        sought=True,
    ),
    Act(
        "serve_levy",
        Words(zh="送达缴款通知书", en="Serve the notice to pay"),
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
        "receive_levy",
        Words(zh="记录缴款", en="Record a payment"),
        Words(zh="记录", en="Record"),
        fixed(
            Ask("amount", Words(zh="缴款金额（元）", en="Sum in yuan"), "money"),
            Ask("paid_on", Words(zh="缴款日期", en="Day of payment"), "date", past=True),
        ),
        checks=(payment_checked,),
        told=("paid_on",),
    ),
    Act(
        "settle_levy",
        Words(zh="开具票据", en="Give the receipt"),
        Words(zh="开具并完成征收", en="Give it; the levy is settled"),
        fixed(Ask("receipt", Words(zh="非税收入票据号码", en="Number of the receipt"), "text")),
        (check_paid,),
        due=no_clock,
        paper="levy_receipt",
        sought=True,
    ),
    Act(
        "ask_relief",
        Words(zh="缴款人申请减缴、免缴或者缓缴", en="The payer asks for relief"),
        Words(zh="记录申请", en="Note the request"),
        fixed(TEXT),
        mine=Mine(
            Words(zh="申请减缴、免缴或者缓缴", en="Ask for relief"),
            Words(zh="提交申请", en="Send the request"),
            Words(
                zh="写明符合的政策和理由并附证明。批准前仍按通知书的期限缴款。",
                en="Say by which rule and why, and add the proof. Until it is granted the day of the notice holds.",
            ),
            takes_files=True,
        ),
        rare=True,
    ),
    Act(
        "answer_levy_urging",
        Words(zh="缴款人对催告的意见", en="What the payer says to the urging"),
        Words(zh="存入案卷", en="Keep it"),
        fixed(TEXT),
        mine=URGED_ANSWER,
        rare=True,
    ),
    Act(
        "reduce_levy",
        Words(zh="减缴、免缴或者缓缴", en="Reduce, exempt or put off"),
        Words(zh="批准", en="Approve"),
        fixed(
            Ask("kind", Words(zh="类别", en="Which"), "choice", options=REDUCTIONS),
            Ask("reduced_by", Words(zh="减免金额（元）", en="By how much, in yuan"), "money", required=False),
            Ask("until", Words(zh="缓缴至", en="Put off until"), "date", required=False),
            Ask("document", Words(zh="财政部门批准文号", en="Number of the approval"), "text"),
            REASON,
        ),
        checks=(reduced_checked,),
        says=_reduced,
        due=lambda known, taken: day_in(taken, "until") or known.due_on,
        paper="levy_reduced",
        told=("kind", "pay_until"),
        rare=True,
    ),
    Act(
        "urge_levy",
        Words(zh="催告缴款", en="Urge payment"),
        Words(zh="发出催告书", en="Urge in writing"),
        rules=(check_late,),
        says=_urged,
        due=lambda known, taken: clocks.ends(known, "urging"),
        paper="urging",
        told=("until",),
        sought=True,
    ),
    Act(
        "enforce_levy",
        Words(zh="申请法院强制执行", en="Apply to the court"),
        Words(zh="提出申请", en="Apply"),
        fixed(Ask("court", Words(zh="受理法院", en="Court"), "text"), REASON),
        (check_court_window,),
        due=no_clock,
        paper="court_application",
        inside=True,
    ),
    Act(
        "refund_levy",
        Words(zh="退付", en="Refund"),
        Words(zh="批准退付", en="Refund"),
        fixed(
            Ask("ground", Words(zh="退付情形", en="Ground"), "choice", options=REFUNDS),
            Ask("refunded", Words(zh="退付金额（元）", en="Sum in yuan"), "money"),
            Ask("document", Words(zh="财政部门审批文号", en="Number of the approval"), "text"),
            REASON,
        ),
        checks=(refund_checked,),
        paper="levy_refund",
    ),
    Act(
        "close_levy",
        Words(zh="结案", en="Close"),
        Words(zh="结案", en="Close"),
        fixed(Ask("text", Words(zh="征收情况", en="How it was levied"))),
        due=no_clock,
    ),
    Act(
        "return_assessment",
        Words(zh="退回重新核定", en="Send back to be assessed"),
        Words(zh="退回", en="Send back"),
        fixed(REASON),
        rare=True,
        inside=True,
    ),
    Act(
        "drop_levy",
        Words(zh="不予征收", en="Levy nothing"),
        Words(zh="决定不予征收", en="Levy nothing"),
        fixed(REASON),
        due=no_clock,
        danger=True,
        rare=True,
    ),
    Act(
        "annul_levy",
        Words(zh="撤销征收决定", en="Annul the levy"),
        Words(zh="撤销", en="Annul"),
        fixed(
            Ask("document", Words(zh="复议决定书、判决书文号", en="Number of their decision"), "text"), REASON
        ),
        due=no_clock,
        paper="levy_annulled",
        danger=True,
        rare=True,
    ),
)
