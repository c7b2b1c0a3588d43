"""The short number by which an applicant asks for a case: easy to type, with a character that checks it.

Thirty characters, without digits and letters that are read for one another (0 O, 1 I L, U V). The last one is the
check character of ISO 7064, hybrid system MOD 31,30: every single wrong character is noticed, and nearly every
exchange of two. It knows no 0, so that it is never taken for the day and serial at the end of a case's number.
"""

from __future__ import annotations

import secrets

from stdnum.iso7064 import mod_37_36 as hybrid

from banli.kernel.folding import folded_number

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4


def draw_query_number() -> str:
    """A new one."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The check character of ``body``."""
    found: str = hybrid.calc_check_digit(body, alphabet=ALPHABET)
    return found


def query_number_in(text: str) -> str:
    """The query number in ``text``, however it was typed; '' where it is none."""
    number = folded_number(text)
    if len(number) != LENGTH or not set(number) <= set(ALPHABET):
        return ""
    return number if check_character(number[:-1]) == number[-1] else ""


def grouped(number: str) -> str:
    """In groups of four, as it is printed."""
    return " ".join(number[place : place + GROUP] for place in range(0, len(number), GROUP))
