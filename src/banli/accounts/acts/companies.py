"""A company's account, opened at the counter, and the agents whom its legal representative authorises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from banli.accounts.models import Authorisation, Company
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules import Address
from banli.accounts.rules.companies import (
    faults_of_authorisation,
    why_not_accept,
    why_not_end,
)
from banli.accounts.selectors.companies import authorisation_of, company_of, given, licence_faults
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Refused
from banli.ledger.service import append
from banli.people.service import check_names, hold_name, identified, identity_of


@transaction.atomic
def open_company(*, by: Actor, code: str, name: str, representative: str, number: str) -> Company:
    """Write down that ``by`` saw the licence of a company and who its legal representative is.

    A company that is open already gets the name and the representative that its licence has now.

    :param representative: the name that the licence says; ``number`` is that person's identity number.
    :raises Invalid: at ``code``, ``representative`` or ``number``, and at ``display_name`` for the company's name.
    """
    GRANTS.require(by, AccountPermission.COMPANY)
    check_names("-", name)
    hold_name(code)
    faults, person = (
        licence_faults(by, code=code, representative=representative, number=number),
        identified(number),
    )
    if faults or person is None:
        raise Invalid(faults)
    found = Company.objects.filter(pk=code).first()
    if found is None:
        found = Company.objects.create(code=code, name=name, representative=person, opened_at=clock.now())
        _note(found, "company_opened", by, representative=person.pk)
    elif (found.name, found.representative_id) != (name, person.pk):
        found.name, found.representative = name, person
        found.save()
        _note(found, "company_changed", by, representative=person.pk)
    return found


@transaction.atomic
def authorise_agent(
    *,
    by: Actor,
    code: str,
    agent: Address,
    paper: StoredFile,
    starts: date,
    until: date,
    items: Sequence[str] = (),
    everything: bool = False,
) -> Authorisation:
    """Offer an authorisation to whoever holds ``agent``, whether or not somebody does; a second click is the same one.

    :raises Missing: where ``by`` is not the company's legal representative.
    :raises Invalid: at ``until`` or ``items``.
    """
    GRANTS.require(by, AccountPermission.OWN)
    hold_name(code)
    company = company_of(code, by)
    named = [] if everything else sorted(set(items))
    faults = faults_of_authorisation(
        starts=starts, until=until, today=clock.today(), everything=everything, items=named
    )
    if faults:
        raise Invalid(faults)
    same = {"kind": agent.kind, "value": agent.value, "starts": starts, "until": until, "items": named}
    before = company.authorisations.filter(ended_at=None, paper__sha256=paper.sha256, **same).first()
    if before is not None:
        return before
    made = company.authorisations.create(paper=paper, given_at=clock.now(), **same)
    days = {"starts": starts.isoformat(), "until": until.isoformat()}
    _note(company, "agent_authorised", by, authorisation=made.pk, items=named, paper=paper.sha256, **days)
    return made


@transaction.atomic
def accept_authorisation(*, by: Actor, pk: int) -> Authorisation:
    """Take an authorisation that was offered to a number or address of one's own.

    :raises Refused: where it was ended or is over, or nobody has seen the agent's papers.
    """
    GRANTS.require(by, AccountPermission.OWN)
    found = authorisation_of(pk, by, hold=True)
    if found.agent_id is not None and found.agent_id == by.id:
        return found
    represents = found.company.representative_id == by.id
    checked = identity_of(by.id) is not None
    if why := why_not_accept(given(found), clock.today(), checked=checked, represents=represents):
        raise Refused(why)
    found.agent_id, found.accepted_at, found.value = by.id, clock.now(), ""
    found.save()
    _note(found.company, "authorisation_accepted", by, authorisation=found.pk)
    return found


@transaction.atomic
def end_authorisation(*, by: Actor, pk: int) -> Authorisation:
    """End it at once: the legal representative takes it back, or the agent gives it up or declines it."""
    GRANTS.require(by, AccountPermission.OWN)
    found = authorisation_of(pk, by, hold=True)
    if found.ended_at is not None:
        return found
    if why := why_not_end(given(found), clock.today()):
        raise Refused(why)
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    _note(found.company, "authorisation_ended", by, authorisation=found.pk)
    return found


def end_held(*, by: Actor) -> None:
    """End every authorisation that ``by`` accepted and that is not over: the account of an agent is being closed."""
    rows = Authorisation.objects.filter(agent_id=by.id or 0, ended_at=None, until__gte=clock.today())
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        end_authorisation(by=by, pk=pk)


def _note(company: Company, name: str, by: Actor, **body: object) -> None:
    append(topic="company", subject=company.code, name=name, by=by, body=body)
