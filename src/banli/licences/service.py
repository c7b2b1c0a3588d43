"""The door of certificates."""

from banli.licences.acts.application_link import WATCHER
from banli.licences.acts.earlier_certificates import Loaded, Row, load_earlier
from banli.licences.acts.expiry import settle
from banli.licences.acts.issue import issue
from banli.licences.acts.standing_list import standing_list
from banli.licences.acts.status import end, restore, revoke, suspend
from banli.licences.acts.validation import validate
from banli.licences.models import Certificate, Link, Validation
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules.application_link import Beside
from banli.licences.rules.earlier_certificates import check_loadable, columns, read_earlier
from banli.licences.rules.renewal_offer import change_answers, renewal_answers
from banli.licences.rules.status import grounds_for
from banli.licences.rules.status_list import TYPE as STANDINGS_TYPE
from banli.licences.rules.token import TokenFacts, token_in
from banli.licences.rules.token import read as read_token_facts
from banli.licences.rules.validity import HOLDING, Standing
from banli.licences.selectors.certificates import (
    PAGE,
    Verification,
    addressees_of_certificates,
    answers_of,
    by_expiry,
    by_number,
    cases_about,
    certificates_of,
    changes_offered,
    concerned,
    definition_of,
    expiry_rows,
    facts_of,
    find_certificate,
    from_before,
    history,
    last_to_ask,
    of_case,
    of_holder,
    renewals_offered,
    replaced_by,
    standing_of,
    validations_of,
    verify,
    verify_by_facts,
)
from banli.licences.selectors.register import (
    REGISTER_PAGE,
    RegisterFilter,
    every_in_register,
    in_register,
    register_items,
)
from banli.licences.states import Status

__all__ = [
    "GRANTS",
    "HOLDING",
    "PAGE",
    "REGISTER_PAGE",
    "STANDINGS_TYPE",
    "WATCHER",
    "Beside",
    "Certificate",
    "LicencePermission",
    "Link",
    "Loaded",
    "RegisterFilter",
    "Row",
    "Standing",
    "Status",
    "TokenFacts",
    "Validation",
    "Verification",
    "addressees_of_certificates",
    "answers_of",
    "by_expiry",
    "by_number",
    "cases_about",
    "certificates_of",
    "change_answers",
    "changes_offered",
    "check_loadable",
    "columns",
    "concerned",
    "definition_of",
    "end",
    "every_in_register",
    "expiry_rows",
    "facts_of",
    "find_certificate",
    "from_before",
    "grounds_for",
    "history",
    "in_register",
    "issue",
    "last_to_ask",
    "load_earlier",
    "of_case",
    "of_holder",
    "read_earlier",
    "read_token_facts",
    "register_items",
    "renewal_answers",
    "renewals_offered",
    "replaced_by",
    "restore",
    "revoke",
    "settle",
    "standing_list",
    "standing_of",
    "suspend",
    "token_in",
    "validate",
    "validations_of",
    "verify",
    "verify_by_facts",
]
