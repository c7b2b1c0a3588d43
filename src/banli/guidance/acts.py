"""Taking over what a pack says of the ways to an item."""

from __future__ import annotations

from django.db import transaction

from banli.guidance.models import GuidanceBook
from banli.guidance.permissions import GRANTS, GuidancePermission
from banli.guidance.rules.definition import Guidance
from banli.guidance.selectors import last_book
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append

TOPIC = "item"
LOADED = "guidance_loaded"


@transaction.atomic
def load_guidance(*, guidance: Guidance, by: Actor) -> bool:
    """Let the pack's stages and walks count, and no others; True where they are new."""
    GRANTS.require(by, GuidancePermission.LOAD)
    said = guidance.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    known = last_book()
    if said == (known.said if known else {}):
        return False
    row = GuidanceBook.objects.create(said=said, loaded_at=clock.now())
    append(topic=TOPIC, subject="guidance", name=LOADED, by=by, body={"book": row.pk})
    return True
