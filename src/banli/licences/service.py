"""The door of certificates."""

from banli.licences.acts import end, issue, revoke
from banli.licences.models import Certificate
from banli.licences.rules import Standing
from banli.licences.selectors import (
    Verification,
    of_case,
    of_holder,
    verify,
    verify_by_facts,
)
from banli.licences.states import Status

__all__ = [
    "Certificate",
    "Standing",
    "Status",
    "Verification",
    "end",
    "issue",
    "of_case",
    "of_holder",
    "revoke",
    "verify",
    "verify_by_facts",
]
