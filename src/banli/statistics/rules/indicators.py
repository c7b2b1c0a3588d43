"""The indicators and the lines of the report as data, with their wording. A change of meaning is a new version."""

from __future__ import annotations

from banli.kernel.errors import Missing
from banli.kernel.text import Words, gettext_noop
from banli.statistics.rules.formulas import Form, Formula
from banli.statistics.rules.happenings import (
    ACCEPTANCES,
    CLOSINGS,
    COMPLETIONS,
    DUE_MOVERS,
    MOVES,
    STANDSTILLS,
)
from banli.statistics.rules.indicator import Indicator, Unit, share

DUE = ("accepted_on", "promised_due")
USED = ("took_days", "limit_days")
FOLLOWED = ("followed", "followed")
ONLY_FOLLOWED = Words(
    zh="只计全过程在本平台记录之内的办件；其他系统报送的办件是否已经办结，本平台无从得知，不计。",
    en=(
        " Only cases whose whole course is on this record: of those that other systems report, it is not known here"
        " which are still open."
    ),
)

RECEIVED = Indicator(
    "received",
    2,
    ("submitted",),
    Words(zh="收件", en="Received"),
    Words(
        zh=(
            "统计期内收到的申请件数，按提交日期（北京时间）计；只计在本平台提交的申请。"
            "其他系统报送的办件从受理起报，收件情况不在本平台记录之内。"
        ),
        en=(
            "Applications handed in within the period, by the day they were handed in (Beijing time); only those handed"
            " in on this platform. Other systems report from acceptance on: what they received is not on this record."
        ),
    ),
    beside=ACCEPTANCES,
)
ACCEPTED = Indicator(
    "accepted",
    3,
    ACCEPTANCES,
    Words(zh="受理", en="Accepted"),
    Words(
        zh=(
            "统计期内作出受理决定或依法视为受理的办件数，按受理日期（北京时间）计，与办件此后的状态无关。"
            "依职权办理的，以立案、报批、登记申报或者开始检查为受理。"
        ),
        en=(
            "Cases accepted, or deemed accepted by law, within the period, by the day of acceptance (Beijing time),"
            " whatever became of them later. What an organ begins by itself counts when it is filed, put before the"
            " head, declared, or begun on the spot."
        ),
    ),
)
COMPLETED = Indicator(
    "completed",
    3,
    COMPLETIONS,
    Words(zh="办结", en="Completed"),
    Words(
        zh=(
            "统计期内办结的办件数，按办结日期（北京时间）计，含期前受理、期内办结的办件。"
            "准予、不予许可、不予受理、转报办结、受理后撤回（退件）和终止均计为办结；"
            "依职权办理的，以作出决定、实施、通知缴款、检查结论以及不予立案、撤销和移送计为办结；"
            "作废、删除、不需要许可以及受理前撤回不计。"
        ),
        en=(
            "Cases ended within the period, by the day they ended (Beijing time), those accepted before it included."
            " Granted, refused, acceptance refused, forwarded, withdrawn after acceptance and terminated all count,"
            " and what an organ began by itself once it is decided, imposed, notified, concluded or not taken up;"
            " voided, deleted, not requiring a licence, and withdrawn before acceptance do not."
        ),
    ),
)
CARRIED_OVER = Indicator(
    "carried_over",
    2,
    (*ACCEPTANCES, *CLOSINGS),
    Words(zh="期初在办", en="Carried over"),
    Words(
        zh="统计期开始前已受理、到统计期开始时尚未办结也未作废的办件数。" + ONLY_FOLLOWED.zh,
        en="Cases accepted before the period that had neither ended nor been voided when it began."
        + ONLY_FOLLOWED.en,
    ),
    formula=Formula(Form.STOCK_BEFORE, *FOLLOWED),
    reads=("accepted_on",),
)
OPEN = Indicator(
    "open",
    2,
    (*ACCEPTANCES, *CLOSINGS),
    Words(zh="期末在办", en="Open at the end"),
    Words(
        zh="到统计期最后一日终了时已受理、尚未办结也未作废的办件数。" + ONLY_FOLLOWED.zh,
        en="Cases accepted by the end of the period's last day that had neither ended nor been voided."
        + ONLY_FOLLOWED.en,
    ),
    formula=Formula(Form.STOCK_AFTER, *FOLLOWED),
    reads=("accepted_on",),
)
OPEN_OVERDUE = Indicator(
    "open_overdue",
    2,
    DUE_MOVERS,
    Words(zh="在办超期", en="Open overdue"),
    Words(
        zh="到统计期最后一日仍在办、承诺办结期限在该日之前已届满的办件数。依法中止计时的办件不计。"
        + ONLY_FOLLOWED.zh,
        en=(
            "Cases still open at the end of the period's last day whose promised limit ended before that day."
            " Cases whose clock stands still by law do not count."
        )
        + ONLY_FOLLOWED.en,
    ),
    formula=Formula(Form.OPEN_OVERDUE, *FOLLOWED),
    reads=("promised_due",),
)
ON_TIME = Indicator(
    "on_time",
    1,
    COMPLETIONS,
    Words(zh="按时办结", en="On time"),
    Words(
        zh="统计期内办结的办件中，在承诺期限最后一日或之前办结的件数（含提前办结）。",
        en="Cases ended within the period on the last day of the promised limit or before it, early ones included.",
    ),
    formula=share("on_time", "timed", Form.COUNT),
    reads=DUE,
)
ON_TIME_RATE = Indicator(
    "on_time_rate",
    1,
    COMPLETIONS,
    Words(zh="按时办结率", en="On-time rate"),
    Words(
        zh="按时办结件数与已知承诺期限的办结件数之比。",
        en="Cases ended on time, in those ended whose promised limit is known.",
    ),
    Unit.PERCENT,
    share("on_time", "timed"),
    DUE,
)
EARLY = Indicator(
    "early",
    1,
    COMPLETIONS,
    Words(zh="提前办结", en="Early"),
    Words(
        zh="统计期内办结的办件中，在承诺期限最后一日之前办结的件数。",
        en="Cases ended within the period before the last day of the promised limit.",
    ),
    formula=share("early", "timed", Form.COUNT),
    reads=DUE,
)
OVERDUE = Indicator(
    "overdue",
    1,
    COMPLETIONS,
    Words(zh="超期办结", en="Overdue"),
    Words(
        zh="统计期内办结的办件中，在承诺期限最后一日之后办结的件数。",
        en="Cases ended within the period after the last day of the promised limit.",
    ),
    formula=share("overdue", "timed", Form.COUNT),
    reads=DUE,
)
OVERDUE_BY_LAW = Indicator(
    "overdue_by_law",
    1,
    COMPLETIONS,
    Words(zh="超法定期限办结", en="Overdue by law"),
    Words(
        zh="统计期内办结的办件中，在法定期限最后一日之后办结的件数。",
        en="Cases ended within the period after the last day of the statutory limit.",
    ),
    formula=share("beyond", "lawful", Form.COUNT),
    reads=("accepted_on", "statutory_due"),
)
SAME_DAY_RATE = Indicator(
    "same_day_rate",
    1,
    COMPLETIONS,
    Words(zh="当日办结率", en="Same-day rate"),
    Words(
        zh="受理当日即办结的件数与统计期内办结的已受理办件数之比。",
        en="Cases ended on the day of their acceptance, in those accepted cases that ended within the period.",
    ),
    Unit.PERCENT,
    share("same_day", "begun"),
    ("accepted_on",),
)
TIME_SAVED = Indicator(
    "time_saved",
    1,
    COMPLETIONS,
    Words(zh="提速率", en="Time saved"),
    Words(
        zh="1 减去实际用时之和与法定期限之和的比值，均以工作日计，依法中止的时间不计入用时。",
        en=(
            "One less the days used in the days the law allows, both summed over the cases ended within the period,"
            " in working days; time excluded by law is not used time."
        ),
    ),
    Unit.PERCENT,
    share("took", "allowed", Form.SAVED),
    USED,
)
TOOK_DEFINITION = Words(
    zh="统计期内办结的办件从受理（第 0 日）到办结所用工作日数的第 %s 百分位（最近秩法），依法中止的时间不计。",
    en=(
        "The %sth percentile (nearest rank) of the working days from acceptance (day 0) to the end, of the cases that"
        " ended within the period; time excluded by law is left out."
    ),
)


