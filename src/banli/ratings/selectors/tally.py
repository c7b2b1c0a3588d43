"""Ratings as figures count them."""

from __future__ import annotations

from banli.kernel.statements import filled, statements
from banli.kernel.tallies import Tally, TallyNumber
from banli.kernel.text import Words
from banli.ratings.selectors.ratings import sees_case
from banli.ratings.states import BAD, GRADE_NAMES

VALID = Words(
    zh="只计有效评价：申诉复核后认定无效的，自认定之日起不计。按作出评价的日期（北京时间）计。",
    en=(
        " Only valid ratings: one that was deemed not valid counts no more from then on. By the day the rating was"
        " given (Beijing time)."
    ),
)


def _share(key: str, title: Words, zh: str, en: str, part: str, whole: str) -> TallyNumber:
    return TallyNumber(key, 1, title, Words(zh=zh + VALID.zh, en=en + VALID.en), "percent", part, whole)


RATINGS = Tally(
    topic="rating",
    title=Words(zh="政务服务评价", en="Ratings of service"),
    row=Words(zh="评价", en="Rating"),
    names=("rated", "voided", "called_back", "mended"),
    by="grade",
    by_title=Words(zh="等级", en="Grade"),
    lines={str(int(grade)): name for grade, name in GRADE_NAMES.items()},
    numbers=(
        TallyNumber(
            "ratings",
            1,
            Words(zh="评价数", en="Ratings"),
            Words(zh="统计期内作出的评价数。" + VALID.zh, en="Ratings given within the period." + VALID.en),
            "ratings",
            "n",
        ),
        _share(
            "good_rate",
            Words(zh="好评率", en="Share of good ratings"),
            "非常满意、满意、基本满意的评价数与评价数之比。",
            "Very satisfied, satisfied and basically satisfied, in all ratings.",
            "good",
            "n",
        ),
        _share(
            "bad_rate",
            Words(zh="差评率", en="Share of bad ratings"),
            "不满意、非常不满意的评价数与评价数之比。",
            "Dissatisfied and very dissatisfied, in all ratings.",
            "bad",
            "n",
        ),
        _share(
            "called_rate",
            Words(zh="差评回访率", en="Bad ratings called back"),
            "截止时已经回访的差评数与差评数之比。",
            "Bad ratings whose rater had been called back by the cut-off, in all bad ones.",
            "called",
            "bad",
        ),
        _share(
            "mended_rate",
            Words(zh="差评整改率", en="Bad ratings mended"),
            "截止时已经整改的差评数与差评数之比。",
            "Bad ratings that had been mended by the cut-off, in all bad ones.",
            "mended",
            "bad",
        ),
    ),
    sql=filled(
        statements("ratings", "tally")["rows"],
        bad=", ".join(f"'{int(one)}'" for one in sorted(BAD)),
    ),
    opens=sees_case,
)
"""What of the published values can be frozen. Mended in time is not: what is past its day depends on the day one looks.
How many cases were rated at all counts cases and is no number of ratings."""
