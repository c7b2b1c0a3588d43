"""Suggestions in the demo: one that waits for the centre, one with its department, one answered in public; what could
not be done, taken up by its desk."""

from __future__ import annotations

from datetime import date

from banli.kernel.actors import VISITOR
from banli.province.worked.player import Player, actor, at
from banli.suggestions import service as door
from banli.suggestions.states import SuggestionKind

WAITS = "建议窗口中午安排轮班，路远的人不用等到下午。"
WITH_DEPARTMENT = "大件运输续办时，车辆信息能不能自动带出，不用每次重填。"
TOLD = "通行证的二维码太小，收费站的手机扫不出来，建议印大一些。"
ANSWER = "已采纳。通行证二维码边长由15毫米改为25毫米，自11月14日起印制的通行证均已更换。"
STUCK = "到窗口办营运证跑了两趟，系统里查不到我的车，材料又说是齐的。"


def suggested(_play: Player) -> None:
    """Play them up to the demo's morning."""
    manager, reviewer = actor("hall"), actor("reviewer.transport")
    with at("2022-11-07 10:20"):
        told = door.Told(SuggestionKind.SUGGESTION, TOLD, contact="13800138011", department="transport")
        public = door.give(told=told, by=VISITOR).number
    with at("2022-11-10 15:40"):
        door.answer(number=public, outcome="adopted", text=ANSWER, by=reviewer)
    with at("2022-11-11 09:30"):
        door.publish(number=public, public_text=TOLD, public_answer=ANSWER, by=manager)
    with at("2022-11-11 16:00"):
        told = door.Told(
            SuggestionKind.SUGGESTION, WITH_DEPARTMENT, occasion="威远南收费站", department="transport"
        )
        door.write_down(told=told, source="visit", said_on=date(2022, 11, 11), by=reviewer)
    with at("2022-11-14 11:30"):
        told = door.Told(SuggestionKind.OBSTACLE, STUCK, name="丁小满", contact="13800138012")
        stuck = door.give(told=told, by=VISITOR).number
    with at("2022-11-14 14:00"):
        door.take_up(number=stuck, by=manager)
    with at("2022-11-15 08:50"):
        door.give(told=door.Told(SuggestionKind.SUGGESTION, WAITS), by=VISITOR)
