"""Ratings in the demo: every grade once, a bad one to be called back and one that its department is to mend."""

from __future__ import annotations

from datetime import datetime

from banli.cases.service import Case
from banli.kernel.clock import SHANGHAI
from banli.province.worked.player import Player, actor, at
from banli.ratings import service as ratings
from banli.ratings.states import RatingChannel

GIVEN = (
    ("2022-11-14 09:10", 1, ("fast", "told-once"), "一次就办好了。"),
    ("2022-11-14 10:05", 2, ("easy-online",), ""),
    ("2022-11-14 11:20", 3, (), ""),
    ("2022-11-14 14:30", 4, ("told-piecemeal",), "材料补了两次才说全。"),
    ("2022-11-14 16:40", 5, ("late",), "等了很多天没有消息。"),
)
"""When, which grade, which reasons, what was written."""
APPLIED_FOR = ("01", "05", "07", "08", "10", "20")
"""Kinds that end in an answer to somebody who applied."""
MATTER = "窗口应当一次性告知需要补正的全部材料。"


def rated(_play: Player) -> None:
    """Rate the last cases that ended on the platform itself, the best first; call back whoever gave the fourth."""
    numbers: list[str] = []
    ended = Case.objects.filter(
        source="", kind__in=APPLIED_FOR, completed_at__lt=datetime(2022, 11, 14, tzinfo=SHANGHAI)
    )
    cases = ended.order_by("-completed_at", "-pk")
    for case, (moment, grade, reasons, text) in zip(cases[: len(GIVEN)], GIVEN, strict=False):
        with at(moment):
            said = ratings.Said(str(grade), reasons, text)
            one = ratings.rate(case=case, occasion=0, said=said, channel=RatingChannel.ONLINE)
        numbers.append(one.number)
    if len(numbers) >= 4:
        with at("2022-11-15 09:05"):
            ratings.call_back(by=actor("supervisor"), number=numbers[3], matter=MATTER, reached=True)
