"""An application about a certificate: compared with it when handed in, linked when kept, told of when granted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.areas.service import right_of
from banli.cases.service import Case, observers
from banli.catalogue.service import (
    ItemSpec,
    applicant_of,
    carried_answers,
    concern,
    derive,
    named_items,
    on_register,
    validate_form,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Problem
from banli.kernel.folding import folded_number
from banli.kernel.text import gettext_noop
from banli.licences.acts.status import close
from banli.licences.models import Certificate, Link
from banli.licences.rules.application_link import Named, beside, differences, faults
from banli.licences.selectors.certificates import by_number, face_lines, facts_of, lines_of, standing_of
from banli.licences.states import LIVE, Status


def check(spec: ItemSpec, clean: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the certificate an application names."""
    about = concern(spec, derive(spec, clean))
    if about is None or spec.certificate is None:
        return []
    found = by_number(about.number)
    named = _named(found) if found else None
    wrong = faults(
        named,
        about=about,
        holder_code=applicant_of(spec, clean)["code"],
        items=named_items(spec),
    )
    rule = spec.certificate.concerns
    if wrong or named is None or rule is None:
        return wrong
    facts, asked = derive(spec, clean), rule.told.field if rule.told else ""
    told = facts.get(asked) if about.kind == "change" else None
    return list(differences(rule, beside(named.lines, face_lines(spec, facts)), told, facts))


def carry(spec: ItemSpec, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that the application behind the certificate gives, once its number and its holder's code are typed.

    Without both of them nothing: what a certificate stands on is told to nobody else.
    """
    rule = spec.certificate.concerns if spec.certificate else None
    clean, _problems = validate_form(spec, typed, partial=True)
    found = _named_in(spec, clean.get(rule.field)) if rule else None
    if found is None:
        return {}
    same_holder = found.holder_code and found.holder_code == applicant_of(spec, clean)["code"]
    return carried_answers(spec, facts_of(found)) if same_holder else {}


def spell(spec: ItemSpec, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers as their registers write them, whatever brackets and digits were typed: of the certificate of the item
    that an application renews, changes or ends, and of a right to ground."""
    told: dict[str, Any] = {}
    rule, register = spec.certificate.concerns if spec.certificate else None, on_register(spec)
    if rule and (found := _named_in(spec, typed.get(rule.field))):
        told[rule.field] = found.face_number
    if register:
        where, number = register[1].number, typed.get(register[1].number)
        right = right_of(register[1].name, folded_number(number)) if isinstance(number, str) else None
        told |= {where: right.number} if right else {}
    return told


def _named_in(spec: ItemSpec, number: object) -> Certificate | None:
    found = by_number(number) if isinstance(number, str) else None
    return found if found and found.revision.item.slug in named_items(spec) else None


def _named(found: Certificate) -> Named:
    return Named(
        holder_code=found.holder_code,
        item=found.revision.item.slug,
        standing=standing_of(found),
        valid_to=found.valid_to,
        marred=found.marred,
        lines=lines_of(found),
    )


def note(case: Case, spec: ItemSpec) -> None:
    """Keep which certificate the case is about; a corrected number moves the link."""
    about = concern(spec, derive(spec, case.form))
    if about is None:
        Link.objects.filter(case=case).delete()
        return
    found = by_number(about.number)
    if found is None:
        raise Missing(gettext_noop("There is no such certificate."))
    Link.objects.update_or_create(case=case, defaults={"certificate": found, "kind": about.kind})


def granted(case: Case, spec: ItemSpec, by: Actor) -> None:
    """An application to end a certificate was granted: the certificate is cancelled, where it has not ended before."""
    link = Link.objects.filter(case=case, kind="ending").first()
    if link is None:
        return
    found = Certificate.objects.select_for_update().get(pk=link.certificate_id)
    if found.status in LIVE:
        close(found, Status.CANCELLED, "holder_asked", case.number, clock.today(), by)


WATCHER = observers.Watcher(check=check, note=note, granted=granted, carry=carry, spell=spell)
