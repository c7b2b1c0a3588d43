"""Reads of drafts: what waits in them, and how much of it is of one origin."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.crypto import salted_hmac

from banli.cases.models import Draft, Material
from banli.cases.rules.drafts import WITHIN, Waiting
from banli.cases.rules.material_files import Held
from banli.kernel import clock
from banli.kernel.actors import Actor, Role

ORIGIN_LENGTH = 32


def draft_of(draft_id: UUID) -> Draft | None:
    """The draft, with its item."""
    return Draft.objects.select_related("item", "case").filter(pk=draft_id).first()


def open_draft(owner_id: int | None, item: str) -> Draft | None:
    """What an account has begun for itself and not handed in, the latest; None where nothing is answered."""
    if owner_id is None:
        return None
    found = Draft.objects.filter(owner=owner_id, company="", item__slug=item, case__isnull=True)
    return found.exclude(form={}).select_related("item", "case").order_by("-changed_at").first()


def draft_materials(draft_id: UUID) -> list[Material]:
    """Files attached to a draft, in the order they came."""
    return list(Material.objects.filter(draft_id=draft_id).select_related("file").order_by("id"))


def held_in(draft_id: UUID) -> list[tuple[str, Held]]:
    """The same as the rows of a form show them, by the key of the material."""
    return [
        (one.key, Held(str(one.pk), one.file.name, one.file.size))
        for one in draft_materials(draft_id)
        if one.file
    ]


def origin_of(by: Actor, address: str) -> str:
    """Who begins a draft, as a digest that tells only whether two are the same; '' for staff and nobody known."""
    if by.roles - {Role.APPLICANT} or (by.id is None and not address):
        return ""
    who = f"user {by.id}" if by.id is not None else f"address {address}"
    return salted_hmac("banli.cases.origin", who, algorithm="sha256").hexdigest()[:ORIGIN_LENGTH]


def begun_drafts(origin: str) -> int:
    """How many drafts of one origin were last changed within a day and not handed in; none of nobody."""
    return _of_origin(origin).count() if origin else 0


def _of_origin(origin: str) -> QuerySet[Draft]:
    return Draft.objects.filter(origin=origin, case__isnull=True, changed_at__gt=clock.now() - WITHIN)


def waiting_in(draft: Draft, key: str) -> Waiting:
    """What waits in ``draft``, for its material ``key``, and in every draft of the same origin."""
    held = [(one.key, one.file.size) for one in draft_materials(draft.pk) if one.file]
    own = sum(size for _key, size in held)
    others = _of_origin(draft.origin) if draft.origin else Draft.objects.none()
    everything = Material.objects.filter(draft__in=others).aggregate(bytes=Sum("file__size"))
    return Waiting(
        of_material=sum(1 for one, _size in held if one == key),
        files=len(held),
        size=own,
        of_origin=everything["bytes"] or 0,
    )
