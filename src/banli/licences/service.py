"""The door of certificates."""

from banli.licences.acts.changing import end, restore, revoke, suspend
from banli.licences.acts.issuing import issue
from banli.licences.acts.linking import WATCHER
from banli.licences.acts.settling import settle
from banli.licences.acts.validating import validate
from banli.licences.models import Certificate, Link, Validation
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules.ending import grounds_for
from banli.licences.rules.linking import Beside
from banli.licences.rules.standing import HOLDING, Standing
from banli.licences.selectors import (
    PAGE,
    Verification,
    by_expiry,
    cases_about,
    certificates_of,
    concerned,
    find_certificate,
    history,
    last_to_ask,
    of_case,
    of_holder,
    replaced_by,
    standing_of,
    validations_of,
    verify,
    verify_by_facts,
)
from banli.licences.states import Status

__all__ = [
    "GRANTS",
    "HOLDING",
    "PAGE",
    "WATCHER",
    "Beside",
    "Certificate",
    "LicencePermission",
    "Link",
    "Standing",
    "Status",
    "Validation",
    "Verification",
    "by_expiry",
    "cases_about",
    "certificates_of",
    "concerned",
    "end",
    "find_certificate",
    "grounds_for",
    "history",
    "issue",
    "last_to_ask",
    "of_case",
    "of_holder",
    "replaced_by",
    "restore",
    "revoke",
    "settle",
    "standing_of",
    "suspend",
    "validate",
    "validations_of",
    "verify",
    "verify_by_facts",
]
