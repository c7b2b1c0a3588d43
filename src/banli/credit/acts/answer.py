"""What whom a proposed ban concerns says to it themselves, before anybody decides."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from django.db import transaction

from banli.credit.acts.bans import TOPIC
from banli.credit.models import Proposal
from banli.credit.rules.bans import normal
from banli.credit.rules.violations import check_open, check_views
from banli.credit.states import Outcome
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import append


@transaction.atomic
def state_to_proposal(
    *, proposal: str, codes: Collection[str], views: str, hearing: bool = False, by: Actor
) -> Proposal:
    """Whom a proposed ban concerns states views, or asks for a hearing (Penalty Law, art. 44, 45, 63; Licensing Law,
    art. 7). Taken until it is decided, also after the last day; the same words twice are kept once.

    :param codes: for whom ``by`` acts: codes of accepted applications that are the own ones, or were opened by number
        and password. The caller has seen to that.
    :raises Missing: where the ban is proposed against somebody else.
    """
    against = Proposal.objects.select_for_update(of=("self",)).filter(public_id=proposal)
    row = against.filter(subject__code__in=[normal(code) for code in codes if code]).first()
    if row is None:
        raise Missing(gettext_noop("There is no such proposal, or it is not yours to see."))
    check_open(row.outcome != Outcome.OPEN)
    said = check_views(views, hearing=hearing)
    if row.views.endswith(said):
        return row
    row.views = f"{row.views}\n{said}".strip()
    row.save(update_fields=["views"])
    # As with what an officer notes: the record keeps the digest, the proposal the text.
    body = {"sha256": sha256(said.encode()).hexdigest(), **({"hearing": True} if hearing else {})}
    append(topic=TOPIC, subject=proposal, name="views_stated", by=by, scope=row.department_id, body=body)
    return row
