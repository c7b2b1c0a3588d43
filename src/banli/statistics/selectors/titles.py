"""What the keys of lines are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from banli.catalogue.service import KINDS, Item
from banli.kernel.text import Words
from banli.people.service import Region, departments
from banli.statistics.models import Figure
from banli.statistics.rules.groups import GROUPS
from banli.statistics.rules.lines import CHANNELS, RESULTS, By

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
    if shown.group:
        return titles(By.KIND, [shown.group]).get(shown.group, Words(zh=shown.group))
    if not shown.by:
        return EVERYTHING
    return titles(By(shown.by), [shown.key]).get(shown.key, Words(zh=shown.key))
