"""What is put up for comment, until when, and which comments are taken. Pure.

环境影响评价公众参与办法 (部令第4号, from memory): after acceptance a report is public for 10 working days (22), the
proposed decision for 5 (23); anybody may comment meanwhile (24), with a way to be reached, a name is asked for (14).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from banli.catalogue.rules import ItemSpec, Step
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop

LONGEST_TEXT = 3_000
LONGEST_NAME = 100
LEAST_CHARACTERS = 4
"""Letters or characters that a comment has at least: fewer say nothing that could be weighed."""
MOST_OF_ORIGIN = 100
"""Comments of one address within a day: behind it a village or a hall may sit."""
MOST_FILES = 3
CONTACT = re.compile(r"1[3-9]\d{9}|[^@\s]+@[^@\s]+\.[^@\s]+|\+?[\d\s()（）-]{7,20}")
TOO_MANY = gettext_noop(
    "Many comments came from here today. Please write all you have to say into one, or send it by post."
)
NOT_REACHABLE = gettext_noop(
    "Give a mobile number, a telephone or an e-mail address at which you can be reached."
)
SAYS_NOTHING = gettext_noop("Write in words what you think of the project or the report.")


@dataclass(frozen=True)
class Comment:
    """What somebody says; ``name`` may be left out."""

    text: str
    contact: str
    name: str = ""


def public_step(spec: ItemSpec, key: str) -> Step | None:
    """The step, where strangers read of it while it runs."""
    return next((one for one in spec.steps if one.key == key and one.public), None)


def why_not_comment(begun_on: date, last: date | None, finished: bool, today: date) -> Refused | None:
    """Why nobody may comment: before the first day or after the last; None where one may."""
    if today < begun_on:
        return Refused(gettext_noop("Comments are taken from %(day)s on."), day=begun_on.isoformat())
    if last is not None and today > last:
        return Refused(
            gettext_noop("Comments were taken until %(day)s; this is closed."), day=last.isoformat()
        )
    if finished:
        return Refused(gettext_noop("This is closed; no comments are taken any more."))
    return None


def checked(said: Comment) -> Comment:
    """The comment, trimmed. Raises :class:`Invalid` with every fault at its place."""
    clean = Comment(said.text.strip(), said.contact.strip(), said.name.strip())
    problems = [
        *_fits("text", clean.text, LONGEST_TEXT, lines=True),
        *_fits("name", clean.name, LONGEST_NAME),
        *_fits("contact", clean.contact, LONGEST_NAME),
    ]
    named = {one.where for one in problems}
    if "text" not in named and sum(one.isalnum() for one in set(clean.text)) < LEAST_CHARACTERS:
        problems.append(Problem("text", SAYS_NOTHING))
    if "contact" not in named and not CONTACT.fullmatch(clean.contact):
        problems.append(Problem("contact", NOT_REACHABLE))
    if problems:
        raise Invalid(problems)
    return clean


def title_faults(title: str) -> list[Problem]:
    """What is wrong with what a file is called on the public page."""
    told = title.strip()
    if not told:
        return [Problem("title", gettext_noop("Say what the file is called on the public page."))]
    return _fits("title", told, LONGEST_NAME)


def _fits(place: str, text: str, most: int, *, lines: bool = False) -> list[Problem]:
    if wrong := fault(text, lines=lines):
        return [wrong.at(place)]
    if len(text) > most:
        return [Problem(place, gettext_noop("Please keep it under %(n)s characters."), (("n", most),))]
    return []
