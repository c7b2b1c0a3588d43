"""One cell of an exchange table: what it says in normal form, or why it says nothing that can be taken."""

from __future__ import annotations

import re
from datetime import datetime

from banli.intake.rules.reject import BAD_CODE, BAD_INTEGER, BAD_KEY, BAD_NUMBER
from banli.intake.rules.tables import Field, Kind
from banli.kernel.cells import SPOILED, Spoiled, plain, told, unspoiled
from banli.kernel.days import COUNTED, NOT_A_DAY, TWO_DIGITS, WHICH_FIRST, NotADay, moment_of

NUMBER = r"^[0-9A-Za-z]([0-9A-Za-z.\-]{0,48}[0-9A-Za-z])?$"
DIGITS = (r"[0-9]", r"[1-9A-Za-z]")
"""A case number, which has a digit besides and more than noughts."""
POINTED = r"^[0-9]+(\.[0-9]*([eE][+\-][0-9]+)?|[eE][+\-][0-9]+)$"
"""A number that a program may have written with a point or an exponent."""
PLAIN_KEY = r"^[A-Za-z]{0,20}[0-9][0-9A-Za-z]{0,29}$"
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)?$"
"""Keys and moments in the form in which they are kept."""
INTEGER = r"^[1-9][0-9]{0,2}$"
KEY = r"^[0-9A-Za-z_\-]{1,50}$"
LONGEST_TEXT = 200
"""Bytes from which on a text is cut."""
BREAKS = re.compile(r"[\t\n\v\f\r]+")
"""What lays a text out inside its cell; a text of one line has a blank there. Other control characters are refused."""
FAULTS = (BAD_NUMBER, BAD_KEY, BAD_CODE, BAD_INTEGER, SPOILED, NOT_A_DAY, TWO_DIGITS, WHICH_FIRST, COUNTED)
"""Every reason that :func:`read` may give."""

Value = str | int | datetime | None


def read(one: Field, text: str) -> tuple[Value, str]:
    """The value that ``text`` says for the field ``one``, None for nothing; and the reason where it says none."""
    try:
        if one.kind is Kind.TEXT:
            return BREAKS.sub(" ", told(text)).strip()[:LONGEST_TEXT] or None, ""
        if one.kind in {Kind.MOMENT, Kind.DAY}:
            return moment_of(text), ""
        clean = plain(text)
        return (_coded(one, unspoiled(clean)), "") if clean else (None, "")
    except NotADay as wrong:
        return None, wrong.reason
    except Spoiled as wrong:
        return None, SPOILED if one.kind in {Kind.NUMBER, Kind.KEY} else _wrong(one) or str(wrong)
    except ValueError:
        return None, _wrong(one)


def _coded(one: Field, text: str) -> Value:
    if one.kind is Kind.NUMBER:
        return _fitting(text, re.fullmatch(NUMBER, text) and all(re.search(one, text) for one in DIGITS))
    if one.kind is Kind.KEY:
        return _fitting(text, re.fullmatch(KEY, text))
    if one.kind is Kind.CODE:
        return code(one, text)
    number = int(_fitting(text, text.isdecimal() and text.isascii() and len(text) < LONGEST_TEXT))
    return int(_fitting(str(number), 0 < number < 1000))


def _fitting(text: str, fits: object) -> str:
    if not fits:
        raise ValueError(text)
    return text


def code(one: Field, text: str) -> str:
    """The code of the table that ``text`` says: in any case, with or without noughts before it.

    :raises ValueError: where the table has none.
    """
    known = {each: each for each in one.codes} | {_short(each): each for each in one.codes}
    found = known.get(text.upper()) or known.get(_short(text))
    if found is None:
        raise ValueError(text)
    return found


def _short(text: str) -> str:
    return text.lstrip("0") or "0" if text.isdecimal() else text


def _wrong(one: Field) -> str:
    return {Kind.NUMBER: BAD_NUMBER, Kind.KEY: BAD_KEY, Kind.CODE: BAD_CODE, Kind.INTEGER: BAD_INTEGER}[
        one.kind
    ]
