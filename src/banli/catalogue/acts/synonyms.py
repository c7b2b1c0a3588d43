"""Taking over the words that people say for those of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from banli.catalogue.models import Synonym
from banli.catalogue.permissions import GRANTS, Permission
from banli.kernel.actors import Actor
from banli.ledger import service as ledger

LOADED = "synonyms_loaded"


@transaction.atomic
def load_synonyms(*, by: Actor, synonyms: Mapping[str, str]) -> bool:
    """Let search understand each word that is said as the one that is meant, and no others; True where that is new."""
    GRANTS.require(by, Permission.LOAD_ITEM)
    if dict(Synonym.objects.values_list("said", "meant")) == dict(synonyms):
        return False
    Synonym.objects.all().delete()
    Synonym.objects.bulk_create(Synonym(said=said, meant=meant) for said, meant in synonyms.items())
    ledger.append(topic="item", subject="synonyms", name=LOADED, by=by, body=dict(synonyms))
    return True
