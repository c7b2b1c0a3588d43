"""Visits with a ticket as figures count them."""

from __future__ import annotations

from banli.kernel.statements import statements
from banli.kernel.tallies import Tally, TallyNumber
from banli.kernel.text import Words
from banli.tickets.selectors.ended import CameOf

VISITS = Tally(
    topic="ticket",
    title=Words(zh="持号到场", en="Visits with a ticket"),
    row=Words(zh="到场", en="Visit"),
    names=("finished", "handled"),
    by="came_of",
    by_title=Words(zh="到场结果", en="What came of it"),
    lines={
        str(CameOf.HANDLED): Words(zh="办理了办件", en="A case was handled"),
        str(CameOf.ASKED): Words(zh="仅询问办件", en="Only asked about a case"),
        str(CameOf.NOTHING): Words(zh="未涉及办件", en="Ended without a case"),
    },
    numbers=(
        TallyNumber(
            "visits",
            1,
            Words(zh="到场人次", en="Visits"),
            Words(
                zh="统计期内服务结束的持号到场次数，按服务结束日期（北京时间）计；未取号的不计。",
                en=(
                    "Visits with a ticket whose service ended within the period, by the day it ended (Beijing time);"
                    " whoever came without a ticket is not counted."
                ),
            ),
            "times",
            "n",
        ),
        TallyNumber(
            "handled_rate",
            1,
            Words(zh="到场办理率", en="Visits that came to a case"),
            Words(
                zh="办理了办件的到场次数与统计期内服务结束的持号到场次数之比。",
                en="Visits at which a case was handled, in all visits with a ticket that ended within the period.",
            ),
            "percent",
            "handled",
            "n",
        ),
    ),
    sql=statements("tickets", "tally")["rows"],
    opens=lambda _by: True,
)
"""Whoever may open figures sees the visits: a ticket names nobody."""
