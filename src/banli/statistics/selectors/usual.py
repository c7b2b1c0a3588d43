"""What an item usually takes, from the facts that are kept by month."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from banli.statistics.models import MonthTook
from banli.statistics.rules.usual import Usual, nine_of_ten, quarter_before


def usual_time(item: int, day: date) -> Usual:
    """What cases of the item took that were decided in the last whole quarter before ``day``.

    Read from rows of three months, however many cases there were; what is not folded yet is of a later month.
    """
    first, last = quarter_before(day)
    rows = MonthTook.objects.filter(item=item, month__range=(first, last))
    counts = {days: n for days, n in rows.values_list("days").annotate(Sum("n")) if n > 0}
    return Usual(first, last, sum(counts.values()), nine_of_ten(counts))
