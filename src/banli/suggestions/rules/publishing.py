"""What of a suggestion may stand on the public page: nobody can be recognised by it. Pure.

个人信息保护法 25: personal information is not made public without consent; so no name, number or address stands there.
"""

from __future__ import annotations

import re

from banli.kernel.errors import Invalid, Problem
from banli.kernel.masking import NUMBER_OF_A_PERSON, is_personal, masked_in, masked_numbers
from banli.kernel.text import gettext_noop
from banli.suggestions.rules.telling import text_faults

MAIL = re.compile(r"[^@\s，。；、：:（）()]+@[^@\s，。；、：:（）()]+\.[A-Za-z0-9.]+")
LEAST_NAME = 2

NAMED = gettext_noop("The name of whoever said it stands in it. Please take it out.")
REACHED = gettext_noop("How whoever said it can be reached stands in it. Please take it out.")
NUMBERED = gettext_noop("A number of a person stands in it: %(number)s. Please take it out.")


def proposed(text: str, name: str, contact: str) -> str:
    """``text`` for the public page as far as a rule can mask it: names, numbers and addresses of whoever gave it."""
    hidden = masked_numbers(text)
    if contact:
        hidden = hidden.replace(contact, "***")
    return masked_in(MAIL.sub("***", hidden), name) if len(name) >= LEAST_NAME else MAIL.sub("***", hidden)


def checked_public(text: str, answer: str, name: str, contact: str) -> tuple[str, str]:
    """Both texts, trimmed. Raises :class:`Invalid` where one says nothing, or tells who gave it."""
    said, told = text.strip(), answer.strip()
    problems = [
        *_faults("public_text", said, name, contact),
        *_faults("public_answer", told, name, contact),
    ]
    if problems:
        raise Invalid(problems)
    return said, told


def _faults(where: str, text: str, name: str, contact: str) -> list[Problem]:
    if problems := text_faults(where, text):
        return problems
    if len(name) >= LEAST_NAME and is_personal(name) and name in text:
        problems.append(Problem(where, NAMED))
    if contact and contact in text:
        problems.append(Problem(where, REACHED))
    elif found := NUMBER_OF_A_PERSON.search(text) or MAIL.search(text):
        problems.append(Problem(where, NUMBERED, (("number", found.group()),)))
    return problems
