"""Rules about people: how guessing is slowed down. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import blank, fault
from banli.kernel.text import gettext_noop

ALLOWED_OF = 5
"""Wrong tries at one number or one name. 等保三级 asks for a limit on failed sign-ins; five is the usual one."""
ALLOWED_FROM = 30
"""Wrong tries from one network, whatever they are at: a hall's public machines share an address, so that this is
more than anybody mistypes, and less than guessing needs."""
COUNTED_FOR = timedelta(minutes=15)
"""How long tries count, from the first of them."""
IPV6_NETWORK = 64
"""Bits of an IPv6 address that one household or company is given at least; the rest is theirs to choose."""


class Door(StrEnum):
    """What is guessed at: each is counted by itself."""

    CASE = "case"
    CERTIFICATE = "certificate"
    SIGN_IN = "sign-in"
    DELIVERY = "delivery"


def check_names(username: str, display_name: str) -> None:
    """Raise :class:`Invalid` at a name of somebody who is to sign in: it says nothing, or cannot be printed."""
    problems = []
    for where, name in (("username", username), ("display_name", display_name)):
        if blank(name):
            problems.append(Problem(where, gettext_noop("This name says nothing.")))
        elif wrong := fault(name, lines=False):
            problems.append(wrong.at(where))
    if problems:
        raise Invalid(problems)


class Locked(Refused):
    """Too many wrong tries; further ones are refused for a while."""

    def __init__(self) -> None:
        super().__init__(gettext_noop("Too many attempts. Please try again in a quarter of an hour."))


def address_of(meta: Mapping[str, Any], *, proxied: bool) -> str:
    """Where a request with these headers comes from; behind a proxy that is ours, what that proxy says."""
    if proxied:
        forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
        if forwarded:
            return forwarded[:60]
    return str(meta.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """The network that ``address`` counts as: itself, or of IPv6 what one subscriber holds."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), IPV6_NETWORK), strict=False))
