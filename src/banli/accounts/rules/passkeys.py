"""What a passkey is called, how many somebody has, and for which site it is (WebAuthn)."""

from __future__ import annotations

from dataclasses import dataclass

from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import blank, fault
from banli.kernel.text import gettext_noop

MOST = 10
"""Passkeys of one account."""
LONGEST = 60


@dataclass(frozen=True)
class Site:
    """For which site a passkey is made and shown: its name, its host without port, its whole origin."""

    name: str
    host: str
    origin: str


def name_of(typed: str) -> str:
    """What a passkey is called, as it was typed. Raises :class:`Invalid` at ``name``."""
    name = typed.strip()
    if blank(name):
        raise Invalid([Problem("name", gettext_noop("Give it a name by which you know it again."))])
    if wrong := fault(name, lines=False):
        raise Invalid([wrong.at("name")])
    if len(name) > LONGEST:
        message = gettext_noop("This name is too long: at most %(most)d characters.")
        raise Invalid([Problem("name", message, (("most", LONGEST),))])
    return name
