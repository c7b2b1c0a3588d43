"""What the keys of lines are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from banli.catalogue.service import KINDS, Item
from banli.kernel.text import Words
from banli.people.service import Region, departments
from banli.statistics.models import Figure
from banli.statistics.rules.groups import GROUPS
from banli.statistics.rules.indicator import Indicator
from banli.statistics.rules.indicators import INDICATORS
from banli.statistics.rules.lines import CHANNELS, RESULTS, By
from banli.statistics.rules.subjects import CASE, indicators_of
from banli.statistics.selectors.tallies import TALLIES

EVERYTHING = Words(zh="全部事项", en="Everything")


def titles(by: By, keys: Iterable[str]) -> dict[str, Words]:
    """The names of ``keys`` in both languages; a key without one is left out."""
    fixed: Mapping[By, Mapping[str, Words]] = {
        By.KIND: {group.key: group.title for group in GROUPS},
        By.CODE: KINDS,
        By.CHANNEL: CHANNELS,
        By.OUTCOME: RESULTS,
    }
    wanted = list(keys)
    if by is By.DEPARTMENT:
        found = {one.code: Words(zh=one.short_name, en=one.name_en) for one in departments()}
    elif by is By.AREA:
        regions = Region.objects.filter(pk__in=wanted)
        found = {one.code: Words(zh=one.name, en=one.name_en) for one in regions}
    elif by is By.ITEM:
        held = Item.objects.filter(pk__in=[int(key) for key in wanted if key.isdecimal()])
        found = {str(one.pk): Words(zh=one.name_zh, en=one.name_en) for one in held}
    else:
        found = dict(fixed.get(by, {}))
    return {key: found[key] for key in wanted if key in found}


def title_of(shown: Figure) -> Words:
    """What the line of a figure is called: its group, its line, or everything."""
    if shown.topic != CASE:
        tally = TALLIES.get(shown.topic)
        if tally is None:
            return Words(zh=shown.key or shown.topic)
        return tally.lines.get(shown.key, Words(zh=shown.key)) if shown.by else tally.title
    if shown.group:
        return titles(By.KIND, [shown.group]).get(shown.group, Words(zh=shown.group))
    if not shown.by:
        return EVERYTHING
    return titles(By(shown.by), [shown.key]).get(shown.key, Words(zh=shown.key))


def indicator_shown(shown: Figure) -> Indicator | None:
    """The indicator of a figure as it is worded today; None where it is made no more."""
    tally = TALLIES.get(shown.topic)
    known = INDICATORS if shown.topic == CASE else indicators_of(tally) if tally else ()
    return next((one for one in known if one.key == shown.indicator), None)
