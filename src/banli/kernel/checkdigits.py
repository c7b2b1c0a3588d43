"""Check characters of two national codes: the unified social credit code and the identity card number. Pure.

A code is taken as it stands: capitals, no spaces. One wrong character, and two neighbours exchanged, are always found.
"""

from __future__ import annotations

from datetime import date

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100—2015: digits and capitals without I, O, Z, S and V. The place is the value."""
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""Powers of 3 modulo 31."""
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""Powers of 2 modulo 11, from the left."""
IDENTITY_CHECKS = "10X98765432"
"""GB 11643—1999: the check character by the remainder modulo 11."""
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
    values = [CREDIT.index(one) for one in first]
    total = sum(value * weight for value, weight in zip(values, CREDIT_WEIGHTS, strict=True))
    return CREDIT[-total % len(CREDIT)]


def is_credit_code(code: str) -> bool:
    """True for a unified social credit code of 18 characters whose check character holds."""
    if len(code) != LENGTH or any(one not in CREDIT for one in code):
        return False
    region = all(code[place].isdigit() for place in REGION)
    return region and code[-1] == credit_check(code[:-1])


def identity_check(first: str) -> str:
    """The check character of the first 17 digits of an identity card number.

    :raises ValueError: where they are not 17 digits.
    """
    digits = [int(one) for one in first if one in "0123456789"]
    total = sum(digit * weight for digit, weight in zip(digits, IDENTITY_WEIGHTS, strict=True))
    return IDENTITY_CHECKS[total % len(IDENTITY_CHECKS)]


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
