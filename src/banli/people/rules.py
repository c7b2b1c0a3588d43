"""Rules about people: how guessing is slowed down. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from banli.kernel.actors import Role
from banli.kernel.checkdigits import is_identity_number
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
    SECOND_FACTOR = "second-factor"


LONGEST_NAME = 150
"""Characters of a user name, and of the name shown to others."""


BEGUN, SEEN = "begun", "seen"
"""In a session: how it began (:func:`banli.people.acts.sessions.signed_in`), and when its owner was last there, in
seconds."""
LONGEST_BROWSER = 300
WHOLE_STAFF = timedelta(hours=12)
WHOLE_APPLICANT = timedelta(hours=24)
"""How long a session lives, however busy it is: a long day of the hall, and a day."""
BROWSERS = {
    "MicroMessenger": gettext_noop("WeChat"),
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""By the word in what browsers say of themselves; several claim to be the later ones as well, so the order counts."""
SYSTEMS = {
    "HarmonyOS": "HarmonyOS",
    "OpenHarmony": "HarmonyOS",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def is_over(begun_at: float, now: float, roles: Collection[str]) -> bool:
    """True where a session that began at ``begun_at`` has lived as long as one of such an owner may, in seconds; a
    clock that was set back does not make it younger than new."""
    return abs(now - begun_at) >= whole_life(roles).total_seconds()


def whole_life(roles: Collection[str]) -> timedelta:
    """How long a session of such an owner may live."""
    return WHOLE_STAFF if set(roles) - {str(Role.APPLICANT)} else WHOLE_APPLICANT


def browser_words(said: str) -> tuple[str, str]:
    """Browser and system in what a browser says of itself, as messages to translate; '' for what is not known."""
    return tuple(  # type: ignore[return-value]
        next((words for word, words in known.items() if word in said), "") for known in (BROWSERS, SYSTEMS)
    )


class Outcome(StrEnum):
    """What a sign-in record says."""

    IN = "in"
    FAILED = "failed"
    OUT = "out"
    ENDED = "ended"
    """By its owner from another browser."""


OUTCOMES: dict[str, str] = {
    Outcome.IN: gettext_noop("Signed in"),
    Outcome.FAILED: gettext_noop("Wrong password"),
    Outcome.OUT: gettext_noop("Signed out"),
    Outcome.ENDED: gettext_noop("Ended from another browser"),
}


class LookedAt(StrEnum):
    """What a look was at."""

    CASE = "case"
    MATERIAL = "material"
    RECEIPT = "receipt"
    CODE = "code"
    ADDRESS = "address"


LOOKED_AT: dict[str, str] = {
    LookedAt.CASE: gettext_noop("Names and numbers in full"),
    LookedAt.MATERIAL: gettext_noop("A material"),
    LookedAt.RECEIPT: gettext_noop("The receipt with its password"),
    LookedAt.CODE: gettext_noop("A code of credit records in full"),
    LookedAt.ADDRESS: gettext_noop("A number or address that a message went to"),
}


class Register(StrEnum):
    """What several departments could write into by their roles, and only those a pack names may."""

    ROADS = "roads"
    """Restrictions of the road network."""
    ROADSIDE = "roadside"
    """Checks at toll stations, and violations of the rules on transports."""
    AUTHORITIES = "authorities"
    """The network of filing authorities."""


OF_A_DEPARTMENT = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER})
"""Roles that handle cases: of one department each."""
ROLE_NAMES: dict[str, str] = {
    Role.APPLICANT: gettext_noop("Applicant"),
    Role.CLERK: gettext_noop("Clerk at a window"),
    Role.REVIEWER: gettext_noop("Reviewer"),
    Role.APPROVER: gettext_noop("Approver"),
    Role.GOVERNMENT: gettext_noop("Head of the government"),
    Role.HALL_MANAGER: gettext_noop("Hall manager"),
    Role.SUPERVISOR: gettext_noop("Supervisor"),
    Role.EDITOR: gettext_noop("Editor of the weekly report"),
    Role.CHECKER: gettext_noop("Checker of the weekly report"),
    Role.SIGNER: gettext_noop("Signer of the weekly report"),
    Role.ADMIN: gettext_noop("Administrator"),
}
"""What each role is called; the platform itself is nobody who signs in."""


def check_roles(roles: Collection[str], department: str, window: str) -> None:
    """Raise :class:`Invalid` where nobody can hold these roles at this place."""
    known = {str(role) for role in ROLE_NAMES}
    problems = []
    if not roles or not set(roles) <= known:
        problems.append(Problem("roles", gettext_noop("Choose at least one role.")))
    elif str(Role.ADMIN) in roles and len(set(roles)) > 1:
        words = gettext_noop(
            "Whoever administers accounts decides nothing: give an administrator no other role."
        )
        problems.append(Problem("roles", words))
    if not department and set(roles) & {str(role) for role in OF_A_DEPARTMENT}:
        words = gettext_noop("Clerks, reviewers and approvers belong to a department: choose it.")
        problems.append(Problem("department", words))
    if window and str(Role.CLERK) not in roles:
        problems.append(Problem("window", gettext_noop("Only clerks have a window.")))
    if problems:
        raise Invalid(problems)


def check_names(username: str, display_name: str) -> None:
    """Raise :class:`Invalid` at a name of somebody who is to sign in: it is empty, too long or not printable."""
    problems = []
    for where, name in (("username", username), ("display_name", display_name)):
        if blank(name):
            problems.append(Problem(where, gettext_noop("This name says nothing.")))
        elif wrong := fault(name, lines=False):
            problems.append(wrong.at(where))
        elif len(name) > LONGEST_NAME:
            words = gettext_noop("This name is too long: at most %(most)d characters.")
            problems.append(Problem(where, words, (("most", LONGEST_NAME),)))
    if problems:
        raise Invalid(problems)


@dataclass(frozen=True)
class Lent:
    """Whose place somebody takes for a while (B角 for A角), with what passes: roles of who handles cases, the place."""

    person: int
    name: str
    roles: frozenset[Role]
    department: str
    window: str
    until: datetime
    """The first moment at which it has passed back."""
    place: str = ""
    """The name of the window, for the reader; '' where there is none."""


@dataclass(frozen=True)
class Identity:
    """Who the owner of an account is, as it was verified (实名核验)."""

    name: str
    number: str


def check_identity(identity: str) -> None:
    """Raise :class:`Invalid` at an identity number whose check digit is wrong; '' stands for none."""
    if identity and not is_identity_number(identity):
        raise Invalid([Problem("identity", gettext_noop("This is no identity number: please compare it."))])


LONGEST_CERTIFICATE = 30


def check_certificate(certificate: str) -> None:
    """Raise :class:`Invalid` at a number of an enforcement certificate that is none; '' stands for none."""
    wrong = fault(certificate, lines=False) if certificate else None
    if wrong:
        raise Invalid([wrong.at("certificate")])
    if len(certificate) > LONGEST_CERTIFICATE or len(certificate.split()) > 1:
        message = gettext_noop("A number of a certificate has no space and at most %(most)d characters.")
        raise Invalid([Problem("certificate", message, (("most", LONGEST_CERTIFICATE),))])


def check_papers(name: str, number: str) -> None:
    """Raise :class:`Invalid` at ``display_name`` or ``identity`` where no papers say so."""
    check_names("-", name)
    if not number:
        raise Invalid([Problem("identity", gettext_noop("This is no identity number: please compare it."))])
    check_identity(number)


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
