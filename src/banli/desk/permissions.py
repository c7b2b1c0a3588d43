"""Which roles may open which address of the desk. What they may do there is decided by each app's own grants."""

from __future__ import annotations

from banli.kernel.actors import Role

STAFF = frozenset(Role) - {Role.APPLICANT, Role.SYSTEM}
COUNTER = frozenset({Role.CLERK})
CASE_READERS = frozenset(
    {Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.GOVERNMENT, Role.SUPERVISOR, Role.HALL_MANAGER}
)
HANDLERS = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER})
DECIDERS = HANDLERS | {Role.GOVERNMENT}
MESSAGE_READERS = HANDLERS | {Role.SUPERVISOR, Role.ADMIN}
OVERSEERS = frozenset({Role.SUPERVISOR, Role.HALL_MANAGER, Role.ADMIN})
CATALOGUERS = frozenset({Role.ADMIN, Role.APPROVER})
REPORTERS = frozenset({Role.EDITOR, Role.CHECKER, Role.SIGNER, Role.HALL_MANAGER, Role.SUPERVISOR})
HALL = frozenset({Role.HALL_MANAGER})
HALL_READERS = STAFF - {Role.ADMIN}
RATING_READERS = HANDLERS | {Role.SUPERVISOR, Role.HALL_MANAGER}
QUEUE = frozenset({Role.CLERK, Role.HALL_MANAGER, Role.SUPERVISOR})
PUBLISHERS = HANDLERS
CREDIT_READERS = HANDLERS | {Role.SUPERVISOR}
LEADERS = frozenset({Role.APPROVER, Role.GOVERNMENT, Role.SUPERVISOR, Role.HALL_MANAGER})
"""Who leads: a department, the government, the oversight, the hall."""
PANELS = frozenset({Role.REVIEWER, Role.APPROVER})
PROJECT_READERS = HANDLERS | {Role.SUPERVISOR, Role.HALL_MANAGER, Role.EDITOR}
PANEL_READERS = PANELS | {Role.SUPERVISOR}

