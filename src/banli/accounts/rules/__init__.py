"""Pure rules of accounts."""

from banli.accounts.rules.codes import (
    A_DAY,
    DAY,
    DIGITS,
    GOOD_FOR,
    TRIES,
    TooMany,
    code_mail,
    code_text,
    is_code,
    is_open,
)
from banli.accounts.rules.contacts import Address, address_of, check_address
from banli.accounts.rules.identity import is_about_oneself

__all__ = [
    "A_DAY",
    "DAY",
    "DIGITS",
    "GOOD_FOR",
    "TRIES",
    "Address",
    "TooMany",
    "address_of",
    "check_address",
    "code_mail",
    "code_text",
    "is_about_oneself",
    "is_code",
    "is_open",
]
