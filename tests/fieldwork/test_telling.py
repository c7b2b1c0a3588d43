"""The sentence of the weekly report, composed from the facts of each kind."""

from __future__ import annotations

from datetime import date

import pytest

from banli.fieldwork.rules.facts import Facts, GreenChannel, Outreach, Point, Talk, Training, Visit
from banli.fieldwork.rules.records import ActivityRecord, Group
from banli.fieldwork.rules.report_text import composed
from banli.kernel.errors import Invalid

POINTS = [Point(head="守法经营", items=["不超限", "不绕行"]), Point(head="安全第一")]


def record(matter: str, **more: object) -> ActivityRecord:
    told = {"day": date(2022, 10, 21), "reported_on": date(2022, 10, 21), "report_text": "…", **more}
    return ActivityRecord.model_validate(
        {"group": Group.SERVICE_QUALITY, "department": "transport", "matter": matter, **told}
    )


@pytest.mark.parametrize(
    ("activity", "facts", "sentence"),
    [
        pytest.param(
            record("非煤矿矿山企业安全生产许可", day=None, day_text="近日", targets=["甲队", "乙队"]),
            Outreach(
                team="党员服务队", places=["德阳", "绵阳"], advised_on=["申请材料"], laws=["安全生产法"]
            ),
            "近日，交通运输厅党员服务队前往德阳、绵阳，为甲队、乙队提供上门服务，指导非煤矿矿山企业安全生产许可。"
            "依据《安全生产法》就申请材料等问题答疑指导。",
            id="outreach",
        ),
        pytest.param(
            record("大件运输许可", outcomes=["补齐设施短板"]),
            Visit(road="G4215蓉遵高速", places=["富顺收费站"], looked_at=["通行情况"]),
            "10月21日，交通运输厅前往G4215蓉遵高速富顺收费站走访，围绕大件运输许可了解通行情况。补齐设施短板。",
            id="visit",
        ),
        pytest.param(
            record("大件运输许可", partners=["执法总队"], targets=["某公司"], requirements=POINTS),
            Talk(occasion="未按许可路线行驶", commitments=["立即整改", "举一反三"]),
            "10月21日，交通运输厅会同执法总队就未按许可路线行驶约谈某公司。"
            "约谈要求：一是守法经营，不超限，不绕行；二是安全第一。被约谈单位表示，将立即整改，举一反三。",
            id="talk",
        ),
        pytest.param(
            record("电网项目环评审批"),
            GreenChannel(
                approved_now=3, approved_to_date=9, planned=10, plan_owner="电力公司", measures=POINTS
            ),
            "10月21日，交通运输厅多措并举推进电网项目环评审批。一是守法经营，不超限，不绕行；二是安全第一。"
            "本次批复3个。截至目前，已批复9个，占电力公司全年计划的90%。",
            id="green channel",
        ),
        pytest.param(
            record("对外贸易经营者备案登记"),
            Training(
                batches=2, trainees=200, trainees_approximate=True, topics=["解读政策"], authorities_total=122
            ),
            "10月21日，交通运输厅分2批举办对外贸易经营者备案登记业务培训，近200人参加。培训内容包括解读政策。"
            "截至目前，全省共122家。",
            id="training",
        ),
    ],
)
def test_each_kind_is_told_from_its_facts(activity: ActivityRecord, facts: Facts, sentence: str) -> None:
    assert composed(activity, facts, "交通运输厅") == sentence


def test_what_a_kind_needs_is_asked_for_before_it_is_told() -> None:
    with pytest.raises(Invalid) as told:
        composed(record("许可"), Outreach(advised_on=["材料"]), "交通运输厅")
    assert [fault.where for fault in told.value.problems] == ["targets"]
