"""Companies and their agents: what a company's account says; when an authorisation is given, taken and ended.

行政许可法 29: an applicant may let an agent apply. 民法典 165 (from memory): a written authorisation names the agent,
the matters, the powers and the term, and is signed or sealed by who gives it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from banli.accounts.states import Standing
from banli.kernel.checkdigits import is_credit_code
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

CODE = gettext_noop("This is no unified social credit code: please compare it with the licence.")
NOBODY = gettext_noop(
    "No account was checked for this identity number. See the papers first, under Identity."
)
OTHER_NAME = gettext_noop(
    "The account with this identity number has another name. Compare both with the papers."
)
BACKWARDS = gettext_noop("The last day lies before the first.")
PAST = gettext_noop("The last day is over already.")
NO_ITEM = gettext_noop("Choose at least one item.")
UNCHECKED = gettext_noop("Show your identity card at any window first: an agent has to be known by name.")
OWN = gettext_noop("You are the legal representative and need no authorisation.")
ENDED = gettext_noop("This authorisation was ended.")
OVER = gettext_noop("This authorisation is over.")
TAKEN = gettext_noop("This authorisation was accepted already.")


@dataclass(frozen=True)
class Given:
    """An authorisation as the rules see it; both days belong to it."""

    starts: date
    until: date
    accepted: bool = False
    ended: bool = False


def standing(given: Given, today: date) -> Standing:
    """Where an authorisation stands on a day. What was ended stays ended, what is over stays over."""
    if given.ended:
        return Standing.ENDED
    if today > given.until:
        return Standing.OVER
    if not given.accepted:
        return Standing.WAITING
    return Standing.AHEAD if today < given.starts else Standing.HOLDS


def faults_of_company(code: str, name: str, known: str | None) -> list[Problem]:
    """What is wrong with a company's account as typed at the counter.

    :param name: the legal representative's, as the licence says.
    :param known: the name of the account checked for the identity number typed; None for no such account.
    """
    faults = [] if is_credit_code(code) else [Problem("code", CODE)]
    if known is None:
        return [*faults, Problem("number", NOBODY)]
    return faults if known == name else [*faults, Problem("representative", OTHER_NAME)]


def faults_of_authorisation(
    *, starts: date, until: date, today: date, everything: bool, items: Collection[str]
) -> list[Problem]:
    """What is wrong with an authorisation as typed by the legal representative."""
    faults = []
    if until < starts:
        faults.append(Problem("until", BACKWARDS))
    elif until < today:
        faults.append(Problem("until", PAST))
    if not everything and not items:
        faults.append(Problem("items", NO_ITEM))
    return faults


def why_not_accept(given: Given, today: date, *, checked: bool, represents: bool) -> str:
    """Why an agent may not take the authorisation; '' where nothing speaks against it.

    :param checked: an officer has seen the agent's papers.
    :param represents: whoever would accept is the company's legal representative.
    """
    why = {Standing.ENDED: ENDED, Standing.OVER: OVER}.get(standing(given, today), "")
    if why or given.accepted:
        return why or TAKEN
    if represents:
        return OWN
    return "" if checked else UNCHECKED


def why_not_end(given: Given, today: date) -> str:
    """Why there is nothing to end; '' where there is."""
    return OVER if standing(given, today) == Standing.OVER else ""
