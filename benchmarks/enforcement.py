"""An act of an organ's own procedure beside an act of a case on application, one client in process on the same server.

The own act writes down evidence: the case read, who and when, the rules asked of the whole file, the answers cleaned,
one statement, one entry. The other is a review and its return in turn. Both are measured in turn within each round; a
case with a long file shows what reading it costs.

``python -m benchmarks.enforcement``
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from typing import Any

from benchmarks.bench import parser, platform, say, took

ROUNDS = 7
ACTS = 20
LONG = 200
"""Entries of a long file; a penalty has some twenty."""
OFFICERS = ["冉秋实 川A0001", "燕归南 川A0002"]
FORM = {
    "party_kind": "organisation",
    "party": "成都蓉桥进出口有限公司",
    "party_code": "91110000101623741K",
    "address": "成都市锦江区示例路1号",
    "source": "routine",
    "happened_on": "2022-09-20",
    "matter": "店堂广告对服务内容表示不清楚",
}
EVIDENCE = {
    "officers": OFFICERS,
    "kind": "site",
    "name": "现场笔录",
    "taken_on": "2022-10-17",
    "text": "店堂内悬挂广告牌一块。",
}


def main() -> None:
    """Measure in rounds and print the medians of the rounds' ratios."""
    with platform(parser(__doc__ or "").parse_args().dir):
        applied, short, long = _review(), _own(), _own()
        long(LONG)
        rounds = [_round(applied, short, long) for _turn in range(ROUNDS)]
        print(f"an act on application: {statistics.median(one[0] for one in rounds) * 1e3:.1f} ms")
        for place, name in ((1, "an own act, short file"), (2, f"an own act, file of {LONG} and more")):
            ratio = statistics.median(one[place] / one[0] for one in rounds)
            say(
                f"{name} / an act on application",
                ratio,
                f"{statistics.median(one[place] for one in rounds) * 1e3:.1f} ms",
            )


def _round(
    applied: Callable[[int], object], short: Callable[[int], object], long: Callable[[int], object]
) -> Any:
    """Seconds of one act of each."""
    return tuple(took(lambda act=act: act(ACTS)) / ACTS for act in (applied, short, long))  # type: ignore[misc]


def _review() -> Callable[[int], None]:
    """A case under review; what is given back reviews and returns it ``times`` times in all."""
    from banli.cases.service import accept, return_to_review, review
    from banli.province.load import SICHUAN
    from banli.province.worked.player import Player, actor
    from benchmarks.bench import journey

    play, item, clerk = Player(SICHUAN), "oversize-transport", actor("clerk.transport")
    number = play.at_window(item, play.form(item, "class-two", **journey()), clerk).number
    accept(by=clerk, number=number)
    reviewer, approver = actor("reviewer.transport"), actor("approver.transport")

    def act(times: int) -> None:
        for _pair in range(times // 2):
            review(by=reviewer, number=number, agrees=True, opinion="材料齐全，符合规定。")
            return_to_review(by=approver, number=number, opinion="请补充说明。")

    return act


def _own() -> Callable[[int], None]:
    """A penalty that was filed; what is given back writes evidence down ``times`` times."""
    from banli.enforcement.service import begin, do
    from banli.province.worked.player import actor

    reviewer, approver = actor("reviewer.market"), actor("approver.market")
    number = begin(by=reviewer, item="advertising-penalty", act="register_lead", form=FORM).number
    do(
        by=approver,
        number=number,
        act="file_case",
        answers={"officers": OFFICERS, "reason": "有证据初步证明。"},
    )

    def act(times: int) -> None:
        for _one in range(times):
            do(by=reviewer, number=number, act="record_evidence", answers=EVIDENCE)

    return act


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main()
