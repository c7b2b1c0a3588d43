"""Issuing an answer: numbered, typeset with its code, stored. Called by the act that answers the case."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from banli.databanks.models import Answer
from banli.databanks.permissions import GRANTS, DatabankPermission
from banli.databanks.rules import digest_of
from banli.documents.service import Certificate as Sheet
from banli.documents.service import Grid, certificate_pdf, date_words, stand_ins
from banli.documents.service import Row as Line
from banli.files.service import store
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.text import Words
from banli.kernel.verification_code import CODE_LENGTH, code_from
from banli.numbering.service import take
from banli.people.service import department
from banli.signatures.service import sign_paper, signature_label

WIDE = 16
"""Characters from which a line of the sheet has its row to itself."""


@dataclass(frozen=True)
class Said:
    """What an answer says: labels, one list of texts for each record, and the words where nothing is found."""

    head: tuple[Words, ...]
    rows: Sequence[Sequence[str]]
    nothing: Words
    total: int
    as_of: datetime
    asked: tuple[tuple[str, str], ...]
    """Who asked and what, as label and value, for the paper."""
    databank: str
    name: str
    """How the databank is called on the paper."""
    by_hand: bool = False


@transaction.atomic
def issue_answer(
    *, by: Actor, subject: str, scope: str, title: Words, holder: str, holder_code: str, said: Said
) -> tuple[Answer, str]:
    """Issue what a databank said in the case ``subject``; the answer, and the characters its paper stands in for."""
    GRANTS.require(by, DatabankPermission.ASK, department=scope)
    today = clock.today()
    number = f"{department(scope).short_name}查〔{today.year}〕{take(f'answer:{scope}:{today.year}')}号"
    draft = Answer(
        subject=subject,
        databank=said.databank,
        department_id=scope,
        title=title.model_dump(),
        number=number,
        code=code_from(secrets.token_bytes(CODE_LENGTH)),
        holder=holder,
        holder_code=holder_code,
        found=bool(said.rows),
        head=[label.model_dump() for label in said.head],
        rows=[list(row) for row in said.rows],
        said="" if said.rows else said.nothing.zh,
        total=said.total,
        as_of=said.as_of,
        by_hand=said.by_hand,
        digest=digest_of([number, holder, [list(row) for row in said.rows], said.as_of.isoformat()]),
        issued_at=clock.now(),
    )
    sheet = _sheet(draft, said)
    draft.file = store(
        by=by, name=f"{number}.pdf", content=sign_paper(certificate_pdf(sheet), reason=f"出具{sheet.title}")
    )
    draft.save()
    return draft, stand_ins(sheet)


def _sheet(draft: Answer, said: Said) -> Sheet:
    """The answer as the typesetter takes it: one record as lines, several as a table."""
    labels = tuple(label.zh for label in said.head)
    one = tuple(zip(labels, said.rows[0], strict=True)) if _single(said) else ()
    lines = dict.fromkeys((*said.asked, *one))  # what was asked and is told as well stands once
    grids = (
        () if not said.rows or _single(said) else (Grid("查询结果", labels, tuple(map(tuple, said.rows))),)
    )
    return Sheet(
        title=draft.title["zh"],
        number=draft.number,
        rows=tuple(_line(label, value) for label, value in lines),
        grids=grids,
        department=department(draft.department_id).name,
        issued_on=clock.today(),
        preamble=_preamble(draft, said),
        remark=_remark(draft, said),
        verify_url=f"{settings.PUBLIC_ADDRESS}/verify/{draft.code}/",
        verify_code=draft.code,
        seal_label=signature_label(),
    )


def _single(said: Said) -> bool:
    return len(said.rows) == 1


def _line(label: str, value: str) -> Line:
    return Line(label, value, wide=len(value) > WIDE or len(label) > WIDE // 2)


def moment_words(moment: datetime) -> str:
    """2022年10月17日9时05分, in Shanghai."""
    here = moment.astimezone(clock.SHANGHAI)
    return f"{date_words(here.date())}{here.hour}时{here.minute:02}分"


def _preamble(draft: Answer, said: Said) -> str:
    about = f"经查询{said.name}（信息截至{moment_words(said.as_of)}），"
    if not draft.found:
        return f"{about}{said.nothing.zh}"
    if said.total > len(said.rows):
        return f"{about}共有{said.total}条记录，下列前{len(said.rows)}条："
    return f"{about}结果如下："


def _remark(draft: Answer, said: Said) -> str:
    when = moment_words(draft.issued_at)
    how = "由窗口工作人员按信息库记录填写" if said.by_hand else "由平台自动答复"
    return f"{how}，答复时间{when}。本结果只反映信息库截至上述时间的记录。"
