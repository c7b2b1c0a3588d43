"""The door of accounts."""

from banli.accounts.acts.codes import ask_code, use_code
from banli.accounts.acts.identity import check_at_counter
from banli.accounts.acts.own import change_contact, close_account, keep_contact, register
from banli.accounts.acts.retention import remove_codes
from banli.accounts.acts.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    passes_second_factor,
    remove_second_factor,
    reset_second_factor,
)
from banli.accounts.models import Contact
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules import GOOD_FOR, Address, TooMany, address_of, check_address
from banli.accounts.selectors.contacts import contact_of, contacts_of, holder_of, level_of
from banli.accounts.selectors.second_factor import (
    has_second_factor,
    needs_second_factor,
    recovery_codes_left,
)

__all__ = [
    "GOOD_FOR",
    "GRANTS",
    "AccountPermission",
    "Address",
    "Contact",
    "TooMany",
    "address_of",
    "ask_code",
    "begin_second_factor",
    "change_contact",
    "check_address",
    "check_at_counter",
    "close_account",
    "confirm_second_factor",
    "contact_of",
    "contacts_of",
    "has_second_factor",
    "holder_of",
    "keep_contact",
    "level_of",
    "needs_second_factor",
    "passes_second_factor",
    "recovery_codes_left",
    "register",
    "remove_codes",
    "remove_second_factor",
    "reset_second_factor",
    "use_code",
]
