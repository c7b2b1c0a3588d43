"""The papers that tell a holder what became of a certificate."""

from __future__ import annotations

from datetime import date
from typing import Any

from banli.cases.service import give_notice, told
from banli.licences.models import Certificate
from banli.licences.states import GROUNDS, Status

ENDINGS = {Status.REVOKED: "撤销", Status.WITHDRAWN: "撤回", Status.CANCELLED: "注销"}
"""How an ending is called in the official language."""


def leave_paper(
    found: Certificate,
    paper: str,
    *,
    target: Status,
    reason: str,
    ground: str = "",
    last: date | None = None,
) -> dict[str, Any]:
    """Leave ``paper`` with the case that the certificate was issued for; what the event is to say of it.

    One from before the platform has no case here and so no paper; a ban or an expiry that follows by itself has its
    message.
    """
    if found.case is None:
        return {}
    law = GROUNDS.get(ground)
    body = {
        "reasons": reason,
        "words": law.words.zh if law else "",
        "basis": law.article if law else "",
        "title": found.title["zh"],
        "numbered": found.face_number,
        "ending": "吊销" if ground.startswith("penalty") else ENDINGS.get(target, ""),
        "last": last.isoformat() if last else "",
    }
    return told(give_notice(found.case, paper, body))
