"""How well it must be known who somebody is: the one rule that items, look-ups and agents ask.

行政许可法 31 lets whoever applies answer for what they say; that the person is who they say is wanted by the item. What
is told about a person goes to that person alone (个人信息保护法 28, 29, from memory).
"""

from __future__ import annotations

from banli.accounts.states import IdentityLevel
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.text import gettext_noop
from banli.people.rules import Identity

BY_CODE = gettext_noop(
    "This item is applied for with an account: sign in by a code to your mobile or mailbox first."
)
BY_PAPERS = gettext_noop(
    "This item is applied for with an account whose owner was checked: show your identity card at any window once, or"
    " sign in by the identity provider where there is one."
)
RISING = (IdentityLevel.NONE, IdentityLevel.CODE, IdentityLevel.CHECKED)
"""From nothing to papers; a provider counts as papers."""


def reaches(level: IdentityLevel, needed: IdentityLevel) -> bool:
    """True where somebody known to ``level`` is known well enough for ``needed``."""
    as_good = {IdentityLevel.PROVIDER: IdentityLevel.CHECKED}
    return RISING.index(as_good.get(level, level)) >= RISING.index(as_good.get(needed, needed))


def why_not_identified(level: IdentityLevel, needed: IdentityLevel) -> str:
    """What lacks for an item that needs ``needed``; '' where nothing does."""
    if reaches(level, needed):
        return ""
    return BY_CODE if needed == IdentityLevel.CODE else BY_PAPERS


def is_about_oneself(identity: Identity | None, *, name: str, number: str) -> bool:
    """True where name and number are those that were checked for whoever asks; None for nobody who was."""
    return (
        identity is not None
        and folded_number(number) == folded_number(identity.number)
        and folded_name(name) == folded_name(identity.name)
    )
