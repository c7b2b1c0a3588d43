"""Bans that follow from counted violations at the desk: what is proposed, what was answered, and the decision."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from banli.catalogue.service import items
from banli.credit.service import GRANTS, CreditPermission, Proposal, Subject, is_personal, visible_proposals
from banli.credit.states import OUTCOME_NAMES, Outcome
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.masking import masked_code, masked_person
from banli.ledger.service import versions_of

TONES = {Outcome.OPEN: "warning", Outcome.CONFIRMED: "overdue", Outcome.DISMISSED: "done"}


def shown(subject: Subject) -> dict[str, Any]:
    """A subject in a list: what belongs to a person has its middle hidden."""
    personal = is_personal(subject.code)
    return {
        "subject": subject,
        "name": masked_person(subject.name) if personal else subject.name,
        "code": masked_code(subject.code) if personal else subject.code,
        "personal": personal,
    }


def item_names(department: str) -> dict[str, Any]:
    """Names of a department's items by slug; the empty slug is all of them."""
    return {"": _("every item of the department")} | {
        card.slug: card.name for card in items(department=department)
    }


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    """A proposed ban in the reader's words."""
    outcome, terms = Outcome(proposal.outcome), proposal.terms
    return {
        **shown(proposal.subject),
        "proposal": proposal,
        "outcome": OUTCOME_NAMES[outcome],
        "tone": TONES[outcome],
        "months": terms["months"],
        "basis": terms["basis"],
        "within": terms["within_days"],
        "item": item_names(proposal.department_id).get(terms["item"], terms["item"]),
        "open": outcome == Outcome.OPEN,
        "ripe": clock.today() > proposal.answer_by,
    }


def proposals_of(subject: Subject, by: Actor) -> list[dict[str, Any]]:
    """Every proposed ban of a subject, with what ``by`` may do about it."""
    found = visible_proposals(by).filter(subject=subject)
    versions = versions_of("credit", found.values_list("public_id", flat=True))
    rows = [proposal_row(one) for one in found]
    for row in rows:
        row["version"] = versions.get(row["proposal"].public_id, 0)
        at = row["proposal"].department_id
        row["may_decide"] = row["open"] and GRANTS.may(by, CreditPermission.IMPOSE, department=at)
        row["may_note"] = row["open"] and GRANTS.may(by, CreditPermission.RECORD, department=at)
    return rows
