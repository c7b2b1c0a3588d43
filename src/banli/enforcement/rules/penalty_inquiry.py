"""A penalty from the lead to the end of the investigation (行政处罚法 51 to 57)."""

from __future__ import annotations

from typing import Any

from banli.enforcement.rules import clocks, penalty, recusal
from banli.enforcement.rules.act import Act, Taken, decision_clock, fixed, no_clock
from banli.enforcement.rules.asks import OFFICERS, PLACE, REASON, Ask
from banli.enforcement.rules.known import Known, OfItem
from banli.kernel.text import Words
from banli.worktime.rules import iso

EVIDENCE = (
    ("documents", Words(zh="书证", en="Documents")),
    ("objects", Words(zh="物证", en="Objects")),
    ("recordings", Words(zh="视听资料", en="Recordings")),
    ("data", Words(zh="电子数据", en="Electronic data")),
    ("witness", Words(zh="证人证言", en="Statement of a witness")),
    ("party", Words(zh="当事人的陈述", en="Statement of the party")),
    ("opinion", Words(zh="鉴定意见", en="Expert opinion")),
    ("site", Words(zh="勘验笔录、现场笔录", en="Record made on the spot")),
)
"""The eight kinds of evidence (46)."""
PROPOSES = (
    ("penalty", Words(zh="给予行政处罚", en="A penalty")),
    ("none", Words(zh="不予行政处罚", en="No penalty")),
    ("not_proven", Words(zh="违法事实不能成立", en="The breach is not proven")),
    ("crime", Words(zh="涉嫌犯罪，移送司法机关", en="A crime is suspected: hand over")),
)
CIRCUMSTANCES = tuple(penalty.CIRCUMSTANCE_NAMES.items())
OTHERS = tuple(penalty.OTHER_PENALTIES.items())
DISPOSALS = (
    ("returned", Words(zh="予以返还", en="Returned")),
    ("seized", Words(zh="依法查封、扣押", en="Sealed or seized")),
    ("examined", Words(zh="送交检测、检验、鉴定", en="Sent to be tested")),
    ("confiscated", Words(zh="依法没收", en="Confiscated")),
)


def _breach(known: OfItem, required: bool = True) -> Ask:
    own = known.spec.enforcement
    options = tuple((one.key, one.name) for one in own.breaches) if own else ()
    return Ask("breach", Words(zh="违法行为", en="Breach"), "choice", required=required, options=options)


def _concluding(known: OfItem) -> tuple[Ask, ...]:
    return (
        OFFICERS,
        Ask("proposes", Words(zh="处理意见", en="Proposal"), "choice", options=PROPOSES),
        _breach(known),
        Ask("facts", Words(zh="违法事实和证据", en="Facts and evidence")),
        Ask("circumstance", Words(zh="裁量情节", en="Circumstances"), "choice", options=CIRCUMSTANCES),
        Ask(
            "circumstance_reason", Words(zh="裁量理由和依据", en="Why, and on which article"), required=False
        ),
        Ask("warning", Words(zh="警告", en="Warning"), "check"),
        Ask("fine", Words(zh="罚款（元）", en="Fine in yuan"), "money", required=False),
        Ask(
            "gains", Words(zh="没收违法所得（元）", en="Gains confiscated, in yuan"), "money", required=False
        ),
        Ask("goods", Words(zh="没收非法财物", en="Goods confiscated"), "lines", required=False),
        Ask("goods_value", Words(zh="没收财物价值（元）", en="Their value in yuan"), "money", required=False),
        Ask("other", Words(zh="其他处罚", en="Other penalty"), "choice", required=False, options=OTHERS),
    )


def _spot(known: Known, taken: Taken) -> dict[str, Any]:
    return {**penalty.decision_facts(known, taken), "pay_until": iso(clocks.ends(known, "payment"))}


