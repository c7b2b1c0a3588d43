"""Cases begun without an account become an account's own; nothing else of them changes."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from banli.cases.models import Case
from banli.cases.permissions import GRANTS, CasePermission
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop
from banli.ledger.service import append


@transaction.atomic
def claim(*, by: Actor, numbers: Collection[str]) -> list[str]:
    """Let those of ``numbers`` that this visitor has opened, and that are nobody's, belong to the account of ``by``.

    One whose owner has closed the account is nobody's. Returns the numbers that are the account's own now.
    """
    GRANTS.require(by, CasePermission.APPLY)
    if by.id is None:
        raise Denied(gettext_noop("You are not allowed to do this."))
    opened = set(numbers) & by.session
    rows = Case.objects.select_for_update(of=("self",)).filter(number__in=opened, source="", company="")
    free = rows.filter(Q(owner=None) | Q(owner__is_active=False)).order_by("pk")
    taken = []
    for case in free:
        case.owner_id = by.id
        case.save(update_fields=["owner"])
        append(topic="person", subject=str(by.id), name="case_claimed", by=by, body={"case": case.number})
        taken.append(case.number)
    own = Case.objects.filter(number__in=opened, owner_id=by.id).values_list("number", flat=True)
    return sorted({*taken, *own})