URLS: dict[str, str | frozenset[Role]] = {
    "sign_in": "public",
    "sign_out": "public",
    "today": STAFF,
    "overview": LEADERS,
    "cases": CASE_READERS,
    "case": CASE_READERS,
    "case_act": DECIDERS,
    "case_note": DECIDERS,
    "case_correct": COUNTER,
    "case_files": COUNTER,
    "case_material": CASE_READERS,
    "case_material_page": CASE_READERS,
    "case_notice": CASE_READERS,
    "case_decision": CASE_READERS,
    "case_certificate": CASE_READERS,
    "case_answer": CASE_READERS,
    "case_look": CASE_READERS,
    "case_receipt": CASE_READERS,
    "case_complete": COUNTER,
    "enforcement": CASE_READERS - {Role.GOVERNMENT},
    "enforcement_new": HANDLERS,
    "enforcement_draw": PANELS,
    "enforcement_case": CASE_READERS - {Role.GOVERNMENT},
    "enforcement_act": HANDLERS,
    "enforcement_slip": HANDLERS,
    "enforcement_file": CASE_READERS - {Role.GOVERNMENT},
    "counter": COUNTER,
    "counter_new": COUNTER,
    "bundle_new": COUNTER,
    "bundle_form": COUNTER,
    "bundle_material": COUNTER,
    "matter": COUNTER,
    "counter_form": COUNTER,
    "counter_shape": COUNTER,
    "counter_material": COUNTER,
    "supervision": CASE_READERS - {Role.GOVERNMENT},
    "signals": CASE_READERS - {Role.GOVERNMENT},
    "signal": CASE_READERS - {Role.GOVERNMENT},
    "signal_act": frozenset({Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR}),
    "disclosure": PUBLISHERS | {Role.SUPERVISOR},
    "disclosure_publish": PUBLISHERS,
    "publication": PUBLISHERS | {Role.SUPERVISOR},
    "publication_act": PUBLISHERS,
    "comments": PUBLISHERS | {Role.SUPERVISOR},
    "comment": PUBLISHERS | {Role.SUPERVISOR},
    "comment_answer": PUBLISHERS,
    "comment_file": PUBLISHERS | {Role.SUPERVISOR},
    "put_up": PUBLISHERS | {Role.SUPERVISOR},
    "put_up_act": PUBLISHERS,
    "queue": QUEUE,
    "appointments": QUEUE,
    "appointment_reopen": frozenset({Role.HALL_MANAGER}),
    "queue_call": QUEUE - {Role.SUPERVISOR},
    "queue_ask": QUEUE - {Role.SUPERVISOR},
    "queue_give": QUEUE - {Role.SUPERVISOR},
    "queue_act": QUEUE - {Role.SUPERVISOR},
    "ratings": RATING_READERS,
    "rating": frozenset({Role.APPROVER, Role.SUPERVISOR, Role.HALL_MANAGER}),
    "rating_act": frozenset({Role.APPROVER, Role.SUPERVISOR, Role.HALL_MANAGER}),
    "rating_screen": COUNTER,
    "hall": HALL_READERS,
    "patrol": HALL_READERS,
    "patrol_new": HALL,
    "finding_new": HALL,
    "finding_photograph": HALL_READERS,
    "grade": HALL_READERS,
    "finding_act": HALL | {Role.CLERK, Role.APPROVER},
    "visits": HALL_READERS,
    "visit_new": HALL,
    "activities": HALL_READERS,
    "activity": HALL_READERS,
    "activity_new": HALL | HANDLERS,
    "activity_followed_up": HALL | HANDLERS,
    "issues": STAFF,
    "issue_search": STAFF,
    "issue_read": STAFF,
    "issue_figures": STAFF,
    "issue_receipt": STAFF,
    "issue_lines": HANDLERS,
    "issue_lines_act": HANDLERS,
    "issue_changes": REPORTERS,
    "issue_versions": REPORTERS,
    "issue_windows": REPORTERS,
    "issue_sending": REPORTERS,
    "issue": REPORTERS,
    "issue_start": frozenset({Role.EDITOR}),
    "exports": STAFF,
    "exports_now": STAFF,
    "export_new": STAFF,
    "export_take": STAFF,
    "figures": STAFF,
    "figure_live": STAFF,
    "figure_freeze": frozenset({Role.EDITOR, Role.SIGNER}),
    "figure_compare": STAFF,
    "issue_act": frozenset({Role.EDITOR, Role.CHECKER, Role.SIGNER}),
    "issue_file": STAFF,
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
    "proposal_confirm": frozenset({Role.APPROVER}),
    "proposal_dismiss": frozenset({Role.APPROVER}),
    "proposal_answer": PANELS,
    "certificates": CREDIT_READERS,
    "certificate": CREDIT_READERS,
    "certificate_paper": CREDIT_READERS,
    "certificate_act": frozenset({Role.APPROVER}),
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
    "roadside": CREDIT_READERS,
    "roads": CREDIT_READERS,
    "roadside_new": HANDLERS,
    "roadside_check": CREDIT_READERS,
    "restriction_new": PANELS,
    "restriction_lift": PANELS,
    "authorities": CREDIT_READERS,
    "authority": CREDIT_READERS,
    "authority_new": PANELS,
    "authority_record": PANELS,
    "authority_act": PANELS,
    "identity": COUNTER,
    "identity_company": COUNTER,
    "messages": MESSAGE_READERS,
    "message": MESSAGE_READERS,
    "message_look": MESSAGE_READERS,
    "message_resend": HANDLERS | {Role.ADMIN},
    "people": frozenset({Role.ADMIN}),
    "person": frozenset({Role.ADMIN}),
    "person_new": frozenset({Role.ADMIN}),
    "person_act": frozenset({Role.ADMIN}),
    "looks": frozenset({Role.ADMIN, Role.SUPERVISOR}),
    "sign_ins": frozenset({Role.ADMIN, Role.SUPERVISOR}),
    "calendars": frozenset({Role.ADMIN}),
    "ledger": OVERSEERS,
    "ledger_verify": OVERSEERS,
}
"""URL name to rule: ``public``, or the roles that may enter."""


def may_open(url: str, roles: frozenset[Role]) -> bool:
    """True where one of ``roles`` may open the address called ``url``."""
    rule = URLS[url]
    return isinstance(rule, str) or bool(rule & roles)
