"""The door of accounts."""

from banli.accounts.acts.codes import ask_code, send_link, use_code
from banli.accounts.acts.companies import (
    accept_authorisation,
    authorise_agent,
    end_authorisation,
    open_company,
)
from banli.accounts.acts.identity import check_at_counter
from banli.accounts.acts.openid import enter_by_provider
from banli.accounts.acts.own import change_contact, close_account, keep_contact, register
from banli.accounts.acts.passkeys import (
    ask_for_passkey,
    begin_passkey,
    register_passkey,
    remove_passkey,
    remove_passkeys,
    shown_passkey,
)
from banli.accounts.acts.retention import remove_codes
from banli.accounts.acts.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    passes_second_factor,
    remove_second_factor,
    reset_second_factor,
)
from banli.accounts.models import Authorisation, Company, Contact
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules import GOOD_FOR, Address, TooMany, address_of, check_address
from banli.accounts.rules.acting import Mandate
from banli.accounts.rules.identity import is_about_oneself, why_not_identified
from banli.accounts.rules.openid import WAITS as PROVIDER_WAITS
from banli.accounts.rules.openid import Provider
from banli.accounts.rules.passkeys import Site
from banli.accounts.selectors.acting import (
    authority_of,
    company_names,
    company_of_code,
    mandates_of,
    representatives_of,
    require_acting,
    still_acts,
    why_not_act_for,
)
from banli.accounts.selectors.companies import (
    authorisation_of,
    authorisations_given,
    companies_of,
    company_of,
    held_by,
    licence_faults,
    offered_to,
    standing_of,
)
from banli.accounts.selectors.contacts import (
    contact_of,
    contacts_of,
    holder_of,
    level_of,
    level_of_account,
)
from banli.accounts.selectors.openid import begin_with_provider, provider, said_by_provider
from banli.accounts.selectors.passkeys import has_passkey, passkeys_of
from banli.accounts.selectors.second_factor import (
    has_second_factor,
    needs_second_factor,
    recovery_codes_left,
)

__all__ = [
    "GOOD_FOR",
    "GRANTS",
    "PROVIDER_WAITS",
    "AccountPermission",
    "Address",
    "Authorisation",
    "Company",
    "Contact",
    "Mandate",
    "Provider",
    "Site",
    "TooMany",
    "accept_authorisation",
    "address_of",
    "ask_code",
    "ask_for_passkey",
    "authorisation_of",
    "authorisations_given",
    "authorise_agent",
    "authority_of",
    "begin_passkey",
    "begin_second_factor",
    "begin_with_provider",
    "change_contact",
    "check_address",
    "check_at_counter",
    "close_account",
    "companies_of",
    "company_names",
    "company_of",
    "company_of_code",
    "confirm_second_factor",
    "contact_of",
    "contacts_of",
    "end_authorisation",
    "enter_by_provider",
    "has_passkey",
    "has_second_factor",
    "held_by",
    "holder_of",
    "is_about_oneself",
    "keep_contact",
    "level_of",
    "level_of_account",
    "licence_faults",
    "mandates_of",
    "needs_second_factor",
    "offered_to",
    "open_company",
    "passes_second_factor",
    "passkeys_of",
    "provider",
    "recovery_codes_left",
    "register",
    "register_passkey",
    "remove_codes",
    "remove_passkey",
    "remove_passkeys",
    "remove_second_factor",
    "representatives_of",
    "require_acting",
    "reset_second_factor",
    "said_by_provider",
    "send_link",
    "shown_passkey",
    "standing_of",
    "still_acts",
    "use_code",
    "why_not_act_for",
    "why_not_identified",
]
