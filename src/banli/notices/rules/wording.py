"""What a message says outside the platform: short, with the number of the case, and nothing that others may not read.

Whoever holds the telephone reads it. So it names the matter and what happened; no name, no identity number, no reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from banli.kernel.text import Words

OF_CASES: Mapping[str, Words] = {
    "correction_asked": Words(
        zh="请按补正告知书补正材料", en="please correct the application as the notice says"
    ),
    "accepted": Words(zh="已受理", en="accepted"),
    "deemed_accepted": Words(zh="依法视为受理", en="accepted by law"),
    "not_accepted": Words(zh="不予受理，请查看通知书", en="not accepted, see the notice"),
    "not_required": Words(zh="该事项无需许可", en="no licence is needed"),
    "paused": Words(
        zh="进入特别程序，办理时限暂停计算", en="a special procedure began, the time stands still"
    ),
    "resumed": Words(zh="特别程序结束，恢复计时", en="the special procedure ended, the time goes on"),
    "extended": Words(zh="办理期限已延长，请查看理由", en="the time limit was extended, see the reason"),
    "refusal_told": Words(zh="拟不予许可，请及时陈述申辩", en="a refusal is proposed, please answer in time"),
    "hearing_called": Words(zh="将举行听证，请查看时间地点", en="a hearing was called, see time and place"),
    "hearing_held": Words(zh="听证已举行，恢复计时", en="the hearing was held, the time goes on"),
    "promise_broken": Words(zh="承诺未履行，请查看处理", en="a promise was found not to be kept"),
    "forwarded": Words(zh="已转报上级机关", en="sent on to the upper organ"),
    "answer_awaited": Words(
        zh="信息库暂未答复，稍后由窗口答复", en="the databank is silent, the window answers"
    ),
    "answered": Words(zh="查询结果已出", en="your question was answered"),
    "granted": Words(zh="已作出准予决定", en="granted"),
    "refused": Words(zh="已作出不予决定，请查看理由和救济途径", en="refused, see reasons and remedies"),
    "certificate_issued": Words(zh="证照已制作，可下载或领取", en="the certificate is ready"),
    "delivered": Words(zh="结果已送达", en="the result was handed over"),
    "revoked": Words(zh="已撤销，请查看决定书", en="revoked, see the decision"),
    "terminated": Words(zh="已终止办理，请查看理由", en="ended without a decision, see the reason"),
    "voided": Words(zh="已作废，请查看理由", en="void, see the reason"),
    "closed_with_item": Words(zh="事项取消，办件终结", en="closed, as the item ended"),
    "recounted": Words(zh="办理日期已重新计算", en="its dates were counted again"),
    "permit_touched": Words(zh="许可路线有新限制，出行前请查看", en="a new restriction lies on your route"),
}
OF_CERTIFICATES: Mapping[str, Words] = {
    "reminded": Words(zh="证照临近到期或年检，请及时办理", en="its end or validation is near"),
    "suspended": Words(zh="证照已被暂扣", en="the certificate was suspended"),
    "restored": Words(zh="证照已发还", en="the certificate was given back"),
    "revoked": Words(zh="证照已被撤销", en="the certificate was revoked"),
    "withdrawn": Words(zh="证照已被撤回", en="the certificate was withdrawn"),
    "cancelled": Words(zh="证照已注销", en="the certificate was cancelled"),
    "replaced": Words(zh="新证照已替代原证照", en="a newer certificate took its place"),
    "deemed_renewed": Words(zh="证照依法视为准予延续", en="the certificate was renewed by law"),
}
OF_CREDIT: Mapping[str, Words] = {
    "ban_proposed": Words(zh="拟限制申请，请及时陈述申辩", en="a ban is proposed, please answer in time"),
    "ban_confirmed": Words(zh="已作出限制申请决定", en="a ban was decided"),
    "ban_dismissed": Words(zh="不予限制申请", en="the proposed ban was dismissed"),
}
OF_RATINGS: Mapping[str, Words] = {
    "replied": Words(
        zh="您的评价已有答复，可再评一次", en="your rating was answered; you may rate once more"
    ),
}
OF_SUGGESTIONS: Mapping[str, Words] = {
    "suggestion_answered": Words(zh="您反映的事项已有答复", en="what you told was answered"),
    "suggestion_set_aside": Words(zh="您反映的事项不予办理，请查看理由", en="set aside, see the reason"),
}
OF_APPOINTMENTS: Mapping[str, Words] = {
    "called_off": Words(
        zh="该时段停约，您的预约已取消，请查看原因并另选时间",
        en="called off by the hall: see the reason and choose another time",
    ),
}
WORDS: Mapping[str, Mapping[str, Words]] = {
    "case": OF_CASES,
    "certificate": OF_CERTIFICATES,
    "credit": OF_CREDIT,
    "rating": OF_RATINGS,
    "suggestion": OF_SUGGESTIONS,
    "booking": OF_APPOINTMENTS,
}
"""By the topic and the name of a message: what happened."""
AT_NIGHT: Mapping[str, str] = {
    "correction_asked": "行政许可法 32 (1)(4): all is asked at once, and the applicant's time for it begins",
    "refusal_told": "行政许可法 36, 46, 47: the days for an answer and for asking for a hearing begin",
    "hearing_called": "行政许可法 48 (1)(1): seven days before the hearing, which may be the last moment for it",
    "ban_proposed": "the days for an answer begin; the platform's own rule, after 行政处罚法 44, 45",
    "permit_touched": "the house's own: a transport on its way is warned before it meets the restriction",
}
"""Messages that quiet hours do not hold, each with its reason."""
PART = 70
"""Characters of a short message in UCS-2, as a gateway counts it; of a longer one each part has three fewer."""
LONG_PART = 67
LEAST_ABOUT = 6
"""Characters of the matter's name that are said however long the rest is."""


def parts_of(text: str) -> int:
    """How many short messages a gateway makes of ``text``; characters beyond the BMP count twice."""
    units = len(text.encode("utf-16-le")) // 2
    return 1 if units <= PART else -(-units // LONG_PART)


def short_text(what: Words, *, about: Words, number: str, sign: Words, english: bool) -> str:
    """The words of a short message, one part where the name of the matter can be cut to let it."""
    if english:
        return f"[{sign.en or sign.zh}] {about.en or about.zh} ({number}): {what.en}. See the platform."
    text = f"【{sign.zh}】<about>（{number}）{what.zh}。详情请登录平台。"
    room = PART - (len(text) - len("<about>"))
    return text.replace("<about>", cut(about.zh, max(room, LEAST_ABOUT)))


def cut(text: str, most: int) -> str:
    """At most ``most`` characters of ``text``, its cut marked."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def mail_text(what: Words, *, about: Words, number: str, sign: Words, link: str) -> tuple[str, str]:
    """Subject and text of an e-mail, in both languages."""
    subject = f"【{sign.zh}】{cut(about.zh, 40)}：{what.zh}"
    lines = [
        f"您的办件“{about.zh}”（{number}）：{what.zh}。",
        "本邮件由平台自动发送，请勿回复。详情请登录平台查看：",
        "",
        f"Your application “{about.en or about.zh}” ({number}): {what.en}.",
        "This message was sent by the platform; please do not answer it. For details see:",
        "",
        link,
    ]
    return subject, "\n".join(lines)
