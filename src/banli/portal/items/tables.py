"""Small readings of an item's codes for the guide."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from banli.catalogue.service import DELIVERY, ItemSpec

HANDLED_ONLINE = 5
"""From this depth of online handling on, nobody needs to come."""


def online_steps(spec: ItemSpec) -> str:
    """How far the item can be handled online."""
    if not spec.online_depth:
        return gettext("At the window only")
    if max(spec.online_depth) >= HANDLED_ONLINE and spec.visits.number == 0:
        return gettext("Entirely online")
    return gettext("Begins online")


def result_words(spec: ItemSpec) -> str:
    """The result and the ways to get it."""
    ways = pgettext("list", ", ").join(str(DELIVERY[way]) for way in spec.result.delivery)
    return gettext("%(result)s (%(ways)s)") % {"result": spec.result.name, "ways": ways}
