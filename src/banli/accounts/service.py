"""The door of accounts."""

from banli.accounts.acts.codes import ask_code, use_code
from banli.accounts.acts.identity import check_at_counter
from banli.accounts.acts.own import change_contact, close_account, keep_contact, register
from banli.accounts.acts.retention import remove_codes
from banli.accounts.models import Contact
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules import GOOD_FOR, Address, TooMany, address_of, check_address
from banli.accounts.selectors.contacts import contact_of, contacts_of, holder_of, level_of

__all__ = [
    "GOOD_FOR",
    "GRANTS",
    "AccountPermission",
    "Address",
    "Contact",
    "TooMany",
    "address_of",
    "ask_code",
    "change_contact",
    "check_address",
    "check_at_counter",
    "close_account",
    "contact_of",
    "contacts_of",
    "holder_of",
    "keep_contact",
    "level_of",
    "register",
    "remove_codes",
    "use_code",
]
