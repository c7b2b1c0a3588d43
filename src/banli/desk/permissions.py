"""Which roles may open which address of the desk. What they may do there is decided by each app's own grants."""

from __future__ import annotations

from banli.kernel.actors import Role

STAFF = frozenset(Role) - {Role.APPLICANT, Role.SYSTEM}
CASE_READERS = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR, Role.HALL_MANAGER})
HANDLERS = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER})
COUNTER = frozenset({Role.CLERK})
OVERSEERS = frozenset({Role.SUPERVISOR, Role.HALL_MANAGER, Role.ADMIN})

URLS: dict[str, str | frozenset[Role]] = {
    "sign_in": "public",
    "sign_out": "public",
    "today": STAFF,
    "cases": CASE_READERS,
    "case": CASE_READERS,
    "case_act": HANDLERS,
    "case_material": CASE_READERS,
    "case_notice": CASE_READERS,
    "case_decision": CASE_READERS,
    "case_certificate": CASE_READERS,
    "case_receipt": CASE_READERS,
    "counter": COUNTER,
    "counter_new": COUNTER,
    "counter_form": COUNTER,
    "counter_shape": COUNTER,
    "supervision": CASE_READERS,
    "items": STAFF,
    "item": STAFF,
    "ledger": OVERSEERS,
    "ledger_verify": OVERSEERS,
}
"""URL name to rule: ``public``, or the roles that may enter."""


def may_open(url: str, roles: frozenset[Role]) -> bool:
    """True where one of ``roles`` may open the address called ``url``."""
    rule = URLS[url]
    return isinstance(rule, str) or bool(rule & roles)
