"""Officers at their browsers: signing in, opening a case, sending the form of an act as the page would."""

from __future__ import annotations

from typing import Any

from django.test import Client
from tests.cases.science import officer
from tests.house import person

from banli.cases.models import Case
from banli.kernel.actors import Actor, Role
from banli.people.models import User

INSTANT = "social-insurance-statement"


def at_desk(role: Role, department: str = "transport", window: str | None = None, name: str = "") -> Client:
    """A browser in which somebody of that role is signed in."""
    return browser_of(person(role, department, window, name))


def browser_of(who: Actor) -> Client:
    """A browser in which ``who`` is signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=who.id or 0))
    return client


def at(role: Role, department: str = "science") -> Client:
    """A browser of the officer of that role who handles the cases of ``tests.cases.science``."""
    return browser_of(officer(role, department))


def clerk() -> Client:
    """The clerk at transport window 03."""
    return at_desk(Role.CLERK, window="transport-03")


def do(client: Client, case: Case, act: str, version: int | str | None = None, **sent: Any) -> Any:
    """Send the form of ``act`` with the version the page showed."""
    shown = case.version if version is None else version
    return client.post(f"/desk/cases/{case.number}/acts/{act}/", {"version": shown, **sent})


def insist(client: Client, page: str, sent: dict[str, Any]) -> Any:
    """Send answers, and where the page asks about them, once more with what it showed."""
    answer = client.post(page, sent)
    doubts = answer.context["doubts"] if answer.status_code == 422 else ""
    return client.post(page, {**sent, "anyway": doubts}) if doubts else answer


def fresh(case: Case) -> Case:
    """The case as it stands now."""
    return Case.objects.get(pk=case.pk)


def page(client: Client, case: Case) -> Any:
    """The page of the case."""
    answer = client.get(f"/desk/cases/{case.number}/")
    assert answer.status_code == 200
    return answer


def offers(client: Client, case: Case) -> list[str]:
    """Names of the acts the page offers, the next one first."""
    return [offer.name for offer in page(client, case).context["offers"]]


def rare(client: Client, case: Case) -> list[str]:
    """Names of the acts that stand behind the others."""
    return [offer.name for offer in page(client, case).context["rare_offers"]]


def offer(client: Client, case: Case, name: str, key: str = "") -> Any:
    """The act of that name as the page offers it."""
    shown = page(client, case).context
    found = (*shown["offers"], *shown["rare_offers"])
    return next(one for one in found if one.name == name and one.key == key)
