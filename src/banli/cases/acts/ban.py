"""Barring an applicant from an item that touches public safety (art. 78, 79)."""

from __future__ import annotations

from banli.cases.models import Case
from banli.catalogue.service import ItemSpec
from banli.credit.service import BanRecord, impose
from banli.credit.states import BanGround
from banli.kernel import clock
from banli.kernel.actors import Actor


def bar(case: Case, spec: ItemSpec, by: Actor, ground: BanGround) -> dict[str, str]:
    """Bar the applicant from an item that touches public safety (art. 78, 79); the ban's id, for the event."""
    if not spec.public_safety or not case.applicant_code:
        return {}
    record = BanRecord(
        department=case.department_id,
        code=case.applicant_code,
        name=case.applicant,
        ground=ground,
        item=spec.slug,
        public_safety=True,
        source=case.number,
        first=clock.today(),
    )
    return {"ban": impose(record=record, by=by).public_id}
