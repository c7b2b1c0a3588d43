"""Drafts: what is typed and attached before it is handed in, and forgotten where it never is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from banli.cases import selectors
from banli.cases.models import Draft, Material
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.rules.drafts import check_begun, check_room
from banli.cases.selectors.whose import require_draft
from banli.catalogue.service import current
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.printable import storable
from banli.kernel.text import gettext_noop

DECLARED = "declared"
"""In the form of a draft, beside the answers: the applicant accepts the item's declaration (告知承诺)."""


@transaction.atomic
def save_draft(
    *,
    by: Actor,
    item: str = "",
    bundle: str = "",
    draft_id: UUID,
    form: Mapping[str, Any],
    address: str = "",
    company: str = "",
) -> Draft:
    """Keep what was typed so far, checked in nothing; a draft already handed in stays as it is.

    :param bundle: in place of an item, the bundle whose items are handed in together.
    :param company: credit code of the company for which it is begun; it stays for that one.
    :raises Denied: where ``by`` may not act for the draft's company in its item.
    :param address: where a visitor writes from; it is kept as a digest, until the draft is handed in.
    :raises Refused: where the same applicant or address has begun too many that were not handed in.
    """
    GRANTS.require(by, CasePermission.APPLY)
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        origin = selectors.origin_of(by, address)
        check_begun(selectors.begun_drafts(origin))
        draft, _made = Draft.objects.select_for_update().get_or_create(
            pk=draft_id,
            defaults={
                "item_id": None if bundle else current(item).item_id,
                "bundle": bundle,
                "owner_id": by.id,
                "company": company,
                "changed_at": clock.now(),
                "origin": origin,
            },
        )
    require_draft(draft, by)
    if draft.case_id is None:
        draft.form, draft.changed_at = storable(form), clock.now()
        draft.save(update_fields=["form", "changed_at"])
    return draft


@transaction.atomic
def attach(*, by: Actor, draft_id: UUID, key: str, file: StoredFile) -> Material:
    """Hand a stored file in with a draft, for the material ``key``.

    :raises Invalid: at the material, where it is one too many or holds too much.
    """
    GRANTS.require(by, CasePermission.APPLY)
    draft = Draft.objects.select_for_update().filter(pk=draft_id, case__isnull=True).first()
    if draft is None:
        raise Missing(gettext_noop("This draft was handed in or does not exist."))
    require_draft(draft, by)
    check_room(selectors.waiting_in(draft, key), file.size, f"material.{key}")
    draft.changed_at = clock.now()
    draft.save(update_fields=["changed_at"])
    return Material.objects.create(draft=draft, key=key, file=file, handed_in_at=clock.now())


def check_room_in(draft_id: UUID, key: str, size: int) -> None:
    """Say before a file is stored what :func:`attach` would say of it. Raises :class:`Invalid` at the material."""
    draft = selectors.draft_of(draft_id)
    if draft is not None:
        check_room(selectors.waiting_in(draft, key), size, f"material.{key}")


@transaction.atomic
def detach(*, by: Actor, draft_id: UUID, material_id: int) -> None:
    """Take a file out of a draft again."""
    GRANTS.require(by, CasePermission.APPLY)
    if draft := Draft.objects.filter(pk=draft_id).first():
        require_draft(draft, by)
    Material.objects.filter(pk=material_id, draft_id=draft_id, draft__case__isnull=True).delete()


def forget_drafts(*, by: Actor, before: datetime) -> int:
    """Remove the drafts that nobody handed in and nobody changed since ``before``, one by one; how many.

    Their files are referred to by nothing then and go by their own rule of retention.
    """
    GRANTS.require(by, CasePermission.RUN)
    old = Draft.objects.filter(case__isnull=True, changed_at__lt=before)
    forgotten = 0
    for key in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            # Whoever saves or hands it in at this moment holds its row; it is asked again once the row is ours.
            draft = old.select_for_update(skip_locked=True).filter(pk=key).first()
            if draft is not None:
                draft.delete()
                forgotten += 1
    return forgotten