def _percentile(rank: int, zh: str, en: str) -> Indicator:
    definition = Words(zh=TOOK_DEFINITION.zh % rank, en=TOOK_DEFINITION.en % rank)
    formula = Formula(Form.PERCENTILE, "spent", "spent", rank)
    title = Words(zh=zh, en=en)
    return Indicator(f"took_p{rank}", 1, COMPLETIONS, title, definition, Unit.DAYS, formula, ("took_days",))


TOOK_P50 = _percentile(50, "办理用时中位数", "Handling time, median")
TOOK_P90 = _percentile(90, "办理用时 90 分位", "Handling time, 90th percentile")
VISITS_PER_CASE = Indicator(
    "visits_per_case",
    1,
    COMPLETIONS,
    Words(zh="平均到场次数", en="Visits per case"),
    Words(
        zh="统计期内办结、记有实际到场次数的办件，其到场次数的平均值。",
        en="The mean number of actual visits, of the cases ended within the period that say how many there were.",
    ),
    Unit.VISITS,
    share("visits", "visited"),
    ("visits",),
)
OVER_ONE_VISIT = Indicator(
    "over_one_visit",
    1,
    COMPLETIONS,
    Words(zh="到场超过一次占比", en="Over one visit"),
    Words(
        zh="到场超过一次的办件在统计期内办结、记有实际到场次数的办件中所占比例（“最多跑一次”）。",
        en="Cases with more than one visit, in the cases ended within the period that say how many there were.",
    ),
    Unit.PERCENT,
    share("revisited", "visited"),
    ("visits",),
)
OVER_DECLARED = Indicator(
    "over_declared",
    1,
    COMPLETIONS,
    Words(zh="到场超过承诺次数占比", en="More visits than declared"),
    Words(
        zh=(
            "实际到场次数多于事项所公布的到办事现场次数的办件，在统计期内办结、两者均有记录的办件中所占比例（“最多跑一次”）。"
            "到场次数按窗口办理计，只来询问的不计；其他系统报送的办件没有公布次数的记录，不计。"
        ),
        en=(
            "Cases with more visits than their item declares, in the cases ended within the period of which both are on"
            " record. A visit is one at which a window did something to the case; coming only to ask is none."
            " What other systems report says nothing of what was declared and is left out."
        ),
    ),
    Unit.PERCENT,
    share("exceeded", "declared"),
    ("visits", "visits_declared"),
)
PORTION = Indicator(
    "portion",
    1,
    ACCEPTANCES,
    Words(zh="受理占比", en="Share of accepted"),
    Words(
        zh="各行受理件数在全部受理件数中所占比例；按渠道列出时即渠道占比。",
        en="A line's accepted cases in all that were accepted; by channel, the share of each channel.",
    ),
    Unit.PERCENT,
    Formula(Form.PORTION),
)
BUNDLES = Indicator(
    "bundles",
    1,
    ("handed_in_together",),
    Words(zh="一件事一次办", en="Bundles"),
    Words(
        zh="统计期内一次提交、按一件事办理的申请数，按提交日期（北京时间）计；其中每个事项另按办件计入收件、受理和办结。",
        en=(
            "Bundles handed in at one go within the period, by the day they were handed in (Beijing time); each"
            " of their items counts besides as a case received, accepted and completed."
        ),
    ),
)
REUSED = Indicator(
    "reused",
    1,
    ("submitted",),
    Words(zh="免填信息项", en="Answers reused"),
    Words(
        zh=(
            "统计期内提交的申请中，由已有证照或者以前的办件带入、申请人未改动的信息项数，按提交日期（北京时间）计；"
            "只计在本平台提交的申请。"
        ),
        en=(
            "Answers that applications handed in within the period took over from a certificate or an earlier case and"
            " left as they were, by the day they were handed in (Beijing time); only those handed in on this platform."
        ),
    ),
    Unit.ANSWERS,
    Formula(Form.COUNT, "reused", "n"),
    beside=ACCEPTANCES,
)
HELPED = Indicator(
    "helped",
    1,
    ("helped",),
    Words(zh="帮办代办", en="Helped applications"),
    Words(
        zh="统计期内由窗口帮办或者代办的申请件数，按登记日期（北京时间）计；一件只计一次，只计在本平台办理的申请。",
        en="Applications that a window helped with or made on somebody's behalf, by the day it was noted; each once.",
    ),
    beside=ACCEPTANCES,
)
STATEMENT = (ACCEPTED, COMPLETED)
"""The two columns of the report."""
INDICATORS = (
    RECEIVED,
    ACCEPTED,
    COMPLETED,
    CARRIED_OVER,
    OPEN,
    OPEN_OVERDUE,
    ON_TIME,
    ON_TIME_RATE,
    EARLY,
    OVERDUE,
    OVERDUE_BY_LAW,
    SAME_DAY_RATE,
    TIME_SAVED,
    TOOK_P50,
    TOOK_P90,
    VISITS_PER_CASE,
    OVER_ONE_VISIT,
    OVER_DECLARED,
    PORTION,
    BUNDLES,
    REUSED,
    HELPED,
)

COUNTED = tuple(sorted({name for one in INDICATORS for name in one.names} - {*MOVES, *STANDSTILLS}))
"""Names of the events whose measures are kept at every grain."""


def indicator(key: str) -> Indicator:
    """The indicator called ``key``. Raises :class:`Missing`."""
    found = next((one for one in INDICATORS if one.key == key), None)
    if found is None:
        raise Missing(gettext_noop("There is no indicator %(key)s."), key=key)
    return found
