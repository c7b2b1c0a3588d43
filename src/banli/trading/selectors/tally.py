"""Projects of public resource trading as figures count them."""

from __future__ import annotations

from banli.kernel.actors import Actor
from banli.kernel.statements import filled, statements
from banli.kernel.tallies import Tally, TallyNumber
from banli.kernel.text import Words
from banli.trading.permissions import GRANTS, TradingPermission
from banli.trading.states import KIND_NAMES, SELLS

RESULT = Words(
    zh="按结果公示日期（北京时间）计；结果撤回、项目未成交的，自该日起不计，项目暂停期间不计。",
    en=(
        " By the day the result was put up (Beijing time); one that was withdrawn, or whose project failed, counts no"
        " more from then on, and none counts while its project is suspended."
    ),
)


def _sees(by: Actor) -> bool:
    return GRANTS.may_everywhere(by, TradingPermission.READ)


def _sum(key: str, title: Words, zh: str, en: str) -> TallyNumber:
    return TallyNumber(key, 1, title, Words(zh=zh + RESULT.zh, en=en + RESULT.en), "yuan", key)


TRADING = Tally(
    topic="trading",
    title=Words(zh="公共资源交易", en="Public resource trading"),
    row=Words(zh="项目", en="Project"),
    names=(
        "trading_registered",
        "trading_result_announced",
        "trading_result_withdrawn",
        "trading_failed",
        "trading_suspended",
        "trading_resumed",
    ),
    by="trading_kind",
    by_title=Words(zh="交易类别", en="Kind"),
    lines={str(kind): name for kind, name in KIND_NAMES.items()},
    numbers=(
        TallyNumber(
            "registered",
            1,
            Words(zh="登记项目数", en="Projects registered"),
            Words(
                zh="统计期内进场登记的项目数，按登记日期（北京时间）计。",
                en="Projects registered within the period, by the day of registration (Beijing time).",
            ),
            "projects",
            "registered",
        ),
        TallyNumber(
            "results",
            1,
            Words(zh="成交项目数", en="Projects with a result"),
            Words(
                zh="统计期内公示结果的项目数。" + RESULT.zh,
                en="Projects whose result was put up within the period." + RESULT.en,
            ),
            "projects",
            "results",
        ),
        _sum(
            "amount",
            Words(zh="成交金额", en="Sum of results"),
            "统计期内公示结果的成交金额之和。",
            "The sum of the results put up within the period.",
        ),
        _sum(
            "budget",
            Words(zh="预算（起始价）金额", en="Sum of budgets and starting prices"),
            "统计期内公示结果的项目，其预算或者起始价之和。",
            "The budgets, or starting prices, of the projects whose result was put up within the period.",
        ),
        _sum(
            "difference",
            Words(zh="节约（增值）金额", en="Saved or gained"),
            "统计期内公示结果的项目，采购类为预算与成交金额之差，出让类为成交金额与起始价之差，逐项相加。",
            "What each result put up within the period saved against the budget, or gained above the start.",
        ),
        TallyNumber(
            "failed",
            1,
            Words(zh="未成交项目数", en="Projects that failed"),
            Words(
                zh="统计期内流标、废标的项目数，按宣布日期（北京时间）计。",
                en="Projects that failed within the period, by the day it was said (Beijing time).",
            ),
            "projects",
            "failed",
        ),
    ),
    sql=filled(
        statements("trading", "tally")["rows"],
        sells=", ".join(f"'{one}'" for one in sorted(SELLS)),
    ),
    opens=_sees,
)
