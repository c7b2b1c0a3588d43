"""Small readings of an item's codes for the guide."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from banli.catalogue.service import DELIVERY, ItemSpec
from banli.databanks.service import databank

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


def identity_words(spec: ItemSpec) -> str:
    """How well it must be known who applies online, and who is answered at once; '' where that does not matter."""
    if spec.identity == "checked":
        return gettext("With an account whose owner was checked")
    if spec.answer is not None and not databank(spec.answer.databank).open:
        return gettext("About yourself at once with an account whose owner was checked; else by the window")
    return gettext("With an account, by a code to your mobile or mailbox") if spec.identity == "code" else ""
