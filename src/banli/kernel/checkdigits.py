"""Check characters of two national codes: the unified social credit code and the identity card number. Pure.

A code is taken as it stands: capitals, no spaces. One wrong character, and two neighbours exchanged, are always found.
python-stdnum counts the characters. Which codes there can be stands here: it knows none that begin with a letter and
no identity cards of foreigners.
"""

from __future__ import annotations

from datetime import date

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100—2015: digits and capitals without I, O, Z, S and V. The place is the value."""
PROVINCES = frozenset(
    map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)))
) | {"71", "81", "82", "83"}
"""GB/T 2260: the first two digits of a region (71 from memory). 81, 82 and 83 stand on the residence permits of Hong
Kong, Macao and Taiwan: 港澳台居民居住证申领发放办法 (国办发〔2018〕81号) 3, 香港810000, 澳门820000, 台湾830000."""
FOREIGNER = "9"
"""Before the province on the identity card of a foreigner with permanent residence."""
EARLIEST = date(1900, 1, 1)
LENGTH = 18
REGION = range(2, 8)
"""Places of the region, which is digits only."""


def credit_check(first: str) -> str:
    """The check character of the first 17 of a unified social credit code.

    :raises ValueError: where a character is none of the 31, or there are not 17.
    """
    if len(first) != LENGTH - 1 or any(one not in CREDIT for one in first):
        raise ValueError(first)
    return str(uscc.calc_check_digit(first))


def is_credit_code(code: str) -> bool:
    """True for a unified social credit code of 18 characters whose check character holds."""
    if len(code) != LENGTH or any(one not in CREDIT for one in code):
        return False
    region = all(code[place].isdigit() for place in REGION)
    return region and code[-1] == credit_check(code[:-1])


def identity_check(first: str) -> str:
    """The check character of the first 17 digits of an identity card number (ISO 7064 MOD 11-2, GB 11643—1999).

    :raises ValueError: where they are not 17 digits.
    """
    if len(first) != LENGTH - 1 or not (first.isascii() and first.isdigit()):
        raise ValueError(first)
    return str(mod_11_2.calc_check_digit(first))


def is_identity_number(code: str) -> bool:
    """True for an identity card number of 18 characters with a region and a day of birth that exist, not before 1900,
    and a check that holds."""
    if len(code) != LENGTH or not (code[:17].isascii() and code[:17].isdigit()):
        return False
    day = born(code)
    region = code[1:3] if code[0] == FOREIGNER else code[:2]
    return (
        day is not None and day >= EARLIEST and region in PROVINCES and code[-1] == identity_check(code[:17])
    )


def born(code: str) -> date | None:
    """The day of birth that an identity card number tells; None where there is no such day. Whether it has come
    already, only the day it is asked on can tell."""
    try:
        return date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return None
