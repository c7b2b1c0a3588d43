"""Which roles may open which address of the desk. What they may do there is decided by each app's own grants."""

from __future__ import annotations

from banli.kernel.actors import Role

STAFF = frozenset(Role) - {Role.APPLICANT, Role.SYSTEM}
CASE_READERS = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR, Role.HALL_MANAGER})
HANDLERS = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER})
COUNTER = frozenset({Role.CLERK})
OVERSEERS = frozenset({Role.SUPERVISOR, Role.HALL_MANAGER, Role.ADMIN})
REPORTERS = frozenset({Role.EDITOR, Role.SIGNER, Role.HALL_MANAGER, Role.SUPERVISOR})
CATALOGUERS = frozenset({Role.ADMIN, Role.APPROVER})
HALL = frozenset({Role.HALL_MANAGER})
HALL_READERS = STAFF - {Role.ADMIN}
CREDIT_READERS = HANDLERS | {Role.SUPERVISOR}
PANELS = frozenset({Role.REVIEWER, Role.APPROVER})
PROJECT_READERS = HANDLERS | {Role.SUPERVISOR, Role.HALL_MANAGER, Role.EDITOR}
PANEL_READERS = PANELS | {Role.SUPERVISOR}

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
    "hall": HALL_READERS,
    "patrol": HALL_READERS,
    "patrol_new": HALL,
    "finding_act": HALL | {Role.CLERK, Role.APPROVER},
    "visits": HALL_READERS,
    "visit_new": HALL,
    "activities": HALL_READERS,
    "activity": HALL_READERS,
    "activity_new": HALL | HANDLERS,
    "activity_followed_up": HALL | HANDLERS,
    "issues": REPORTERS,
    "issue": REPORTERS,
    "issue_start": frozenset({Role.EDITOR}),
    "issue_act": frozenset({Role.EDITOR, Role.SIGNER}),
    "issue_file": REPORTERS,
    "figure": STAFF,
    "figure_recount": STAFF,
    "items": STAFF,
    "item": STAFF,
    "item_act": CATALOGUERS,
    "credit": CREDIT_READERS,
    "credit_subject": CREDIT_READERS,
    "credit_code": frozenset({Role.APPROVER, Role.SUPERVISOR}),
    "ban_new": frozenset({Role.APPROVER}),
    "ban_lift": frozenset({Role.APPROVER}),
    "violation_new": PANELS,
    "experts": PANEL_READERS,
    "expert": PANEL_READERS,
    "expert_new": frozenset({Role.APPROVER}),
    "expert_act": frozenset({Role.APPROVER}),
    "panel_new": PANELS,
    "panel": PANEL_READERS,
    "panel_act": PANELS,
    "projects": PROJECT_READERS,
    "project_plan": PROJECT_READERS,
    "project": PROJECT_READERS,
    "project_new": PANELS,
    "project_act": PANELS,
    "ledger": OVERSEERS,
    "ledger_verify": OVERSEERS,
}
"""URL name to rule: ``public``, or the roles that may enter."""


def may_open(url: str, roles: frozenset[Role]) -> bool:
    """True where one of ``roles`` may open the address called ``url``."""
    rule = URLS[url]
    return isinstance(rule, str) or bool(rule & roles)
