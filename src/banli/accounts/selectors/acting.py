"""For which companies somebody acts now; what :mod:`banli.accounts.rules.acting` decides, with what is on record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from banli.accounts.models import Authorisation, Company
from banli.accounts.rules.acting import Authorised, Mandate, scope, why_not_act
from banli.accounts.selectors.companies import given
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied


def mandates_of(by: Actor) -> list[Mandate]:
    """The companies for which ``by`` may act today, with the items, by name; none of officers and visitors."""
    if by.id is None or Role.APPLICANT not in by.roles:
        return []
    held: dict[str, list[Authorised]] = {}
    companies = {}
    represented = set()
    rows = Authorisation.objects.filter(agent_id=by.id, ended_at=None).select_related("company")
    for one in rows:
        held.setdefault(one.company_id, []).append(_authorised(one))
        companies[one.company_id] = one.company
    for company in Company.objects.filter(representative_id=by.id):
        companies[company.code] = company
        represented.add(company.code)
    found = []
    for code, company in companies.items():
        items = scope(represents=code in represented, held=held.get(code, ()), today=clock.today())
        if items is None or items:
            found.append(Mandate(code, company.name, items))
    return sorted(found, key=lambda one: (one.name, one.code))


def why_not_act_for(by: Actor, code: str, items: Collection[str], *, hold: bool = False) -> str:
    """Why ``by`` may not act for the company in these items today; '' where nothing speaks against it.

    :param hold: inside a transaction: whoever would end the authorisation, or change who represents, waits for it.
    """
    if by.id is None:
        return why_not_act(represents=False, held=(), items=items, today=clock.today())
    companies = Company.objects.filter(pk=code)
    held = Authorisation.objects.filter(company_id=code, agent_id=by.id)
    if hold:
        companies, held = companies.select_for_update(no_key=True), held.select_for_update()
    company = companies.first()
    return why_not_act(
        represents=company is not None and company.representative_id == by.id,
        held=[_authorised(one) for one in held],
        items=items,
        today=clock.today(),
    )


def require_acting(by: Actor, code: str, items: Collection[str]) -> Company:
    """The company, held until the transaction ends, for which ``by`` acts in these items. Raises :class:`Denied`."""
    if why := why_not_act_for(by, code, items, hold=True):
        raise Denied(why)
    return Company.objects.get(pk=code)


def still_acts(person: int, code: str, item: str) -> bool:
    """True where the account may act for the company in that item today."""
    return not why_not_act_for(Actor("", frozenset({Role.APPLICANT}), id=person), code, [item])


def authority_of(person: int, code: str, item: str, at: datetime) -> Authorisation | None:
    """The authorisation by which an account acted for the company in that item at that moment, as it stood then; None
    for its legal representative, who needs none."""
    day = at.astimezone(clock.SHANGHAI).date()
    rows = Authorisation.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=at),
        company_id=code,
        agent_id=person,
        accepted_at__lte=at,
        starts__lte=day,
        until__gte=day,
    )
    held = rows.select_related("paper").order_by("pk")
    return next((one for one in held if _authorised(one).covers(item)), None)


def company_of_code(code: str) -> Company | None:
    """The company with that credit code, whoever asks; None where none was opened."""
    return Company.objects.filter(pk=code).first()


def representatives_of(codes: Iterable[str]) -> dict[str, int]:
    """Code of a company to the account of its legal representative, who is told where nobody else is left."""
    rows = Company.objects.filter(pk__in={one for one in codes if one})
    return dict(rows.values_list("code", "representative_id"))


def company_names(codes: Iterable[str]) -> dict[str, str]:
    """Code of a company to its name."""
    rows = Company.objects.filter(pk__in={one for one in codes if one})
    return dict(rows.values_list("code", "name"))


def _authorised(one: Authorisation) -> Authorised:
    return Authorised(given(one), frozenset(one.items))
