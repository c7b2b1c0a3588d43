"""Who acted for a company, by which authorisation, in the officers' words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from banli.cases.service import whose
from banli.kernel.masking import masked_name
from banli.screens.words import day_words


@dataclass(frozen=True)
class Handler:
    """Who acted for the company: by what, under which paper, and whether it still holds."""

    name: str
    authority: str
    paper: str
    still: bool


def handler(found: whose.HandledBy | None, *, whole: bool) -> Handler | None:
    """The same in words; the name in part unless the page shows names in full."""
    if found is None:
        return None
    given = found.authorisation
    name = found.name if whole else masked_name(found.name)
    return Handler(name, authority(given), given.paper.name if given else "", found.still)


def authority(given: Any) -> str:
    """By what somebody acts for a company: an authorisation with its days and items, or as legal representative."""
    if given is None:
        return _("as legal representative")
    days = {"from": day_words(given.starts), "until": day_words(given.until)}
    if given.items:
        return _("by an authorisation from %(from)s until %(until)s that names this item") % days
    return _("by an authorisation from %(from)s until %(until)s for all items") % days
