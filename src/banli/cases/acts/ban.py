"""Barring an applicant from an item that touches public safety (art. 78, 79)."""

from __future__ import annotations

from collections.abc import Mapping

from banli.cases.acts.notices import give_notice
from banli.cases.models import Case
from banli.cases.rules.paper_digest import words_digest
from banli.catalogue.service import ItemSpec
from banli.credit.service import BanRecord, impose
from banli.credit.states import BanGround
from banli.kernel import clock
from banli.kernel.actors import Actor

WORDS: Mapping[BanGround, tuple[str, str]] = {
    BanGround.FALSE_MATERIAL: (
        "隐瞒有关情况或者提供虚假材料申请行政许可",
        "《中华人民共和国行政许可法》第七十八条",
    ),
    BanGround.OBTAINED_BY_FRAUD: (
        "以欺骗、贿赂等不正当手段取得行政许可",
        "《中华人民共和国行政许可法》第七十九条",
    ),
}
"""Why a ban is imposed, as its paper says it, with the article."""


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
    made = impose(record=record, by=by)
    words, basis = WORDS[ground]
    told = {"words": words, "basis": basis, "first": made.first.isoformat(), "last": made.last.isoformat()}
    notice = give_notice(case, "barred", told)
    return {
        "ban": made.public_id,
        "ban_notice": notice.number,
        "ban_notice_digest": words_digest(notice.words),
    }
