"""A renewal or change is an application about a certificate: checked when it is handed in, linked when it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.cases.service import Case, Watcher
from banli.catalogue.service import ItemSpec, applicant_of, concern, derive
from banli.kernel.errors import Problem
from banli.licences.models import Certificate, Link
from banli.licences.rules.linking import Named, faults
from banli.licences.selectors import standing_of


def check(spec: ItemSpec, clean: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the certificate an application names."""
    about = concern(spec, derive(spec, clean))
    if about is None or spec.certificate is None:
        return []
    found = Certificate.objects.filter(number=about.number).select_related("revision__item").first()
    named = _named(found) if found else None
    return faults(
        named,
        where=about.where,
        holder_code=applicant_of(spec, clean)["code"],
        item=spec.slug,
        unmarred=about.unmarred,
    )


def _named(found: Certificate) -> Named:
    return Named(
        holder_code=found.holder_code,
        item=found.revision.item.slug,
        standing=standing_of(found),
        valid_to=found.valid_to,
        marred=found.marred,
    )


def note(case: Case, spec: ItemSpec) -> None:
    """Keep which certificate the case is about; a corrected number moves the link."""
    about = concern(spec, derive(spec, case.form))
    if about is None:
        Link.objects.filter(case=case).delete()
        return
    found = Certificate.objects.get(number=about.number)
    Link.objects.update_or_create(case=case, defaults={"certificate": found, "kind": about.kind})


WATCHER = Watcher(check=check, note=note)
