"""The companies an account represents, and the authorisations that were given, offered and accepted."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from banli.accounts.models import Authorisation, Company, Contact
from banli.accounts.permissions import GRANTS, AccountPermission
from banli.accounts.rules.companies import Given, faults_of_company, standing
from banli.accounts.states import Standing
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Problem
from banli.kernel.folding import folded_name
from banli.kernel.text import gettext_noop
from banli.people.service import identified

NO_COMPANY = gettext_noop("There is no such company among yours.")
NO_AUTHORISATION = gettext_noop("There is no such authorisation.")


def given(one: Authorisation) -> Given:
    """The authorisation as its rules see it."""
    return Given(one.starts, one.until, one.accepted_at is not None, one.ended_at is not None)


def standing_of(one: Authorisation) -> Standing:
    """Where it stands today."""
    return standing(given(one), clock.today())


def licence_faults(by: Actor, *, code: str, representative: str, number: str) -> list[Problem]:
    """What is wrong with what was typed from a licence: at ``code``, ``representative`` and ``number``."""
    GRANTS.require(by, AccountPermission.COMPANY)
    person = identified(number)
    known = folded_name(person.display_name) if person else None
    return faults_of_company(code, folded_name(representative), known)


def companies_of(by: Actor) -> list[Company]:
    """The companies whose legal representative ``by`` is, by code."""
    return list(Company.objects.filter(representative_id=by.id or 0).order_by("code"))


def company_of(code: str, by: Actor) -> Company:
    """The company, for its legal representative alone. Raises :class:`Missing`."""
    found = Company.objects.filter(pk=code, representative_id=by.id or 0).first()
    if found is None:
        raise Missing(NO_COMPANY)
    return found


def authorisations_given(company: Company) -> list[Authorisation]:
    """Everything that was ever given for the company, the latest first."""
    return list(company.authorisations.select_related("agent", "paper").order_by("-pk"))


def held_by(by: Actor) -> list[Authorisation]:
    """What ``by`` accepted, the latest first."""
    rows = Authorisation.objects.filter(agent_id=by.id or 0)
    return list(rows.select_related("company", "paper").order_by("-pk"))


def offered_to(by: Actor) -> list[Authorisation]:
    """What waits for ``by`` under a number or address that is confirmed to be theirs, the latest first."""
    rows = _offered(by).filter(ended_at=None, until__gte=clock.today())
    return list(rows.select_related("company", "paper").order_by("-pk"))


def authorisation_of(pk: int, by: Actor, *, hold: bool = False) -> Authorisation:
    """One that ``by`` gave as legal representative, accepted, or is offered. Raises :class:`Missing`.

    :param hold: whoever would change it at the same time waits.
    """
    rows = Authorisation.objects.filter(pk=pk)
    if hold:
        rows = rows.select_for_update()
    found = rows.first()
    if found is None or not (
        found.agent_id == (by.id or 0)
        or found.company.representative_id == (by.id or 0)
        or _offered(by).filter(pk=pk).exists()
    ):
        raise Missing(NO_AUTHORISATION)
    return found


def _offered(by: Actor) -> QuerySet[Authorisation]:
    contacts = list(Contact.objects.filter(user_id=by.id or 0, user__is_active=True))
    if not contacts:
        return Authorisation.objects.none()
    mine = Q()
    for one in contacts:
        mine |= Q(kind=one.kind, value=one.value)
    return Authorisation.objects.filter(mine, agent=None)
