"""What somebody says, and what an officer writes about it: checked, each fault at its place. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop
from banli.suggestions.states import OUTCOMES, SuggestionKind, SuggestionOutcome

LONGEST = 2_000
"""Characters of a suggestion, of its answer, and of each on the public page."""
LONGEST_NAME = 100
LONGEST_OCCASION = 200
LEAST_CHARACTERS = 4
"""Letters or characters that a suggestion has at least: fewer say nothing that could be answered."""
MOST_OF_ORIGIN = 20
"""Suggestions of one network within a day: behind it a village or a company may sit."""
CONTACT = re.compile(r"1[3-9]\d{9}|[^@\s]+@[^@\s]+\.[^@\s]+|\+?[\d\s()（）-]{7,20}")

TOO_MANY = gettext_noop(
    "Many suggestions came from here today. Please go on tomorrow, tell the window, or call 12345."
)
NOT_REACHABLE = gettext_noop(
    "This is no mobile number, telephone or e-mail address at which you can be reached."
)
TO_BE_REACHED = gettext_noop(
    "The desk calls back. Please give a number or an address at which you can be reached."
)
SAYS_NOTHING = gettext_noop("Please write in words what it is about.")
TOO_LONG = gettext_noop("Please keep it under %(n)s characters.")


@dataclass(frozen=True)
class Told:
    """What somebody says. ``item``, ``case``: a short name and a number, '' for none; ``department``: a code."""

    kind: SuggestionKind
    text: str
    name: str = ""
    contact: str = ""
    item: str = ""
    case: str = ""
    department: str = ""
    occasion: str = ""


def checked(told: Told, *, reachable: bool = True) -> Told:
    """``told``, trimmed. Raises :class:`Invalid` with every fault at its place.

    :param reachable: whether what could not be done needs a way to call back; an officer may write it down without.
    """
    clean = replace(
        told,
        text=told.text.strip(),
        name=told.name.strip(),
        contact=told.contact.strip(),
        item=told.item.strip(),
        case=told.case.strip(),
        occasion=told.occasion.strip(),
    )
    problems = [
        *text_faults("text", clean.text),
        *line_faults("name", clean.name),
        *line_faults("contact", clean.contact),
        *line_faults("occasion", clean.occasion, LONGEST_OCCASION),
        *line_faults("case", clean.case),
        *line_faults("item", clean.item),
    ]
    if not any(one.where == "contact" for one in problems):
        if clean.contact and not CONTACT.fullmatch(clean.contact):
            problems.append(Problem("contact", NOT_REACHABLE))
        elif not clean.contact and reachable and clean.kind is SuggestionKind.OBSTACLE:
            problems.append(Problem("contact", TO_BE_REACHED))
    if problems:
        raise Invalid(problems)
    return clean


def text_faults(where: str, text: str) -> list[Problem]:
    """What is wrong with a text of several lines that has to say something."""
    if wrong := fault(text):
        return [wrong.at(where)]
    if sum(one.isalnum() for one in set(text)) < LEAST_CHARACTERS:
        return [Problem(where, SAYS_NOTHING)]
    if len(text) > LONGEST:
        return [Problem(where, TOO_LONG, (("n", LONGEST),))]
    return []


def line_faults(where: str, text: str, most: int = LONGEST_NAME) -> list[Problem]:
    """What is wrong with one line that may be left out."""
    if wrong := fault(text, lines=False):
        return [wrong.at(where)]
    if len(text) > most:
        return [Problem(where, TOO_LONG, (("n", most),))]
    return []


def checked_reason(text: str, where: str = "text") -> str:
    """``text`` without the space around it. Raises :class:`Invalid` where nothing is said, or too much."""
    told = text.strip()
    if problems := text_faults(where, told):
        raise Invalid(problems)
    return told


def checked_answer(kind: SuggestionKind, outcome: str, text: str) -> tuple[SuggestionOutcome, str]:
    """Outcome and answer. Raises :class:`Invalid` where none of this kind is chosen, or the answer says nothing."""
    told = text.strip()
    problems = text_faults("text", told)
    found = next((one for one in OUTCOMES[kind] if one == outcome), None)
    if found is None:
        problems.append(Problem("outcome", gettext_noop("Please choose what became of it.")))
    if found is None or problems:
        raise Invalid(problems)
    return found, told
