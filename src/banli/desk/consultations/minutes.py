"""The minutes of a consultation (会商纪要) as a paper: always in Chinese, with all that was said."""

from __future__ import annotations

from banli.consultations.service import Consultation, seats
from banli.consultations.states import STANCE_NAMES, Stance
from banli.documents.service import Paper, PaperPart, Row, date_words, paper_pdf
from banli.kernel import clock

SILENT = "未在期限内答复"


def minutes_pdf(found: Consultation) -> bytes:
    """The paper of a consultation that was concluded."""
    return paper_pdf(minutes_of(found))


def minutes_of(found: Consultation) -> Paper:
    """The paper before it is set."""
    assert found.ended_at is not None
    ended = found.ended_at.astimezone(clock.SHANGHAI).date()
    asked = found.recorded_at.astimezone(clock.SHANGHAI).date()
    outcome = STANCE_NAMES[Stance(found.outcome)].zh
    rows = [
        Row("会商编号", found.public_id),
        Row("会商事项", found.matter, wide=True),
        Row("办件编号", found.subject),
        Row("发起单位", found.department.name),
        Row("发起日期", date_words(asked)),
        Row("答复期限", date_words(found.answer_by)),
    ]
    said = tuple(
        (
            f"{one.department.name}{one.division}",
            STANCE_NAMES[Stance(one.stance)].zh if one.stance else SILENT,
            one.text,
            date_words(one.given_at.astimezone(clock.SHANGHAI).date()) if one.given_at else "",
        )
        for one in seats(found)
    )
    parts = [
        PaperPart("一、会商事项", (), tuple(rows)),
        PaperPart("二、请予会商的问题", tuple(found.question.splitlines())),
        PaperPart("三、各单位意见", (), (), (("单位", "意见", "理由和条件", "答复日期"), *said)),
    ]
    meetings = [
        PaperPart(
            "四、会商会议" if n == 0 else "",
            tuple(one.text.splitlines()),
            (
                Row("时间", date_words(one.held_on)),
                Row("地点", one.place),
                Row("主持人", one.chair),
                Row("参加人员", "、".join(one.present), wide=True),
            ),
        )
        for n, one in enumerate(found.meetings.order_by("held_on", "id"))
    ]
    last = "五" if meetings else "四"
    lines = [f"会商结论：{outcome}。", *found.conclusion.splitlines()]
    if found.on_objections:
        lines += ["对不同意见的说明：", *found.on_objections.splitlines()]
    end = PaperPart(f"{last}、会商结论", tuple(lines))
    note = f"{found.department.name}　{date_words(ended)}"
    return Paper("会商纪要", note, (*parts, *meetings, end), found.department.name, ended)
