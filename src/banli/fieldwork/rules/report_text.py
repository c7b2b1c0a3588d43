"""The sentences of the weekly report about an activity, composed from its facts: a draft in Chinese, to be read over.

What is not told is left out. The words are those of the house's own reports.
"""

from __future__ import annotations

from collections.abc import Iterable

from banli.fieldwork.rules.facts import Facts, GreenChannel, Outreach, Point, Talk, Training, Visit
from banli.fieldwork.rules.records import ActivityRecord, check

NUMERALS = "一二三四五六七八九十"


def composed(record: ActivityRecord, facts: Facts, house: str) -> str:
    """What the report would say of the activity of the department called ``house``.

    :raises Invalid: where its kind needs more of the common part.
    """
    check(record, facts)
    match facts:
        case Outreach():
            return _outreach(record, facts, house)
        case Visit():
            return _visit(record, facts, house)
        case Talk():
            return _talk(record, facts, house)
        case GreenChannel():
            return _green_channel(record, facts, house)
        case Training():
            return _training(record, facts, house)


def _outreach(record: ActivityRecord, facts: Outreach, house: str) -> str:
    who = f"{_when(record)}，{house}{facts.team}{_with(record)}"
    invited = f"邀请{_listed(facts.experts)}等方面的专家，" if facts.experts else ""
    going = f"前往{_listed(facts.places)}，" if facts.places else ""
    seen = f"实地查看{_listed(facts.looked_at)}，" if facts.looked_at else ""
    laws = f"依据{''.join(f'《{one}》' for one in facts.laws)}" if facts.laws else ""
    collected = "，并收集意见建议" if facts.suggestions_collected else ""
    first = f"{who}{invited}{going}为{_listed(record.targets)}提供上门服务，指导{record.matter}。"
    return f"{first}{seen}{laws}就{_listed(facts.advised_on)}等问题答疑指导{collected}。{_came_of_it(record)}"


def _visit(record: ActivityRecord, facts: Visit, house: str) -> str:
    where = f"{facts.road}{_listed(facts.places)}"
    what = f"围绕{record.matter}了解{_listed(facts.looked_at)}"
    return (
        f"{_when(record)}，{house}{facts.team}{_with(record)}前往{where}走访，{what}。{_came_of_it(record)}"
    )


def _talk(record: ActivityRecord, facts: Talk, house: str) -> str:
    purpose = f"，{'，'.join(facts.purpose)}" if facts.purpose else ""
    first = (
        f"{_when(record)}，{house}{_with(record)}就{facts.occasion}约谈{_listed(record.targets)}{purpose}。"
    )
    asked = f"约谈要求：{_points(record.requirements)}。" if record.requirements else ""
    return f"{first}{asked}被约谈单位表示，将{'，'.join(facts.commitments)}。"


def _green_channel(record: ActivityRecord, facts: GreenChannel, house: str) -> str:
    first = f"{_when(record)}，{house}{_with(record)}多措并举推进{record.matter}。{_points(facts.measures)}。"
    now = f"本次批复{facts.approved_now}个{f'，其中有{facts.example}' if facts.example else ''}。"
    share = f"占{facts.plan_owner}全年计划的{facts.percent}%"
    return f"{first}{now}截至目前，已批复{facts.approved_to_date}个，{share}。{_came_of_it(record)}"


def _training(record: ActivityRecord, facts: Training, house: str) -> str:
    people = f"{'近' if facts.trainees_approximate else ''}{facts.trainees}人参加"
    first = (
        f"{_when(record)}，{house}{_with(record)}分{facts.batches}批举办{record.matter}业务培训，{people}。"
    )
    topics = f"培训内容包括{_listed(facts.topics)}。" if facts.topics else ""
    approved = f"经{facts.approved_by}批准，" if facts.approved_by else ""
    places = f"在{_listed(facts.new_authorities)}" if facts.new_authorities else ""
    new = f"{approved}{places}新设{facts.new_authorities_total}家。" if facts.new_authorities_total else ""
    every = f"截至目前，全省共{facts.authorities_total}家。" if facts.authorities_total else ""
    given = f"{_listed(facts.handed_over)}已发放到位。" if facts.handed_over else ""
    return f"{first}{topics}{new}{given}{every}{_came_of_it(record)}"


def _when(record: ActivityRecord) -> str:
    return f"{record.day.month}月{record.day.day}日" if record.day else record.day_text


def _with(record: ActivityRecord) -> str:
    return f"会同{_listed(record.partners)}" if record.partners else ""


def _came_of_it(record: ActivityRecord) -> str:
    return f"{'，'.join(record.outcomes)}。" if record.outcomes else ""


def _listed(things: Iterable[str]) -> str:
    return "、".join(things)


def _points(points: Iterable[Point]) -> str:
    """一是…，…；二是…: headings with what stands under them."""
    return "；".join(
        f"{NUMERALS[place % len(NUMERALS)]}是{'，'.join([point.head, *point.items])}"
        for place, point in enumerate(points)
    )