ACTS: tuple[Act, ...] = (
    Act(
        "register_lead",
        Words(zh="登记线索", en="Register a lead"),
        Words(zh="登记", en="Register"),
        due=lambda known, taken: clocks.ends(known, "verification"),
        inside=True,
    ),
    Act(
        "file_case",
        Words(zh="立案", en="File the case"),
        Words(zh="批准立案", en="File the case"),
        fixed(OFFICERS, REASON),
        files=True,
        due=decision_clock,
        sought=True,
        about=Words(
            zh="办案人员不少于两人；九十日自立案之日起算。",
            en="Two officers at least; the ninety days begin.",
        ),
    ),
    Act(
        "penalise_on_the_spot",
        Words(zh="当场处罚", en="Penalise on the spot"),
        Words(zh="当场作出决定并交付", en="Decide and hand over"),
        lambda known: (
            OFFICERS,
            _breach(known),
            Ask("facts", Words(zh="违法事实", en="Facts")),
            Ask("defence_said", Words(zh="当事人的陈述、申辩", en="What the party says")),
            Ask("warning", Words(zh="警告", en="Warning"), "check"),
            Ask("fine", Words(zh="罚款（元）", en="Fine in yuan"), "money", required=False),
            PLACE,
        ),
        rules=(recusal.check_decided,),
        checks=(penalty.spot_checked,),
        says=_spot,
        due=lambda known, taken: clocks.ends(known, "payment"),
        paper="spot_penalty",
        told=("pay_until",),
    ),
    Act(
        "extend_verification",
        Words(zh="延长核查期限", en="Extend the verification"),
        Words(zh="批准延长", en="Extend"),
        fixed(REASON),
        (penalty.check_verification_once,),
        due=lambda known, taken: clocks.ends(known, "verification", known.due_on),
        rare=True,
        inside=True,
    ),
    Act(
        "decline_filing",
        Words(zh="不予立案", en="Do not file"),
        Words(zh="决定不予立案", en="Do not file"),
        fixed(REASON),
        due=no_clock,
        danger=True,
        rare=True,
    ),
    Act(
        "conclude_investigation",
        Words(zh="调查终结，提出处理意见", en="Conclude the investigation"),
        Words(zh="提交审核", en="Put before the legal office"),
        _concluding,
        (penalty.check_evidence,),
        (penalty.fine_checked, penalty.reason_checked),
        sought=True,
        inside=True,
    ),
    Act(
        "record_evidence",
        Words(zh="记录证据", en="Record evidence"),
        Words(zh="存入案卷", en="Keep in the file"),
        fixed(
            OFFICERS,
            Ask("kind", Words(zh="证据种类", en="Kind of evidence"), "choice", options=EVIDENCE),
            Ask("name", Words(zh="证据名称", en="What it is"), "text"),
            Ask("taken_on", Words(zh="取得日期", en="Day it was taken"), "date", past=True),
            Ask("text", Words(zh="内容、来源和证明事项", en="What it says, whence, what it proves")),
        ),
        inside=True,
    ),
    Act(
        "preserve_evidence",
        Words(zh="先行登记保存证据", en="Preserve evidence"),
        Words(zh="批准并交付清单", en="Preserve it"),
        fixed(OFFICERS, Ask("goods", Words(zh="物品清单", en="List of the things"), "lines"), PLACE, REASON),
        (penalty.check_not_preserved,),
        says=lambda known, taken: {"until": iso(clocks.ends(known, "preserved"))},
        due=lambda known, taken: clocks.ends(known, "preserved"),
        paper="preservation",
        told=("until",),
        rare=True,
    ),
    Act(
        "dispose_preserved",
        Words(zh="处理先行登记保存的证据", en="Dispose of preserved evidence"),
        Words(zh="记录处理结果", en="Record the disposal"),
        fixed(Ask("disposal", Words(zh="处理方式", en="How"), "choice", options=DISPOSALS), REASON),
        (penalty.check_preserved,),
        due=decision_clock,
    ),
    Act(
        "find_not_proven",
        Words(zh="违法事实不能成立，撤销案件", en="Not proven: end the case"),
        Words(zh="撤销案件", en="End the case"),
        fixed(REASON),
        due=no_clock,
        paper="not_proven",
        danger=True,
        rare=True,
    ),
    Act(
        "transfer_crime",
        Words(zh="移送司法机关", en="Hand over a suspected crime"),
        Words(zh="移送", en="Hand over"),
        fixed(Ask("organ", Words(zh="移送机关", en="To whom"), "text"), REASON),
        due=no_clock,
        danger=True,
        rare=True,
        inside=True,
    ),
    Act(
        "extend_case",
        Words(zh="延长办案期限", en="Extend the limit"),
        Words(zh="批准延长", en="Extend"),
        fixed(Ask("days", Words(zh="延长天数", en="Days"), "whole", value="30"), REASON),
        (penalty.check_once_extended,),
        checks=(penalty.extension_checked,),
        lengthens=lambda known, taken: int(taken["days"]),
        due=lambda known, taken: known.due_on if known.state == "told" else known.statutory_due,
        rare=True,
        told=("days",),
    ),
)
