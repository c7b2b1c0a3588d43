"""The files of notices and decisions: each is typeset and signed once, after the act that gives the paper.

The act itself stays short: it makes sure that there is a key, and leaves a row that waits. Whoever comes first makes
the file, a minute's job or the first who opens the paper.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from banli.cases.models import Case, Decision, Notice, SignedPaper
from banli.cases.rules.paper_digest import DIGEST
from banli.cases.selectors.papers import paper_of
from banli.cases.selectors.signed_papers import given_paper, papers_to_sign, sheet_to_sign, signed_paper
from banli.documents.service import notice_pdf
from banli.files.service import StoredFile, store
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.clock import now
from banli.kernel.errors import BanliError, Refused
from banli.ledger.service import append
from banli.signatures.service import sign_paper, usable_own_key

TOPIC, SIGNED = "paper", "paper_signed"
AT_ONCE = 300
"""Papers that one round signs at most; the next round is a minute later."""
LOG = logging.getLogger("banli.papers")


def await_signature(case: Case, kind: str, number: str) -> None:
    """Leave the paper ``number`` to be signed."""
    SignedPaper.objects.create(case=case, kind=kind, number=number)


def require_key(by: Actor, body: Mapping[str, Any] | None) -> None:
    """Where an act gives a paper, there has to be a key that signs it.

    What applicants and the platform do is not held up by it: their paper waits until there is a key again.

    :raises Refused: to officers, where nothing can be signed.
    """
    if DIGEST in (body or {}) and by.roles - {Role.APPLICANT, Role.SYSTEM}:
        usable_own_key()


def paper_file(case: Case, made: Notice | Decision) -> StoredFile:
    """The signed file of a notice or decision: the one that is kept, else made now, once.

    :raises Refused: where there is no key that may sign: then there is no paper either.
    """
    known = signed_paper(made.number)
    if known is not None and known.file is not None:
        return known.file
    kind = paper_of(made) if isinstance(made, Decision) else made.kind
    # Typesetting and signing hold no lock: where two make the file at once, one of the two is kept.
    sheet = sheet_to_sign(case, made, late=known is None or known.late)
    content = sign_paper(notice_pdf(sheet), reason=f"制作{sheet.title}")
    return _keep(SignedPaper(case=case, kind=kind, number=made.number, late=known is None), content)


@transaction.atomic
def _keep(draft: SignedPaper, content: bytes) -> StoredFile:
    """Keep ``content`` as the file of the paper, unless somebody was faster: then theirs."""
    given = {"case": draft.case, "kind": draft.kind, "late": draft.late}
    row, _new = SignedPaper.objects.select_for_update().get_or_create(number=draft.number, defaults=given)
    if row.file is not None:
        return row.file
    row.file = store(by=SYSTEM, name=f"{row.number}.pdf", content=content)
    row.signed_at = now()
    row.save(update_fields=["file", "signed_at"])
    body = {"case": draft.case.number, "sha256": hashlib.sha256(content).hexdigest(), "late": row.late}
    scope = draft.case.department_id
    append(topic=TOPIC, subject=row.number, name=SIGNED, by=SYSTEM, scope=scope, facet=row.kind, body=body)
    return row.file


def sign_waiting(*, by: Actor, limit: int = AT_ONCE) -> int:
    """Sign the papers that wait, each by itself; how many were. Without a key none is, and the log says so."""
    done = 0
    for one in papers_to_sign(limit):
        try:
            paper_file(one.case, given_paper(one))
        except Refused as error:
            LOG.error("papers wait for their signature: %s", error.message)
            break
        except BanliError as error:
            LOG.error("paper %s was not signed: %s", one.number, error.message)
        else:
            done += 1
    return done
